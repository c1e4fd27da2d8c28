"""Lays the invented texts out for other generators: a page an edition, with ways to all documents, dates and
languages, and an anchor at each heading. What is fair about it, and what is not, is in README.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.corpus import LANGUAGES, Edition, editions

Size = tuple[int, int, int]
"""Documents, languages and versions."""


def eleventy(folder: Path, size: Size) -> None:
    """Eleventy: its own Markdown, a layout in Nunjucks. It wants its modules beside the project."""
    shared = _lay(folder, size, "content", titled=True)
    _write(folder / "package.json", '{"type": "module"}\n')
    _write(
        folder / "eleventy.config.js",
        'import markdown from "markdown-it";\n'
        'import anchors from "markdown-it-anchor";\n'
        "export default (site) => {\n"
        '  site.setLibrary("md", markdown().use(anchors, { permalink: anchors.permalink.headerLink() }));\n'
        f"  for (const [name, value] of Object.entries({json.dumps(shared)}))\n"
        "    site.addGlobalData(name, value);\n"
        '  site.addGlobalData("layout", "edition.njk");\n'
        '  return { dir: { input: "content", includes: "../layouts" }, markdownTemplateEngine: false };\n'
        "};\n",
    )
    place = '{% set at = page.filePathStem.split("/") %}{% set lang = at[1] %}{% set slug = at[2] %}'
    body = _frame(place + "{% set day = at[3] %}", "<h1>{{ title }}</h1>{{ content | safe }}", "/")
    _write(folder / "layouts" / "edition.njk", body)


def sphinx(folder: Path, size: Size) -> None:
    """Sphinx with MyST, and a theme of one template: its own would write a tree of contents a page."""
    shared = _lay(folder, size, "", titled=False)
    _write(
        folder / "conf.py",
        'project = "Legal"\nextensions = ["myst_parser"]\nmyst_heading_anchors = 3\n'
        'html_theme, html_theme_path = "plain", ["themes"]\nhtml_use_index = html_copy_source = False\n'
        'suppress_warnings = ["toc.not_included"]\n'
        f"html_context = {shared!r}\n",
    )
    _write(folder / "index.md", "# Legal\n")
    theme = folder / "themes" / "plain"
    _write(theme / "theme.conf", "[theme]\ninherit = basic\nstylesheet = basic.css\n")
    place = '{% set at = pagename.split("/") %}{% set lang = at[0] %}{% set slug = at[1] %}'
    body = _frame(place + "{% set day = at[2] %}", "{% block body %}{% endblock %}", ".html")
    _write(theme / "layout.html", body)


def mkdocs(folder: Path, size: Size) -> None:
    """MkDocs with the theme Material, and its usual plug-in for languages."""
    _lay(folder, size, "docs", titled=True)
    tags = list(LANGUAGES)[: size[1]]
    lines = [
        "site_name: Legal\nsite_url: https://example.org/",
        "theme: {name: material, font: false, features: [navigation.prune]}",
        "markdown_extensions: [{toc: {permalink: true}}]",
        "plugins:\n  - i18n:\n      docs_structure: folder\n      languages:",
    ]
    for tag in sorted(tags, key=lambda tag: tag == "kk"):  # the plug-in stops at a language after this one
        more = ", default: true" if tag == tags[0] else ", theme: {language: ru}" if tag == "kk" else ""
        lines.append(f"        - {{locale: {tag}, name: {LANGUAGES[tag]['name']}, build: true{more}}}")
    _write(folder / "mkdocs.yml", "\n".join(lines) + "\n")


def zensical(folder: Path, size: Size) -> None:
    """Zensical with its own theme; it has no languages of pages, only a menu that leads to others."""
    _lay(folder, size, "docs", titled=True)
    settings = (
        '[project]\nsite_name = "Legal"\nsite_url = "https://example.org/"\n'
        'theme.font = false\ntheme.features = ["navigation.prune"]\n'
        "markdown_extensions.toc.permalink = true\n"
    )
    for tag in list(LANGUAGES)[: size[1]]:
        name = LANGUAGES[tag]["name"]
        settings += f'[[project.extra.alternate]]\nname = "{name}"\nlink = "/{tag}/"\nlang = "{tag}"\n'
    _write(folder / "zensical.toml", settings)


LAYOUTS: Mapping[str, Callable[[Path, Size], None]] = {
    "Eleventy": eleventy,
    "MkDocs-Material": mkdocs,
    "Zensical": zensical,
    "Sphinx": sphinx,
}


def _ways(each: str, link: str) -> str:
    """A list of links: to each of what, and where that is."""
    return f'<nav>{{% for each in {each} %}}<a href="{link}">{{{{ each }}}}</a> {{% endfor %}}</nav>\n'


def _frame(place: str, content: str, end: str) -> str:
    """A page's template. place: sets lang, slug and day. end: of an address."""
    return (
        place + '<!doctype html>\n<html lang="{{ lang }}">\n'
        '<head><meta charset="utf-8"><title>{{ title }}</title></head>\n<body>\n'
        + _ways("documents", "/{{ lang }}/{{ each }}/{{ newest }}" + end)
        + _ways("days", "/{{ lang }}/{{ slug }}/{{ each }}" + end)
        + _ways("tags", "/{{ each }}/{{ slug }}/{{ day }}" + end)
        + f"<main>{content}</main>\n</body>\n</html>\n"
    )


def _lay(folder: Path, size: Size, below: str, *, titled: bool) -> dict[str, object]:
    """Writes the texts; gives what every page's ways are made of. titled: the title as front matter."""
    documents: dict[str, None] = {}
    days: dict[str, None] = {}
    for edition in editions(size):
        day = edition.effective.isoformat()
        documents[edition.document] = days[day] = None
        page = folder / below / edition.language / edition.document / f"{day}.md"
        _write(page, _headed(edition) if titled else edition.markdown())
    tags = list(LANGUAGES)[: size[1]]
    return {"documents": list(documents), "days": list(days), "tags": tags, "newest": max(days)}


def _headed(edition: Edition) -> str:
    return f'---\ntitle: "{edition.title}"\n---\n' + edition.markdown().partition("\n")[2]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
