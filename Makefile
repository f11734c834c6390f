# The forum's commands. `make run` and `make test` need Python 3.11, pip and make, nothing else.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Empty is unset: the forum has eight hundred modules, and compiling them anew would make each start three seconds longer.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test test-fast test-long check bench demo-large screenshots clean translations requirements editor help

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

run: $(VENV)/.installed ## the forum with its demo on http://localhost:8000 (PORT= for another)
	@PORT=$(PORT) FORUM_MODE=demo $(BIN)/python -m forum serve

test: $(VENV)/.installed-dev ## all tests; those that need a missing service are skipped
	@$(BIN)/python -m pytest tests -n 2 --dist loadfile -m "not long and not browser and not process"
	@$(BIN)/python -m pytest tests -m "not long and (browser or process)"

test-fast: $(VENV)/.installed-dev ## without browser and services
	@$(BIN)/python -m pytest tests -n 2 --dist loadfile -m "not long and not browser and not process and not postgres and not redis"

test-long: $(VENV)/.installed-dev ## repetitions, three widths, the full accessibility matrix
	@FORUM_TEST_NEW_EXAMPLES=1 $(BIN)/python -m pytest tests

check: $(VENV)/.installed-dev ## style, types, templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy $$(find forum \( -name 'rules*' -o -name 'queries*' -o -name 'operations*' \) -not -path '*__pycache__*' -not -name '*.pyc') && $(BIN)/python -m tests.architecture.templates_lint

bench: $(VENV)/.installed-dev ## measures the bars side by side and writes bench/README.md
	@$(BIN)/python -m bench

demo-large: $(VENV)/.installed ## 1,000 experiences with 20 comments each (ITEMS=100000 for the large corpus)
	@FORUM_MODE=demo $(BIN)/python -m forum demo-large --items $(or $(ITEMS),1000)

screenshots: $(VENV)/.installed-dev ## every page type at three widths, light and dark
	@$(BIN)/python -m tests.journeys.screenshots

translations: $(VENV)/.installed-dev ## collect the strings and merge them into the catalogues
	@$(BIN)/pybabel -q extract -F babel.cfg -k _l -k _n:1,2 --no-location --sort-output -o translations/messages.pot . && $(BIN)/pybabel -q update -N -i translations/messages.pot -d translations

requirements: $(VENV)/.installed-dev ## compile the pinned lists from the human ones
	@for list in requirements requirements-dev; do $(BIN)/pip-compile -q --generate-hashes --no-strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links -o $$list.txt $$list.in; done

editor: frontend/node_modules/.installed ## build the drafting editor into static/dist (needs node and npm)
	@cd frontend && node build.js && node --test test/*.test.js test/pens/*.test.js

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json
	@cd frontend && npm ci --silent && touch node_modules/.installed

clean: ## remove the virtual environment and the demo
	rm -rf $(VENV) instance

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install -q pip; }

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the forum runs on ..."
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.txt && touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt && touch $@
