"""Output for any server: what each is told, by servers that really run where they are installed."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.exports import (
    HEADERS,
    HOSTS,
    SEARCHING,
    SERVERS,
    Hosting,
    caching,
    host_files,
    kind,
    server_settings,
)
from ports import PATIENT, answers, free_port
from rights import SOMEBODY, can_be_somebody, give
from sites import built, site, tree

FIRST = "# Privacy\n\n1. Data\n\n1.1. We keep your name. " + "We tell nobody. " * 40 + "\n"
SECOND = FIRST.replace("nobody", "couriers")
SITE = {
    "privacy/2024-09-15.en.md": FIRST,
    "privacy/2025-09-15.en.md": SECOND,
    "privacy/policy.toml": (
        'formerly = ["data"]\n[gone]\n"en/privacy/2024-09-15/" = "By order of the court."\n'
    ),
}


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    """What the command prints about a site."""
    done = CliRunner().invoke(main, [*arguments, "--site", str(folder)], catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy that was renamed once, with a version that is gone."""
    was = {name.replace("privacy/", "data/"): text for name, text in SITE.items() if "toml" not in name}
    site(tmp_path, was)
    run(tmp_path, "lock", "--today", "2026-11-22")
    (tmp_path / "content/data").rename(tmp_path / "content/privacy")
    return site(tmp_path, SITE)


def test_every_server_is_told_the_same(folder: Path) -> None:
    told = json.loads(run(folder, "headers", "--format", "json", "--today", "2026-11-22"))
    assert told["headers"] == dict(HEADERS)
    policy = "Content-Security-Policy"
    assert told["search"] == {"/en/search/": {policy: SEARCHING[policy]}}
    assert told["moved"]["/en/data/2025-09-15/"] == "/en/privacy/2025-09-15/"
    assert told["gone"] == [
        "/en/privacy/2024-09-15/",
        "/en/privacy/2024-09-15/since/",
        "/en/privacy/2025-09-15/changes/",
    ]
    for style in (*SERVERS, *HOSTS):
        text = run(folder, "headers", "--format", style)
        assert "/en/data/2025-09-15/" in text, "from a build in which nothing has changed"
        assert all(value in text for value in (SEARCHING if style in HOSTS else HEADERS).values())


def test_only_pages_of_a_search_may_run_its_index(folder: Path) -> None:
    settings = folder / "content/site.toml"
    settings.write_text(settings.read_text("utf-8") + "[output]\nsearch = false\n", "utf-8")
    for style in (*SERVERS, *HOSTS, "json"):
        assert "wasm" not in run(folder, "headers", "--format", style)
    assert HEADERS.keys() == SEARCHING.keys()


def test_a_search_that_was_built_is_still_there_when_headers_are_asked_for(folder: Path) -> None:
    run(folder, "build", "--today", "2026-11-22")
    before = tree(folder / "build")
    run(folder, "headers", "--format", "json", "--today", "2026-11-22")
    assert tree(folder / "build") == before
    assert "en/search/index.html" in before


def test_a_host_finds_its_files_in_the_site_and_loses_them_with_the_setting(folder: Path) -> None:
    settings = folder / "content/site.toml"
    plain = settings.read_text("utf-8")
    for host, forced in (("netlify", "!"), ("cloudflare", "")):
        settings.write_text(f'{plain}[output]\nhost = "{host}"\n', "utf-8")
        built(folder)
        lines = (folder / "build/_redirects").read_text("utf-8").splitlines()
        assert f"/en/data/2025-09-15/ /en/privacy/2025-09-15/ 301{forced}" in lines
        assert ("/en/privacy/2024-09-15/ /en/privacy/2024-09-15/index.html 410!" in lines) == (
            host == "netlify"
        )
        assert "Content-Security-Policy" in (folder / "build/_headers").read_text("utf-8")
    settings.write_text(plain, "utf-8")
    built(folder)
    assert not (folder / "build/_headers").exists()


