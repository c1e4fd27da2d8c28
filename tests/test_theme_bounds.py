"""A theme from elsewhere runs no code, reads no file, and cannot keep a build busy for ever."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest

from legalsite.rendering import Theme, ThemeError, bounds
from legalsite.rendering.environment import Sandbox, Trusted
from legalsite.rendering.pages import MovedPage
from legalsite.site.folder.config import SiteConfig
from legalsite.site.folder.content import Content
from legalsite.site.pages.frames import Frames
from sites import built, site

SECRET = "4711"


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A folder of themes beside which a secret lies."""
    (tmp_path / "secret.html.j2").write_text(SECRET)
    own = tmp_path / "themes" / "mine"
    (own / "templates").mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "default"\n')
    return tmp_path / "themes"


def page() -> MovedPage:
    content = Content(Path("content"), SiteConfig(languages=("en",)), (), (), (), ())
    return MovedPage(frame=Frames(content).moved("en", "en/terms/", "en/x/"), href="../x/")


def shown(themes: Path, template: str) -> str:
    """What a template of a site's own theme makes of a page."""
    (themes / "mine/templates/moved.html.j2").write_text(template)
    return Theme.load((themes,), "mine").render(page())


def test_a_theme_of_ones_own_is_no_trusted_one(themes: Path) -> None:
    own, ours = Theme.load((themes,), "mine"), Theme.load()
    assert isinstance(vars(own)["_ours"], bool)
    assert not vars(own)["_ours"]
    assert vars(ours)["_ours"]
    assert not issubclass(Sandbox, Trusted)
    assert shown(themes, "{{ href }}") == "../x/"


@pytest.mark.parametrize(
    "template",
    (
        "{{ ''.__class__.__mro__ }}",
        "{{ href|attr('__class__') }}",
        "{{ [href]|map(attribute='__class__')|join }}",
        "{{ '{0.__class__}'.format(href) }}",
        "{{ '%s'|format(href.__class__) }}",
        "{{ asset.__globals__ }}",
        "{{ asset.__func__ }}",
        "{{ asset.__self__ }}",
        "{{ gettext_in.func }}",
        "{{ gettext_in.args[0]('en') }}",
        "{{ gettext_in['args'] }}",
        "{{ said_in.func.__init__ }}",
        "{{ once.KEPT }}",
        "{{ _.__self__.translations.install() }}",
        "{{ self.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner.__class__ }}",
        "{{ namespace.__init__ }}",
        "{{ frame.__dict__ }}",
        "{{ frame.__class__.__subclasses__() }}",
        "{% set frame.language = 'x' %}",
        "{{ stylesheets.__add__ }}",
        "{{ open('/etc/hosts').read() }}",
        "{{ __import__('os') }}",
        "{% do 1 %}",
        "{% import os %}",
    ),
)
def test_a_template_reaches_nothing_but_its_values(themes: Path, template: str) -> None:
    with pytest.raises(ThemeError, match=r"moved.html.j2:1: "):
        shown(themes, template)


@pytest.mark.parametrize(
    "name",
    (
        "../../../secret.html.j2",
        "../../../../../../etc/hosts",
        "/etc/hosts",
        "0/../../../../secret.html.j2",
        "default/../../mine/../../secret.html.j2",
        "..\\\\..\\\\..\\\\secret.html.j2",
        "./../../../secret.html.j2",
    ),
)
@pytest.mark.parametrize("word", ("include", "extends", "import"))
def test_a_template_takes_in_only_templates(themes: Path, name: str, word: str) -> None:
    suffix = " as x" if word == "import" else ""
    with pytest.raises(ThemeError, match=r"\w"):
        shown(themes, f'{{% {word} "{name}"{suffix} %}}')


def test_a_link_out_of_a_theme_is_not_followed(themes: Path) -> None:
    (themes / "mine/templates/stolen.html.j2").symlink_to(themes.parent / "secret.html.j2")
    assert shown(themes, "{% include 'stolen.html.j2' %}") == SECRET, (
        "the theme alone does not know where a site ends"
    )
    folder = site(themes.parent / "site", {"terms/2024-01-01.en.md": "# T\n\n1. x\n"})
    shutil.move(themes, folder / "themes")
    with pytest.raises(OSError, match="leads out of the site's folder"):
        built(folder)


ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
    "{% endmacro %}{{ m(60) }}",
    "words without end": "{{ lipsum(n=10**9) }}",
    "very many slices": "{% for a in 'a'|slice(10 ** 12) %}{% endfor %}",
}
LARGE = {
    "a string that is doubled": "{% set x = namespace(s='a') %}"
    "{% for a in range(60) %}{% set x.s = x.s ~ x.s %}{% endfor %}",
    "a string that is multiplied": "{{ 'a' * 10 ** 11 }}",
    "a width": "{{ '%99999999999d' % 1 }}",
    "a centred word": "{{ 'a'|center(10 ** 11) }}",
    "a long list": "{{ ([1] * 10 ** 11)|length }}",
}
REFUSED = {
    "a long range": "{% for a in range(10 ** 9) %}{% endfor %}",
    "a power": "{{ 2 ** (10 ** 10) }}",
    "powers of powers": "{{ 9 ** (9 ** (9 ** 9)) }}",
    "a number that is squared": "{% set x = namespace(n=3) %}"
    "{% for a in range(99) %}{% set x.n = x.n * x.n %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a template that takes in itself": "{% include 'moved.html.j2' %}",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_work_is_broken_off(themes: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.2)
    start = time.process_time()
    with pytest.raises(ThemeError, match=r"moved.html.j2:1: it takes longer than 0 seconds"):
        shown(themes, ENDLESS[name])
    assert time.process_time() - start < 5
    assert shown(themes, "{{ href }}") == "../x/", "nothing of it is left"


@pytest.mark.parametrize("name", LARGE)
def test_a_page_takes_only_so_much_memory(themes: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MEMORY", 1 << 28)
    with pytest.raises(ThemeError, match=r"moved.html.j2:1: (it takes more than 2 GB|OverflowError)"):
        shown(themes, LARGE[name])


@pytest.mark.parametrize("name", REFUSED)
def test_work_that_cannot_be_broken_off_is_refused(themes: Path, name: str) -> None:
    with pytest.raises(ThemeError, match=r"too large|too big|RecursionError"):
        shown(themes, REFUSED[name])


def test_what_has_ended_is_not_broken_off_later(themes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that take just about as long as they may, one after the other."""
    monkeypatch.setattr(bounds, "SECONDS", 0.02)
    monkeypatch.setattr(bounds, "_LOOK", 0.001)
    template = "{% for a in range(300) %}{% for b in range(300) %}{% endfor %}{% endfor %}"
    for _ in range(12):
        with suppress(ThemeError):
            shown(themes, template)
        assert sum(range(50_000)) > 0, "an error that came too late would be raised here"
