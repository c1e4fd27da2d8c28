"""Policies whose texts were taken off the site: their addresses stay, and say what became of them.

Of such a policy the folder keeps `published.lock`, which has its addresses, and `policy.toml`, which says
where their readers are led or why they are gone. That a whole folder has vanished is known from the site's
own lock, `content/published.lock`: it has the undated address of every policy that was ever locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from legalsite.model import Diagnostic, Place
from legalsite.publication import Lock, Page, read_lock, write_lock
from legalsite.site.folder.content import LOCK, UNDO, Content
from legalsite.site.texts.ended import ended_problems
from legalsite.site.texts.lasting import Fate, fates, told_alike, told_lost


def retired_problems(content: Content) -> Iterator[Diagnostic]:
    """What is wrong with the addresses of policies that the site has no more."""
    for policy in content.retired:
        lock, found = read_lock(policy.lock)
        yield from found
        ends = fates(content, policy, lock, ())
        yield from ended_problems(policy, lock.anchors, ())
        yield from told_lost(content, policy, [address for address, fate in ends.items() if fate == Fate()])
        yield from told_alike(policy, ends)
    lock, found = read_lock(content.folder / LOCK)
    yield from found
    folders = (*content.policies, *content.retired)
    known = {slug for policy in folders for slug in (policy.slug, *policy.config.formerly)}
    missing = {page.address.split("/")[1] for page in lock.pages} - known
    if missing:
        missing -= {read_lock(policy.lock)[0].policy for policy in folders}  # renamed: told of there
    for slug in sorted(missing):
        if any(path.suffix == ".md" or path.name == UNDO for path in (content.folder / slug).glob("*")):
            continue  # it is there, and why it cannot be read is told
        yield Diagnostic(
            "lost-address",
            f"the policy {slug} was published, and its folder is not there",
            Place(str(content.folder / LOCK)),
            f"bring the folder back; to take its texts off the site, leave {LOCK} in it, and a policy.toml "
            f'that says under [gone] why, as in "en/{slug}/" = "<reason>". If it was renamed, write '
            f'formerly = ["{slug}"] in the policy.toml of the new one',
        )


def remember(content: Content, addresses: tuple[str, ...]) -> None:
    """Records undated addresses of a policy in the site's own lock. Raises ValueError, OSError."""
    path = content.folder / LOCK
    lock, _ = read_lock(path)
    pages = {*lock.pages, *map(Page, addresses)}
    write_lock(
        path, replace(lock, pages=tuple(sorted(pages))) if lock.pages else Lock(pages=tuple(sorted(pages)))
    )
