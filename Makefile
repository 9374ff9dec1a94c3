# `make` lists what there is to run; `make site` and `make test` need nothing but Python 3.11+ and make.
# Everything is installed into .venv. A stamp file there stands for one finished step of the set-up, so that a step
# runs once, and again only when its lock file or pyproject.toml changes.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
NPM := .venv/npm/node_modules
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Wheels only: a source package would run a build whose own dependencies no lock file pins.
INSTALL := $(PIP) install --require-hashes --only-binary :all: --requirement
COMPILE := $(BIN)/uv pip compile --quiet --no-config --system-certs --universal --python-version 3.11 --upgrade --no-strip-extras \
	--only-binary :all: --generate-hashes --no-annotate --custom-compile-command "make lock"

# The command takes files alone.
IMPORT = set --; for file in content/listings/*; do \
	if [ -d "$$file" ]; then echo "$$file is a folder and is passed over" >&2; \
	elif [ -e "$$file" ]; then set -- "$$@" "$$file"; fi; done; \
	[ $$\# -eq 0 ] || $(BIN)/sheaf import "$$@"

.DEFAULT_GOAL := help
.PHONY: help setup import site serve check test test-slow lint format eval eval-dedupe bench-dedupe bench-search screenshots audit lighthouse lock clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/stamp-run ## Install what the builder needs into .venv (the other commands do this by themselves)
	@echo "The builder is ready: $(BIN)/sheaf"

import: .venv/stamp-run ## Import the listings that are new
	@$(IMPORT)

# Exit code 1 of the import is a fault of a listing: the others are in and their site is built, but make fails at last.
site: .venv/stamp-run ## Import the listings that are new and build the site into site/
	@imported=0; ($(IMPORT)) || imported=$$?; [ $$imported -le 1 ] || exit $$imported; \
	$(BIN)/sheaf build || exit $$?; \
	echo "The site is in site/. To look at it: make serve, then open http://localhost:$(PORT)/"; \
	[ $$imported -eq 0 ] || { echo "But the import reported errors: see above" >&2; exit $$imported; }

serve: .venv/stamp-run ## Build, serve on PORT (8000) and build again on every change
	@$(BIN)/sheaf serve --port $(PORT)

check: .venv/stamp-run ## Report every fault in content/
	@$(BIN)/sheaf check

test: lint ## Run the linters and all tests but the slow ones, with coverage
	@$(BIN)/python -m pytest -n 2 -m "not slow" --cov

test-slow: .venv/stamp-test $(if $(shell command -v npm),.venv/stamp-npm) ## Run the slow tests
	@$(BIN)/python -m pytest -n 2 -m slow

lint: .venv/stamp-test ## Run ruff, mypy and yamllint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/yamllint --strict .github content .yamllint.yaml

format: .venv/stamp-test ## Format the code and apply the linter's safe fixes
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

eval: .venv/stamp-run ## Score the extractors on the labelled papers
	@$(BIN)/python -m benchmarks.eval_extract --min results=0.98 --min boards=0.98 --min benchmarks=0.98 --min tags=0.94 --min links=1

eval-dedupe: .venv/stamp-run ## Score the search for near-duplicates on labelled pairs
	@$(BIN)/python -m benchmarks.eval_dedupe --min precision=1 --min same=0.9 --min found=1

bench-dedupe: .venv/stamp-run ## Time the search for near-duplicates among 1,000 to 100,000 made-up entries
	@$(BIN)/python -m benchmarks.bench_dedupe

bench-search: .venv/stamp-test ## Time the search page over 10,000 made-up entries
	@$(BIN)/python -m benchmarks.bench_search

audit: .venv/stamp-test .venv/stamp-npm ## Look for faults on pages of every kind (needs Node and Java)
	@$(BIN)/python -m benchmarks.audit --vnu $(NPM)/vnu-jar/build/dist/vnu.jar

lighthouse: .venv/stamp-test .venv/stamp-npm ## Print the scores of Lighthouse for five pages (needs Node)
	@$(BIN)/python -m benchmarks.lighthouse $(NPM)/lighthouse/cli/index.js

screenshots: .venv/stamp-test ## Take pictures of the site into site-screenshots/ and for the README
	@$(BIN)/python docs/screenshots.py

# The run set is a subset of the test set, at the same versions; lock.txt pins uv, which writes all three.
lock: .venv/stamp-lock ## Resolve the dependencies anew and write requirements/
	@$(COMPILE) --extra build --extra test --output-file requirements/test.txt pyproject.toml
	@$(COMPILE) --extra build --constraint requirements/test.txt --output-file requirements/run.txt pyproject.toml
	@echo uv | $(COMPILE) --output-file requirements/lock.txt -

clean: ## Remove .venv, the built site and every cache
	@rm -rf .venv .cache .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache htmlcov
	@find site -mindepth 1 ! -path site/.gitignore -delete

.venv/stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Sheaf needs Python 3.11 or newer and '$(PYTHON)' is not; name one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/stamp-run: requirements/run.txt pyproject.toml .venv/stamp-venv
	@echo "Installing the builder (requirements/run.txt)"
	@$(INSTALL) requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/stamp-test: requirements/test.txt .venv/stamp-run
	@echo "Installing the test tools (requirements/test.txt)"
	@$(INSTALL) requirements/test.txt
	@touch $@

# No scripts of packages run: the checkers come ready.
.venv/stamp-npm: requirements/npm/package-lock.json .venv/stamp-venv
	@echo "Installing the checkers (requirements/npm)"
	@mkdir -p .venv/npm && cp requirements/npm/package*.json .venv/npm
	@npm ci --prefix .venv/npm --ignore-scripts --no-audit --no-fund --silent
	@touch $@

.venv/stamp-lock: requirements/lock.txt .venv/stamp-venv
	@$(INSTALL) requirements/lock.txt
	@touch $@
