# An index of commands: `make help` lists them.  Every target that needs the environment makes it first.
.DEFAULT_GOAL := help
.PHONY: help setup serve test check eval eval-answers eval-corpus eval-citations eval-targets bench adapter reader golden fuzz clean
PYTHON ?= python3
BIN    := .venv/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
DATA   ?=
MINUTES ?= 60
SEEDS  ?=
# Bytecode is kept even where the environment forbids it: without it every start compiles all libraries anew.
unexport PYTHONDONTWRITEBYTECODE
PIP    := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt

help:     ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/'

setup: .venv/ready   ## make .venv/ with the command tiaowen, unpack the model, add the four notices

serve: .venv/ready   ## pages and API on http://127.0.0.1:8000 (HOST=, PORT=)
	$(BIN)/tiaowen serve --host $(HOST) --port $(PORT)

test: .venv/dev chromium   ## all tests; no network, no data from elsewhere
	$(BIN)/python -m pytest -q

check: .venv/dev   ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright --pythonpath $(BIN)/python

eval: .venv/dev   ## does the right clause come back? DATA=FOLDER for public question sets
	$(BIN)/python -m eval --home "$${TIAOWEN_HOME:-var}" $(if $(DATA),--data $(DATA))

eval-answers: .venv/dev   ## is the answer whole, right, or refused? DATA=FOLDER (../shared/data/questions) adds notices-2020
	$(BIN)/python -m eval.answers --home "$${TIAOWEN_HOME:-var}" $(if $(DATA),--data $(DATA))

eval-corpus: .venv/dev   ## is what we read what is printed? DATA=FOLDER (../shared/data), ONLY=SECTION
	$(BIN)/python -m eval.corpus $(if $(DATA),--data $(DATA)) $(if $(ONLY),--only $(ONLY))

eval-citations: .venv/dev   ## are the verdicts of cite and check right? DATA=FOLDER for other notices than the four
	$(BIN)/python -m eval.citations $(if $(DATA),--data $(DATA))

eval-targets: .venv/dev   ## are the quantities of notices found and read right?
	$(BIN)/python -m eval.targets

bench: .venv/dev   ## speed: search over HTTP against encoding alone, in made libraries, parsing; a quarter of an hour
	$(BIN)/python -m eval.bench --home "$${TIAOWEN_HOME:-var}"
	$(BIN)/python -m eval.ask_bench --home "$${TIAOWEN_HOME:-var}"

adapter: .venv/dev   ## train what the model learns of official Chinese, an hour: DATA=FOLDER (../shared/data)
	$(BIN)/python -m eval.adapter --home "$${TIAOWEN_HOME:-var}" --data $(or $(DATA),../shared/data)

reader: .venv/dev   ## train what reads a claim again before it is given, two hours and a half: DATA=FOLDER (../shared/data)
	$(BIN)/python -m eval.reader --home "$${TIAOWEN_HOME:-var}" --data $(or $(DATA),../shared/data)

golden: .venv/dev   ## rewrite the golden files, then read the diff before you commit it
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/corpus/test_golden.py

fuzz: .venv/fuzz   ## feed parser and readers broken input for MINUTES=60 on one core; SEEDS='FILE…' adds files to begin with
	nice $(BIN)/python -m tests.fuzz --minutes $(MINUTES) $(SEEDS)

clean:    ## remove .venv/; the library in var/ stays
	rm -rf .venv

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --editable '.[mcp]'
	$(BIN)/tiaowen setup
	touch $@

.venv/dev: .venv/ready
	$(PIP) --editable '.[dev,eval,ocr,mcp]'
	touch $@

# Its wheels are for Python 3.11 to 3.13 on Linux and macOS, so nothing else asks for it.
.venv/fuzz: .venv/dev
	$(PIP) --editable '.[dev,eval,ocr,mcp,fuzz]'
	touch $@

# The page tests drive a real browser.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { echo 'installing Chromium for the page tests (Debian, Ubuntu)'; \
	  $(if $(filter 0,$(shell id -u)),,sudo) apt-get update -q >/dev/null && \
	  $(if $(filter 0,$(shell id -u)),,sudo) apt-get install -y -q chromium >/dev/null; }
