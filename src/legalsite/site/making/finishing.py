"""What a site's tree gets last, where the settings ask for it: a host's files, compressed twins, and all
digests.

A twin is made anew only where its file is: the same file is the same link.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from legalsite.exports import Hosting, host_files, is_words, prefix_of
from legalsite.publication import manifest
from legalsite.site.folder import urls
from legalsite.site.folder.config import SiteConfig
from legalsite.site.making.output import Output, OutputError
from legalsite.site.texts.lasting import Fate

_WORTH = 512
"""Bytes from which on compressing pays."""

_BROTLI = 9
"""Of 11: the last two steps cost ten times as long for four bytes of a hundred."""


def hosting(config: SiteConfig, ends: Mapping[str, Fate], *, searched: bool) -> Hosting:
    """What servers are told of a site. ends: what became of addresses without a page of their own. searched:
    whether it has a search."""
    return Hosting(
        prefix_of(urlsplit(config.base_url).path),
        config.languages,
        {address: end.there for address, end in ends.items() if end.there and not end.gone},
        tuple(address for address, end in ends.items() if end.gone),
        tuple(urls.search(tag) for tag in config.languages) if searched else (),
    )


def finish(output: Output, config: SiteConfig, told: Hosting, *, twins: bool) -> list[tuple[str, bytes]]:
    """Completes the new tree as the settings say; gives the files that are no twins. twins: whether those in
    the old tree are as they were made.

    Raises OutputError where Brotli is asked for and not installed.
    """
    made = (
        [(name, text.encode()) for name, text in host_files(config.host, told).items()] if config.host else []
    )
    for name, data in made:
        output.write(name, data)
    names = _names(output.fresh) if config.compress or config.digests else []
    if config.compress:
        compressors = {_ENDINGS[each]: _compressor(each) for each in config.compress}
        wanted = [name for name in names if is_words(name) and (output.fresh / name).stat().st_size >= _WORTH]
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # both let go of the interpreter while they work
            list(pool.map(lambda name: _twins(output, name, compressors, twins), wanted))
    if config.digests:
        marks = {name: sha256((output.fresh / name).read_bytes()).hexdigest() for name in names}
        made.append((urls.DIGESTS, manifest(marks).encode()))
        output.write(*made[-1])
    return made


_ENDINGS = {"gzip": ".gz", "br": ".br"}


def _names(tree: Path) -> list[str]:
    return sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())


def _twins(
    output: Output, name: str, compressors: Mapping[str, Callable[[bytes], bytes]], twins: bool
) -> None:
    fresh, old = output.fresh / name, output.path / name
    try:
        same = twins and old.samefile(fresh)
    except OSError:
        same = False
    kept = [name + ending for ending in compressors if same and (output.path / (name + ending)).is_file()]
    output.keep(kept)
    for ending, compress in compressors.items():
        if name + ending not in kept:
            output.write(name + ending, compress(fresh.read_bytes()))


def _compressor(kind: str) -> Callable[[bytes], bytes]:
    """What compresses bytes, always to the same ones."""
    if kind == "gzip":
        import gzip

        return lambda data: gzip.compress(data, 9, mtime=0)
    try:
        import brotli
    except ImportError as error:
        raise OutputError(
            'site.toml asks for Brotli, which is not installed: `pip install "legalsite[brotli]"`'
        ) from error
    return lambda data: bytes(brotli.compress(data, quality=_BROTLI))
