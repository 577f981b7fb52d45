# The front door: every target is idempotent and says what it does.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
export PORT ?= 8050

.DEFAULT_GOAL := help
.PHONY: help setup run test check format screenshots faults bench browser

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(VENV)/.ready  ## make the environment (.venv) and install what the server needs

run: setup  ## start the server and print the address to open (PORT=8050)
	@$(BIN)/python -m app

test: $(VENV)/.ready-dev browser  ## install what tests need, a browser included, and run all of them
	@echo "Running the tests…"
	@$(BIN)/python -m pytest

check: $(VENV)/.ready-dev  ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright

format: $(VENV)/.ready-dev  ## write the code as the formatter would
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

screenshots: $(VENV)/.ready-dev browser  ## take the README's pictures of the running page
	@$(BIN)/python -m docs.screenshots

faults: $(VENV)/.ready-dev browser  ## every fault at its full length, ten minutes; says what each of them cost
	@FAULTS=all $(BIN)/python -m pytest tests/faults

bench: $(VENV)/.ready-dev browser  ## measure what is promised; keeps the figures in bench/results
	@$(BIN)/python -m bench

browser:
	@sh .ci/browser

$(VENV)/.created:
	@echo "Making the environment in $(VENV)…"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.created requirements.txt
	@echo "Installing what the server needs (PyTorch is large: the first time takes some minutes)…"
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing what the tests need…"
	@$(PIP) install -r requirements-dev.txt
	@touch $@
