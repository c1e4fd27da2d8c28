"""The translators' desk: catalogs, drafts by machine, files for agencies, the termbase."""
