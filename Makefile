# One line a command; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help site serve test accept check bench schemas clean

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed-$(shell cat pyproject.toml constraints.txt site_src/verbale/__init__.py 2>/dev/null | cksum | cut -d' ' -f1)
TEST_STAMP := $(subst .installed,.installed-test,$(STAMP))

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */  make \1|/' | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

# Set-up happens once, and again only when what is to be installed has changed.
$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Verbale needs Python 3.11 or later; name one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(TEST_STAMP): | $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

site: | $(STAMP) ## set up and build the site into build/
	@$(BIN)/verbale build

serve: | $(STAMP) ## show the site, rebuild and reload on save
	@$(BIN)/verbale serve

test: | $(STAMP) $(TEST_STAMP) ## run all tests (those in a browser need Chromium)
	$(BIN)/python -m pytest

accept: | $(STAMP) $(TEST_STAMP) ## take the present output of the tiny sites as the expected one
	$(BIN)/python -m tests.sites

check: | $(STAMP) $(TEST_STAMP) ## lint the code and check the seeds
	$(BIN)/ruff check .
	$(BIN)/verbale check

schemas: | $(STAMP) ## write the JSON Schemas of the editor's files
	$(BIN)/verbale schema site_src/verbale/schemas

bench: | $(STAMP) ## measure builds of growing sites
	$(BIN)/python benchmarks/growth.py

clean: ## remove what was built and set up
	rm -rf build .build.* .verbale .venv
