# Thin: each target is a line or two over the real tools. README.md gives them without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := _build/html

.PHONY: book live serve pdf epub zip lab assignments test clean

# Without this the builder would start once more to have it so.
book: export PYTHONHASHSEED := 0
book: $(VENV)/installed
	$(BIN)/python -m output_layer.site . --all -n -W --keep-going
	@echo "The book stands at file://$(CURDIR)/$(SITE)/index.html"

# The same book, with Python for the code of its pages: 98 MB more to install.
live: $(VENV)/installed-live book

serve: book
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) 8000

# The book as other files: they stand in the site, which then links to them.
pdf epub: $(VENV)/installed-forms
pdf epub zip: book
	$(BIN)/python -m output_layer.formats $@ --site $(SITE)

lab: $(VENV)/installed
	$(BIN)/jupyter lab notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

assignments: $(VENV)/installed-classroom
	@echo "The assignments for students:"
	@$(BIN)/python -m output_layer.grading.release $(wildcard assignments/*/*.ipynb)

# What pip does not bring comes first: who lacks it knows before anything long has begun.
test:
	@$(PYTHON) tests/shared/machine.py
	$(MAKE) $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) pdf epub zip
	OUTPUT_LAYER_SITE=$(SITE) $(BIN)/python -m pytest -n auto --dist worksteal

clean:
	rm -rf _build build dist $(VENV) *.egg-info .pytest_cache .ruff_cache .hypothesis

# The stamps are younger than what they were made from, so nothing installs twice.
$(VENV)/installed: requirements.txt pyproject.toml
	@$(PYTHON) tests/shared/machine.py python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-classroom: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[classroom]'
	@touch $@

$(VENV)/installed-forms: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[forms]'
	@touch $@

$(VENV)/installed-live: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[live]'
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@
