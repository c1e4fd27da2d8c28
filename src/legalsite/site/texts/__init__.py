"""The texts of a site: every edition read, linked, translated, checked; which of them are offered."""
