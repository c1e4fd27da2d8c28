"""A site made by a Dask cluster's workers is the one that this machine makes, whatever becomes of them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import legalsite
from clusters import Scheduler, busy, scheduler
from legalsite.cli import main
from legalsite.cluster import Access, ClusterError, reached
from legalsite.cluster.release import differences, release
from legalsite.rendering import ThemeError
from legalsite.site import Elsewhere, ElsewhereError, build, read_content
from ports import PATIENT, free_port
from sites import TODAY, built, site, tree

POLICIES = 9
TEXT = "# {}\n\n## 1. Scope\n\n1.1. This is for all.\n\n1.2. Clause 1.1 {}applies.\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    with scheduler(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A site of some policies, the first of which is cited by the others."""
    settings = (
        'title = "T"\nbase_url = "https://example.com/"\nlanguages = ["en"]\n[output]\nsearch = false\n'
    )
    files = {"site.toml": settings}
    for n in range(POLICIES):
        name = "Rules of Conduct" if n else "Terms of Use"
        files[f"policy-{n}/policy.toml"] = f'original = "en"\n[names]\nen = ["{name}"]\n' * (n < 2)
        files[f"policy-{n}/2024-01-01.en.md"] = TEXT.format(name, "")
        files[f"policy-{n}/2025-01-01.en.md"] = TEXT.format(name, "of the Terms of Use " if n else "")
    return site(tmp_path / "site", files)


