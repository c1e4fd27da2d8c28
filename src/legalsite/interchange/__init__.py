"""Files that translators' tools exchange: XLIFF for texts, TBX for terms. Values in, bytes out, and back."""

from legalsite.interchange.codes import CodeError, Legend, pieces, restored
from legalsite.interchange.markup import MarkupError
from legalsite.interchange.xliff import STATES, Exchange, Returned, Unit, unit_id
from legalsite.interchange.xliff_read import read_xliff
from legalsite.interchange.xliff_write import write_xliff

__all__ = [
    "STATES",
    "CodeError",
    "Exchange",
    "Legend",
    "MarkupError",
    "Returned",
    "Unit",
    "pieces",
    "read_xliff",
    "restored",
    "unit_id",
    "write_xliff",
]
