# All the work of the house. `make` starts the workbench, `make test` tests it, `make help` lists the rest.

BIN := .venv/bin
UV := UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=$${UV_SYSTEM_CERTS:-true} .tools/bin/uv
STAGE = @printf '\n==> %s\n'

.DEFAULT_GOAL := demo
.NOTPARALLEL:
.PHONY: bench browser clean demo eval format help lint lock setup test wheel words

demo: setup ## start the workbench with the demo desk (this is what a bare `make` does)
	$(STAGE) 'Starting the workbench with its demo desk. Ctrl+C stops it.'
	@$(BIN)/workbench demo

test: setup lint browser ## run every check and every test
	$(STAGE) 'Tests, on SQLite and on PostgreSQL, then in the browser'
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4

setup: ## install what the workbench and its tests need, into .tools and .venv
	@PYTHON='$(PYTHON)' scripts/setup.sh

lint: setup ## check style, types, import rules and templates
	$(STAGE) 'Style (ruff check)'
	@$(BIN)/ruff check
	$(STAGE) 'Format (ruff format)'
	@$(BIN)/ruff format --check
	$(STAGE) 'Types (mypy, strict)'
	@$(BIN)/mypy
	$(STAGE) 'Rooms import only downwards (import-linter)'
	@$(BIN)/lint-imports
	$(STAGE) 'Templates (djlint)'
	@$(BIN)/djlint templates --lint --quiet

format: setup ## bring Python files into the house style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

browser: ## find a Chromium for the browser tests, or install one
	@scripts/browser.sh

bench: setup ## measure how fast it is
	@$(BIN)/python -m bench

eval: setup ## measure how well passages and quotes are found
	@$(BIN)/python -m evaluation $(if $(DATA),--data $(DATA))

lock: setup ## resolve the dependencies of pyproject.toml anew, into requirements.lock
	$(STAGE) 'Resolving dependencies into requirements.lock'
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev \
		pyproject.toml -o requirements.lock

words: setup ## collect the words of the interface for translators, into build/messages.pot
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --project workbench -o build/messages.pot .

wheel: setup ## build the installable wheel, into dist
	@$(UV) build --wheel

clean: ## remove everything that can be made again; instance/ stays
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16
