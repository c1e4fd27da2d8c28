"""What was published: releases, locks and proofs, and what applied when."""
