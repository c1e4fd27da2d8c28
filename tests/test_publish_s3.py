"""Publishing to an S3 server that really answers: to readers who never stop, over a network that breaks."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Event
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.exports import caching, kind
from legalsite.publish import (
    Built,
    BusyError,
    Done,
    Options,
    PublishError,
    Serving,
    Store,
    open_store,
    publish,
    read_files,
    source_before,
)
from legalsite.publish.lease import held
from patience import patience
from sites import site, tree
from storage import Google, Proxy, Reader, always, bucket, client, google, opened, prepared, s3

PATIENT = 300.0
"""Seconds for which a busy machine is waited for."""
QUICK = Options(lasts=60.0, wait=PATIENT)
ROUNDS = int(os.environ.get("ROUNDS", "4"))
"""Publications and kills that are tried; ROUNDS=50 for the long way."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3() as address:
        yield address


@pytest.fixture
def where(server: str) -> str:
    """A new bucket."""
    return bucket(server)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of two policies."""
    made(tmp_path, 0)
    return tmp_path


def made(folder: Path, number: int) -> Path:
    """The site as it is for the so manieth time: its words, its style and its versions change. Gives its
    tree."""
    tree = folder / "build"
    shutil.rmtree(tree, ignore_errors=True)
    style = f":root {{ --measure: {60 + number}ch; }}\n".encode()
    sheet = f"static/site.{blake2b(style, digest_size=5).hexdigest()}.css"
    days = [f"{2024 + at}-01-01" for at in range(number % 3 + 1)]
    pages = {
        "": ["en/"],
        "en/": ["en/privacy/", "en/terms/"],
        "en/terms/": ["en/", "en/privacy/"],
        "en/privacy/": ["en/", "en/privacy/history/", f"en/privacy/{days[-1]}/"],
        "en/privacy/history/": [f"en/privacy/{day}/" for day in days],
    }
    pages |= {f"en/privacy/{day}/": ["en/privacy/", "en/terms/", f"en/privacy/{day}/more/"] for day in days}
    pages |= {f"en/privacy/{day}/more/": [f"en/privacy/{day}/"] for day in days}
    for address, links in pages.items():
        root = "../" * address.count("/") or "./"
        listed = "".join(f'<a href="{root}{link}">{link}</a>\n' for link in links)
        text = f'<!DOCTYPE html><html lang="en"><head>\n<link rel="stylesheet" href="{root}{sheet}">'
        page = tree / address / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{text}</head><body><h1>{address} {number}</h1>\n{listed}</body></html>\n", "utf-8")
    (tree / "static").mkdir()
    (tree / sheet).write_bytes(style)
    (tree / "versions.json").write_text(f'{{"number": {number}}}\n', "utf-8")
    return tree


def sent(store: Store, built_tree: Path, options: Options = QUICK, serving: Serving | None = None) -> Done:
    """Publishes a built site."""
    serving = serving or Serving(("en",))
    return publish(store, Built(store, read_files(built_tree, serving), serving), options)


def there(server: str, where: str) -> dict[str, bytes]:
    """The site's files in a bucket, as others see them."""
    s3client = client(server)
    pages = s3client.get_paginator("list_objects_v2").paginate(Bucket=where)
    names = [each["Key"] for page in pages for each in page.get("Contents", ())]
    return {
        name: s3client.get_object(Bucket=where, Key=name)["Body"].read()
        for name in names
        if not name.startswith(".legalsite/")
    }


def wanted(built_tree: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(built_tree).items() if name != ".legalsite"}


def test_what_is_built_is_there_with_its_headers(server: str, where: str, folder: Path) -> None:
    done = sent(opened(server, f"s3://{where}"), folder / "build")
    assert done.exclusive
    assert there(server, where) == wanted(folder / "build")
    told = client(server).head_object(Bucket=where, Key="en/privacy/index.html")
    assert told["CacheControl"] == caching("en/privacy/index.html")
    assert told["ContentType"] == kind("en/privacy/index.html")
    assert told["ContentLanguage"] == "en"
    sheet = next(name for name in wanted(folder / "build") if name.endswith(".css"))
    assert "immutable" in client(server).head_object(Bucket=where, Key=sheet)["CacheControl"]


def test_only_what_differs_goes_up_and_a_publication_of_nothing_costs_little(
    server: str, where: str, folder: Path
) -> None:
    store = opened(server, f"s3://{where}")
    sent(store, folder / "build")
    nothing = sent(opened(server, f"s3://{where}"), folder / "build")
    assert nothing.plan.empty
    assert nothing.requests <= 12
    page = folder / "build/en/terms/index.html"
    page.write_bytes(page.read_bytes().replace(b"<h1>", b"<h1>The "))
    one = sent(opened(server, f"s3://{where}"), folder / "build")
    assert one.plan.written == ("en/terms/index.html",)
    assert one.requests <= 25
    assert there(server, where) == wanted(folder / "build")


