"""Publishing to Azure, or to what speaks as it does, where LEGALSITE_AZURE names a container (README.md)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

import obstore
import pytest

from legalsite.exports import caching, kind
from legalsite.publish import (
    BusyError,
    Options,
    PublishError,
    Store,
    look,
    open_store,
    publish,
    remove,
    source_before,
)
from legalsite.publish.lease import held
from test_publish_s3 import made, sent, wanted

pytestmark = pytest.mark.skipif(
    "LEGALSITE_AZURE" not in os.environ,
    reason="no container is named, and what stands in for one is 245 MB to install",
)
NO_GRACE = Options(grace=timedelta())


def opened(folder: str) -> Store:
    """A folder of the container, as the command opens it."""
    return open_store(os.environ["LEGALSITE_AZURE"], folder, os.environ)


def shown(store: Store) -> dict[str, bytes]:
    """The site's files there."""
    names = [name for name, _ in store.listed() if not name.startswith(".legalsite/")]
    return {name: store.get(name) or b"" for name in names}


def test_azures_store_gets_the_same(tmp_path: Path) -> None:
    """With headers, by differences, deletions, back again, and one publisher at a time."""
    place = token_hex(8)
    first = wanted(made(tmp_path, 2))
    assert sent(opened(place), tmp_path / "build", NO_GRACE).exclusive
    assert shown(opened(place)) == first
    name = "en/privacy/index.html"
    told = obstore.get(opened(place).raw, name).attributes
    assert (told["Cache-Control"], told["Content-Type"]) == (caching(name), kind(name))
    assert told["Content-Language"] == "en"
    assert sent(opened(place), tmp_path / "build", NO_GRACE).plan.empty
    second = wanted(made(tmp_path, 3))
    with held(opened(place), lasts=60.0), pytest.raises(BusyError, match="another publisher"):
        sent(opened(place), tmp_path / "build", NO_GRACE)
    assert shown(opened(place)) == first
    done = sent(opened(place), tmp_path / "build", NO_GRACE)
    assert set(done.plan.delete) == first.keys() - second.keys()
    assert shown(opened(place)) == second
    store = opened(place)
    assert set(look(store, source_before(store, ""), NO_GRACE).written) >= first.keys() - second.keys()
    publish(store, source_before(store, ""), NO_GRACE)
    assert shown(store) == first
    assert remove(opened(place)) == len(first)
    assert opened(place).listed() == []


def test_wrong_keys_are_told_without_showing_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", wrong := "d3Jvbmcga2V5IG9mIGFuIGFjY291bnQ=")
    with pytest.raises(PublishError, match="keys") as error:
        sent(opened(token_hex(8)), made(tmp_path, 0))
    assert wrong not in str(error.value) + "".join(capfd.readouterr())
