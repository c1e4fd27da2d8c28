"""A policy in the making: its texts, its files, each made when it is asked for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property

from legalsite.model import Diagnostic
from legalsite.rendering import Theme
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex
from legalsite.site.pages.built import File
from legalsite.site.pages.moved_pages import ends_of, lasting
from legalsite.site.pages.policy_pages import policy_files
from legalsite.site.pages.proof import fingerprints
from legalsite.site.texts.check import problems
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.lasting import Fate
from legalsite.site.texts.offers import Offers
from legalsite.site.texts.policy import Policy
from legalsite.site.texts.summary import Summary


class Work:
    """What is made of one policy. Each stage is done when it is first asked for, and once."""

    def __init__(
        self, content: Content, policy: PolicyFiles, names: NameIndex, today: date, drafts: bool, theme: Theme
    ) -> None:
        self.slug = policy.slug
        self.theme = theme
        self.editions = Editions(content, policy, names, today, drafts)
        self._offers = Offers(content, names, today, drafts)

    @cached_property
    def policy(self) -> Policy:
        """Its texts, linked and translated."""
        return Policy(self.editions)

    def files(self) -> Iterator[File]:
        """Its files, in the order of pages; those of the team apart."""
        made = policy_files(self.policy, self.theme, self._offers)
        return lasting(self.editions.content, self.editions.policy, self.ends, made, self.theme)

    @cached_property
    def ends(self) -> dict[str, Fate]:
        """What became of its addresses that have no page of their own, or none any more."""
        return ends_of(self.policy)

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it, each once."""
        return tuple(dict.fromkeys(problems(self.editions, self.policy.documents)))

    @property
    def cited(self) -> tuple[str, ...]:
        """The slugs of the policies that its texts cite, sorted."""
        return tuple(sorted(self.policy.editions.cited))

    @property
    def summary(self) -> Summary | None:
        """What other pages say of it; None where it has no text."""
        return self.policy.summary() if any(self.policy.documents.values()) else None

    def fingerprints(self, files: Collection[str]) -> dict[str, str]:
        """By name, the fingerprints of the plain texts that are among its files."""
        return {name: mark for name, mark in fingerprints(self.policy).items() if name in files}
