# Two commands matter: `make demo` and `make test`. Both set up everything they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench validate sensitivity setup clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	touch $@

demo: setup
	$(BIN)/followersim run scenarios/harsh_reply.yaml

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist worksteal

bench: setup
	$(BIN)/python benchmarks/run.py

# exit code 1 if a target is not met; the page is written all the same
validate: setup
	$(BIN)/followersim validate --seeds 4 --out results/validation --lang en; code=$$?; \
	$(BIN)/python -m followersim.validation.page results/validation docs/validation.md && exit $$code

# about a quarter of an hour on two idle cores; goes on where it was
sensitivity: setup
	$(BIN)/followersim sensitivity --out results/sensitivity --lang en
	$(BIN)/python -m followersim.sensitivity.regime_map results/sensitivity
	$(BIN)/python -m followersim.sensitivity.page results/sensitivity docs/sensitivity.md

clean:
	rm -rf $(VENV) results build dist .mypy_cache .ruff_cache .pytest_cache
