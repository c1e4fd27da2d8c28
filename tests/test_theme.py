"""The theme `default`, and what a theme of one's own may do."""

from __future__ import annotations

import gzip
import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import meta, nodes
from jinja2.ext import extract_from_ast
from markupsafe import Markup

from legalsite.model import Document, Text
from legalsite.rendering import ClauseRenderer, Theme, ThemeError, installed, pages, shipped, team
from legalsite.rendering.pieces import takes

DEFAULT = shipped() / "default"
THEME = Theme.load()
KINDS = (
    pages.EditionPage,
    pages.RedlinePage,
    pages.ComparisonPage,
    pages.HistoryPage,
    pages.FeedPage,
    pages.ClausesPage,
    pages.CitedPage,
    pages.CitationsPage,
    pages.GlossaryPage,
    pages.PortalPage,
    pages.SearchPage,
    pages.LanguagesPage,
    pages.NotFoundPage,
    pages.MovedPage,
    pages.GonePage,
    team.TeamPage,
    team.TeamIndexPage,
)
FUNCTIONS = {"gettext", "ngettext", "gettext_in", "said_in", "asset", "stylesheets"}
LANGUAGES = ("en", "kk", "ru")
LATER = ("he", "it", "ja", "ko", "pl", "pt")
FURTHER = ("ar", "de", "es", "fr", "ky", "tr", "uk", "uz", "zh", *LATER)

OLD = pages.Version(
    date="2023-03-01", until="2024-09-14", status=pages.SUPERSEDED, href="../2023-03-01/", note="The first."
)
NOW = pages.Version(
    date="2024-09-15",
    until="2026-02-28",
    href="../2024-09-15/",
    redline="../2024-09-15/changes/",
    counts=pages.Counts(added=1, removed=2, changed=5, renumbered=21, moved=1),
)
NEXT = pages.Version(
    date="2026-03-01",
    status=pages.UPCOMING,
    href="../2026-03-01/",
    redline="../2026-03-01/changes/",
    counts=pages.Counts(),
)
DRAFT = pages.Version(date="", status=pages.DRAFT, href="../draft/", redline="../draft/changes/")
KAZAKH = pages.LanguageLink("kk", "Қазақша", "../../../kk/policy/")
PAPER = pages.LanguageLink("fr", "Français", "")
HELD = pages.LanguageLink("ru", "Русский", "../../../kk/policy/", page="kk", page_name="Қазақша", keeps=False)
STANDING = pages.Standing(
    original=KAZAKH,
    prevailing=(KAZAKH, PAPER),
    missing=pages.Clauses(3, (pages.Link("", ""), pages.Link("", "#preamble"), pages.Link("3.4.", "#3.4"))),
    stale=pages.Clauses(1, (pages.Link("5.", "#5"),)),
    fuzzy=pages.Clauses(22),
    machine=pages.Clauses(1),
)

PROOF = pages.Proof(
    "0123456789abcdef" * 4,
    "../2024-09-15/index.txt",
    corrections=(
        pages.Correction("2024-10-01"),
        pages.Correction("2024-10-02", "Of <5.2>."),
        pages.Correction("2024-10-03", "Of 5.3.", erratum=True),
    ),
    postponed=("2024-09-01",),
)

GONE = (
    pages.Gone(
        anchor="5.9",
        label="5.9",
        holders=(
            pages.Holder(until="2023-05-31", now=pages.Link("5.10", "#5.10")),
            pages.Holder(
                until="2024-09-14",
                removed="2024-09-15",
                version="2023-03-01",
                read=pages.Link("5.9", "2023-03-01/#5.9"),
            ),
            pages.Holder(until="2024-09-14", version="2023-03-01"),
        ),
    ),
    pages.Gone(
        anchor="5.11",
        label="5.11",
        holders=(pages.Holder(until="2024-09-14", now=pages.Link("5.2", "#5.2")),),
    ),
)


def frame(language: str = "en") -> pages.Frame:
    return pages.Frame(
        language=language,
        title="Policy & more",
        site="The site",
        description="What <we> do.",
        data='{"name":"Policy & more </script><we>"}',
        open_graph=True,
        twins=(pages.Twin("text/markdown", "index.md"),),
        root="../../../",
        home="../../",
        canonical="https://example.com/en/policy/",
        alternates=(pages.Alternate("kk", "https://example.com/kk/policy/"),),
        languages=(KAZAKH, HELD, PAPER, pages.LanguageLink(language, "Here", "./", current=True)),
        breadcrumbs=(pages.Link("The site", "../../"),),
    )


