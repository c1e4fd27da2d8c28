"""What lies in `content/`: policies, their dated files and their catalogs. Names only; nothing is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalsite.interchange import Concept
from legalsite.languages import LanguageError, load
from legalsite.model import Diagnostic, Place
from legalsite.site.folder.below import Below
from legalsite.site.folder.config import PolicyConfig, SiteConfig, read_policy, read_site
from legalsite.site.folder.file_names import DRAFT, read_name
from legalsite.site.folder.inside import refuse_strays
from legalsite.site.folder.scripts import written
from legalsite.site.folder.settings import read_settings
from legalsite.site.folder.settled_dates import date_problems
from legalsite.site.folder.slugs import wrong_slug
from legalsite.site.folder.term_file import read_terms
from legalsite.site.folder.urls import SEARCH

LOCK = "published.lock"
"""The record of what has been published of a policy."""

UNDO = "published.undo"
"""What a release leaves beside the lock while it is under way: it is there only where one was broken off."""

KEPT = "published"
"""The folder of the texts that were published, as they were."""

TERMS = "terms.toml"
"""The file that says how terms are to be translated."""

_OURS = ("policy.toml", LOCK, KEPT)


@dataclass(frozen=True)
class VersionFiles:
    """A version: its effective date (ISO 8601, or ``draft``) and its file in each authored language."""

    date: str
    files: Mapping[str, Path]


@dataclass(frozen=True)
class PolicyFiles:
    """A policy's folder.

    original: tag of the language in which it is written. versions: oldest first, the draft last.
    catalogs: by language. derived: the languages that are another one in another script, each with that one.
    languages: those it is read in, the original first.
    """

    slug: str
    folder: Path
    config: PolicyConfig
    original: str
    versions: tuple[VersionFiles, ...]
    catalogs: Mapping[str, Path]
    derived: Mapping[str, str] = field(default_factory=dict)

    @property
    def lock(self) -> Path:
        """The file that records what has been published; it need not be there."""
        return self.folder / LOCK

    def kept(self, tag: str, day: str, was: str = "") -> Path:
        """Where a published text is kept. was: the fingerprint of one that a change has replaced."""
        return self.folder / KEPT / (f"{day}.{tag}.{was[:12]}.txt" if was else f"{day}.{tag}.txt")

    def fixed(self, tag: str) -> bool:
        """Whether editions in a language may not change once they are published."""
        return tag == self.original or tag in self.config.prevailing

    @property
    def languages(self) -> tuple[str, ...]:
        authored = {tag: None for version in self.versions for tag in version.files}
        return tuple(dict.fromkeys((self.original, *authored, *self.catalogs, *self.derived)))

    @property
    def size(self) -> int:
        """How much work its texts are: the number of its editions, about, and one."""
        return 1 + sum(len(version.files) + len(self.catalogs) for version in self.versions)

    def authored(self, tag: str) -> bool:
        """Whether it has texts in a language that are neither a catalog's nor derived."""
        return any(tag in version.files for version in self.versions)

    def since(self, tag: str) -> str:
        """The first version that is kept in a language, "" for all."""
        own = self.config.since.get(tag, "")
        return max(own, self.since(self.derived[tag])) if tag in self.derived else own

    def days(self, tag: str, *, drafts: bool) -> tuple[str, ...]:
        """The versions that are made in a language, oldest first. drafts: whether the draft is one."""
        source = self.derived.get(tag, tag)
        return tuple(
            version.date
            for version in self.versions
            if (source in version.files or source in self.catalogs)
            and version.date >= self.since(tag)
            and (drafts or version.date != DRAFT)
        )


@dataclass(frozen=True)
class Content:
    """A site's folder, read by names. `languages` and `themes`: the site's own, sought first.
    `terms`: what its file of terms says. `retired`: folders of policies whose texts were taken away.
    `searched`: whether its pages lead to a search, which whoever makes them has to make too."""

    folder: Path
    config: SiteConfig
    policies: tuple[PolicyFiles, ...]
    problems: tuple[Diagnostic, ...]
    languages: tuple[Path, ...]
    themes: tuple[Path, ...]
    terms: tuple[Concept, ...] = ()
    retired: tuple[PolicyFiles, ...] = ()
    searched: bool = False


def read_content(site: Path) -> Content:
    """What a site's folder holds. Raises FileNotFoundError if there is no `content/site.toml` in it,
    OSError if it holds what must not be read."""
    refuse_strays(site)
    folder = site / "content"
    if not (folder / "site.toml").is_file():
        raise FileNotFoundError(f"{folder / 'site.toml'}")
    languages = (folder / "languages",) if (folder / "languages").is_dir() else ()
    config, problems = read_site(folder / "site.toml", languages)
    policies: list[PolicyFiles] = []
    retired: list[PolicyFiles] = []
    for path in _listed(folder):
        if path.is_dir() and path.name != "languages":
            policy, found = _policy(path, config, languages)
            problems += found
            if policy:
                (policies if policy.versions else retired).append(policy)
        elif path.suffix == ".md":
            help = f"move it to {folder}/<policy>/<date>.<language>.md"
            problems.append(_wrong_name(path, "a text lies outside a policy's folder", help))
    themes = (site / "themes",) if (site / "themes").is_dir() else ()
    terms, found = read_terms(folder / TERMS, config.languages)
    problems += found
    return Content(folder, config, tuple(policies), tuple(problems), languages, themes, terms, tuple(retired))


