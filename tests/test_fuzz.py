"""The inputs that the fuzzer kept: each once broke a law, or reached code that no other does."""

from pathlib import Path

import pytest

from fuzz.laws import TARGETS

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
KEPT = [(target, path) for target in TARGETS for path in sorted((CORPUS / target).iterdir())]


@pytest.mark.parametrize(("target", "path"), KEPT, ids=lambda value: getattr(value, "name", value))
def test_a_kept_input_breaks_no_law(target: str, path: Path) -> None:
    TARGETS[target](path.read_bytes())
