# `make run` and `make test` set up what they need in .venv and are quick when it is there.
# Every tool comes from the lock files in requirements/; `make lock` writes them.

# Python that builds .venv: 3.11 or later. All packages of 3.11 and 3.12 come ready built.
PYTHON ?= $(shell for p in python3 python3.12 python3.11 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

BIN := .venv/bin
RUN := .venv/.run-installed
TEST := .venv/.test-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# What `make evaluate` measures: JSONL files with gold annotation; without it, the seed articles.
GOLD ?=
# Further arguments of pytest and of uv, as in: make test ARGS="-x tests/api"
ARGS ?=
# Processes that share the tests; 0 runs them in one, as pytest does by itself.
JOBS ?= auto
UPGRADE ?=

# Tests start hundreds of processes, each of which would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run install test lint format evaluate bench scale load kills stack examples openapi lock clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: $(RUN) ## load the seed articles and serve on 127.0.0.1:8000
	@$(BIN)/onrecord seed
	@$(BIN)/onrecord serve || [ $$? -eq 130 ] # which is Ctrl-C

install: $(RUN) ## create .venv with the command .venv/bin/onrecord

# A file stays with one process, which makes what its tests share once. The long ones come early.
test: $(TEST) ## run all tests on all cores (JOBS=0: on one)
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(TEST) ## check style, types and import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy service training benchmarks tests docs
	$(BIN)/lint-imports

format: $(TEST) ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: $(TEST) ## measure extraction against gold: the seeds, or GOLD="a.jsonl b.jsonl"
	$(BIN)/python -m benchmarks.evaluate $(GOLD) $(ARGS)

bench: $(TEST) ## measure speed on the seed articles: base pipeline, and text to statements
	@$(BIN)/python -m benchmarks.seed_texts build/texts
	$(BIN)/python -m benchmarks.base_speed build/texts/*.txt $(ARGS)
	$(BIN)/python -m benchmarks.extract_speed

scale: $(TEST) ## measure reads by speaker from a store of a million statements (made once, 2.5 GB)
	@$(BIN)/python -m benchmarks.store_scale build/scale $(ARGS)

load: $(TEST) ## measure reads beside analyses, ingestion beside the bare pipeline, memory
	$(BIN)/python -m benchmarks.load $(ARGS)

kills: $(TEST) ## kill processes at random while articles come in: none is lost (ARGS=--help)
	$(BIN)/python -m tests.jobs.kills $(ARGS)

stack: $(TEST) ## start the processes of docker-compose.yml without Docker, with PostgreSQL
	$(BIN)/python -m tests.e2e.stack $(ARGS)

examples: $(RUN) ## make docs/extract.svg and the JSON in the README anew
	$(BIN)/python docs/make_examples.py

openapi: $(RUN) ## write openapi.yaml, and the client's calls and types, anew from the code
	$(BIN)/python -m service.api.openapi > openapi.yaml.new
	mv openapi.yaml.new openapi.yaml
	$(BIN)/python -m service.api.client_source

# Versions that are in a lock file stay unless UPGRADE=--upgrade is given.
COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-config --custom-compile-command "make lock" $(UPGRADE) pyproject.toml
lock: $(BIN)/uv ## resolve the dependencies of pyproject.toml into requirements/
	$(COMPILE) -o requirements/run.txt
	$(COMPILE) -c requirements/run.txt --extra test --extra lint -o requirements/test.txt
	$(COMPILE) -c requirements/run.txt --extra training --no-deps -o requirements/training.txt

clean: ## remove .venv and everything generated
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found;" \
		"name one with: make PYTHON=/path/to/python3.12 install" >&2; exit 1; }
	@$(PYTHON) -V >/dev/null 2>&1 || { echo "$(PYTHON) cannot be run." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks its venv module;" \
		"on Debian and Ubuntu install it with: apt-get install python3-venv" >&2; exit 1; }
	@echo "Creating .venv with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv .venv

# The lock is complete, hence --no-deps; setuptools, which builds the editable install, is in it.
$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing the packages of requirements/run.txt"
	@$(PIP) install --require-hashes --no-deps -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(TEST): requirements/test.txt pyproject.toml | $(BIN)/python
	@echo "Installing the packages of requirements/test.txt"
	@$(PIP) install --require-hashes --no-deps -r requirements/test.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(RUN)

$(BIN)/uv: | $(BIN)/python
	@$(PIP) install uv
