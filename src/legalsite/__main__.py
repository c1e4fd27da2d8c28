"""So that `python -m legalsite` is the command too."""

from legalsite.cli import main

main()
