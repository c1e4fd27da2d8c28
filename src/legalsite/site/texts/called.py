"""What the documents of one policy call documents: themselves, and all others of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from legalsite.languages import Language
from legalsite.model import Document
from legalsite.references import Names, learn_names
from legalsite.site.folder.kept import Kept
from legalsite.site.folder.names import NameIndex


@dataclass
class Called:
    """The same names are the same object in all versions. slug: the policy's. index: of all policies."""

    slug: str
    index: NameIndex
    kept: Kept
    _known: dict[tuple[str, tuple[str, ...]], Names] = field(default_factory=dict)

    def __call__(self, document: Document, language: Language, stage: str = "") -> Names:
        """What a document calls documents. stage: where it is asked for, at several in one build."""
        name = ("names", stage, language.tag, document.version)
        return self.kept(name, (document, self.index), partial(self._learnt, document, language))

    def _learnt(self, document: Document, language: Language) -> Names:
        tag = language.tag
        own = tuple(dict.fromkeys((*learn_names(document, language), *self.index.own(tag, self.slug))))
        if (tag, own) not in self._known:
            self._known[tag, own] = Names(own, self.index.everybody(tag), self.slug)
        return self._known[tag, own]
