"""Lays invented texts out as projects: ours with all languages written, ours with catalogs, and Hugo's."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.corpus import LANGUAGES, SIZES, Edition, editions
from legalsite.translations import read_catalog, write_catalog

HUGO = {
    "hugo.toml": """\
baseURL = "https://example.org/"
title = "Legal"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
""",
    "layouts/_default/baseof.html": """\
<!doctype html>
<html lang="{{ .Site.Language.Lang }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
{{ partialCached "policies.html" . .Site.Language.Lang }}
{{ with .CurrentSection }}{{ partialCached "dates.html" . .Site.Language.Lang .Path }}{{ end }}
<nav>{{ range .AllTranslations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Site.Language.Lang }}">
{{- .Site.Language.Lang }}</a> {{ end }}</nav>
<main>{{ block "main" . }}{{ .Content }}{{ end }}</main>
</body>
</html>
""",
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>\n{{ .Content }}{{ end }}\n',
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1>\n{{ .Content }}{{ end }}\n',
    "layouts/_default/_markup/render-heading.html": (
        '<h{{ .Level }} id="{{ .Anchor }}"><a href="#{{ .Anchor }}">{{ .Text }}</a></h{{ .Level }}>\n'
    ),
    "layouts/partials/policies.html": """\
<nav>{{ range where .Site.RegularPages "File.ContentBaseName" "LATEST" }}<a href="{{ .RelPermalink }}">
{{- .Title }}</a> {{ end }}</nav>
""",
    "layouts/partials/dates.html": """\
<nav>{{ range .RegularPages }}<a href="{{ .RelPermalink }}">{{ .File.ContentBaseName }}</a> {{ end }}</nav>
""",
}


def hugo(folder: Path, size: str) -> None:
    """Hugo's project: a page an edition, with links to all documents, dates and languages, as on ours."""
    latest = ""
    for edition in editions(SIZES[size]):
        latest = max(latest, edition.effective.isoformat())
        head, _, body = edition.markdown().partition("\n")
        page = f'---\ntitle: "{head.removeprefix("# ")}"\n---\n{body}'
        _write(folder / "content" / edition.language / edition.document / f"{edition.effective}.md", page)
    languages = "".join(
        f'[languages.{tag}]\ncontentDir = "content/{tag}"\nweight = {weight}\n'
        for weight, tag in enumerate(_languages(size), 1)
    )
    for name, text in HUGO.items():
        _write(folder / name, text.replace("LATEST", latest) + (languages if name == "hugo.toml" else ""))


def written(folder: Path, size: str) -> None:
    """Our project in which every edition is a file."""
    _settings(folder, size)
    for edition in editions(SIZES[size]):
        _write(_file(folder, edition), edition.markdown())


def catalogued(folder: Path, size: str, legalsite: Sequence[str]) -> None:
    """Our project in which the first language is written and the others are catalogs, complete.

    legalsite: the command that makes the empty catalogs. Raises RuntimeError if it fails, or if a message is
    left without translation.
    """
    _settings(folder, size)
    original = _languages(size)[0]
    answers: dict[tuple[str, str], dict[str, str]] = {}
    texts: dict[tuple[str, object], Edition] = {}
    for edition in editions(SIZES[size]):
        if edition.language == original:
            _write(_file(folder, edition), edition.markdown())
            texts = {(edition.document, edition.effective): edition}
        else:
            known = answers.setdefault((edition.document, edition.language), {})
            known.update(_pairs(texts[edition.document, edition.effective], edition))
    done = subprocess.run(
        [*legalsite, "translations", "update", "--site", folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    for (document, language), known in answers.items():
        _fill(folder / "content" / document / f"{language}.po", language, known)


def reword(path: Path, edit: int) -> None:
    """Adds a word with the number `edit` to the clause in the middle of a file, or renumbers that word."""
    lines = path.read_text("utf-8").split("\n")
    clauses = [at for at, line in enumerate(lines) if re.match(r"(- )?\d+\.\d+\.", line)]
    at = clauses[len(clauses) // 2]
    lines[at] = f"{re.sub(r' edit[0-9]+$', '', lines[at])} edit{edit}"
    path.write_text("\n".join(lines), "utf-8")


def _languages(size: str) -> list[str]:
    return list(LANGUAGES)[: SIZES[size][1]]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _file(folder: Path, edition: Edition) -> Path:
    return folder / "content" / edition.document / f"{edition.effective}.{edition.language}.md"


def _settings(folder: Path, size: str) -> None:
    languages = _languages(size)
    listed = ", ".join(f'"{tag}"' for tag in languages)
    _write(
        folder / "content" / "site.toml",
        f'title = "Legal"\nbase_url = "https://example.org/"\nlanguages = [{listed}]\n',
    )
    for document in range(1, SIZES[size][0] + 1):
        _write(
            folder / "content" / f"policy-{document:03d}" / "policy.toml", f'original = "{languages[0]}"\n'
        )
    for tag in languages:
        if described := LANGUAGES[tag].get("file"):
            _write(folder / "content" / "languages" / f"{tag}.toml", described.lstrip())


def _pairs(original: Edition, edition: Edition) -> Iterator[tuple[str, str]]:
    """Each text of the original as its message has it, and the same in another language."""
    yield original.title, edition.title
    for (_, ours, _), (_, theirs, _) in zip(original.clauses, edition.clauses, strict=True):
        for one, other in zip(_blocks(ours), _blocks(theirs), strict=True):
            numbers = list(dict.fromkeys(_CITED.findall(one)))
            yield _with_placeholders(one, numbers), _with_placeholders(other, numbers)


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs and items of a clause: a catalog has a message for each."""
    return (part.removeprefix("* ") for part in text.split("\n") if part)


_CITED = re.compile(r"(?<=[( ])\d+(?:\.\d+)*(?=[)-])")


def _with_placeholders(text: str, numbers: list[str]) -> str:
    return _CITED.sub(lambda cited: f"{{{numbers.index(cited[0]) + 1}}}", text)


def _fill(path: Path, language: str, known: dict[str, str]) -> None:
    """Writes the translations into an empty catalog."""
    catalog = read_catalog(path, language)
    strange = [entry.msgid for entry in catalog.entries if _plain(entry.msgid) not in known]
    if strange or not catalog.entries:
        raise RuntimeError(f"{path}: no text of the document: {strange[:3]}")
    filled = tuple(replace(entry, msgstr=known[_plain(entry.msgid)]) for entry in catalog.entries)
    write_catalog(path, replace(catalog, entries=filled))


def _plain(message: str) -> str:
    """Without what Markdown would escape: our texts have nothing of that."""
    return message.replace("\\", "")
