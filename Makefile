# make demo   install, build the example corpus, check it and serve it (SERVE=0: stop before serving)
# make test   install what the tests need, then lint, types and tests
# make fuzz   the property tests again, on other examples and more of them each time (FUZZ: which, as in pytest)
# make coverage  the tests again, with the lines and branches that none of them takes, in processes they start, too
# make bench  the benchmarks, with their ratios (PEERS=1: beside other programs, installed from the registry)
# make docs  write the generated parts of the docs anew    make picture  the README's picture
# make quality  how well versions are aligned, roles found, pages read, on labelled data (ANNOTATE_LABELLED); writes docs/quality.md

PYTHON ?= python3
SERVE ?= 1
PORT ?= 8001

.PHONY: demo test lint types rest commands site alpha wheel coverage fuzz bench peers quality docs picture clean programs

demo: .venv/ready
	PATH="$(CURDIR)/.venv/bin:$$PATH" seeds/demo.sh
	.venv/bin/annotate check
	@if [ "$(SERVE)" != 0 ]; then \
	  echo "the site is at http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)"; \
	  exec .venv/bin/annotate serve --port $(PORT); \
	fi

# two at a time, the longest first: each of them has one process that works
test: lint
	@$(MAKE) --no-print-directory -j2 rest commands alpha site types wheel

lint: .venv-test/ready
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .

types: .venv-test/ready
	.venv-test/bin/mypy

# what starts programs and talks to terminals
COMMANDS = tests/cli tests/shards tests/tab tests/tui

commands: .venv-test/ready programs
	.venv-test/bin/pytest $(COMMANDS)

site: .venv-test/ready programs
	.venv-test/bin/pytest tests/web

rest: .venv-test/ready programs
	.venv-test/bin/pytest --ignore=tests/web $(COMMANDS:%=--ignore=%)

# the site on the other line of Datasette
alpha: .venv-alpha/ready programs
	.venv-alpha/bin/pytest tests/web

# what users install: the wheel alone in a clean environment
wheel: .venv-test/ready
	PYTHON="$(PYTHON)" PIP_CONSTRAINT=constraints.txt tests/wheel.sh .venv-test/bin/python

# a test that is bound to a time may fail here, where all is slower: the report comes all the same
coverage: .venv-test/ready programs
	.venv-test/bin/coverage erase
	-.venv-test/bin/coverage run -m pytest $(COVERAGE)
	.venv-test/bin/coverage combine --quiet
	.venv-test/bin/coverage report

fuzz: .venv-test/ready programs
	.venv-test/bin/pytest --hypothesis-profile=fuzz -m hypothesis $(FUZZ)

bench: .venv-test/ready $(if $(PEERS),peers)
	$(if $(PEERS),ANNOTATE_PEERS=.venv-peers) .venv-test/bin/python -m tests.bench $(BENCH)

# others, to be measured beside ours: each in an environment of its own, as they need other releases of the same
peers:
	@for pinned in qc:qualitative-coding==1.7.8 taguette:taguette==1.5.2; do \
	  place=.venv-peers/$${pinned%%:*}; \
	  test -e $$place/ready || { $(PYTHON) -m venv $$place \
	    && $$place/bin/pip install --quiet --disable-pip-version-check $${pinned#*:} && touch $$place/ready; } \
	    || { rm -rf $$place; echo "$${pinned#*:} does not install here, and is not measured"; }; \
	done

quality: .venv-quality/ready
	.venv-quality/bin/python -m tests.quality $(QUALITY)

docs: .venv-test/ready
	.venv-test/bin/python -m annotate.cli.by_click > docs/commands.json && mv docs/commands.json annotate/tab/commands.json
	PATH="$(CURDIR)/.venv-test/bin:$$PATH" .venv-test/bin/cog -r -I docs $$(grep -l '\[\[\[cog' README.md docs/*.md)
	.venv-test/bin/python docs/reference.py > docs/reference.md

# the picture in the README, of the page as it is now
picture: .venv-test/ready programs
	ANNOTATE_PICTURE=1 .venv-test/bin/pytest -q tests/web/test_picture.py tests/tui/test_picture.py

programs:
	tests/programs.sh

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[all]"
	touch $@

.venv-test/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-test
	.venv-test/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	touch $@

.venv-alpha/ready: pyproject.toml constraints-alpha.txt
	$(PYTHON) -m venv .venv-alpha
	.venv-alpha/bin/pip install --quiet --disable-pip-version-check -c constraints-alpha.txt -e ".[test]"
	touch $@

.venv-quality/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-quality
	.venv-quality/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[quality]"
	touch $@

clean:
	rm -rf .venv .venv-test .venv-alpha .venv-quality build dist *.egg-info .coverage*
