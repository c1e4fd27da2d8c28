"""Whether what a policy's settings say of addresses that have ended is about any that there was."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from legalsite.model import Diagnostic
from legalsite.site.folder.content import PolicyFiles
from legalsite.site.folder.reasons import folders
from legalsite.site.folder.settings import Settings, read_settings


def ended_problems(
    policy: PolicyFiles, known: Mapping[str, Collection[str]], pages: Collection[str]
) -> Iterator[Diagnostic]:
    """What of `formerly`, `[redirects]` and `[gone]` does nothing.

    known: every address that there ever was, with the anchors of its page. pages: those that have a page now.
    """
    config = policy.config
    if not (config.formerly or config.redirects or config.gone):
        return
    settings = read_settings(policy.folder / "policy.toml")
    inside = {above for address in known for above in folders(address)}
    for slug in config.formerly:
        if not any(address.split("/")[1:2] == [slug] for address in known):
            message = f"formerly: nothing was published under the name {slug!r}"
            yield _unused(settings, slug, message, "write the folder's former name, or take it out")
    for table, addresses in (("redirects", config.redirects), ("gone", config.gone)):
        there = settings.sub(table)
        for address in addresses:
            page, _, anchor = address.partition("#")
            if page not in inside or (anchor and anchor not in known.get(page, ())):
                message = f"[{table}]: {address} is no address that was published"
                yield _unused(there, address, message, _remedy(address, inside))
            elif table == "redirects" and all(each in pages for each in known if each.startswith(page)):
                message = f"[redirects]: {address} leads nobody on: its page is still there"
                help = "take the line out, or say under [gone] why readers may not read that page"
                yield _unused(there, address, message, help)


def _remedy(address: str, inside: Collection[str]) -> str:
    page, _, anchor = address.partition("#")
    if f"{page}/" in inside:
        return f'write it with a slash: "{page}/{anchor and "#"}{anchor}"'
    if page in inside:
        return "write the number of a clause that this page once had"
    close = get_close_matches(page, sorted(inside), 1)
    meant = f'did you mean "{close[0]}"? ' if close else ""
    return f"{meant}addresses stand in published.lock, below the site's root and with a slash at their end"


def _unused(settings: Settings, key: str, message: str, help: str) -> Diagnostic:
    return Diagnostic("unused-address", message, settings.place(key), help)
