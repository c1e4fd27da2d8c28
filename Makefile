# legalsite: `make` lists what can be made. Needed: Python 3.11 or later, make and git.

# the interpreter: the plain one if it will do, else the newest; `make PYTHON=…` names another
PYTHON ?= $(shell for each in python3 python3.15 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$each; break; }; \
	done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(if $(UPGRADE),--upgrade)

# an environment that was moved, or whose interpreter is gone, is made anew
STALE := $(shell test ! -e $(VENV)/site-ready || \
	{ $(BIN)/python -c '' && test "$$(cat $(VENV)/site-ready)" = "$$(pwd -P)"; } 2>/dev/null || \
	rm -rf $(VENV))

# settings of a user's pip and Python that would put things elsewhere than into the environment
unexport PIP_CONSTRAINT PIP_NO_DEPS PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_REQUIREMENT PIP_ROOT PIP_TARGET
unexport PYTHONHOME PYTHONPATH
# and one that makes each of the tests' many starts of our command compile it anew
unexport PYTHONDONTWRITEBYTECODE
export PIP_USER := 0

TARGET ?= parse
FAULTS ?= 300
MINUTES ?= 10

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test format lock bench fuzz mutations clean

help: ## list these
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done

site: $(VENV)/site-ready ## build content/ into build/, and say where to look
	@$(BIN)/legalsite build
	@$(BIN)/python -c 'from pathlib import Path; print("Open", Path("build/index.html").resolve().as_uri())'

test: $(VENV)/dev-ready ## check format, lint, types and imports, then run all tests; the browser too
	PYTHONPATH=tests $(BIN)/python -m browser.install
	PYTHONPATH=tests $(BIN)/python -m npm.install
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist worksteal

format: $(VENV)/dev-ready ## write the code in the one format, and mend what ruff can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/dev-ready ## write the pinned requirements anew; UPGRADE=1 takes the newest releases
	$(LOCK) --group build pyproject.toml --output-file requirements.txt >/dev/null
	$(LOCK) --group dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt >/dev/null
	$(LOCK) --group bench --output-file tests/bench/requirements.txt >/dev/null
	$(LOCK) --group peers --output-file tests/bench/peers/requirements.txt >/dev/null
	$(LOCK) --group fuzz --output-file tests/fuzz/requirements.txt >/dev/null

bench: $(VENV)/bench-ready ## measure builds and saves beside other generators'; ONLY=cold-m,start, some of it
	PYTHONPATH=tests $(BIN)/python -m bench.table $(if $(ONLY),--only $(ONLY))

mutations: $(VENV)/dev-ready ## make faults in the sample's translations and tell which are found; FAULTS=300
	FAULTS=$(FAULTS) $(BIN)/pytest -q -n 0 -s tests/test_mutations.py

fuzz: $(VENV)/fuzz-ready ## look for texts that break a law of reading; TARGET=parse, find or resolve, MINUTES=10
	PYTHONPATH=tests $(BIN)/python -m fuzz.run $(TARGET) --minutes $(MINUTES)

clean: ## remove what was made: the site, the environment, what tools remember
	rm -rf build .legalsite dist $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, in steps; a step is taken again when what it reads has changed.

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "legalsite needs Python 3.11 or later; none was found (PYTHON=… names one)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "legalsite needs Python 3.11 or later, which $(PYTHON) is not" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/site-ready: pyproject.toml requirements.txt | $(BIN)/python
	$(PIP) install --quiet --require-hashes --requirement requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@pwd -P >$@

$(VENV)/dev-ready: requirements-dev.txt $(VENV)/site-ready
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@

$(VENV)/bench-ready: tests/bench/requirements.txt $(VENV)/site-ready
	$(PIP) install --quiet --require-hashes --requirement tests/bench/requirements.txt
	@touch $@

$(VENV)/fuzz-ready: tests/fuzz/requirements.txt $(VENV)/site-ready
	$(PIP) install --quiet --require-hashes --requirement tests/fuzz/requirements.txt
	@touch $@
