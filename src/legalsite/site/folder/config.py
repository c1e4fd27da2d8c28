"""The settings of a site and of a policy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from legalsite.exports import HOSTS
from legalsite.languages import TAG, LanguageError, load
from legalsite.model import Diagnostic
from legalsite.site.folder.acts import Act, read_acts
from legalsite.site.folder.days import is_day, read_day
from legalsite.site.folder.law import Law, read_law
from legalsite.site.folder.machines import NAMES, Machines, read_machines
from legalsite.site.folder.scripts import read_scripts, written
from legalsite.site.folder.settings import Settings, read_settings
from legalsite.site.folder.slugs import is_device, wrong_slug
from legalsite.site.folder.translating import Translating, read_translating

COMPRESSED = ("gzip", "br")
"""The kinds of compressed twins that files may get, by HTTP's names for them."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class SiteConfig:
    """`content/site.toml`.

    title: by language, "" for all. base_url: absolute, with a slash at its end, or "".
    languages: BCP 47 tags, in the order in which they are offered. theme: a folder's name.
    time_zone: the one whose calendar decides what day it is.
    redlines, history: whether these pages are made. since: whether there are redlines of what was superseded
    against what is in force, too. terms: whether uses of defined terms are links, and there is a
    glossary. citations: whether there are lists of who cites what.
    acts: laws that are linked out to. translations: what is wanted of them.
    team: whether the team's own pages are made. scripts: languages that are another one in another script,
        each with that one.
    host: whose own files the output gets, "" for nobody's. compress: the kinds of compressed twins that files
    get. digests: whether there is a list of the digests of all files. search: whether there is
    a search. machines: what programs are told.
    """

    title: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""
    languages: tuple[str, ...] = ()
    theme: str = "default"
    time_zone: str = "UTC"
    redlines: bool = True
    since: bool = True
    history: bool = True
    terms: bool = True
    citations: bool = True
    acts: tuple[Act, ...] = ()
    translations: Translating = field(default_factory=Translating)
    team: bool = False
    scripts: Mapping[str, str] = field(default_factory=dict)
    host: str = ""
    compress: tuple[str, ...] = ()
    digests: bool = False
    search: bool = True
    machines: Machines = field(default_factory=Machines)

    @property
    def tells_words(self) -> bool:
        """Whether pages tell what became of a clause's words, and not only which clause it was."""
        return self.redlines or self.history

    def title_in(self, language: str) -> str:
        """The site's title in a language, else in the first that has one."""
        return self.title.get(language) or self.title.get("") or next(iter(self.title.values()), "")


@dataclass(frozen=True)
class PolicyConfig:
    """`content/<policy>/policy.toml`, which need not be there.

    original: tag of the language in which the policy is written, "" where its files tell.
    prevailing: tags of those that win in a dispute. names: further names of the policy, by language.
    changes: by version's date, what changed, by language. since: by language, the date of the first
    version that is kept in it. immaterial: by version, the clauses whose change since the version before
    touches no translation, as in `Immaterial`.
    formerly: the folder's names before. redirects: by address, where its readers are led. gone: by address,
    why it is no more.
    published: by version's date, the day on which it was published. withdrawn: days from which nothing
        is in force any more, though no version follows. law: what it is as a law, None where it is none.
    """

    original: str = ""
    prevailing: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    immaterial: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    formerly: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    law: Law | None = None


