"""Files that translators' tools exchange: XLIFF for texts, TBX for terms. Values in, bytes out, and back."""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.interchange.codes import CodeError, Legend, pieces, restored
    from legalsite.interchange.markup import MarkupError
    from legalsite.interchange.tbx_read import read_tbx
    from legalsite.interchange.tbx_write import EDITIONS, write_tbx
    from legalsite.interchange.termbase import Concept, Wording, gathered, joined, same, shared, ways_to_say
    from legalsite.interchange.xliff import STATES, Exchange, Returned, Unit, unit_id
    from legalsite.interchange.xliff_read import read_xliff
    from legalsite.interchange.xliff_write import write_xliff
else:
    __getattr__ = deferred(
        __name__,
        {
            "codes": "CodeError Legend pieces restored",
            "markup": "MarkupError",
            "tbx_read": "read_tbx",
            "tbx_write": "EDITIONS write_tbx",
            "termbase": "Concept Wording gathered joined same shared ways_to_say",
            "xliff": "STATES Exchange Returned Unit unit_id",
            "xliff_read": "read_xliff",
            "xliff_write": "write_xliff",
        },
    )

__all__ = [
    "EDITIONS",
    "STATES",
    "CodeError",
    "Concept",
    "Exchange",
    "Legend",
    "MarkupError",
    "Returned",
    "Unit",
    "Wording",
    "gathered",
    "joined",
    "pieces",
    "read_tbx",
    "read_xliff",
    "restored",
    "same",
    "shared",
    "unit_id",
    "ways_to_say",
    "write_tbx",
    "write_xliff",
]
