"""So that `python -m legalsite.cli` is the command too."""

from legalsite.cli import main

main()
