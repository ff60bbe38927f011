# Two commands are enough: `make demo` shows the product, `make test` runs every check.
# Each makes .venv, installs the locked dependencies and does its job; nothing needs root.

LACHAN := .venv/bin/lachan
RUNTIME := .venv/.runtime-installed
TESTING := .venv/.test-installed
ASSETS := service/console/static/vendor/.installed
LOCKS := pyproject.toml requirements.lock requirements-test.lock
# Processes that run tests side by side, one more than two cores have: tests wait much. Whole files go to one of
# them, in the order of their paths.
WORKERS ?= 3

.PHONY: install demo test lint types arrows pytest bench bench-faults bench-queue bench-load fuzz sbom audit-supply lock format clean help
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

install: $(RUNTIME) $(ASSETS) ## .venv with the locked dependencies, the web assets and what reads screenshots

$(RUNTIME): $(LOCKS) scripts/install
	scripts/install requirements.lock
	@touch $@

$(TESTING): $(LOCKS) scripts/install
	scripts/install requirements-test.lock
	@touch $@ $(RUNTIME)

$(ASSETS): package.json package-lock.json requirements-node.lock requirements-reading.lock scripts/assets
	scripts/assets
	@touch $@

demo: install ## trains the first model, starts the service on http://127.0.0.1:8000, files sample reports
	$(LACHAN) train --if-missing
	$(LACHAN) demo || [ $$? -eq 130 ]  # Ctrl+C is how one leaves

test: $(TESTING) $(ASSETS) lint types arrows pytest ## every check: ruff, mypy --strict, import-linter, pytest

lint: $(TESTING)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: $(TESTING)
	.venv/bin/mypy

arrows: $(TESTING)
	.venv/bin/lint-imports

pytest: $(TESTING) $(ASSETS)
	OMP_NUM_THREADS=1 .venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

bench: $(TESTING) ## the long measurements; each prints its figures and adds them to benchmarks/results.jsonl
	scripts/bench

bench-faults: $(TESTING) ## kill -9 at every step, on both engines, and 30 s without a database; an hour
	.venv/bin/python -m benchmarks.faults

bench-queue: $(TESTING) ## next case and the queue page with a million cases, on both engines
	.venv/bin/python -m benchmarks.queue

fuzz: $(TESTING) $(ASSETS) ## a million odd inputs over every parser and page; docs/fuzzing.md
	.venv/bin/python -m benchmarks.fuzz
	.venv/bin/python -m benchmarks.fuzz --schemathesis

sbom: $(TESTING) ## sbom.json: everything of other people's that is installed, as CycloneDX
	@PYTHONPATH=. .venv/bin/python scripts/sbom >sbom.json.part && mv sbom.json.part sbom.json && echo sbom.json

audit-supply: $(TESTING) ## asks the public advisories about every locked library (needs the network)
	scripts/supply

bench-load: $(TESTING) ## reports taken in a second beside a bare insert, on both engines, and nothing lost
	.venv/bin/python -m benchmarks.load

format: $(TESTING) ## ruff's formatter and its safe repairs
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: ## writes the pinned lists anew (maintainers; needs uv and npm)
	scripts/lock

clean: ## removes what was built; keeps var/ with its reports and models
	rm -rf .venv .venv-node build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache service/console/static/vendor