def _policy(
    folder: Path, site: SiteConfig, languages: tuple[Path, ...]
) -> tuple[PolicyFiles | None, list[Diagnostic]]:
    config, problems = read_policy(folder / "policy.toml")
    changes = {day: written(notes, site.scripts, languages) for day, notes in config.changes.items()}
    config = replace(config, changes=changes)
    if wrong := wrong_slug(folder.name):
        message, _, help = wrong.rpartition(": ")
        return None, [_wrong_name(folder, message, f"rename the folder: {help}")]
    if folder.name == SEARCH:
        message = f"the address {folder.name}/ is that of the site's search"
        return None, [_wrong_name(folder, message, "give the folder another name")]
    versions: dict[str, dict[str, str]] = {}
    catalogs: dict[str, Path] = {}
    unknown: set[str] = set()
    for path in _listed(folder):
        name = None if path.name in _OURS else read_name(path, site.languages)
        if isinstance(name, Diagnostic):
            problems.append(name)
        elif name and (wrong := _unknown(name.language, site, languages)):
            if name.language not in unknown:  # once is enough
                problems.append(Diagnostic("bad-file-name", wrong, Place(str(path)), "mend or add that file"))
                unknown.add(name.language)
        elif name and name.day:
            versions.setdefault(name.day, {})[name.language] = path.name
        elif name:
            catalogs[name.language] = path
    if (folder / "policy.toml").exists():
        problems += date_problems(read_settings(folder / "policy.toml"), config, sorted(versions))
    original = _original(config, versions)
    dated = tuple(VersionFiles(day, Below(folder, names)) for day, names in sorted(versions.items()))
    policy = PolicyFiles(folder.name, folder, config, original, dated, catalogs)
    scripts = {tag: base for tag, base in site.scripts.items() if tag not in policy.languages}
    policy = replace(policy, derived={t: base for t, base in scripts.items() if base in policy.languages})
    problems += _problems(policy, site)
    if (folder / UNDO).exists():
        problems = [_broken_off(folder)]  # what else there seems to be comes of that
    if not dated and policy.lock.is_file():
        return policy, []
    dated = tuple(version for version in dated if version.date != DRAFT or original in version.files)
    if not dated or not original or any(original not in version.files for version in dated):
        return None, problems
    return replace(policy, versions=dated), problems


def _broken_off(folder: Path) -> Diagnostic:
    return Diagnostic(
        "broken-lock",
        "a release of this policy was broken off while files got their new names",
        Place(str(folder / UNDO)),
        f"`legalsite lock {folder.name}` lets all be as it was before; then release it again",
    )


def _unknown(tag: str, site: SiteConfig, languages: tuple[Path, ...]) -> str:
    """Why texts in a language cannot be read; "" where they can."""
    try:
        if tag not in site.languages:
            load(tag, languages)
    except LanguageError as error:
        return str(error)
    return ""


def _original(config: PolicyConfig, versions: Mapping[str, Mapping[str, str]]) -> str:
    """The language of the original: the one that is set, else the only one that has files."""
    tags = {tag for files in versions.values() for tag in files}
    return config.original or (tags.pop() if len(tags) == 1 else "")


def _problems(policy: PolicyFiles, site: SiteConfig) -> Iterator[Diagnostic]:
    if not policy.versions:
        yield _at(policy, "missing-original", "this policy has no version", "add a file <date>.<language>.md")
    elif not policy.original:
        tags = ", ".join(policy.languages[1:])
        help = 'say which is the original: original = "…" in policy.toml'
        yield _at(policy, "missing-original", f"several languages have files here ({tags})", help)
    else:
        for version in policy.versions:
            if policy.original not in version.files:
                message = (
                    f"the version {version.date} has no text in the original's language, {policy.original}"
                )
                help = f"add {version.date}.{policy.original}.md"
                yield Diagnostic(
                    "missing-original", message, Place(str(next(iter(version.files.values())))), help
                )
    for tag, path in policy.catalogs.items():
        if any(tag in version.files for version in policy.versions):
            files = [str(version.files[tag]) for version in reversed(policy.versions) if tag in version.files]
            message = f"{tag} has both a catalog and files of its own"
            help = f"keep one: `legalsite translations import {' '.join(files)}`, then move these away"
            yield Diagnostic("two-translations", message, Place(str(path)), help)
    for tag, base in site.scripts.items():
        if tag in policy.languages and tag not in policy.derived:
            message = (
                f"{tag} is derived from {base}, says site.toml, and has a text or catalog of its own here"
            )
            help = "take it out of [scripts] in site.toml, or take the text away"
            yield _at(policy, "two-translations", message, help)
    for tag in policy.languages:
        if tag and tag not in site.languages and site.languages:
            help = f'add "{tag}" to languages in site.toml'
            yield _at(
                policy, "unlisted-language", f"{tag} is none of the site's languages: no page is made", help
            )


def _at(policy: PolicyFiles, rule: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(str(policy.folder)), help)


def _wrong_name(path: Path, message: str, help: str) -> Diagnostic:
    return Diagnostic("bad-file-name", message, Place(str(path)), help)


def _listed(folder: Path) -> list[Path]:
    """What a folder holds, in the order of names, without what editors and systems leave behind."""
    return sorted(
        p for p in folder.iterdir() if not p.name.startswith((".", "~", "_")) and not p.name.endswith("~")
    )