def edition(language: str = "en", version: pages.Version = NOW) -> pages.EditionPage:
    order = (DRAFT, NEXT, NOW, OLD)
    at = order.index(version)
    return pages.EditionPage(
        frame=frame(language),
        heading=Markup("Policy <em>&amp;</em> more"),
        contents=(
            pages.ContentsEntry(
                "1.", "Terms", "#1", "", (pages.ContentsEntry("", "Data", "#1_heading-1", "kk"),)
            ),
        ),
        body=Markup('<div class="clause" id="1"><p>Body</p></div>\n'),
        version=version,
        previous=order[at + 1] if at < 3 else None,
        next=order[at - 1] if at else None,
        in_force=NOW if version is not NOW else None,
        versions=tuple(replace(row, current=row is version) for row in order),
        history="../history/",
        stands_in=None,
        standing=STANDING,
        proof=PROOF if version is not DRAFT else None,
    )


def every_page(language: str = "en") -> Iterator[pages.Page]:
    """A page of each kind with all that it may have, and one with nothing that it may lack."""
    outside = replace(
        frame(language), canonical="", alternates=(), languages=(), breadcrumbs=(), listed=False
    )
    for version in (DRAFT, NEXT, NOW, OLD):
        yield edition(language, version)
    yield pages.EditionPage(
        frame=outside,
        heading=Markup("Policy"),
        contents=(),
        body=Markup("<p>Body</p>"),
        version=replace(NOW, until=""),
    )
    kinds = ("added", "removed", "changed", "renumbered", "moved")
    changes = tuple(
        pages.ChangeEntry(kind, f"{n}.", "Words", f"#{n}", f"{n}5.") for n, kind in enumerate(kinds)
    )
    redline = pages.RedlinePage(
        frame=frame(language),
        heading=Markup("Policy"),
        body=Markup("<p>Body</p>"),
        older=OLD,
        newer=NOW,
        changes=(*changes, pages.ChangeEntry("changed", "", "Words", "#preamble", language="kk")),
        counts=pages.Counts(1, 1, 2, 1, 1),
        history="../history/",
    )
    yield redline
    yield replace(redline, standing=STANDING)
    yield replace(redline, frame=outside, newer=DRAFT, changes=(), counts=pages.Counts(), history="")
    yield pages.HistoryPage(frame=frame(language), heading=Markup("Policy"), versions=(DRAFT, NEXT, NOW, OLD))
    befell = ("merged", "split", "moved", "renumbered", "changed", "merged-into", "split-off", "added")
    events = tuple(
        pages.ClauseEvent(
            version=NOW,
            kind=kind,
            label="5.2",
            was="5.1",
            others=("5.3", "5.4"),
            href="#",
            redline="#",
            words=words,
        )
        for kind, words in zip(befell, (Markup("<p>Words</p>"), *[pages.NO_WORDS] * 7), strict=True)
    )
    first = pages.ClauseEvent(version=OLD, kind="first", label="5.1")
    removed = pages.ClauseEvent(version=DRAFT, kind="removed", label="5.2")
    past = pages.ClausePast(
        anchor="2023-03-01.5.1", label="5.2", title="Words", href="../../#5.2", events=(*events, first)
    )
    lost = replace(past, anchor="2023-03-01.5.2", href="", events=(removed, first), language="kk")
    told = pages.ClausesPage(
        frame=frame(language),
        heading="Policy",
        history="../",
        first=OLD,
        clauses=(past,),
        coming=(lost,),
        gone=(lost,),
    )
    yield told
    yield replace(told, clauses=(), coming=(), gone=(), unchanged=(pages.Link("1", "#"), pages.Link("2", "")))
    yield replace(edition(language), clauses="../history/clauses/", gone=GONE)
    policy = pages.Policy(
        title="Policy",
        href="policy/",
        version=NOW,
        title_language="kk",
        language="kk",
        newer=NOW,
        upcoming=NEXT,
        history="policy/history/",
        languages=(KAZAKH, KAZAKH),
    )
    yield pages.PortalPage(
        frame=frame(language), policies=(policy, pages.Policy(title="Terms", href="terms/", version=DRAFT))
    )
    policies = (policy,)
    yield pages.PortalPage(frame=frame(language), policies=policies, glossary="g.html", citations="c.html")
    yield replace(edition(language), places=pages.Places("../", "../cited/", "../c.html"))
    name = pages.Link("Policy", "policy/", "kk")
    by = (pages.Link("5.2", "#5.2"), pages.Link("", "#preamble"))
    within = pages.CitedClause(anchor="5.1", label="5.1", href="../#5.1", by=by)
    across = replace(within, anchor="policy.5.1", policies=(name, replace(name, language="")))
    cited = pages.CitedPage(
        frame=frame(language), heading="Policy", text="../", version=NOW, clauses=(within,), elsewhere="../c"
    )
    yield cited
    yield replace(cited, clauses=(), elsewhere="")
    named = pages.CitedPolicy(anchor="policy", title=name, clauses=(across,))
    yield pages.CitationsPage(frame=frame(language), policies=(named, replace(named, clauses=())))
    meaning = pages.TermMeaning(text="A & B", policy=name, clause=by[0], version=NOW, machine=True)
    term = pages.DefinedTerm(term="A", meanings=(meaning, replace(meaning, clause=by[1], machine=False)))
    yield pages.GlossaryPage(frame=frame(language), terms=(term,))
    yield pages.GlossaryPage(frame=frame(language), terms=())
    choice = pages.LanguageChoice("ar", "العربية", "الموقع", "ar/", "rtl")
    yield pages.LanguagesPage(frame=replace(outside, title="The site", home=""), choices=(choice,))
    yield pages.NotFoundPage(
        frame=frame(language), policies=(pages.Link("Policy", "https://example.com/en/policy/"),)
    )
    yield pages.NotFoundPage(frame=replace(outside, home=""))
    section = pages.Link("1 General", "../policy/#1", "kk")
    yield pages.SearchPage(
        frame=replace(frame(language), search=""),
        policies=(pages.Searched("Policy", "../policy/", (section,)),),
        shown="shown/",
        others="others/",
        clauses="numbers.json",
    )
    yield pages.MovedPage(frame=frame(language), href="../policy/")
    yield pages.GonePage(frame=frame(language), reason="A <court> said so.")
    yield pages.GonePage(frame=replace(outside, home=""), reason="A court said so.")
    problem = team.Problem("warning", "rule", "What <we> see.", "x.md:1", "Mend it.", "../#1", "")
    clauses = (("missing", (pages.Link("1", "../#1"), pages.Link("title", ""))),)
    row = team.Progress(
        "2024-09-15",
        "in-force",
        "ru",
        "../",
        "catalog",
        3,
        (1, 0, 0, 0, 0, 2),
        33,
        short=True,
        clauses=clauses,
    )
    draft = replace(row, version="", status="draft", href="", source="files", clauses=())
    yield team.TeamPage(
        frame=outside,
        index="../",
        progress=(row, draft),
        problems=(problem, replace(problem, href="", silenced="of <law>")),
    )
    yield team.TeamPage(frame=outside, index="../", progress=())
    state = team.PolicyState(pages.Link("policy", "policy/"), "", (None, 50))
    yield team.TeamIndexPage(frame=outside, languages=("en", "ru"), policies=(state,), problems=(problem,))


