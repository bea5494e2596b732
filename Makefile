# One name for each task. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
RUN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench bench-matching lint fresh

$(STAMP): pyproject.toml uv.lock
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check "uv==0.13.9"
	VIRTUAL_ENV=$(VENV) $(UV) sync --frozen --quiet --inexact --active --compile-bytecode
	$(RUN)/python -m compileall -q bot handlers storage locales
	touch $(STAMP)

demo: $(STAMP)
	$(RUN)/huifang demo $(ARGS)

# In as many processes as there are cores; `make test ARGS="-n0 ..."` runs in one.
test: $(STAMP)
	$(RUN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder $(ARGS)

check: $(STAMP)
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python -m pytest tests/unit/test_catalogues.py

bench: $(STAMP)
	$(RUN)/python -m tests.bench $(ARGS)

# HUIFANG_QUESTIONS names a JSON file of real questions: faq {entry: [wording]}, test [[question, entry]], off_topic.
bench-matching: $(STAMP)
	$(RUN)/python -m tests.bench matching
