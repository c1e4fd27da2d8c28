"""The addresses of the site, all of them, and how one page links to another.

An address is a path below the site's root that ends in "/" ("" is the root); its page is the
`index.html` in that folder.
"""

from __future__ import annotations

from urllib.parse import urlsplit

HOME = ""


def prefix(base_url: str) -> str:
    """What all addresses start with on the site's own host, for a page that may be shown at any of them: the
    path of the site's address, "/" where it has none."""
    return urlsplit(base_url).path or "/"


def portal(language: str) -> str:
    """A language's own first page."""
    return f"{language}/"


def edition(language: str, policy: str, date: str = "") -> str:
    """A version for good; without a date, the one in force."""
    return f"{language}/{policy}/{date}/" if date else f"{language}/{policy}/"


def redline(language: str, policy: str, date: str) -> str:
    """A version against the one before it."""
    return f"{language}/{policy}/{date}/changes/"


def since(language: str, policy: str, date: str) -> str:
    """The version in force against one that it superseded: what changed since somebody agreed to that."""
    return f"{language}/{policy}/{date}/since/"


def text(language: str, policy: str, date: str) -> str:
    """The file of an edition's plain text, which its fingerprint is of."""
    return f"{edition(language, policy, date)}index.txt"


FINGERPRINTS = "fingerprints.txt"
"""The file of all fingerprints, which `sha256sum -c` checks."""

DIGESTS = "digests.txt"
"""The file of the digests of all files, which `sha256sum -c` checks."""


def history(language: str, policy: str) -> str:
    """All versions of a policy."""
    return f"{language}/{policy}/history/"


def feed(language: str, policy: str) -> str:
    """The file that tells readers' programs of new versions."""
    return f"{language}/{policy}/feed.xml"


def versions(policy: str = "") -> str:
    """The file that tells programs which version applied when; of all policies without one."""
    return f"{policy}/versions.json" if policy else "versions.json"


def clauses(language: str, policy: str) -> str:
    """The history of each clause of a policy."""
    return f"{language}/{policy}/history/clauses/"


def cited(language: str, policy: str) -> str:
    """Which clauses of the version in force are cited in it."""
    return f"{language}/{policy}/cited/"


def glossary(language: str) -> str:
    """The terms of all policies. A file, so that a policy's folder may have any name."""
    return f"{language}/glossary.html"


def citations(language: str) -> str:
    """Which policies cite each other. A file, as the glossary is."""
    return f"{language}/citations.html"


def markdown(language: str, policy: str, date: str) -> str:
    """The file of an edition's text as Markdown."""
    return f"{edition(language, policy, date)}index.md"


ROBOTS = "robots.txt"
"""The file that search engines ask for first."""

LLMS = "llms.txt"
"""The file that language models are told of the texts in."""


WORDINGS = "clauses.json"
"""What the file of each wording of each clause is called."""


def wordings(language: str, policy: str) -> str:
    """The file that tells programs of each wording of each clause."""
    return f"{language}/{policy}/{WORDINGS}"


SEARCH = "search"
"""The folder of a language's search; no policy may be called so."""


def search(language: str) -> str:
    """Where a language's readers search its texts. What is searched lies in the same folder."""
    return f"{language}/{SEARCH}/"


def team(policy: str = "") -> str:
    """What the team is told of a policy; of all without one."""
    return f"team/{policy}/" if policy else "team/"


def not_found(language: str) -> str:
    """The file that a server shows for an address that is not there; "" names the whole site's."""
    return f"{language}/404.html" if language else "404.html"


def file(address: str) -> str:
    """The file, below the output folder, that answers at an address."""
    return address + "index.html" if not address or address.endswith("/") else address


def root(address: str) -> str:
    """The way from a page to the site's root: "../" for each folder, "./" at the root itself."""
    return "../" * address.count("/") or "./"


def link(here: str, there: str, anchor: str = "") -> str:
    """A relative link between two addresses; "#5.2" within one page."""
    fragment = f"#{anchor}" if anchor else ""
    if here == there and anchor:
        return fragment
    return f"{root(here)}{there}{fragment}"
