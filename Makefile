.PHONY: demo test torture lint format lock bundle clean

PYTHON ?= python3
DEMO_DB ?= demo.db
BIN := .venv/bin

demo: .venv/.base
	$(BIN)/gongkai ingest --db $(DEMO_DB) seeds
	$(BIN)/gongkai ask --db $(DEMO_DB) "how many 依申请公开 requests did 泰顺 receive in 2018"

test: .venv/.dev
	$(BIN)/python -m pytest -n auto

# What the suite tries a few times, many times; takes about an hour.
torture: .venv/.dev
	TORTURE_ROUNDS=20 TORTURE_MUTANTS=5000 $(BIN)/python -m pytest tests/torture tests/core/document/test_document_safety.py tests/core/work

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Both lock files carry hashes; --no-deps because they already list every package.
.venv/.base: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	touch $@

lock:
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes --group build pyproject.toml -o requirements/base.txt
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes --group build --group dev pyproject.toml -o requirements/dev.txt

# The server as a file that clients of the Model Context Protocol install with a click.
bundle: .venv/.base
	$(BIN)/python -m deploy.bundle dist

clean:
	rm -rf .venv build dist *.egg-info
