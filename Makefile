# The Moscow-Tehran treaty report. `make help` lists what there is to do.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell find src -name '*.py' -o -path '*templates*' -type f) $(shell find data notebooks -type f -not -path '*/.*')
# Python compiles what it imports; to compile all that is installed takes longer.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt
KERNEL := $(BIN)/jupyter kernelspec install --log-level WARN --sys-prefix --name treaty src/helpers/publish/kernelspec

# Where Python is told to keep nothing that it compiles, as in many containers, each of the programs
# that the tests start would compile all its libraries anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help report test lint format data-check notebooks explore app live lite hosts bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: reports/default/index.html ## render the default edition: reports/default/index.html and report.pdf

test: $(VENV)/.test ## run all checks: lint, types, tests, browser and PDF checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(or $(WORKERS),2) --dist worksteal

lint: $(VENV)/.test ## check style and types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: $(VENV)/.test ## put the code in form
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

data-check: $(VENV)/.install ## check the evidence base
	$(BIN)/treaty data check

notebooks: $(VENV)/.install ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

explore: $(VENV)/.install ## turn the knobs in JupyterLab: loopback, token, warm kernels
	$(BIN)/treaty explore

app: $(VENV)/.app ## the same notebook as an app on loopback
	$(BIN)/treaty explore --app

live: $(VENV)/.install ## build the page that judges in the reader's browser: build/live (needs npm once)
	$(BIN)/python -m helpers.publish.live build/live

lite: $(VENV)/.live ## build a site with the notebooks for a web server: build/lite
	$(BIN)/python -m helpers.publish.lite build/lite

hosts: $(VENV)/.test ## build Binder's environment from nothing; takes a minute
	TREATY_BUILD_HOSTS=1 $(BIN)/pytest tests/test_hosts.py

bench: $(VENV)/.test build/book/.install ## measure speed and memory into benchmarks/README.md; takes half an hour
	$(BIN)/python benchmarks/run.py

clean: ## take away the environment and everything built but the committed edition
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis reports/*.failed

reports/default/index.html: $(VENV)/.install $(SOURCES)
	$(BIN)/treaty report
	@touch $@

$(BIN)/pip:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; try make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.install: $(BIN)/pip requirements.txt constraints.txt pyproject.toml
	$(INSTALL) -e .
	$(KERNEL)
	@touch $@

$(VENV)/.app: $(VENV)/.install requirements-app.txt
	$(INSTALL) -e '.[app]'
	@touch $@

$(VENV)/.live: $(VENV)/.install requirements-live.txt
	$(INSTALL) -e '.[live]'
	@touch $@

# All in one go and not on top of .install: each go takes a quarter of a minute even for nothing.
$(VENV)/.test: $(BIN)/pip requirements.txt constraints.txt pyproject.toml tests/requirements.txt requirements-app.txt requirements-live.txt
	$(INSTALL) -e '.[test]'
	$(KERNEL)
	@test -e $(VENV)/.install || touch $(VENV)/.install
	@touch $@

build/book/.install: benchmarks/requirements.txt $(BIN)/pip
	$(PYTHON) -m venv build/book
	build/book/bin/pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@touch $@
