"""Checks texts against what the locks of a site record, wherever the texts come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Literal

from legalsite.publication import Lock, Locked, read_lock
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import index_names
from legalsite.site.folder.reasons import reason
from legalsite.site.records.locking import LockError
from legalsite.site.texts.editions import Editions

Outcome = Literal["same", "changed", "older", "missing", "gone", "unkept"]


@dataclass(frozen=True, slots=True)
class Verified:
    """One locked edition, and what its text was found to be.

    outcome: ``same``; ``changed``; ``older``: a wording that was recorded and has been replaced since;
    ``missing``; ``gone``: likewise, and the settings say why; ``unkept``: the
    text is the same, but the copy that is kept of it is not.
    found: the fingerprint found, "" for a text that is missing. where: the file or address.
    """

    policy: str
    edition: Locked
    outcome: Outcome
    found: str
    where: str


def verify_sources(content: Content, policies: Iterable[PolicyFiles], today: date) -> tuple[Verified, ...]:
    """Every locked edition against the text that its source gives now. Raises LockError for a bad lock."""
    names = index_names(content)
    return tuple(
        each
        for policy in policies
        for each in _sources(Editions(content, policy, names, today), _read(policy))
    )


def verify_published(
    policies: Iterable[PolicyFiles], fetch: Callable[[str], bytes | None], executor: Executor
) -> tuple[Verified, ...]:
    """Every locked edition against its plain text as it is published.

    fetch: the bytes of a file by its name below the site's root, None where there is none; asked in the
    executor's workers. Raises LockError for a bad lock, and whatever `fetch` raises.
    """
    locks = [(policy, _read(policy)) for policy in policies]
    wanted = [(policy, lock, edition) for policy, lock in locks for edition in lock.editions]
    texts = [urls.text(edition.language, policy.slug, edition.edition) for policy, _, edition in wanted]
    found = executor.map(fetch, texts)
    return tuple(
        _explained(_verified(policy.slug, lock, edition, data, name), policy)
        for (policy, lock, edition), name, data in zip(wanted, texts, found, strict=True)
    )


def disagreeing(published: Mapping[str, str], verified: Iterable[Verified]) -> Iterator[str]:
    """The names of texts that a site's list of fingerprints does not describe as they were found.

    published: the list. verified: the texts of that site, by `verify_published`."""
    return (each.where for each in verified if published.get(each.where, "") != each.found)


def _read(policy: PolicyFiles) -> Lock:
    lock, problems = read_lock(policy.lock)
    if problems:
        raise LockError(f"{policy.lock} cannot be read", problems)
    return lock


def _sources(editions: Editions, lock: Lock) -> Iterator[Verified]:
    policy = editions.policy
    for edition in lock.editions:
        day, tag = edition.edition, edition.language
        there = tag in policy.languages and day in editions.resolved(tag)
        data = editions.plain(tag, day) if there else None
        path = policy.kept(tag, day)
        made = _explained(_verified(policy.slug, lock, edition, data, f"{policy.folder / day}.{tag}"), policy)
        kept = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if made.outcome == "same" and kept != edition.fingerprint:
            yield Verified(policy.slug, edition, "unkept", kept, str(path))
        else:
            yield made


def _explained(verified: Verified, policy: PolicyFiles) -> Verified:
    """The same; where a missing text's address is gone for a reason, that."""
    address = urls.edition(verified.edition.language, policy.slug, verified.edition.edition)
    known = verified.outcome == "missing" and reason(policy.config.gone, address)
    return replace(verified, outcome="gone") if known else verified


def _verified(policy: str, lock: Lock, edition: Locked, data: bytes | None, where: str) -> Verified:
    if data is None:
        return Verified(policy, edition, "missing", "", where)
    found = sha256(data).hexdigest()
    if found == edition.fingerprint:
        return Verified(policy, edition, "same", found, where)
    past = {change.was for change in lock.changed(edition.edition, edition.language)}
    return Verified(policy, edition, "older" if found in past else "changed", found, where)
