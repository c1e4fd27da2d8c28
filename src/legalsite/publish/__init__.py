"""A built site, put where readers get it from: whole, in an order in which no link ever leads to nothing."""

from legalsite.publish.failure import BusyError, PublishError, PurgeError
from legalsite.publish.files import File, Serving, read_files
from legalsite.publish.lease import LASTS
from legalsite.publish.manifest import Published
from legalsite.publish.plan import Plan
from legalsite.publish.publish import Done, Options, look, publish
from legalsite.publish.purge import purge
from legalsite.publish.running import Source, unwatched
from legalsite.publish.sources import Before, Built, published, remove, source_before
from legalsite.publish.store import Store
from legalsite.publish.targets import open_store

__all__ = [
    "LASTS",
    "Before",
    "Built",
    "BusyError",
    "Done",
    "File",
    "Options",
    "Plan",
    "PublishError",
    "Published",
    "PurgeError",
    "Serving",
    "Source",
    "Store",
    "look",
    "open_store",
    "publish",
    "published",
    "purge",
    "read_files",
    "remove",
    "source_before",
    "unwatched",
]
