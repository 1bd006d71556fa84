# `make demo` and `make test` set up all they need in .venv; nothing outside this folder changes
# (but for Debian's python3-venv, which a bare Debian lacks: see tools/setup).
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test check eval weights simulate soak bench lock clean

demo: $(READY)  ## weeks of a job search in seconds, against the embedded Gmail look-alike
	@$(BIN)/replydue demo

test: $(READY)  ## the whole test suite; loopback only
	$(BIN)/python -m pytest

check: $(READY)  ## style and types; the direction of the imports is a test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

eval: $(READY)  ## how well mail is judged: the labelled sets in tests/, and those in the folder CORPORA
	@$(BIN)/replydue eval --misses $(or $(MISSES),5) tests $(wildcard $(CORPORA))

weights: $(READY)  ## learns what mail is weighed by from training/mail; ARGS="--measure days"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement training/requirements.lock
	@$(BIN)/python -m training $(ARGS)

simulate: $(READY)  ## simulated job searches under faults and kills; ARGS="--weeks 8 --seed 7 --minutes 20"
	@$(BIN)/python -m tests.simulation $(ARGS)

soak: $(READY)  ## a day of the service on a moved clock, its sign-in lost and found again; ARGS="--hours 72 --found 60"
	@$(BIN)/python -m tests.soak $(ARGS)

bench: $(READY)  ## how quickly, beside the least that the same work could cost; ARGS="--quick"
	@$(BIN)/python -m bench $(ARGS)

lock: $(READY)  ## choose the newest versions that fit pyproject.toml, with their hashes
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes \
	  --no-emit-index-url --no-header pyproject.toml --group dev --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes \
	  --no-emit-index-url --no-header training/requirements.in --output-file training/requirements.lock

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml tools/setup
	@PYTHON="$(PYTHON)" tools/setup
