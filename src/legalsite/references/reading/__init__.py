"""Cuts a sentence into what a grammar reads: numbers, the words that a language cites with, and the rest."""