@pytest.mark.parametrize("setting", ('host = "geocities"', 'compress = ["zip"]', "digests = 1"))
def test_a_setting_that_nobody_knows_is_told(tmp_path: Path, setting: str) -> None:
    settings = f'title = "T"\nlanguages = ["en"]\n[output]\n{setting}\n'
    report = built(site(tmp_path, {"site.toml": settings, "privacy/2024-09-15.en.md": FIRST}))
    assert [problem.rule for problem in report.problems] == ["bad-setting"]


def test_no_address_ends_a_line_or_a_block_of_a_servers_settings() -> None:
    hostile = 'x/"; } location / { return 200 "$host"; } #\nmoved/'
    told = Hosting("/", ("en",), {"en/a/": hostile, "en/b/\n": "en/c/"}, ("en/d/ *",))
    for server in SERVERS:
        text = server_settings(server, told)
        line = next(each for each in text.splitlines() if "/en/a/" in each)
        there = line.split('"')[1]
        assert not set(there) & set(' "${};\n')
        assert "/en/b" not in text
        assert "/en/d" not in text
    assert all(len(line.split()) == 3 for line in host_files("netlify", told)["_redirects"].splitlines())


def test_kinds_and_caching_are_the_same_on_every_machine(folder: Path) -> None:
    built(folder)
    names = tree(folder / "build").keys() - {".legalsite"}
    assert {name for name in names if kind(name) == "application/octet-stream"} == set()
    kept = {name for name in names if "immutable" in caching(name)}
    assert {name.partition("/")[0] for name in kept} == {"static"}
    assert kept == {name for name in names if name.startswith("static/")}
    assert kind("en/privacy/feed.xml") == "application/atom+xml"
    assert "immutable" not in caching("static/readme.txt"), "its name does not tell its content"


def test_twins_and_digests_are_made_where_they_are_wanted(folder: Path) -> None:
    settings = folder / "content/site.toml"
    settings.write_text(
        settings.read_text("utf-8") + '[output]\ncompress = ["br", "gzip"]\ndigests = true\n', "utf-8"
    )
    built(folder)
    page = folder / "build/en/privacy/index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    done = subprocess.run(
        ("sha256sum", "--check", "--strict", "--quiet", "digests.txt"), cwd=folder / "build", check=False
    )
    assert done.returncode == 0
    listed = {line[66:] for line in (folder / "build/digests.txt").read_text("utf-8").splitlines()}
    files = {name for name in tree(folder / "build") if not name.endswith((".gz", ".br"))}
    assert listed == files - {"digests.txt", ".legalsite"}
    kept = (folder / "build/en/privacy/2025-09-15/index.html.gz").stat().st_ino
    (folder / "content/privacy/2026-09-15.en.md").write_text(SECOND.replace("name", "names"), "utf-8")
    built(folder)
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert (folder / "build/static").is_dir()
    texts = folder / "build/en/privacy/2025-09-15/index.txt.gz"
    assert texts.stat().st_nlink == 1
    assert (folder / "build/en/privacy/2025-09-15/index.html.gz").stat().st_ino != kept, (
        "its page says more now"
    )


# servers that run


@contextmanager
def running(command: tuple[str, ...], port: int, folder: Path) -> Iterator[None]:
    """A server, from when it answers."""
    homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, env=os.environ | homes, stdout=log, stderr=log)
    try:
        assert answers(process, port), (folder / "log").read_text("utf-8")
        yield
    finally:
        process.terminate()
        process.wait()
        log.close()


def nginx(folder: Path, port: int) -> tuple[str, ...]:
    temporary = " ".join(
        f"{kind}_temp_path {folder}/t-{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr crit; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/build; include {folder}/nginx.snippet; }} }}\n",
        "utf-8",
    )
    user = ("-g", "user root;") if os.geteuid() == 0 else ()  # its workers may else not read our folder
    return (shutil.which("nginx", path=PATH) or "", "-p", str(folder), "-c", str(path), *user)


def caddy(folder: Path, port: int) -> tuple[str, ...]:
    path = folder / "Caddyfile"
    path.write_text(
        "{\n\tadmin off\n\tauto_https off\n}\n"
        f"http://127.0.0.1:{port} {{\n\troot * {folder}/build\n\timport {folder}/caddy.snippet\n}}\n",
        "utf-8",
    )
    return (shutil.which("caddy", path=PATH) or "", "run", "--config", str(path), "--adapter", "caddyfile")


