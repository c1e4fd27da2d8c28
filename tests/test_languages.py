"""The languages that come with legalsite, by the examples in their own files; and how a file is refused."""

from __future__ import annotations

import pytest

from legalsite.languages import Example, Language, load, shipped
from legalsite.model import Text
from legalsite.references import Finder, Names, citations

EXAMPLES = [(tag, example) for tag in shipped() for example in load(tag).examples]


def read(language: Language, example: Example) -> tuple[list[str], list[str]]:
    """What a sentence cites, as an example writes it: in the site, and of other laws."""
    names = Names(example.names, tuple((slug, (name,)) for slug, name in example.policies))
    inside: list[str] = []
    outside: list[str] = []
    for cited in citations(Finder(language, names).find(Text(example.text))):
        if cited.status == "external":
            outside += cited.cites
        else:
            inside += (f"{cited.document}#{cite}" if cited.document else cite for cite in cited.cites)
    return inside, outside


@pytest.mark.parametrize(("tag", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value)[:60])
def test_example(tag: str, example: Example) -> None:
    assert read(load(tag), example) == (list(example.cites), list(example.external)), example.text
