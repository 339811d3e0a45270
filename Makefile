# One way to run each thing; .ci/run calls the same targets. Needs python3 (3.11 or later) with pip, and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test servers lint style types rooms pages bench floors peers agreement ged docs model clean

help:    ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 11

setup: $(READY)  ## the environment, once: ifolge and its development tools in .venv

# --without-pip and "pip --python": works also where the system's Python has no ensurepip.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "ifolge needs Python 3.11 or later: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv --without-pip $(VENV)
	$(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: $(READY)  ## the claims of our own example articles, as a table
	$(BIN)/ifolge extract examples --format table

test: $(READY) servers  ## the whole suite
	$(BIN)/python -m pytest -n 2

# PostgreSQL for the tests of the ledger, installed where we may; without it these tests are skipped, and the summary says so.
servers:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes postgresql >/dev/null; } \
	  || echo 'no PostgreSQL here and no leave to install it: its tests will be skipped'

lint: style types rooms pages  ## style, types, direction of imports, documentation; each alone, too

style: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy --strict src/ifolge

rooms: $(READY)
	$(BIN)/lint-imports

pages: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: $(READY)  ## articles a second, memory, start-up; a million claims into a ledger and out of it
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/ledger.py

# LOWER="why": lower what is not reached, too.
floors: $(READY)  ## measure on gold anew and raise every floor that can rise
	$(BIN)/python -m evaluation.floors $(if $(LOWER),--lower "$(LOWER)")

ged: $(READY)  ## how far the GED export agrees with that of gold, on the train and dev parts of the corpus
	$(BIN)/python -m evaluation.ged

peers: $(READY)  ## dateparser, Duckling, textacy, spaCy and a word list beside us on the dev corpus
	$(BIN)/python -m evaluation.peers

agreement: $(READY)  ## two annotators of the same articles: the tables of corpus/README.md, written anew
	$(BIN)/python -m evaluation.agreement

docs: $(READY)  ## write the generated reference pages anew and build the site into site/
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/readme.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# Resumable: after an interruption the same command goes on. DATA may be any folder with ud/ and ner/ (training/README.md).
DATA ?= ../shared/data
model:   ## train the parsing weights anew, two CPU hours, and write them into the package
	$(PYTHON) -m venv --without-pip build/venv
	$(PYTHON) -m pip --disable-pip-version-check --python build/venv/bin/python install --quiet --editable '.[training]'
	build/venv/bin/python -m training.train_bilstm --data $(DATA) --out build/bilstm --minutes 240
	build/venv/bin/python -m training.export_joint --model build/bilstm --out src/ifolge/data/joint

clean:   ## remove what was built; the environment stays
	rm -rf site dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
