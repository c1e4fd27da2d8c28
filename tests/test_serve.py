"""`legalsite serve`: what it answers, what it notices, and how it begins and ends."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalsite.search import find_indexer
from legalsite.serve import Address
from legalsite.serve.checking import FEW
from legalsite.serve.files import WRITING
from serving import ON, PATIENT, Server, eventually, policy, served, small
from sites import built, site, tree

PAGE = "/en/privacy/"
TEXT = "privacy/2025-01-01.en.md"
LIMIT = "/proc/sys/user/max_inotify_"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests here: each leaves the text as it found it."""
    with served(small(tmp_path_factory.mktemp("served")), ON) as running:
        assert running.shows(PAGE, "for long")
        yield running


@pytest.fixture(autouse=True)
def unchanged(server: Server) -> Iterator[None]:
    yield
    server.write(TEXT, policy())
    assert server.shows(PAGE, "for long")


def test_pages_are_those_of_a_build_and_nothing_is_written(server: Server) -> None:
    """The search, and what programs are told, among them."""
    built(server.folder, server.folder / "elsewhere", indexer=find_indexer())
    for name, data in tree(server.folder / "elsewhere").items():
        if name.startswith("."):
            continue
        status, words = server.get(f"/{name}")
        script, rest = words.partition('<script type="module" src="/.legalsite')[1:]
        served_page = words.replace(script + rest.partition("\n")[0] + "\n", "") if script else words
        made = re.sub("<!--cited-->.*?<!--/cited-->", "", data.decode(errors="replace"), flags=re.DOTALL)
        assert (status, served_page) == (200, made), name
        assert bool(script) == name.endswith(".html")
    shutil.rmtree(server.folder / "elsewhere")
    assert sorted(path.name for path in server.folder.iterdir()) == [".legalsite", "content", "said.txt"]


def test_an_address_without_its_slash_leads_to_the_page(server: Server) -> None:
    assert "Privacy Policy" in server.get("/en/privacy")[1]


def test_what_is_not_there_is_the_sites_own_page_for_that(server: Server) -> None:
    status, words = server.get("/en/nothing/")
    assert status == 404
    assert 'href="/en/privacy/"' in words, "it leads to this server's pages, not to those that are published"


def test_another_name_for_this_machine_is_refused(server: Server) -> None:
    """A page on the net could give its own name this machine's number, and read what is not published."""
    assert server.get(PAGE, host="evil.example")[0] == 400


def test_a_saved_text_is_shown(server: Server) -> None:
    server.write(TEXT, policy("for ever"))
    assert server.shows(PAGE, "for ever")
    assert "for ever" in server.get("/en/privacy/2025-01-01/changes/")[1]


def test_an_atomic_save_is_noticed(server: Server) -> None:
    """Most editors write beside the file and rename."""
    new = server.folder / "content" / "privacy" / ".2025-01-01.en.md.swp"
    new.write_text(policy("atomically"), "utf-8")
    new.replace(server.folder / "content" / TEXT)
    assert server.shows(PAGE, "atomically")


def test_a_file_from_elsewhere_is_noticed(server: Server) -> None:
    new = server.folder / "new.md"
    new.write_text(policy("from elsewhere"), "utf-8")
    new.replace(server.folder / "content" / TEXT)
    assert server.shows(PAGE, "from elsewhere")


def test_a_file_that_is_emptied_and_then_written_is_never_shown_empty(server: Server) -> None:
    path = server.folder / "content" / TEXT
    for attempt in range(100):
        answers, emptied = 0, time.monotonic()
        with path.open("w", encoding="utf-8") as file:
            while answers < 10:
                words = server.get(PAGE)[1]
                if time.monotonic() - emptied > WRITING / 1e9:
                    break  # the machine is busy: by now the file may count as an empty one
                assert "We keep data" in words
                answers += 1
            file.write(policy(f"in two steps, {attempt}"))
        assert server.shows(PAGE, f"in two steps, {attempt}")
        if answers == 10:
            break
    else:
        pytest.fail("no answers in time")


