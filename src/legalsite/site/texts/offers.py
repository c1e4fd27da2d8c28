"""Which editions of the site's other policies have a page, so that citations lead to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.offered import Offered, in_force, offer
from legalsite.site.texts.standing import Standings


@dataclass
class Offers:
    """Tells what each policy of a site offers, by its slug.

    It goes by the names of files; a policy is read only where a gate asks how complete a catalog is.
    """

    content: Content
    names: NameIndex
    today: date
    drafts: bool = False
    _known: dict[str, Offered] = field(default_factory=dict)

    def __call__(self, slug: str) -> Offered:
        """The pages of a policy's editions."""
        if slug not in self._known:
            policy = next(policy for policy in self.content.policies if policy.slug == slug)
            self._known[slug] = self._offered(policy)
        return self._known[slug]

    def _offered(self, policy: PolicyFiles) -> Offered:
        tags = (tag for tag in self.content.config.languages if tag in policy.languages)
        editions = {tag: policy.days(tag, drafts=self.drafts) for tag in tags}
        shown = in_force(policy, self.today)
        read = Editions(self.content, policy, self.names, self.today, self.drafts)
        incomplete = partial(_incomplete, read, {})
        return offer(policy, self.content.config.translations, shown, editions, incomplete)


def _incomplete(editions: Editions, known: dict[str, set[str]], tag: str, day: str) -> bool:
    """Whether an edition is. known: by language those that are, as far as was asked."""
    tag = editions.policy.derived.get(tag, tag)
    if tag not in editions.policy.catalogs:
        return False
    if tag not in known:
        standing = Standings()
        known[tag] = {day for day, found in editions.found(tag).items() if not standing(found).complete}
    return day in known[tag]