def test_a_store_that_keeps_nobody_apart_is_told(server: str, where: str, folder: Path) -> None:
    """It overwrites what it is asked only to create, as some that speak S3 do."""

    if "LEGALSITE_S3" in os.environ:
        pytest.skip("a server that checks signatures sees that the proxy takes something away")

    class Forgetful(Proxy):
        def upstream(
            self, method: str, path: str, headers: dict[str, str], body: bytes
        ) -> tuple[int, dict[str, str], bytes]:
            kept = {name: value for name, value in headers.items() if name.lower() != "if-none-match"}
            return super().upstream(method, path, kept, body)

    with Forgetful(server).running() as address:
        assert not sent(opened(address, f"s3://{where}"), folder / "build").exclusive
    assert there(server, where) == wanted(folder / "build")


def test_pages_may_be_stored_compressed(server: str, where: str, folder: Path) -> None:
    sent(opened(server, f"s3://{where}"), folder / "build", serving=Serving(("en",), packed=True))
    told = client(server).get_object(Bucket=where, Key="en/terms/index.html")
    assert told["ContentEncoding"] == "gzip"
    assert told["Body"].read()[:2] == b"\x1f\x8b"


def test_readers_never_meet_a_missing_or_a_mixed_file(server: str, where: str, tmp_path: Path) -> None:
    """Through publications, and one back, while words, theme and versions change."""
    sent(opened(server, f"s3://{where}"), made(tmp_path, 0))
    reader = Reader(server, where)
    with reader.reading():
        for number in range(1, ROUNDS + 1):
            sent(opened(server, f"s3://{where}"), made(tmp_path, number))
            reader.goes_on()
        store = opened(server, f"s3://{where}")
        publish(store, source_before(store, ""), QUICK)
        reader.goes_on()
    assert reader.wrong == []
    made(tmp_path, ROUNDS - 1)
    now = there(server, where)
    assert {name: now[name] for name in wanted(tmp_path / "build")} == wanted(tmp_path / "build")


# the network, and the server


def test_a_network_that_breaks_now_and_then_costs_only_time(server: str, where: str, folder: Path) -> None:
    """Requests are cut before and after they were heard; the server fails, and says that it is asked too
    often."""
    chance = random.Random(1)
    faults = ("cut", "lost", 500, 503, 429, *[None] * 15)
    proxy = Proxy(server, lambda *_: chance.choice(faults))
    with proxy.running() as address:
        done = sent(opened(address, f"s3://{where}"), folder / "build", Options(lasts=60.0))
    assert there(server, where) == wanted(folder / "build")
    assert len(proxy.seen) > len(done.plan.written) * 1.2


def test_a_network_that_is_gone_is_told_and_the_next_run_goes_on(
    server: str, where: str, tmp_path: Path
) -> None:
    old = wanted(made(tmp_path, 0))
    sent(opened(server, f"s3://{where}"), tmp_path / "build")
    new = wanted(made(tmp_path, 1))
    gone = Proxy(server)
    heard: list[str] = []

    def fault(method: str, path: str, _: int) -> int | None:
        if method == "PUT" and ".legalsite" not in path:
            heard.append(path)
        return 400 if len(heard) > 5 else None

    gone.fault = fault
    with gone.running() as address, pytest.raises(PublishError, match="400"):
        sent(opened(address, f"s3://{where}", at_once=2), tmp_path / "build")
    half = there(server, where)
    assert all(half[name] in (old.get(name), new.get(name)) for name in half)
    assert half != new
    done = sent(opened(server, f"s3://{where}"), tmp_path / "build", Options(lasts=3.0, wait=10.0))
    assert {name: data for name, data in there(server, where).items() if name in new} == new
    assert done.seconds < 10