# What templates read


def sources() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (DEFAULT / "templates").glob("*.j2")}


def reads(name: str) -> set[str]:
    """The names that a template and all that it extends and imports take from outside."""
    tree = THEME._environment("en").parse(sources()[name])
    found = meta.find_undeclared_variables(tree)
    found -= {node.target for node in tree.find_all(nodes.Import)}
    found -= {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    others = {other for other in meta.find_referenced_templates(tree) if other}
    return found.union(*map(reads, others))


@pytest.mark.parametrize("kind", KINDS)
def test_templates_read_what_pages_offer_and_all_of_it(kind: type[pages.Page]) -> None:
    offered = {part.name for part in fields(kind)}
    assert reads(kind.template) - FUNCTIONS == offered


def test_the_clause_template_depends_on_the_clause_alone() -> None:
    assert reads("clause.html.j2") <= FUNCTIONS - {"asset", "stylesheets"}


def test_no_template_is_left_over() -> None:
    used = {kind.template for kind in KINDS} | {"clause.html.j2"}
    for name, source in sources().items():
        if name not in used:
            trees = map(THEME._environment("en").parse, sources().values())
            assert any(name in meta.find_referenced_templates(tree) for tree in trees), f"{name} is not used"
        assert "|safe" not in source.replace(" ", ""), f"{name} trusts a value that may be an author's"


@pytest.mark.parametrize("language", (*LANGUAGES, "ar", "tlh"))
def test_every_page_renders(language: str) -> None:
    for page in every_page(language):
        html = THEME.render(page)
        assert html.startswith("<!DOCTYPE html>\n<html ")
        assert html.endswith("</html>\n")
        assert "Policy & more" not in html
        assert "<we>" not in html


def test_no_page_has_script_or_style_within() -> None:
    """A site may forbid both (Content-Security-Policy), and may be read without script."""
    for page in every_page():
        html = THEME.render(page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert all(
            f'src="{page.frame.root}static/' in tag or tag == '<script type="application/ld+json">'
            for tag in re.findall(r"<script[^>]*>", html)
        )
        assert not any(re.findall(r"<script(?! type=\"application/ld\+json\")[^>]*>([^<]*)", html))


def test_static_files_fetch_nothing_from_elsewhere() -> None:
    for path, data in THEME.static.items():
        if path.endswith(".css"):
            assert not re.search(rb"@import|url\(|https?:", data)
        if path.endswith(".js"):
            code = re.sub(rb"/\*.*?\*/|//[^\n]*", b"", data, flags=re.DOTALL)
            # a file's published name tells its content, so that no other file can know it: pages do
            assert not re.search(rb"https?:|\bimport\b(?!\(new URL\()", code), path


def test_a_policy_s_page_is_light() -> None:
    """Compressed, the sheets and scripts that come with it. Further scripts are asked for when wanted."""
    html = THEME.render(edition())
    loaded = set(re.findall(r'<(?:link rel="stylesheet" href|script[^>]* src)="[./]*(static/[^"]*)"', html))
    assert len(loaded) > 4
    assert sum(len(gzip.compress(THEME.static[path])) for path in loaded) < 15_000


# What pages say


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def said(page: pages.Page) -> str:
    """The words of a page's main part, in one line."""
    html = THEME.render(page)
    main = html[html.index("<main") :]
    return " ".join(plain(re.sub(r"<[^>]*>", " ", main)).split())


@pytest.mark.parametrize(
    ("language", "version", "words"),
    (
        ("en", NOW, "In force from 15 September 2024 to 28 February 2026"),
        ("en", NEXT, "In force from 1 March 2026"),
        ("en", DRAFT, "Draft: it has no date and is not in force"),
        ("en", OLD, "From 15 September 2024 a newer version is in force"),
        ("en", NOW, "From 1 March 2026 a newer version is in force"),
        ("en", NEXT, "Go to the version in force from 15 September 2024"),
        ("en", NOW, "Changes since the version of 1 March 2023"),
        ("en", NOW, "This is a translation. Original language: Kazakh ( Қазақша )"),
        ("en", NOW, "prevails: Kazakh , French"),
        ("en", NOW, "Not translated yet, shown in the original language: title , introduction , 3.4."),
        ("en", NOW, "Changed in the original after being translated, shown in the original language: 5."),
        ("en", NOW, "Translation not confirmed yet, shown in the original language: 22 clauses"),
        ("en", NOW, "Machine translation, not reviewed by a person: 1 clause"),
        ("ru", NOW, "Срок действия: с 15 сентября 2024 г. по 28 февраля 2026 г."),
        ("ru", NEXT, "Действует с 1 марта 2026 г."),
        ("ru", OLD, "С 15 сентября 2024 г. действует новая редакция"),
        ("ru", NOW, "Язык оригинала: казахский"),
        ("ru", NOW, "Ещё не переведено, показано на языке оригинала: заголовок , вводная часть , 3.4."),
        ("ru", NOW, "Перевод ещё не подтверждён, показано на языке оригинала: 22 пункта"),
        ("kk", NOW, "Машиналық аударма, адам тексермеген: 1 тармақ"),
        ("kk", NOW, "2024 ж. 15 қыркүйек – 2026 ж. 28 ақпан аралығында күшінде"),
        ("kk", NEXT, "2026 ж. 1 наурыз күнінен бастап күшінде"),
        ("kk", DRAFT, "Жоба: күні белгіленбеген, күшіне енбеген"),
        ("kk", NOW, "Түпнұсқа тілі: қазақ тілі"),
        ("kk", NOW, "Мазмұны"),
    ),
)
def test_an_edition_says_its_dates_so_that_they_stay_true(
    language: str, version: pages.Version, words: str
) -> None:
    assert words in said(edition(language, version))


@pytest.mark.parametrize(
    ("language", "words"),
    (
        (
            "en",
            "5.9 until 31 May 2023 : is now 5.10 until 14 September 2024 : was removed on 15 September",
        ),
        ("en", "; to be read in the version of 1 March 2023"),
        ("ru", "исключено с 15 сентября 2024 г. ; текст — в редакции от 1 марта 2023 г."),
        ("ru", "5.11 теперь 5.2"),
        ("kk", "5.11 қазір 5.2"),
    ),
)
def test_what_became_of_a_number_is_told_where_its_anchor_leads(language: str, words: str) -> None:
    page = replace(edition(language), gone=GONE)
    assert words in said(page)
    assert '<li id="5.9">' in THEME.render(page)


def test_the_prevailing_language_is_told_in_every_edition() -> None:
    words = "the text in this language prevails: Kazakh"
    assert words in said(edition())
    alone = replace(STANDING, prevailing=(KAZAKH,))
    page = edition("kk")
    assert words not in said(replace(page, standing=replace(alone, prevails=True)))
    assert "осы мәтін басым күшке ие" in said(replace(page, standing=replace(alone, prevails=True)))
    lonely = replace(page, frame=replace(frame("kk"), languages=()))
    assert "басым күшке" not in said(replace(lonely, standing=replace(alone, prevails=True)))


def test_an_older_version_at_the_undated_address_says_why_and_what_is_in_force() -> None:
    words = said(replace(edition("ru", OLD), stands_in=NOW))
    assert "С 15 сентября 2024 г. действует новая редакция; её перевод ещё не завершён" in words
    assert "Это последняя полностью переведённая редакция" in words


def test_a_page_in_another_language_is_named_before_it_is_opened() -> None:
    html = THEME.render(edition())
    assert (
        '<a href="../../../kk/policy/" lang="ru" hreflang="kk" dir="ltr">'
        'Русский <span lang="kk" dir="auto">(Қазақша)</span></a>'
    ) in html
    assert '<li lang="fr" dir="ltr">Français</li>' in html
    away = replace(NEXT, language="kk")
    page = replace(edition(), next=away, versions=(away, NOW, OLD))
    assert "From 1 March 2026 a newer version is in force (Kazakh)" in said(page)
    assert THEME.render(page).count('hreflang="kk" data-keeps-clause>') >= 2


def test_words_of_the_theme_say_which_language_they_are_in_where_the_page_has_another() -> None:
    html = THEME.render(edition("fa"))
    assert 'data-until="2026-02-28" lang="en" dir="ltr">In force from' in html
    assert "15 September 2024" in plain(html)
    assert 'lang="en"' not in THEME.render(edition("ru"))


def test_alternates_and_robots() -> None:
    html = THEME.render(edition())
    assert '<link rel="canonical" href="https://example.com/en/policy/">' in html
    assert '<link rel="alternate" hreflang="kk" href="https://example.com/kk/policy/">' in html
    assert "noindex" not in html
    assert "noindex" in THEME.render(replace(edition(), frame=replace(frame(), listed=False)))


@pytest.mark.parametrize(
    ("tag", "written"),
    (
        ("kk", "2024 ж. 5 қыркүйек"),
        ("ru", "5 сентября 2024 г."),
        ("en", "5 September 2024"),
        ("en-US", "September 5, 2024"),
        ("en-KZ", "5 September 2024"),
        ("tlh", "5 September 2024"),
    ),
)
def test_dates_are_written_as_the_language_writes_them(tag: str, written: str) -> None:
    date = THEME.words(tag).date("2024-09-05")
    assert plain(date) == written
    assert " " not in date


# The words


def catalog(language: str) -> Catalog:
    with (DEFAULT / "locale" / language / "LC_MESSAGES" / "theme.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def extract(source: str) -> Iterator[tuple[str, ...]]:
    """The messages of a template, with the plural where there is one."""
    for _, _, message in extract_from_ast(
        THEME._environment("en").parse(source), ("_", "gettext", "ngettext", "gettext_in")
    ):
        parts = (message,) if isinstance(message, str) else message or ()
        yield tuple(part for part in parts if isinstance(part, str))


def messages() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for source in sources().values():
        found.update(parts[0] if len(parts) == 1 else parts for parts in extract(source))
    return found


def test_the_theme_has_its_languages() -> None:
    assert THEME.languages == tuple(sorted((*LANGUAGES, *FURTHER)))


@pytest.mark.parametrize("language", sorted({*LANGUAGES, *FURTHER} - {*LATER}))
def test_every_message_is_translated(language: str) -> None:
    assert {message.id for message in catalog(language) if message.id} == messages()


@pytest.mark.parametrize("language", LATER)
def test_some_languages_follow_the_others_soon(language: str) -> None:
    """A new word may be English on their pages for a while; one word of ten at most."""
    missing = messages() - {message.id for message in catalog(language)}
    assert len(missing) * 10 <= len(messages()), missing


@pytest.mark.parametrize("language", (*LANGUAGES, *FURTHER))
def test_translations_are_whole_and_none_is_left_over(language: str) -> None:
    found = catalog(language)
    assert {message.id for message in found if message.id} <= messages()
    for message in found:
        if not message.id:
            continue
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        assert not message.fuzzy
        assert len(forms) == (found.num_plurals if message.pluralizable else 1)
        wanted = set(re.findall(r"%\(\w+\)s", str(message.id)))
        for form in forms:
            assert form
            assert form == form.strip()
            assert not set(form) & set("<>&"), "words are put into HTML as they are"
            told = set(re.findall(r"%\(\w+\)s", form))
            assert told == wanted or (len(forms) > 2 and not told), "one and two are words in Arabic"


@pytest.mark.parametrize("language", (*LANGUAGES, *FURTHER))
def test_plurals_are_counted_as_cldr_counts(language: str) -> None:
    form = c2py(catalog(language).plural_expr)
    kinds = {(form(n), Locale(language).plural_form(n)) for n in range(201)}
    forms, categories = zip(*kinds, strict=True)
    assert len(kinds) == len(set(categories)), "one category is one form"
    assert len(set(forms)) == catalog(language).num_plurals


# Themes of one's own


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    write(tmp_path / "mine" / "theme.toml", 'name = "mine"\nversion = "3"\nextends = "default"\n')
    return tmp_path / "mine"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def load(mine: Path) -> Theme:
    return Theme.load([mine.parent], mine.name)


def test_a_theme_changes_one_template_and_keeps_the_others(mine: Path) -> None:
    write(
        mine / "templates" / "portal.html.j2",
        '{% extends "default/portal.html.j2" %}\n{% block main %}Mine: {{ super() }}{% endblock %}\n',
    )
    theme = load(mine)
    assert (theme.name, theme.version) == ("mine", "3")
    portal = theme.render(pages.PortalPage(frame=frame(), policies=()))
    assert "Mine: <header" in portal
    assert theme.render(edition()) == THEME.render(edition())
    assert theme.digest != THEME.digest


def test_what_is_made_once_is_of_one_block_and_of_its_values(mine: Path) -> None:
    write(
        mine / "templates" / "edition.html.j2",
        "{% call once(frame.root) %}one {{ frame.root }} {% endcall %}"
        "{% call once(frame.root) %}two {{ frame.root }} {% endcall %}"
        "{% call(row) each(versions) %}{{ row.date }}{{ '*' if row.current }} {% endcall %}"
        "{% call(row) each(with_gaps(versions, ['2026-03-01'])) %}"
        "{{ row.date if row else '…' }} {% endcall %}",
    )
    theme = load(mine)
    for version, root in ((NOW, "../"), (OLD, "./"), (NOW, "../")):
        page = edition(version=version)
        dates = " ".join(row.date + "*" * row.current for row in page.versions)
        shown = theme.render(replace(page, frame=replace(page.frame, root=root)))
        assert shown == f"one {root} two {root} {dates} 2026-03-01 … "


def other_pages() -> Iterator[pages.EditionPage]:
    """Pages of one language that are not alike in one thing each."""
    page = edition()
    yield from map(edition, ("en",) * 3, (OLD, NEXT, DRAFT))
    yield page
    for of_frame in (
        {"root": "./"}, {"title": "Another"}, {"time_zone": "Asia/Almaty"}, {"languages": ()},
        {"policy": "terms", "search": "../search/"}, {"search": "../../search/"},
    ):  # fmt: skip
        yield replace(page, frame=replace(page.frame, **of_frame))
    early = [replace(OLD, date=f"20{year}-01-01", href=f"../20{year}-01-01/") for year in range(22, 10, -1)]
    yield replace(page, versions=(*page.versions, *early))
    yield replace(page, versions=(*page.versions, *early), previous=early[5])
    yield replace(page, contents=(pages.ContentsEntry("2.", "Others", "#2"), *page.contents))
    yield replace(
        page, places=pages.Places("../", "../cited/", "../../citations.html"), clauses="../clauses/"
    )


def test_no_page_shows_what_was_made_for_another_one() -> None:
    """Whichever page was made first: what is remembered of it must be of all."""
    all_pages = [*other_pages()]
    one, other = Theme.load(), Theme.load()
    shown = [one.render(page) for page in all_pages]
    assert shown == [other.render(page) for page in reversed(all_pages)][::-1]
    assert len({*shown}) == len(all_pages)


def test_a_theme_changes_one_piece_of_a_clause(mine: Path) -> None:
    write(
        mine / "templates" / "clause.html.j2",
        "{% macro reference(body, href) %}<a class='{x}' href=\"{{ href }}\">§{{ body }}</a>{% endmacro %}",
    )
    pieces = load(mine).pieces("ru")
    assert pieces.reference("5.2", "#5.2") == "<a class='{x}' href=\"#5.2\">§5.2</a>"
    assert pieces.number("5", "5.") == THEME.pieces("ru").number("5", "5.")
    assert pieces.number("5", "5.") == '<a class="number" href="#5">5.</a>'


def test_a_theme_changes_a_word_and_adds_a_language(mine: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    write(
        mine / "locale" / "ru" / "LC_MESSAGES" / "theme.po", f'{head}msgid "Contents"\nmsgstr "Содержание"\n'
    )
    write(
        mine / "locale" / "el" / "LC_MESSAGES" / "theme.po", f'{head}msgid "Contents"\nmsgstr "Περιεχόμενα"\n'
    )
    theme = load(mine)
    assert theme.words("ru").gettext("Contents") == "Содержание"
    assert theme.words("ru").gettext("Draft") == "Проект"
    words = theme.words("el-Latn")
    assert (words.gettext("Contents"), words.gettext("Draft")) == ("Περιεχόμενα", "Draft")
    assert (words.tag, words.foreign) == ("el-Latn", False)
    assert set(theme.languages) == {*THEME.languages, "el"}


def test_a_style_sheet_of_ones_own_is_linked_after_the_theme_s(mine: Path) -> None:
    write(mine / "static" / "a.css", ":root { --accent: #600; }")
    theme = load(mine)
    assert [path.split(".")[0] for path in theme.stylesheets] == ["static/style", "static/a"]
    assert theme.static[theme.asset("a.css")] == b":root { --accent: #600; }"
    before = theme.asset("a.css")
    write(mine / "static" / "a.css", ":root { --accent: #060; }")
    assert load(mine).asset("a.css") != before
    assert load(mine).asset("style.css") == THEME.asset("style.css")


def test_a_folder_of_the_same_name_lies_over_the_shipped_one(tmp_path: Path) -> None:
    write(tmp_path / "default" / "static" / "style.css", "body {}")
    theme = Theme.load([tmp_path])
    assert theme.static[theme.asset("style.css")] == b"body {}"
    assert theme.render(pages.PortalPage(frame=frame(), policies=()))


@pytest.mark.parametrize(
    ("file", "text", "message"),
    (
        ("portal.html.j2", "one\n{% if %}", r"portal\.html\.j2:2: Expected an expression"),
        ("portal.html.j2", "one\ntwo\n{{ frame.titel }}", r"portal\.html\.j2:3: .*'titel'"),
        ("portal.html.j2", "{{ policy }}", r"portal\.html\.j2:1: 'policy' is undefined"),
        ("portal.html.j2", "\n{{ asset('no.css') }}", r"portal\.html\.j2:2: .*no file 'no\.css' in static/"),
        ("portal.html.j2", "\n{{ 'soon'|date }}", r"portal\.html\.j2:2: ValueError: .*soon"),
        ("portal.html.j2", '{% extends "bare.html.j2" %}', r"portal\.html\.j2:1: .*bare\.html\.j2"),
        ("portal.html.j2", "{{ ().__class__.__base__ }}", r"portal\.html\.j2:1: .*unsafe"),
    ),
)
def test_a_mistake_in_a_template_is_told_with_its_place(
    mine: Path, file: str, text: str, message: str
) -> None:
    write(mine / "templates" / file, text)
    with pytest.raises(ThemeError, match=message):
        load(mine).render(pages.PortalPage(frame=frame(), policies=()))


@pytest.mark.parametrize(
    ("text", "message"),
    (
        ("{% macro term(body) %}{{ body }}{% endmacro %}", r"macro term takes \(body\), not \(body, href\)"),
        ("{% macro added(steps) %}{{ no }}{% endmacro %}", "'no' is undefined"),
        (
            "{% macro inserted(body) %}{{ body|upper }}{% endmacro %}",
            "macro inserted changes one of its values",
        ),
        (
            "{% macro inserted(body) %}{{ body|length }}{% endmacro %}",
            "macro inserted does not place its body",
        ),
        ("\n{% macro term(body %}", r"clause\.html\.j2:2: "),
    ),
)
def test_a_mistake_in_a_piece_is_told(mine: Path, text: str, message: str) -> None:
    write(mine / "templates" / "clause.html.j2", text)
    with pytest.raises(ThemeError, match=message) as caught:
        load(mine).pieces("en")
    assert "clause.html.j2" in str(caught.value)


def test_a_theme_that_is_not_there(tmp_path: Path, mine: Path) -> None:
    with pytest.raises(ThemeError, match="no theme 'none' in"):
        Theme.load([tmp_path], "none")
    write(mine / "theme.toml", 'extends = "none"')
    with pytest.raises(ThemeError, match="no theme 'none' in"):
        load(mine)
    write(mine / "theme.toml", "extends = ")
    with pytest.raises(ThemeError, match=r"theme\.toml: not a TOML file"):
        load(mine)


def test_a_catalog_that_is_none(mine: Path) -> None:
    write(mine / "locale" / "ru" / "LC_MESSAGES" / "theme.po", "Содержание")
    with pytest.raises(ThemeError, match=r"theme\.po: not a catalog"):
        load(mine).words("ru")


def test_a_theme_travels_to_another_process(mine: Path) -> None:
    theme = load(mine)
    theme.render(edition())
    there = pickle.loads(pickle.dumps(theme))
    assert there.digest == theme.digest
    assert there.render(edition()) == theme.render(edition())


def test_every_piece_is_a_macro_of_the_default_theme() -> None:
    source = sources()["clause.html.j2"]
    declared = dict(re.findall(r"{% macro (\w+)\((.*?)\)", source))
    assert declared == {name: ", ".join(values) for name, values in takes()}


def test_a_document_s_title_is_one_line_of_html() -> None:
    title = Text("A & B")
    assert ClauseRenderer(THEME, "en", lambda _: "").title(Document(title=title)) == Markup("A &amp; B")


def test_the_shipped_themes_are_in_the_package_or_beside_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (shipped() / "default" / "theme.toml").is_file()
    package = tmp_path / "src" / "legalsite"
    monkeypatch.setattr(installed, "__file__", str(package / "rendering" / "layers.py"))
    assert shipped() == tmp_path / "themes"
    (package / "themes").mkdir(parents=True)
    assert shipped() == package / "themes"
