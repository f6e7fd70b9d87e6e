# The two commands: `make demo` reads the sample report and opens its brief; `make test` runs every test.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
WORKERS ?= 2

.PHONY: demo test check bench model gazetteer clean

demo: $(READY)
	$(BIN)/dragoman brief --sample -o brief.html
	@echo "Open brief.html in a browser."

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS)

check: test

bench: $(READY)
	$(BIN)/python -m bench

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

# The reading model from its sources; needs the extra `training` (see docs/model-card.md). Two runs, averaged.
model:
	$(PYTHON) -m training.train --shared ../shared --out runs/plain --epochs 10 --attribution-share 0.33 --events-share 0
	$(PYTHON) -m training.train --shared ../shared --out runs/events --epochs 9 --attribution-share 0.32 --events-share 0.2 --cue-weight 3
	$(PYTHON) -m training.average runs/plain runs/events --out runs/reader
	$(PYTHON) -m training.export --run runs/reader --shared ../shared
	$(PYTHON) -m training.attribution --shared ../shared --articles 840 --passes 4
	$(PYTHON) -m training.antecedents --shared ../shared
	$(PYTHON) -m training.trust

gazetteer:
	$(PYTHON) -m training.gazetteer

clean:
	rm -rf .venv build dist *.egg-info src/*.egg-info brief.html