def test_what_editors_leave_is_no_text(server: Server) -> None:
    said = server.said.read_text("utf-8")
    for name in (".2025-01-01.en.md.swp", "2025-01-01.en.md~", "4913", "___jb_tmp___", "#2025-01-01.en.md#"):
        server.write(f"privacy/{name}", "something")
    server.write(TEXT, policy("beside what editors leave"))
    assert server.shows(PAGE, "beside what editors leave")
    assert "bad-file-name" not in server.said.read_text("utf-8")[len(said) :]
    for path in (server.folder / "content/privacy").iterdir():
        if path.suffix not in (".md", ".toml"):
            path.unlink()


def test_a_version_comes_is_renamed_and_goes(server: Server) -> None:
    path = server.write("privacy/2026-01-01.en.md", policy("anew"))
    assert server.shows(PAGE, "anew")
    moved = path.rename(path.with_name("2030-01-01.en.md"))
    assert server.shows(PAGE, "for long")
    assert "anew" in server.get("/en/privacy/2030-01-01/")[1]
    moved.unlink()
    assert eventually(lambda: server.get("/en/privacy/2030-01-01/")[0] == 404)


def test_many_files_at_once_are_one_change(server: Server) -> None:
    """As git writes them when another branch is checked out."""
    for number in range(250):
        server.write(
            f"many-{number % 10}/{2000 + number // 10}-01-01.en.md", policy(f"{number} times", clauses=6)
        )
    assert server.shows("/en/many-9/", "249 times")
    for number in range(10):
        shutil.rmtree(server.folder / "content" / f"many-{number}")
    assert eventually(lambda: server.get("/en/many-9/")[0] == 404)
    assert "bad-file-name" not in server.said.read_text("utf-8")


def test_a_text_with_an_error_leaves_the_page_as_it_was(server: Server) -> None:
    server.write(TEXT, policy("for ever", cites=99))
    assert eventually(lambda: "dead-reference" in server.said.read_text("utf-8"))
    assert "for long" in server.get(PAGE)[1]
    server.write(TEXT, policy("for ever"))
    assert server.shows(PAGE, "for ever")


def test_settings_that_cannot_be_read_leave_the_site_as_it_was(server: Server) -> None:
    path = server.folder / "content/site.toml"
    before = path.read_text("utf-8")
    path.write_text("title = \n", "utf-8")
    assert eventually(lambda: "bad-setting" in server.said.read_text("utf-8"))
    assert "for long" in server.get(PAGE)[1]
    path.write_text(before.replace("Test", "Another title"), "utf-8")
    assert server.shows("/en/", "Another title")
    path.write_text(before, "utf-8")
    assert server.shows("/en/", "Another title", there=False)


def test_a_folder_that_goes_and_comes_back_is_watched_again(server: Server) -> None:
    content, aside = server.folder / "content", server.folder / "aside"
    server.write(TEXT, policy("here to stay"))
    assert server.shows(PAGE, "here to stay"), "a page that nobody has asked for is not kept"
    content.rename(aside)
    try:
        assert eventually(lambda: "site.toml is not there" in server.said.read_text("utf-8"))
        assert "here to stay" in server.get(PAGE)[1]
    finally:
        aside.rename(content)
    server.write(TEXT, policy("back again"))
    assert server.shows(PAGE, "back again")


def test_a_page_that_cannot_be_made_now_says_why(tmp_path: Path) -> None:
    """A large policy is read when somebody opens it: here while its texts are away."""
    versions = {f"long/{2000 + year}-01-01.en.md": "# Long\n\n1. All of it.\n" for year in range(FEW + 1)}
    with served(site(small(tmp_path), versions), ON) as server:
        assert server.shows("/en/privacy/", "for long")
        assert server.shows("/en/", "Long")
        content, aside = server.folder / "content", server.folder / "aside"
        content.rename(aside)
        assert eventually(lambda: "site.toml is not there" in server.said.read_text("utf-8"))
        for name in ("/en/long/", "/en/long", "/en/long/2000-01-01/", "/en/nothing/"):
            status, words = server.get(name)
            assert status == 503, name
            assert "site.toml is not there" in words, name
            assert "/.legalsite/serve.js" in words, "the page comes by itself when it can be made"
        assert "for long" in server.get("/en/privacy/")[1]
        assert server.get("/.legalsite/policy?page=/en/long/")[1] == "null"
        aside.rename(content)
        assert server.shows("/en/long/", "All of it")
        assert server.get("/en/nothing/")[0] == 404


