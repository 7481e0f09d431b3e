# Turbota. The two that matter: make run, make test.

SHELL := /bin/sh
BIN := .venv/bin

.PHONY: run test setup check fix bench trial requirements states mutate

run: setup
	@exec $(BIN)/turbota run

test: setup
	@sh scripts/test

setup: .venv/ready
	@$(BIN)/turbota assets

.venv/ready: requirements/development.txt requirements/codifier.txt pyproject.toml scripts/environment
	@sh scripts/environment

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

fix: .venv/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	@TURBOTA_BENCH_SIZE=$(or $(SIZE),small) $(BIN)/python scripts/bench.py $(BENCH) $(NAMED)

# `make bench law` runs one bench: the words after "bench" are names, no targets.
ifeq (bench,$(firstword $(MAKECMDGOALS)))
NAMED := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
$(foreach name,$(NAMED),$(eval $(name):;@:))
endif

trial: setup
	@sh scripts/deploy_on_loopback
	@$(BIN)/python -m deploy.trial.upgrade

requirements: .venv/ready
	@$(BIN)/python scripts/requirements.py

states: .venv/ready
	@$(BIN)/turbota states

mutate: .venv/ready
	@$(BIN)/python -m mutation $(KIND)
