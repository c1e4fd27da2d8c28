"""The same texts in formats for programs: as Markdown, and by the wordings of each clause."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from legalsite.exports import MarkdownTexts, clauses_json
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.built import File
from legalsite.site.texts.policy import Policy
from legalsite.site.texts.worded import wordings


def twins(policy: Policy, tag: str) -> Iterator[tuple[File, str]]:
    """The files of a policy that hold its texts in a language for programs, each with its version, "" where
    it is of all; the plain texts, which are its proof, apart."""
    content, days = policy.editions.content, policy.offered.pages[tag]
    if content.config.machines.markdown:
        write = MarkdownTexts()
        for day in days:
            if day != DRAFT:
                yield (urls.markdown(tag, policy.slug, day), partial(_markdown, policy, tag, day, write)), day
    if days and content.searched:
        yield (urls.wordings(tag, policy.slug), partial(_wordings, policy, tag)), ""


def twins_of(policy: Policy, tag: str, day: str) -> Iterator[tuple[str, str]]:
    """The media types and addresses of an edition's twins."""
    if day != DRAFT:
        yield "text/plain", urls.text(tag, policy.slug, day)
        if policy.editions.content.config.machines.markdown:
            yield "text/markdown", urls.markdown(tag, policy.slug, day)


def _markdown(policy: Policy, tag: str, day: str, write: MarkdownTexts) -> bytes:
    document = policy.documents[tag][day]
    base = policy.editions.content.config.base_url
    head = {
        "title": document.title.plain,
        "language": tag,
        "version": day,
        "in_force_until": policy.until(day),
        "published": policy.published(day),
        "address": base + urls.edition(tag, policy.slug, day) if base else "",
        "original_language": policy.editions.policy.original,
        "sha256_of_plain_text": policy.editions.fingerprint(tag, day),
    }
    return write(document, head).encode()


def _wordings(policy: Policy, tag: str) -> bytes:
    return clauses_json(wordings(policy, tag))
