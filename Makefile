# Everything a person or a machine runs here. Needed: Python 3.11+ with venv, make, git.
#   make demo                     solve a sample portfolio and write a report
#   make demo SAMPLE=midsize      the same with 40 engineers and a running plan
#   make test                     lint, types, import contracts and every test
#   make help                     the rest

PYTHON    ?= python3
UV        := 0.13.9
SAMPLE    ?= atlas
SECONDS   ?= 30
INSTANCES ?=
SETS      ?=
CASES     ?= 10000
BIN       := .venv/bin
READY     := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test lint format docs picture lock bench fuzz mutants clean

help:  ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else \
	  "Quarterdeck needs Python 3.11 or later, found " + sys.version.split()[0] + \
	  ": name another one with make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV)
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)  ## solve a sample portfolio and write a report: SAMPLE=, SECONDS=
	@$(BIN)/quarterdeck solve data/$(SAMPLE)/portfolio.json \
	  $(if $(filter midsize,$(SAMPLE)),--baseline data/midsize/plan.json) \
	  --seconds $(SECONDS) --out out/$(SAMPLE).plan.json --report out/$(SAMPLE).html

test: $(READY) lint  ## lint, types, import contracts and every test
	@$(BIN)/pytest -n 2

lint: $(READY)  ## what reads the code without running it
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/deptry .

format: $(READY)  ## rewrite the code in house style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: $(READY)  ## write the tables of the documents, and the schemas, from the code
	@$(BIN)/python docs/tables.py
	@$(BIN)/python -m optimizer.files.reference docs
	@$(BIN)/python -m scenarios.reference docs
	@$(BIN)/python docs/openapi.py

picture: demo  ## take the pictures of the README from a real report and a real page: SAMPLE=
	@$(BIN)/python docs/picture.py out/$(SAMPLE).html docs/report.png
	@$(BIN)/python -m docs.page_picture docs/page.png

lock: $(READY)  ## resolve the dependencies again, by hash and without a URL
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade \
	  --quiet --output-file requirements.lock
	@$(BIN)/uv pip compile pyproject.toml $(addprefix --extra ,postgres cluster otel sso) \
	  --constraint requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --quiet --output-file requirements.service.lock

bench: $(READY)  ## public instances: INSTANCES=<folder> [SETS="j30 mspsp_a"]
	@test -n "$(INSTANCES)" || { echo "Say where the instances are: make bench INSTANCES=<folder>"; exit 2; }
	@$(BIN)/python -m benchmarks.run --instances $(INSTANCES) $(if $(SETS),--sets $(SETS))

fuzz: $(READY)  ## random small portfolios against every oracle: CASES=
	@mkdir -p out
	@$(BIN)/python -m benchmarks.fuzz.run --to $(CASES) --out out/fuzz.jsonl

mutants: $(READY)  ## seed faults in the checker and count those that its tests find
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results
	@$(BIN)/mutmut export-cicd-stats
	@cat mutants/mutmut-cicd-stats.json

clean:  ## remove what was made
	rm -rf .venv out mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