@pytest.mark.parametrize("status", (403, 401))
def test_wrong_keys_are_told_without_showing_them(
    server: str, where: str, folder: Path, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    refusing = Proxy(server, always(status))
    with refusing.running() as address, pytest.raises(PublishError, match="keys") as error:
        sent(opened(address, f"s3://{where}"), folder / "build")
    said = str(error.value) + "".join(capfd.readouterr())
    assert os.environ["AWS_SECRET_ACCESS_KEY"] not in said
    assert there(server, where) == {}


def test_a_bucket_that_is_not_there_is_told(server: str, folder: Path) -> None:
    with pytest.raises(PublishError, match=r"no such place|not found|NoSuchBucket"):
        sent(opened(server, "s3://no-such-bucket-here"), folder / "build")


def test_of_two_publishers_one_waits(server: str, where: str, tmp_path: Path) -> None:
    made(tmp_path, 0)
    begun, going = Event(), Event()

    def fault(method: str, path: str, _: int) -> None:
        """Lets the other one wait when it has begun to write pages."""
        if method == "PUT" and ".legalsite" not in path:
            begun.set()
            going.wait(PATIENT)

    command = [sys.executable, "-c", ONE, f"s3://{where}", str(tmp_path / "build"), "60"]
    with Proxy(server, fault).running() as address:
        other = subprocess.Popen(command, env=os.environ | prepared(address))
        try:
            assert begun.wait(PATIENT)
            with pytest.raises(BusyError, match="another publisher"):
                sent(opened(server, f"s3://{where}"), tmp_path / "build", Options(lasts=60.0))
            going.set()
            done = sent(
                opened(server, f"s3://{where}"), tmp_path / "build", Options(lasts=60.0, wait=PATIENT)
            )
        finally:
            going.set()
            assert other.wait(PATIENT) == 0
    assert done.plan.empty, "it had the site already, from the other"
    assert there(server, where) == wanted(tmp_path / "build")


def test_many_at_once_make_one_site(server: str, where: str, tmp_path: Path) -> None:
    """Three sites race to one place: each is published whole, one after the other."""
    trees = []
    for number in range(3):
        made(tmp_path / str(number), number)
        trees.append(tmp_path / str(number) / "build")
    environment = os.environ | prepared(server)
    runs = [
        subprocess.Popen([sys.executable, "-c", ONE, f"s3://{where}", str(each), "60"], env=environment)
        for each in trees
    ]
    assert [run.wait(3 * PATIENT) for run in runs] == [0] * 3
    now = there(server, where)
    assert any({name: now[name] for name in wanted(each)} == wanted(each) for each in trees)


ONE = """
import os, sys
from pathlib import Path
from legalsite.publish import Built, Options, Serving, open_store, publish, read_files
store = open_store(sys.argv[1], "", os.environ, 4)
serving = Serving(("en",))
files = read_files(Path(sys.argv[2]), serving)
publish(store, Built(store, files, serving), Options(lasts=float(sys.argv[3]), wait=300.0))
"""


def test_a_publisher_that_is_killed_leaves_a_whole_site_and_the_next_one_mends_it(
    server: str, where: str, tmp_path: Path
) -> None:
    sent(opened(server, f"s3://{where}"), made(tmp_path, 0))
    chance = random.Random(2)
    reader = Reader(server, where)
    slow = Proxy(server, always(0.005))
    with slow.running() as address, reader.reading():
        environment = os.environ | prepared(address)
        for number in range(1, ROUNDS // 2 + 1):
            new = wanted(made(tmp_path, number))
            command = [sys.executable, "-c", ONE, f"s3://{where}", str(tmp_path / "build"), "3"]
            before = len(slow.seen)
            killed = subprocess.Popen(command, env=environment)
            until = before + chance.randrange(3, 45)
            while len(slow.seen) < until and killed.poll() is None:
                time.sleep(0.002)
            killed.send_signal(signal.SIGKILL)
            killed.wait()
            with patience(
                60
            ):  # a lease this short may run out on a busy machine: then it is said to try again
                while subprocess.run(command, env=environment, check=False).returncode:
                    pass
            now = there(server, where)
            assert {name: now[name] for name in new} == new
    assert reader.wrong == []
    store = opened(server, f"s3://{where}")
    publish(store, source_before(store, ""), QUICK)
    old = wanted(made(tmp_path, ROUNDS // 2 - 1))
    now = there(server, where)
    assert {name: now[name] for name in old} == old, "what the killed ones left did not spoil what was kept"


# Google's store


@pytest.fixture
def gs(server: str, where: str) -> Iterator[tuple[Google, Callable[[], Store]]]:
    """A bucket as Google's clients see it, and a way there."""
    if "LEGALSITE_S3" in os.environ:
        pytest.skip("a server that checks signatures sees that the proxy takes them away")
    proxy = Google(server)
    with proxy.running() as address:
        environment = google(address)
        yield proxy, lambda: open_store(f"gs://{where}/site", "", environment, 4)
    for name in environment:
        del os.environ[name]


def shown(server: str, where: str) -> dict[str, bytes]:
    """The site's files there."""
    named = {name.removeprefix("site/"): data for name, data in there(server, where).items()}
    return {name: data for name, data in named.items() if not name.startswith(".legalsite/")}


def test_googles_store_gets_the_same(
    server: str, where: str, gs: tuple[Google, Callable[[], Store]], tmp_path: Path
) -> None:
    """With headers, by differences, deletions, and back again."""
    proxy, store = gs
    first = wanted(made(tmp_path, 0))
    assert sent(store(), tmp_path / "build").exclusive
    assert shown(server, where) == first
    told = client(server).head_object(Bucket=where, Key="site/en/privacy/index.html")
    assert told["CacheControl"] == caching("en/privacy/index.html")
    assert (told["ContentType"], told["ContentLanguage"]) == (kind("en/privacy/index.html"), "en")
    second = wanted(made(tmp_path, 1))
    no_grace = Options(lasts=60.0, wait=PATIENT, grace=timedelta())
    done = sent(store(), tmp_path / "build", no_grace)
    assert set(done.plan.delete) == first.keys() - second.keys()
    assert done.plan.delete
    assert shown(server, where) == second
    assert sent(store(), tmp_path / "build").plan.empty
    back = store()
    publish(back, source_before(back, ""), no_grace)
    assert shown(server, where) == first
    assert any(method == "DELETE" for method, _ in proxy.seen)


def test_what_leaves_the_site_goes_before_what_it_leads_to(
    gs: tuple[Google, Callable[[], Store]], tmp_path: Path
) -> None:
    """A reader who is on a page that goes finds what it leads to for as long as it is there itself."""
    proxy, store = gs
    tree = made(tmp_path, 0)
    sent(store(), tree)
    (sheet,) = (tree / "static").iterdir()
    for path in (sheet, *(tree / "en").rglob("index.html"), tree / "versions.json"):
        path.unlink()
    proxy.seen.clear()
    sent(store(), tree, Options(lasts=60.0, grace=timedelta()))
    gone = [
        unquote(path).partition("/site/")[2]
        for method, path in proxy.seen
        if method == "DELETE" and "/site/.legalsite" not in unquote(path)
    ]
    assert gone[:1] == ["versions.json"]
    assert set(gone[1:3]) == {"en/index.html", "en/privacy/history/index.html"}
    assert set(gone[3:5]) == {"en/privacy/index.html", "en/terms/index.html"}
    assert set(gone[5:7]) == {f"en/privacy/2024-01-01/{more}index.html" for more in ("", "more/")}
    assert gone[7:] == [f"static/{sheet.name}"]


def test_googles_store_keeps_publishers_apart_and_may_break(
    server: str, where: str, gs: tuple[Google, Callable[[], Store]], tmp_path: Path
) -> None:
    proxy, store = gs
    new = wanted(made(tmp_path, 0))
    with held(store(), lasts=60.0), pytest.raises(BusyError, match="another publisher"):
        sent(store(), tmp_path / "build", Options(lasts=60.0))
    assert shown(server, where) == {}
    chance = random.Random(3)
    faults = ("cut", "lost", 500, 503, 429, *[None] * 15)
    proxy.fault = lambda *_: chance.choice(faults)
    sent(store(), tmp_path / "build")
    assert shown(server, where) == new
    proxy.fault = always(403)
    with pytest.raises(PublishError, match="keys"):
        sent(store(), made(tmp_path, 1))
    assert shown(server, where) == new


def test_the_command_publishes_a_preview_and_takes_it_away(
    server: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(tmp_path, {"terms/2024-01-01.en.md": "# Terms\n\n1. Data\n\n1.1. We keep it.\n"})
    for name, value in prepared(server).items():
        monkeypatch.setenv(name, value)
    target = f"s3://{where}"

    def run(*arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(
            main, ["publish", target, "--site", str(folder), *arguments], catch_exceptions=False
        )
        assert done.exit_code == status, done.output
        return done.output

    assert "no lock has it" in run(status=1)
    assert there(server, where) == {}
    assert "Would write" in run("--unrecorded", "--dry-run")
    assert there(server, where) == {}
    run("--prefix", "preview/terms")
    shown = there(server, where)
    assert all(name.startswith("preview/terms/") for name in shown)
    assert b'content="noindex, nofollow"' in shown["preview/terms/en/terms/index.html"]
    run("--unrecorded")
    assert b"noindex, nofollow" not in there(server, where)["en/terms/index.html"]
    assert "Took away" in run("--prefix", "preview/terms", "--remove")
    assert not [name for name in there(server, where) if name.startswith("preview/")]
    assert "<- what readers see" in run("--list")
