"""Runs tests/cases/references: a policy's text, and where each of its citations leads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefiles import Case, cases, check
from legalsite.languages import load
from legalsite.model import Clause, Document, Reference, Rewrite, Source, Text
from legalsite.parsing import parse
from legalsite.references import Citation, Finder, Names, citations, learn_names, resolve

CASES = cases(Path(__file__).parent / "cases" / "references")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_references(case: Case, update: bool) -> None:
    """`policy LANGUAGE` is read, with the site's `other LANGUAGE SLUG DATE`s; `links`, `names` and
    `problems` say what must come out."""
    fence = case.one("policy")
    language = load(fence.args[0])
    document = parse(Source("policy.md", fence.body), language)
    others = {
        other.args[1]: (parse(Source(f"{other.args[1]}.md", other.body), language), other.args[2])
        for other in case.all("other")
    }
    own = learn_names(document, language)
    policies = tuple((slug, learn_names(other, language)) for slug, (other, _) in others.items())
    finder = Finder(language, Names(own, policies))
    found = Rewrite(finder.find)(document)
    done = resolve(found, others.get, language).noting(*finder.problems(found))
    check(case, "links", "\n".join(draw(done)), update)
    if case.all("names"):
        check(case, "names", "\n".join(own), update)
    problems = [p for p in done.problems if p not in document.problems]
    if case.all("problems") or problems:
        lines = (f"{p.place.line}:{p.place.column} {p.rule}: {p.message}; {p.help}" for p in problems)
        check(case, "problems", "\n".join(lines), update)


def draw(document: Document) -> Iterator[str]:
    """A line for each run, with its clause, and one for each number of a nested citation."""
    for clause in document.everything():
        for text, _ in clause.texts():
            runs: dict[int, list[Citation]] = {}
            for cited in citations(text):
                runs.setdefault(cited.run, []).append(cited)
            for run in runs.values():
                yield f"{name(clause)}: {', '.join(outcome(text, cited) for cited in run)}"
                for cited in run:
                    yield from nested(text, cited)


def name(clause: Clause) -> str:
    return clause.anchor or "(before)"


def outcome(text: Text, cited: Citation) -> str:
    """ "5.2" → 5.2"""
    written = f'"{text.plain[cited.start : cited.end]}"'
    if cited.status == "external":
        return f"{written} of «{cited.document}»"
    targets = " ".join(
        "#".join(filter(None, ("@".join(filter(None, (t.policy, t.date))), t.anchor))) for t in cited.targets
    )
    return f"{written} → {targets if cited.status == 'resolved' else cited.status}"


def nested(text: Text, cited: Citation) -> Iterator[str]:
    """The numbers of a citation that names more than one provision, each with where it leads."""
    marks = [mark for mark in text.of(Reference) if cited.start <= mark.start and mark.end <= cited.end]
    if len(marks) > 1 and cited.status != "external":
        for mark in marks:
            assert isinstance(mark.style, Reference)
            targets = " ".join(target.anchor for target in mark.style.targets) or mark.style.status
            yield f'    "{text.plain[mark.start : mark.end]}" → {targets}'
