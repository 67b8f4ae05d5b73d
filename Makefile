# Two commands matter: `make run` and `make test`. Each does all it needs on a fresh machine.

PYTHON ?= python3
PY := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
# Two at a time: the machines that check us have two cores. One hash seed, so that both find the same tests.
PYTEST := PYTHONHASHSEED=0 $(OFFSCREEN) $(PY) -m pytest -n 2 --dist loadfile --max-worker-restart=0
ARGS ?=

.PHONY: help run test lint setup setup-tests setup-window setup-build lock build bench fuzz soak golden shots clean

help:
	@echo 'make run    打开安查（没有显示器时改为在后台演示）'
	@echo 'make test   全部检查和测试'

run: setup-window
	@$(PY) tools/run.py $(ARGS)

test: setup-tests lint
	$(PYTEST) $(ARGS)

lint: setup
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -c "from importlinter.cli import lint_imports_command as check; check()"
	$(PY) tools/size_limits.py

setup:
	@$(PYTHON) tools/setup.py

setup-tests:
	@$(PYTHON) tools/setup.py --tests

setup-window:
	@$(PYTHON) tools/setup.py --window

setup-build:
	@$(PYTHON) tools/setup.py --lock requirements-build.lock

# The lock names no index: whoever installs uses the one their machine is set to.
LOCK := $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" --quiet
lock: setup
	$(PY) -m pip install --quiet uv
	$(LOCK) pyproject.toml --group dev --output-file requirements.lock
	$(LOCK) --group build --group fonts --group bench --constraints requirements.lock --output-file requirements-build.lock

build: setup-build
	$(PY) -m PyInstaller --noconfirm --clean --log-level WARN build.spec
	dist/ancha/ancha self-check

bench: setup-build
	$(OFFSCREEN) $(PY) -m bench $(ARGS)

# The numbers of the long runs; each can be set on the command line or in the environment.
CASES ?= 5000
SEED ?= 1
fuzz soak: export ANCHA_HYPOTHESIS ?= long
soak: export ANCHA_KILLS ?= 200
soak: export ANCHA_POWER_CUTS ?= 300
soak: export ANCHA_FAULT_STEPS ?= 40

fuzz: setup
	$(PY) -m tests.fuzz.trial $(CASES) $(SEED)
	$(PYTEST) -m hypothesis --timeout 3600 $(ARGS)

soak: setup-tests
	$(PYTEST) -m "slow or soak" --timeout 3600 $(ARGS)

golden: setup
	ANCHA_GOLDEN=1 $(PYTEST) tests/reports tests/golden $(ARGS)

shots: setup
	$(OFFSCREEN) $(PY) -m tools.manual_shots $(or $(ARGS),docs/manual)

clean:
	rm -rf build dist .hypothesis .mypy_cache .ruff_cache .import_linter_cache
