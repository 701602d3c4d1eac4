# The two commands are `make run` and `make test`; `make help` lists the others.
# Only relative paths in here: the folder may have a space in its name.

PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv
PY := $(VENV)/bin/python
UV := $(PY) -m uv --quiet --no-progress
STAMPS := $(VENV)/stamps

# A Python that was upgraded or removed leaves an environment that cannot start: make a new one.
ifneq ($(shell [ ! -e $(VENV) ] || $(PY) -c '' 2>/dev/null || echo broken),)
$(shell rm -rf $(VENV))
endif

# A user without a home folder still needs somewhere to keep downloaded packages.
ifeq ($(shell [ -n "$$UV_CACHE_DIR" ] || { [ -n "$$HOME" ] && mkdir -p "$$HOME/.cache" 2>/dev/null && [ -w "$$HOME/.cache" ]; } || echo none),none)
export UV_CACHE_DIR := $(VENV)/cache
export PIP_NO_CACHE_DIR := 1
endif

# What Python has compiled it keeps, whatever this environment says: a start from source alone takes
# nine seconds of a processor instead of five, and the tests start the product dozens of times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check types rules audit bench hostile format clean shell css lock

help:
	@echo 'make run     start everything, with a demo, on PORT ($(PORT))'
	@echo 'make test    the whole suite (PYTEST_ARGS for a part of it)'
	@echo 'make check   style, types, imports, templates, content, lock files'
	@echo 'make types   the types alone, which take as long as the rest of the checks'
	@echo 'make rules   the rest of the checks alone'
	@echo 'make audit   is anything that we use known to be open to attack? (asks the network)'
	@echo 'make hostile send far more made-up values to every form and address than the suite does'
	@echo 'make bench   compare our pages with a bare page'
	@echo 'make format  put code into its usual form'
	@echo 'make shell   a shell in which dlp works'
	@echo 'make css     compile the style sheet again (needs Node)'
	@echo 'make lock    bring the lock files up to date (LOCK_ARGS=--upgrade for newer versions)'
	@echo 'make clean   remove what make built; instance/ stays'

run: $(STAMPS)/run
	@exec $(PY) -m app.cli up --port "$$PORT"

# One process more than there are processors, since some tests wait for others to do something. With
# two more they wait for each other: the suite takes as long, and time limits come nearer.
test: $(STAMPS)/dev
	$(PY) -m pytest -n "$$($(PY) -c 'import os; print(min(8, (os.cpu_count() or 1) + 1))')" $(PYTEST_ARGS)

# Types take as long as all the rest, so that two processors can look at both at once: make -j2 check.
check: types rules

types: $(STAMPS)/dev
	$(PY) -m mypy

rules: $(STAMPS)/dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PY) -m djlint --quiet --lint app
	$(PY) -m app.cli curriculum check
	$(PY) -m pytest -q -n0 tests/launch/test_locks.py

# A missing network is told and is no fault; AUDIT_ARGS=--strict makes it one.
audit: $(STAMPS)/dev
	$(PY) -m tests.dependencies $(AUDIT_ARGS)

# All forms and addresses with far more made-up values than the suite takes time for.
hostile: $(STAMPS)/dev
	DLP_TEST_EXAMPLES=25 $(PY) -m pytest -n0 --timeout 7200 tests/anything

bench: $(STAMPS)/dev
	$(PY) -m tests.bench

format: $(STAMPS)/dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

shell: $(STAMPS)/dev
	@echo 'dlp is ready; leave with exit.'
	@VIRTUAL_ENV="$$PWD/$(VENV)" PATH="$$PWD/$(VENV)/bin:$$PATH" exec "$${SHELL:-/bin/sh}"

css:
	npm ci --ignore-scripts --no-audit --no-fund
	npm run css

# The locks name versions and hashes, never where to get them. The second follows the first.
COMPILE = $(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header $(LOCK_ARGS)

lock: $(STAMPS)/uv
	printf 'uv\n' | $(COMPILE) --no-annotate - -o requirements-bootstrap.lock
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or later is needed, as $(PYTHON). Name another with: make PYTHON=...'; exit 1; }
	@[ -x $(PY) ] || { echo 'Making $(VENV)'; $(PYTHON) -m venv $(VENV); } || { rm -rf $(VENV); exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/uv: requirements-bootstrap.lock | $(STAMPS)/python
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
	@touch $@

# The folder above and a two-line script, not an installation: both go on working after a move.
$(STAMPS)/dlp: | $(STAMPS)/python
	@$(PY) -c 'import site; open(site.getsitepackages()[0] + "/discovery_learning.pth", "w").write("../../../..\n")'
	@printf '%s\n' '#!/bin/sh' 'bin=$$(CDPATH= cd -- "$$(dirname -- "$$0")" && pwd) && exec "$$bin/python" -m app.cli "$$@"' > $(VENV)/bin/dlp
	@chmod 755 $(VENV)/bin/dlp
	@touch $@

$(STAMPS)/run: requirements.lock $(STAMPS)/uv $(STAMPS)/dlp
	@echo 'Installing packages'
	@$(UV) pip install --python $(PY) --require-hashes -r requirements.lock
	@touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/uv $(STAMPS)/dlp
	@echo 'Installing packages, with those for tests'
	@$(UV) pip install --python $(PY) --require-hashes -r requirements-dev.lock
	@touch $@ $(STAMPS)/run
