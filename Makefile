PYTHON ?= python3
BIN := .venv/bin
# One process of tests more than there are cores: tests of browsers and servers wait most of the time.
# All tests of a file go to one of them, so they share their servers.
PROCESSES := $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 1)")
SIDE_BY_SIDE := --numprocesses=$(PROCESSES) --dist=loadfile --no-loadscope-reorder
PYTEST := $(BIN)/python -m pytest --ignore=tests/remote $(SIDE_BY_SIDE)

.PHONY: help env lock audit licenses run test test-all test-remote attack lint format bench bench-smallest

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: .venv/installed ## make the environment in .venv

.venv/installed: requirements-dev.txt tests/browser/package.json dashboard/server/package.json
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@if command -v npm >/dev/null; then for folder in tests/browser dashboard/server; do \
	npm install --prefix $$folder --silent --no-audit --no-fund --no-package-lock; done; \
	else echo "npm is missing: browsers load a larger file for charts, and the tests skip the accessibility checks"; fi
	$(BIN)/python -m dashboard.server.compressed
	touch $@

# Versions change only where an input or UPGRADE asks for it. All files have the hash of every package,
# so pip installs exactly what was resolved here.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--no-emit-package pip --generate-hashes --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade-package $(UPGRADE))

lock: $(BIN)/uv ## make requirements*.txt from requirements*.in; UPGRADE=urllib3 takes the newest of a package
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -c requirements.txt -o requirements-dev.txt
	$(COMPILE) requirements.in requirements-remote.in --override requirements-remote.in -o requirements-remote.txt
	$(COMPILE) benchmarks/requirements.in -c requirements-dev.txt -o benchmarks/requirements.txt

audit: env ## ask osv.dev which packages have a known vulnerability
	$(BIN)/python tests/audit.py

licenses: env ## write the licenses of the packages to docs/licenses.md
	$(BIN)/python -m tests.licenses

$(BIN)/uv:
	$(MAKE) env

# EXAMPLE names a program of examples/. It is copied and built into data/examples/, and nothing else is touched; one
# that has settings only is filled with a sample. All examples are made as of the same day.
EXAMPLES := $(sort $(patsubst examples/%/program.toml,%,$(wildcard examples/*/program.toml)))
EXAMPLE_DAY := 2026-10-15
ifneq ($(filter-out $(EXAMPLES),$(EXAMPLE))$(word 2,$(EXAMPLE)),)
$(error There is no example $(EXAMPLE). The examples are: $(EXAMPLES))
endif
EXAMPLE_HOME := data/examples/$(EXAMPLE)

define build_example
@rm -rf $(EXAMPLE_HOME)/program
@mkdir -p $(EXAMPLE_HOME)/checkpoints
@cp -r examples/$(EXAMPLE) $(EXAMPLE_HOME)/program
$(if $(wildcard examples/$(EXAMPLE)/mvps.csv),,@$(BIN)/python -m data sample --mvps 40 --seed 5 --as-of $(EXAMPLE_DAY) \
	--settings examples/$(EXAMPLE)/program.toml --out $(EXAMPLE_HOME)/program)
@$(BIN)/python -m data build --source $(EXAMPLE_HOME)/program --settings $(EXAMPLE_HOME)/program/program.toml \
	--database $(EXAMPLE_HOME)/mvp.duckdb --as-of $(EXAMPLE_DAY) --checkpoints $(EXAMPLE_HOME)/checkpoints
endef

ifdef EXAMPLE
run: export MVP_DATABASE := $(EXAMPLE_HOME)/mvp.duckdb
run: export MVP_TODAY := $(EXAMPLE_DAY)
run: export MVP_SOURCE :=
run: export MVP_SETTINGS :=
endif

# MVP_DATABASE names another database, and MVP_SOURCE the folder of a program; without them the sample
# is made and built once. The server
# prints its address: without PORT it takes 8501, or the next port that is free.
run: env $(if $(EXAMPLE)$(MVP_DATABASE)$(MVP_SOURCE),,data/mvp.duckdb) ## show the dashboard; EXAMPLE=ambassadors shows an example, PORT=8610 chooses the port
	$(if $(EXAMPLE),$(build_example))
	@echo "Stop the dashboard with Ctrl+C"
	$(BIN)/python -m dashboard $(if $(PORT),--server.port=$(PORT))

data/mvp.duckdb: | env
	$(BIN)/python -m data sample --out data/sample-input
	$(BIN)/python -m data build --source data/sample-input --database $@

test: env ## run the tests that take a few minutes together: every rule, page, role and command
	$(PYTEST) -m "not slow"

test-all: env ## run all tests but test-remote, also those that take long
	$(PYTEST) -m "not short"

# The extensions of DuckDB that larger homes need (docs/larger-data.md) are there for 1.5.5.
test-remote: .venv-remote/installed ## run the tests of larger homes: DuckLake and Quack, with an older DuckDB
	.venv-remote/bin/python -m pytest tests/remote $(SIDE_BY_SIDE)

# The second installation replaces DuckDB of the first.
.venv-remote/installed: requirements-dev.txt requirements-remote.txt
	$(PYTHON) -m venv .venv-remote
	.venv-remote/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	.venv-remote/bin/pip install --quiet --disable-pip-version-check -r requirements-remote.txt
	touch $@

MESSAGES ?= 100000
attack: env ## send 100,000 forged messages and look for foreign rows in the answers; MESSAGES=5000 sends fewer
	FORGED_MESSAGES=$(MESSAGES) $(BIN)/python -m pytest -s tests/browser/test_forged_messages.py

lint: env ## check format, style, types, imports and sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tests/check_sizes.py

format: env ## fix the format, and what else can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The peers that the pages are measured beside; tests do without them.
.venv/peers: benchmarks/requirements.txt | env
	$(BIN)/pip install --quiet --disable-pip-version-check -r $<
	touch $@

bench-smallest: env .venv/peers ## see that each benchmark works, at its smallest size
	$(BIN)/python -m benchmarks --smallest

bench: env .venv/peers ## measure how fast it is, and write test-output/performance.md; takes a while
	$(BIN)/python -m benchmarks --out test-output/performance.md