@contextmanager
def asked(folder: Path, address: str, *more: str) -> Iterator[subprocess.Popen[str]]:
    """The command, which is to build a site on a cluster."""
    words = ["build", "--today", str(TODAY), "--executor", "dask", "--scheduler", address, *more]
    with subprocess.Popen(
        [sys.executable, "-m", "legalsite", *words], cwd=folder, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process


def refused(folder: Path, address: str, *more: str) -> str:
    """What the command says that it cannot do."""
    with asked(folder, address, *more) as process:
        said = process.communicate(timeout=PATIENT)[1]
    assert process.returncode == 2, said
    assert not (folder / "build").exists()
    assert len(said.splitlines()) == 1, said
    return said


def told(folder: Path, address: str, words: str, *more: str) -> str:
    """What the command says when it has waited for workers; on a busy machine a second is not enough to say
    anything but that nobody answers."""
    for wait in ("1", "10"):
        if words in (said := refused(folder, address, *more, "--wait", wait)):
            return said
    said = refused(folder, address, *more, "--wait", "100")
    assert words in said
    return said


def unreached(address: str, **how: Any) -> str:
    """Why a scheduler is not reached."""
    with pytest.raises(ClusterError) as failure, reached(Access(address, **how)):
        pass
    return str(failure.value)


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(running: Scheduler, policies: Path) -> None:
    built(policies, policies.parent / "local")
    with running.workers(2) as (one, other), asked(policies, running.address) as process:
        call = busy(one)
        one.kill()
        call.resume()
        said = process.communicate(timeout=PATIENT)[1]
        assert process.returncode == 0, said
        assert other.is_running()
        call.wait(PATIENT)  # nobody waits for it any more, and it notices
    assert tree(policies / "build") == tree(policies.parent / "local")


def test_where_all_workers_are_killed_the_build_ends(running: Scheduler, policies: Path) -> None:
    with running.workers(1) as (worker,), asked(policies, running.address, "--wait", "5") as process:
        call = busy(worker)
        worker.kill()
        call.resume()
        said = process.communicate(timeout=PATIENT)[1]
    assert process.returncode == 2
    assert "all workers of" in said
    assert {path.name for path in policies.iterdir()} == {
        "content",
        ".legalsite",
    }  # not even a part of a new site


def test_a_worker_with_another_release_makes_nothing(running: Scheduler, policies: Path) -> None:
    """The same release by its name, whose code is another, is another one too."""
    told = policies.parent / "told" / "legalsite-9.9.dist-info" / "METADATA"
    told.parent.mkdir(parents=True)
    told.write_text("Metadata-Version: 2.1\nName: legalsite\nVersion: 9.9\n", "utf-8")
    with running.workers(1, str(told.parents[1])):
        assert f"legalsite 9.9 (here {legalsite.__version__})" in refused(policies, running.address)
    package = policies.parent / "changed" / "legalsite"
    ours = Path(legalsite.__file__).parent
    shutil.copytree(ours, package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "model" / "digest.py").open("a", encoding="utf-8") as file:
        file.write("# another one\n")
    with running.workers(1, str(package.parent)):
        assert "legalsite's code is another one" in refused(policies, running.address)


def test_another_python_is_another_release() -> None:
    here = release()
    assert differences(here, here) == ""
    assert differences(here, here | {"Python": "3.99"}) == f"Python 3.99 (here {here['Python']})"
    assert differences(here, here | {"babel": ""}) == f"babel not installed (here {here['babel']})"


def test_a_scheduler_without_workers_is_waited_for_and_left(running: Scheduler, policies: Path) -> None:
    assert f"dask worker {running.address}" in told(policies, running.address, "has had no workers")


def test_an_address_where_no_scheduler_listens(policies: Path) -> None:
    assert "no Dask scheduler answers" in refused(policies, f"tcp://127.0.0.1:{free_port()}")
    assert "no scheduler's address" in unreached("10.0.0.5")
    assert "--tls-ca" in unreached(f"tls://127.0.0.1:{free_port()}")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert "its dashboard's" in unreached(address, wait=0.2)


def test_a_cluster_without_an_address_is_none() -> None:
    done = CliRunner().invoke(main, ["build", "--executor", "dask"])
    assert done.exit_code == 2
    assert "--executor dask needs --scheduler" in done.output


def test_without_dask_the_command_says_what_to_install(policies: Path) -> None:
    hidden = "import sys; sys.modules['distributed'] = None; from legalsite.cli import main; main()"
    words = ["build", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    done = subprocess.run(
        [sys.executable, "-c", hidden, *words], cwd=policies, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert 'pip install "legalsite[distributed]"' in done.stderr


def test_a_scheduler_behind_tls_answers_those_whom_it_knows(policies: Path, tmp_path: Path) -> None:
    ours, strange = (certificate(tmp_path / name) for name in ("ours", "strange"))
    known = ("--tls-ca-file", ours["ca"], "--tls-cert", ours["certificate"], "--tls-key", ours["key"])
    with scheduler(tmp_path, protocol="tls", options=known) as hidden:
        files = ("--tls-ca", ours["ca"], "--tls-cert", ours["certificate"], "--tls-key", ours["key"])
        assert f"dask worker {hidden.address}" in told(policies, hidden.address, "has had no workers", *files)
        assert "do not trust each other" in unreached(hidden.address, **strange)
        assert "by TLS" in unreached(hidden.address.replace("tls", "tcp"), wait=0.2)


def certificate(folder: Path) -> dict[str, str]:
    """A certificate that vouches for itself."""
    folder.mkdir()
    made, key = str(folder / "made.pem"), str(folder / "key.pem")
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=cluster", "-keyout", key]
    subprocess.run(["openssl", *request, "-out", made], check=True, capture_output=True)
    return {"ca": made, "certificate": made, "key": key}


class Inline(Executor):
    """A worker on this machine. meanwhile: what happens to its files before it looks at them."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile = meanwhile

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self._meanwhile()
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:  # noqa: BLE001 - an executor hands over all
            future.set_exception(error)
        return future


@pytest.mark.parametrize("name", ("policy-3/2024-01-01.en.md", "policy-0/2024-01-01.en.md"))
def test_a_worker_with_other_texts_is_told_from_ours(policies: Path, name: str) -> None:
    """Also where they are of a policy that is only cited."""
    file = policies / "content" / name
    calls = iter(range(100))

    def meanwhile() -> None:
        if next(calls) == 1:
            file.write_text(file.read_text("utf-8").replace("for all", "for some"), "utf-8")

    workers = Elsewhere(Inline(meanwhile), lambda: 1)
    with pytest.raises(ElsewhereError, match="the same commit"):
        build(read_content(policies), policies / "build", TODAY, executor=workers)
    assert not (policies / "build").exists()


def test_what_a_worker_raises_is_raised_here(policies: Path) -> None:
    template = policies / "themes" / "default" / "templates" / "edition.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing.there }}", "utf-8")
    with pytest.raises(ThemeError):
        build(read_content(policies), policies / "build", TODAY, executor=Elsewhere(Inline(int), lambda: 1))
