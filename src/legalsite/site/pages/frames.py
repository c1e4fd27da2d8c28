"""What every page has around its content, from the page's address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from legalsite.languages import LanguageError, load
from legalsite.rendering import pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Related:
    """What a page tells programs of others; see `pages.Frame`."""

    relations: tuple[pages.Relation, ...] = ()
    feed: str = ""
    data: str = ""
    twins: tuple[pages.Twin, ...] = ()


_ALONE = Related()


@dataclass(frozen=True)
class Frames:
    """Makes the frames of a site's pages."""

    content: Content
    _known: dict[str, tuple[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def frame(
        self,
        language: str,
        address: str,
        title: str,
        *,
        elsewhere: Mapping[str, str],
        instead: Mapping[str, str] = _NOTHING,
        apart: Collection[str] = (),
        real: Collection[str] = (),
        trail: tuple[tuple[str, str], ...] = (),
        listed: bool = True,
        related: Related = _ALONE,
    ) -> pages.Frame:
        """The frame of one page.

        address: the page's own. elsewhere: by language, where the switch leads, itself included.
        instead: by language, that of the page that the switch leads to, where it is another one.
        apart: the languages in which the switch leads to another version.
        real: the languages in which this very page is a real translation, or the original.
        trail: titles and addresses of the pages above it, from the portal on. For readers of all other
            languages (x-default) there is the offer of languages where none is above, else the first of them,
            because every page of such a set has to name all of it.
        listed: whether search engines may show it. related: what it tells programs of others.
        """
        config = self.content.config
        tags = [tag for tag in config.languages if tag in elsewhere]
        alternates = [pages.Alternate(tag, config.base_url + elsewhere[tag]) for tag in tags if tag in real]
        if language not in real:
            alternates = []  # a page that they do not name names none of them
        if alternates and config.base_url:
            home = config.base_url + urls.HOME
            alternates.append(pages.Alternate("x-default", alternates[0].href if trail else home))
        return pages.Frame(
            language=language,
            direction=self._direction(language),
            title=title,
            site=config.title_in(language),
            root=urls.root(address),
            home=urls.link(address, urls.portal(language)),
            search=self._search(language, address),
            policy=self._policy(address),
            canonical=config.base_url + address if config.base_url else "",
            alternates=tuple(alternates) if config.base_url and len(alternates) > 1 else (),
            listed=listed,
            open_graph=listed and config.machines.open_graph and bool(config.base_url),
            time_zone=config.time_zone,
            languages=tuple(
                [
                    self.switch(
                        tag, address, elsewhere[tag], language, instead.get(tag, ""), keeps=tag not in apart
                    )
                    for tag in tags
                ]
            )
            if len(tags) > 1
            else (),
            breadcrumbs=tuple([pages.Link(name, urls.link(address, there)) for name, there in trail]),
            relations=related.relations,
            feed=related.feed,
            data=related.data,
            twins=related.twins,
        )

    def of_language(self, language: str, address: Callable[[str], str]) -> pages.Frame:
        """The frame of a page that every language of the site has, below its portal. address: by language."""
        config = self.content.config
        return self.frame(
            language,
            address(language),
            config.title_in(language),
            elsewhere={tag: address(tag) for tag in config.languages},
            real=config.languages,
            trail=((config.title_in(language), urls.portal(language)),),
        )

    def moved(self, language: str, address: str, there: str) -> pages.Frame:
        """The frame of a page that stands for another one, which is at `there`; for none if that is ""."""
        config = self.content.config
        return pages.Frame(
            language=language,
            direction=self._direction(language),
            title=config.title_in(language),
            site=config.title_in(language),
            root=urls.root(address),
            home=urls.link(address, urls.portal(language)),
            canonical=config.base_url + there if config.base_url and there else "",
            listed=False,
        )

    def absolute(self, language: str, title: str) -> pages.Frame:
        """The frame of a page that may be shown at any address: its links start at the site's root."""
        base = urls.prefix(self.content.config.base_url)
        links = tuple(
            pages.LanguageLink(
                tag, self._name(tag), base + urls.portal(tag), self._direction(tag), tag == language
            )
            for tag in self.content.config.languages
        )
        return pages.Frame(
            language=language,
            direction=self._direction(language),
            title=title,
            site=self.content.config.title_in(language),
            root=base,
            home=base + urls.portal(language),
            search=base + urls.search(language) if self.content.searched else "",
            listed=False,
            languages=links if len(links) > 1 else (),
        )

    def switch(
        self, tag: str, here: str, there: str, current: str = "", instead: str = "", *, keeps: bool = True
    ) -> pages.LanguageLink:
        """A link to a page in a language; none where it would lead to the page itself, in another one.

        instead: the language of the page, where there is none in the one that is named. keeps: whether it has
        the same clauses.
        """
        name, direction = self._language(tag)
        return pages.LanguageLink(
            tag,
            name,
            "" if there == here and tag != current else urls.link(here, there),
            direction,
            tag == current,
            page=instead,
            page_name=self._name(instead) if instead else "",
            keeps=keeps,
        )

    def _search(self, language: str, here: str) -> str:
        """Where a page's readers search; "" on that page itself, and where no language is chosen."""
        there = urls.search(language)
        return urls.link(here, there) if self.content.searched and here not in (there, urls.HOME) else ""

    def _policy(self, address: str) -> str:
        """The policy that the page at an address is about; "" for none's."""
        _, *parts = address.split("/")
        return parts[0] if len(parts) > 1 and parts[0] != urls.SEARCH else ""

    def _name(self, tag: str) -> str:
        """What a language calls itself; its tag if the site cannot say."""
        return self._language(tag)[0]

    def _direction(self, tag: str) -> str:
        return self._language(tag)[1]

    def _language(self, tag: str) -> tuple[str, str]:
        known = self._known.get(tag)
        if known is None:
            try:
                language = load(tag, self.content.languages)
                known = language.name, language.direction
            except LanguageError:
                known = tag, "ltr"
            self._known[tag] = known
        return known