def read_site(path: Path, languages: tuple[Path, ...] = ()) -> tuple[SiteConfig, list[Diagnostic]]:
    """The site's settings, and what is wrong with them. languages: folders with language files."""
    settings = read_settings(path)
    settings.known(
        "title", "base_url", "languages", "theme", "time_zone", "output", "acts", "translations", "scripts"
    )
    output = settings.sub("output")
    pages = ("redlines", "since", "history", "terms", "citations", "team", "search")
    output.known(*pages, "host", "compress", "digests", *NAMES)
    tags = []
    for tag in settings.texts("languages"):
        try:
            load(tag, languages)
            if is_device(tag):
                help = f'write the country too: "{tag}-XX" is no such name'
                settings.wrong("languages", f"{tag!r} is the name of a device on Windows", help)
                continue
            tags.append(tag)
        except LanguageError as error:
            settings.wrong("languages", str(error), "take the tag out, or add the language's file")
    if not tags:
        settings.wrong("languages", "a site needs at least one language", 'write languages = ["en"]')
    scripts = read_scripts(settings, tags, languages)
    base_url = settings.checked("base_url", _absolute, 'write base_url = "https://legal.example.com/"')
    config = SiteConfig(
        title=written(settings.per_language("title"), scripts, languages),
        base_url=base_url.rstrip("/") + "/" if base_url else "",
        languages=tuple(dict.fromkeys(tags)),
        theme=settings.checked("theme", _slug, "name a folder in themes/", "default"),
        time_zone=settings.checked("time_zone", _zone, 'write time_zone = "Asia/Almaty"', "UTC"),
        redlines=output.switch("redlines"),
        since=output.switch("redlines") and output.switch("since"),
        history=output.switch("history"),
        terms=output.switch("terms"),
        citations=output.switch("citations"),
        acts=read_acts(settings),
        translations=read_translating(settings, tags),
        team=output.switch("team", default=False),
        scripts=scripts,
        host=output.checked("host", _host, f"leave it out, or name one of {', '.join(HOSTS)}"),
        compress=_compress(output),
        digests=output.switch("digests", default=False),
        search=output.switch("search"),
        machines=read_machines(output),
    )
    return config, settings.problems


def read_policy(path: Path) -> tuple[PolicyConfig, list[Diagnostic]]:
    """A policy's settings, and what is wrong with them."""
    if not path.exists():
        return PolicyConfig(), []
    settings = read_settings(path)
    settings.known(
        "original",
        "prevailing",
        "names",
        "changes",
        "since",
        "immaterial",
        "published",
        "withdrawn",
        "formerly",
        "redirects",
        "gone",
        "law",
    )
    names = settings.sub("names")
    since = settings.sub("since")
    immaterial = settings.sub("immaterial")
    published = settings.sub("published")
    redirects, gone = settings.sub("redirects"), settings.sub("gone")
    config = PolicyConfig(
        original=settings.checked("original", _tag, 'write original = "en"'),
        prevailing=settings.texts("prevailing"),
        names={language: names.texts(language) for language in names.table},
        changes={day: _changes(settings, day, notes) for day, notes in settings.tables("changes")},
        since={language: since.checked(language, read_day, "write a date") for language in since.table},
        immaterial={version: immaterial.texts(version) for version in immaterial.table},
        formerly=tuple(_slugs(settings, "formerly")),
        redirects={address: redirects.text(address) for address in redirects.table},
        gone={address: gone.text(address) for address in gone.table},
        published={day: published.day(day) for day in _dated(published)},
        withdrawn=settings.days("withdrawn"),
        law=read_law(settings),
    )
    return config, settings.problems


def _dated(settings: Settings) -> Iterator[str]:
    """The keys of a table that are dates of versions."""
    for day in settings.table:
        if is_day(day):
            yield day
        else:
            settings.wrong(day, f"{day!r} is no date", 'write "2024-09-15" = "2024-08-30"')


def _changes(settings: Settings, day: str, notes: Settings) -> Mapping[str, str]:
    if not is_day(day):
        settings.wrong(day, f"{day!r} is no date", 'write [changes."2024-09-15"]')
        return _NOTHING
    return {language: notes.text(language) for language in notes.table}


def _slugs(settings: Settings, key: str) -> Iterator[str]:
    """Names of policies' folders: they become folders of the site."""
    for slug in settings.texts(key):
        if wrong := wrong_slug(slug):
            message, _, help = wrong.rpartition(": ")
            settings.wrong(key, f"{key}: {message}", help)
        else:
            yield slug


def _host(name: str) -> None:
    if name and name not in HOSTS:
        raise ValueError("no such host is known")


def _compress(output: Settings) -> tuple[str, ...]:
    """The kinds of compressed twins, each once."""
    wanted = output.texts("compress")
    for kind in wanted:
        if kind not in COMPRESSED:
            output.wrong("compress", f"{kind!r} is no way to compress", 'write compress = ["gzip", "br"]')
    return tuple(kind for kind in COMPRESSED if kind in wanted)


def _absolute(url: str) -> None:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise ValueError("it must be an absolute address")


def _slug(name: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        raise ValueError("letters, digits, - and _ only")


def _tag(tag: str) -> None:
    if tag and not TAG.fullmatch(tag):
        raise ValueError("it must be a language tag")


def _zone(name: str) -> None:
    ZoneInfo(name)
