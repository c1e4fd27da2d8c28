"""The themes' scripts: typed with JSDoc, and held to the types by TypeScript's own checker."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from npm.tools import MISSING, NODE, TYPESCRIPT

PROJECT = Path(__file__).parent / "npm" / "tsconfig.json"


@pytest.mark.skipif(not TYPESCRIPT.exists(), reason=MISSING)
def test_the_scripts_hold_to_their_types() -> None:
    done = subprocess.run(
        (NODE, TYPESCRIPT, "--project", PROJECT, "--pretty", "false"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
