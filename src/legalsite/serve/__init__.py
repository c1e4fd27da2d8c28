"""A server for those who write: it makes pages when they are asked for, and again when a text has changed."""

from legalsite.serve.application import Application
from legalsite.serve.builder import Builder, State
from legalsite.serve.files import Changes, Files
from legalsite.serve.server import Address, AddressError, serve
from legalsite.serve.watching import Watcher

__all__ = [
    "Address",
    "AddressError",
    "Application",
    "Builder",
    "Changes",
    "Files",
    "State",
    "Watcher",
    "serve",
]