PATH = os.environ.get("PATH", "") + ":/usr/sbin"  # where Debian keeps servers


@pytest.mark.parametrize("start", (nginx, caddy))
def test_a_server_that_is_told_does_so(folder: Path, start: Callable[[Path, int], tuple[str, ...]]) -> None:
    name = start.__name__
    if shutil.which(name, path=PATH) is None:
        pytest.skip(f"{name} is not installed")
    snippet = run(folder, "headers", "--format", name, "--today", "2026-11-22")
    (folder / f"{name}.snippet").write_text(snippet, "utf-8")
    port = free_port()

    def get(path: str) -> tuple[int, dict[str, str], str]:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENT)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    with running(start(folder, port), port, folder):
        sheet = next((folder / "build/static").glob("style.*.css")).name
        for path, status, words in (
            ("/en/privacy/", 200, "couriers"),
            ("/en/data/2025-09-15/", 301, ""),
            ("/en/privacy/2024-09-15/", 410, "By order of the court."),
            ("/en/nothing/", 404, "</html>"),
            ("/en/search/", 200, "</html>"),
            ("/nothing/", 404, "</html>"),
            (f"/static/{sheet}", 200, "color"),
        ):
            told, headers, text = get(path)
            assert (told, words in text) == (status, True), (path, told, text[:200])
            wanted = SEARCHING if path == "/en/search/" else HEADERS
            lacking = [header for header, value in wanted.items() if headers.get(header) != value]
            assert lacking == [], path
            if status == 200:
                assert headers["Cache-Control"] == caching(path[1:])
            if status == 301:
                assert headers["Location"].endswith("/en/privacy/2025-09-15/")
        assert get("/en/privacy/")[1]["Content-Type"].lower().replace(" ", "") == "text/html;charset=utf-8"


# the same bytes everywhere

BUILD = """
import os, sys
cores = int(sys.argv.pop(1))
os.cpu_count = lambda: cores
os.umask(int(sys.argv.pop(1), 8))
if sys.argv.pop(1) == "somebody":
    from rights import become_somebody
    become_somebody()
from legalsite.cli import main
main()
"""


def test_builds_are_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    """Under another path, user, time zone, locale, hash seed, file mode and number of cores. Only root can be
    another user; for others the user's name is another."""
    made = []
    somebody = "somebody" if can_be_somebody() else "myself"
    for place, cores, umask, user, environment in (
        ("one", "1", "022", "myself", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "ann"}),
        (
            "two/with a space/\u049b",
            "3",
            "077",
            somebody,
            {
                "TZ": "Pacific/Kiritimati",
                "LC_ALL": "tr_TR.UTF-8",
                "PYTHONHASHSEED": "2",
                "USER": "bob",
                "COLUMNS": "40",
            },
        ),
    ):
        here = tmp_path / place
        shutil.copytree(Path(__file__).parents[1] / "content", here / "content")
        settings = here / "content/site.toml"
        text = settings.read_text("utf-8").replace(
            "[title]", '[output]\nhost = "netlify"\ncompress = ["gzip"]\ndigests = true\n\n[title]', 1
        )
        settings.write_text(text, "utf-8")
        if user == "somebody":
            give(here)
        done = subprocess.run(
            (sys.executable, "-c", BUILD, cores, umask, user, "build"),
            cwd=here,
            env=os.environ
            | environment
            | {"HOME": str(here), "SOURCE_DATE_EPOCH": "1795255200", "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        owner = (here / "build").stat().st_uid
        assert owner == (SOMEBODY if user == "somebody" else os.geteuid())
        made.append(tree(here / "build"))
    one, two = made
    assert one.keys() == two.keys()
    assert [name for name, data in one.items() if data != two[name]] == []


def test_a_repeated_build_is_of_the_day_that_it_repeats(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1737000000")  # 16 January 2025
    run(folder, "build")
    assert "order of the court" in (folder / "build/en/privacy/index.html").read_text("utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "no number of seconds" in run(folder, "build", status=2)
