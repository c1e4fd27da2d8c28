"""What servers and hosts are told, each in its own words: headers, real redirects (301), real ends (410).

Whatever comes from an author's settings is percent-encoded first, so that no address can end a line, a string
or a block of these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from legalsite.exports.serving import FOR_EVER, HEADERS, SEARCHING, SHORTLY, STATIC, Hosting

HOSTS = ("netlify", "cloudflare")
"""Hosts that read their settings from files among the site's own."""

HOST_FILES = ("_headers", "_redirects")
"""Those files: they are read by a host, and by no reader."""

SERVERS = ("nginx", "caddy")
"""Servers whose settings lie elsewhere."""

_PLAIN = re.compile(r"[A-Za-z0-9._~/-]*")


def host_files(host: str, hosting: Hosting) -> dict[str, str]:
    """The files that a host reads, by name. host: one of HOSTS."""
    return dict(zip(HOST_FILES, (_headers(hosting), _redirects(host, hosting)), strict=True))


def server_settings(server: str, hosting: Hosting) -> str:
    """Settings to be included in a server's own. server: one of SERVERS."""
    return "\n".join((_nginx if server == "nginx" else _caddy)(hosting)) + "\n"


def hosting_json(hosting: Hosting) -> str:
    """The same for any other server or CDN: the schema ``legalsite.hosting/1``, described in README.md
    here."""
    whole = {
        "schema": "legalsite.hosting/1",
        "headers": dict(HEADERS),
        "search": {hosting.prefix + folder: _policy(SEARCHING) for folder in hosting.searches},
        "caching": {hosting.prefix + STATIC: FOR_EVER, hosting.prefix: SHORTLY},
        "moved": dict(moved(hosting)),
        "gone": list(gone(hosting)),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _headers(hosting: Hosting) -> str:
    """Both hosts join the values of a header that two rules give, so pages get no rule for caching: by
    themselves both hosts let them be kept for no time without asking. Nor can they loosen the policy of the
    search's pages alone: where there is a search, all pages have theirs."""
    headers = SEARCHING if hosting.searches else HEADERS
    everywhere = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    root = hosting.prefix
    return f"{root}*\n{everywhere}{root}{STATIC}*\n  Cache-Control: {FOR_EVER}\n"


def _redirects(host: str, hosting: Hosting) -> str:
    """Netlify leads on past a page that is there only if told to (!), Cloudflare always; it knows no 410 and
    keeps the page, and finds the pages for what is lost by itself."""
    forced = "!" if host == "netlify" else ""
    lines = [f"{here} {there} 301{forced}" for here, there in moved(hosting)]
    if host == "netlify":
        lines += [f"{here} {here}index.html 410!" for here in gone(hosting)]
        lines += [f"{hosting.prefix}{tag}/* {hosting.prefix}{tag}/404.html 404" for tag in hosting.languages]
    return "".join(f"{line}\n" for line in lines)


def _nginx(hosting: Hosting) -> Iterator[str]:
    """A location with a header of its own inherits none, so all are said again."""
    always, searching = (
        [f'add_header {name} "{value}" always;' for name, value in headers.items()]
        for headers in (HEADERS, SEARCHING)
    )
    root = hosting.prefix
    yield "# For a `server` block that has `root`: include this file in it."
    yield "index index.html;"
    yield "charset utf-8;"
    yield "charset_types text/css text/javascript text/plain text/markdown;"
    yield "absolute_redirect off;"
    yield from always
    yield f'add_header Cache-Control "{SHORTLY}";'
    yield f"error_page 404 {root}404.html;"
    yield f"location ^~ {root}{STATIC} {{"
    yield from (f"    {line}" for line in always)
    yield f'    add_header Cache-Control "{FOR_EVER}";'
    yield "}"
    for tag in hosting.languages:
        yield f"location {root}{tag}/ {{ error_page 404 {root}{tag}/404.html; }}"
    for folder in hosting.searches:
        yield f"location {root}{folder} {{"
        yield from (f"    {line}" for line in searching)
        yield f'    add_header Cache-Control "{SHORTLY}";'
        yield f"    error_page 404 {root}{folder.partition('/')[0]}/404.html;"
        yield "}"
    for here, there in moved(hosting):
        yield f'location = {here} {{ return 301 "{there}"; }}'
    for here in gone(hosting):
        yield f"location = {here} {{ error_page 410 {here}index.html; return 410; }}"
        yield f"location = {here}index.html {{ internal; }}"


def _caddy(hosting: Hosting) -> Iterator[str]:
    root = hosting.prefix
    yield "# For a site's block that has `root`: import this file in it."
    policy = "Content-Security-Policy"
    yield "header {"
    yield from (f'\t{name} "{value}"' for name, value in HEADERS.items() if name != policy)
    yield "}"
    if hosting.searches:  # of two rules for one header no server of this kind says which one wins
        folders = " ".join(f"{root}{folder}*" for folder in hosting.searches)
        yield f"@legalsite_search path {folders}"
        yield f"@legalsite_others not path {folders}"
        yield f'header @legalsite_search {policy} "{SEARCHING[policy]}"'
        yield f'header @legalsite_others {policy} "{HEADERS[policy]}"'
    else:
        yield f'header {policy} "{HEADERS[policy]}"'
    yield f"@legalsite_static path {root}{STATIC}*"
    yield f"@legalsite_pages not path {root}{STATIC}*"
    yield f'header @legalsite_static Cache-Control "{FOR_EVER}"'
    yield f'header @legalsite_pages Cache-Control "{SHORTLY}"'
    yield from (f'redir {here} "{there}" permanent' for here, there in moved(hosting))
    if ended := " ".join(gone(hosting)):
        yield f"@legalsite_gone path {ended}"
        yield 'error @legalsite_gone "Gone" 410'
    yield "file_server"
    yield "handle_errors {"
    yield "\t@legalsite_ended expression `{err.status_code} == 410`"
    yield "\trewrite @legalsite_ended {path}index.html"
    for at, tag in enumerate(hosting.languages):
        yield f"\t@legalsite_lost{at} {{"
        yield f"\t\tpath {root}{tag}/*"
        yield "\t\texpression `{err.status_code} == 404`"
        yield "\t}"
        yield f"\trewrite @legalsite_lost{at} {root}{tag}/404.html"
    others = " ".join(f"{root}{tag}/*" for tag in hosting.languages)
    yield "\t@legalsite_lost {"
    yield f"\t\tnot path {others}"
    yield "\t\texpression `{err.status_code} == 404`"
    yield "\t}"
    yield f"\trewrite @legalsite_lost {root}404.html"
    yield "\tfile_server"
    yield "}"


def _policy(headers: Mapping[str, str]) -> dict[str, str]:
    """What is another header for some pages than for all."""
    return {name: value for name, value in headers.items() if value != HEADERS[name]}


def moved(hosting: Hosting) -> Iterator[tuple[str, str]]:
    """Where readers are led from and to, as paths or whole addresses, sorted."""
    for here, there in sorted(hosting.moved.items()):
        if _PLAIN.fullmatch(here):
            elsewhere = there.startswith("https://")
            yield (
                hosting.prefix + here,
                quote(there if elsewhere else hosting.prefix + there, safe="/:?#@!&()*+,=%~"),
            )


def gone(hosting: Hosting) -> Iterator[str]:
    """The paths that are no more, sorted."""
    return (hosting.prefix + here for here in sorted(hosting.gone) if _PLAIN.fullmatch(here))


def prefix_of(path: str) -> str:
    """A site's prefix from the path of its address, which ends in "/"."""
    return quote(path or "/", safe="/~%")
