"""Whose provision is cited: what documents and laws are called, and how a sentence names them."""