def test_a_theme_of_the_site_is_tried_before_it_is_shown(server: Server) -> None:
    server.get(PAGE)
    template = server.folder / "themes/default/templates/edition.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% extends 'default/edition.html.j2' %}{% block main %}Mine{% endblock %}", "utf-8")
    assert server.shows(PAGE, "Mine")
    shutil.rmtree(server.folder / "themes")
    assert server.shows(PAGE, "Mine", there=False)


def test_a_port_in_use_is_told_with_what_to_do(server: Server) -> None:
    port = server.url.rpartition(":")[2]
    command = [sys.executable, "-m", "legalsite", "serve", "--site", str(server.folder), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENT, check=False)
    assert done.returncode == 2
    assert f"port {port} is in use" in done.stderr
    assert "leave --port out" in done.stderr


NEWS = """
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1]) as news:
    print(news.read(1), flush=True)
    news.read()
"""
"""Listens as an open page does, and says when it has heard something."""


def test_ctrl_c_ends_it_at_once_though_a_page_is_open(tmp_path: Path) -> None:
    with served(small(tmp_path), ON, "--poll", "--drafts") as server:
        server.write("privacy/draft.en.md", policy("one day"))
        assert server.shows("/en/privacy/draft/", "one day"), "--poll looks, --drafts shows"
        command = [sys.executable, "-c", NEWS, f"{server.url}/.legalsite/events"]
        news = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        with news:
            assert news.stdout
            assert news.stdout.readline(), "it hears news"
            assert server.stop() == 0
            assert "Traceback" not in server.said.read_text("utf-8")
            news.wait(PATIENT)


def test_it_is_opened_in_the_users_browser(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" > "{opened}.new"; mv "{opened}.new" "{opened}"; sleep 60\n', "utf-8"
    )
    browser.chmod(0o755)
    with served(small(tmp_path / "site"), ON, "--open", BROWSER=str(browser)) as server:
        assert eventually(opened.exists)
        assert opened.read_text("utf-8").strip() == f"{server.url}/"
        assert server.shows("/en/", "Privacy Policy"), "whatever the browser does, pages are served"
    assert "browser" not in server.said.read_text("utf-8")


@pytest.mark.parametrize(("host", "called"), (("0.0.0.0", "127.0.0.1"), ("::", "[::1]")))
def test_one_that_listens_everywhere_is_opened_by_a_name_that_browsers_take(host: str, called: str) -> None:
    assert Address(host).url(8000) == f"http://{called}:8000/"
    assert (Address(host).hosts, Address(host).is_everywhere) == (("*",), True)
    assert Address("legal.lan").url(80) == "http://legal.lan:80/"


def test_without_a_browser_it_says_so_and_serves(tmp_path: Path) -> None:
    nowhere = str(tmp_path)
    with served(small(tmp_path), ON, "--open", BROWSER="no-such-browser", PATH=nowhere, DISPLAY="") as server:
        assert eventually(lambda: "No browser" in server.said.read_text("utf-8"))
        assert server.shows(PAGE, "for long")


def without(what: str) -> tuple[str, ...]:
    """Starts a command as a user who has no such part of what the system tells of changes with."""
    return "unshare", "-Ur", "sh", "-c", f'echo 0 > {LIMIT}{what} && exec "$0" "$@"'


def cannot_be_without() -> bool:
    if not Path(f"{LIMIT}instances").exists() or not shutil.which("unshare"):
        return True
    return subprocess.run([*without("instances"), "true"], capture_output=True, check=False).returncode != 0


@pytest.mark.skipif(cannot_be_without(), reason="no limit of events can be set here")
@pytest.mark.parametrize("what", ("instances", "watches"))
def test_where_the_system_tells_of_no_changes_it_looks_itself(tmp_path: Path, what: str) -> None:
    with served(small(tmp_path), ON, within=without(what)) as server:
        assert server.shows(PAGE, "for long")
        assert "looking twice a second" in server.said.read_text("utf-8")
        server.write(TEXT, policy("for ever"))
        assert server.shows(PAGE, "for ever")
        shutil.rmtree(server.folder / "content/terms")
        assert server.shows("/en/", "Terms", there=False)
