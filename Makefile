.PHONY: demo test torture fuzz lint format lock bundle clean

PYTHON ?= python3
DEMO_DB ?= demo.db
BIN := .venv/bin

demo: .venv/.base
	$(BIN)/gongkai ingest --db $(DEMO_DB) seeds
	$(BIN)/gongkai ask --db $(DEMO_DB) "how many 依申请公开 requests did 泰顺 receive in 2018"

# One worker more than cores, as many tests wait for the programs they start; who is idle takes over from the others.
# Compiled first, so that these programs start at once, also where Python is told to write no compiled files itself.
test: .venv/.dev
	$(BIN)/python -m compileall -q gongkai.py bot cli core server store tests
	$(BIN)/python -m pytest --dist worksteal -n $$($(BIN)/python -c "import os; print((os.cpu_count() or 1) + 1)")

# What the suite tries a few times, many times, with a table of it at the end; takes about an hour.
ROUNDS ?= 20
MUTANTS ?= 600
SOAK_MINUTES ?= 10
torture: .venv/.dev
	TORTURE_ROUNDS=$(ROUNDS) TORTURE_MUTANTS=$(MUTANTS) $(BIN)/python -m pytest -p tests.torture.tally tests/torture tests/core/document/test_document_safety.py tests/core/work
	$(BIN)/python benchmarks/bot_soak.py --minutes $(SOAK_MINUTES)

# Coverage-guided, for Linux; an input that breaks something stays in `fuzzed`.
FUZZ_SECONDS ?= 300
fuzz: .venv/.fuzz
	for target in file question reply; do $(BIN)/python -m tests.torture.fuzz $$target --seconds $(FUZZ_SECONDS) || exit 1; done

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

.venv/.fuzz: requirements/fuzz.txt .venv/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/fuzz.txt
	touch $@

LOCK := uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes

lock:
	$(LOCK) --group build --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) --group build --constraint requirements/dev.txt pyproject.toml -o requirements/base.txt
	$(LOCK) --group build --all-extras --constraint requirements/dev.txt pyproject.toml -o requirements/extras.txt
	$(LOCK) --group fuzz -o requirements/fuzz.txt

# The server as a file that clients of the Model Context Protocol install with a click.
bundle: .venv/.base
	$(BIN)/python -m deploy.bundle dist

clean:
	rm -rf .venv build dist fuzzed *.egg-info
