"""What every test may ask for: `--update`, and the promise that a case is read whole."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from casefiles import Case

# how long an example takes says nothing on a busy machine; a submission is judged by the same ones each time
settings.register_profile(
    "legalsite",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("legalsite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="accept what came out: write it to the case files")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--update writes files, which several processes cannot do at once: add -n 0")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten: hand it to `casefiles.check`."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def _case_is_read_whole(request: pytest.FixtureRequest) -> Iterator[None]:
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        return  # it stopped before its end, and has said why
    callspec = getattr(request.node, "callspec", None)
    for case in callspec.params.values() if callspec else ():
        if isinstance(case, Case):
            left = ", ".join(f"{fence.kind!r} (line {fence.line})" for fence in case.unread)
            assert not left, f"{case.path}: the test of {case.name!r} reads no {left}"
