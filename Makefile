# Madoguchi. `make` lists what there is to do. Everything it needs, it puts into .uv/ and .venv/.

UV_VERSION := 0.13.9
UV := .uv/bin/uv
PYTHON := .venv/bin/python
MADOGUCHI := $(PYTHON) -m madoguchi

UV_READY := .uv/.ready-$(UV_VERSION)
VENV_READY := .venv/.ready

export PYTHONPATH := .
export PYTHONUNBUFFERED := 1
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: serve stack demo-review chat train purge test check lint format evaluate bench bench-scale bench-soak bench-nlu \
	bench-privacy bench-requests bench-turns bench-review bench-widget bench-line screenshots demo-line chaos lock clean \
	help

serve: $(VENV_READY) ## Start the bot, its action server and the review app; Ctrl-C stops all
	@$(MADOGUCHI) serve

demo-review: train ## Serve the review app on a month of made-up conversations; CONVERSATIONS=300
	@$(MADOGUCHI) review demo $(if $(CONVERSATIONS),--conversations $(CONVERSATIONS))

stack: train ## Run nginx, two bots, two action servers, PostgreSQL, Redis and the review app here; Ctrl-C stops all
	@$(PYTHON) -W ignore -m tests.stack

chat: $(VENV_READY) ## Talk to the bot in the terminal
	@$(MADOGUCHI) chat

train: $(VENV_READY) ## Train a model, unless there is one for the present data
	@$(MADOGUCHI) train

purge: $(VENV_READY) ## Delete the conversations that are too old
	@$(MADOGUCHI) purge

test: train ## Run all tests, two at a time
	@$(PYTHON) -m pytest -n 2 --dist loadgroup

check: $(VENV_READY) ## Say what is wrong or missing in content/ and data/
	@$(MADOGUCHI) check

lint: $(VENV_READY) ## Check the code's style, layout and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

format: $(VENV_READY) ## Lay out the code
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .

evaluate: $(VENV_READY) ## Score the bot on the questions and dialogues in MADOGUCHI_EVAL
	@$(MADOGUCHI) evaluate

bench: train ## Measure the bot beside that of `rasa init`; SECONDS=10 SYSTEMS="stock sqlite" CONVERSATIONS="1 32"
	@$(PYTHON) -W ignore -m benchmarks.serving compare $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(SYSTEMS),--systems $(SYSTEMS)) $(if $(CONVERSATIONS),--conversations $(CONVERSATIONS))

bench-scale: train ## Measure one to many bots on PostgreSQL and Redis; SECONDS=20 PROCESSES="1 2 4"
	@$(PYTHON) -W ignore -m benchmarks.serving scale $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(PROCESSES),--processes $(PROCESSES))

bench-soak: train ## Keep the bot at 70 % of its limit; MINUTES=30 SYSTEM=postgresql|sqlite SECONDS=20
	@$(PYTHON) -W ignore -m benchmarks.serving soak $(if $(MINUTES),--minutes $(MINUTES)) \
		$(if $(SYSTEM),--system $(SYSTEM)) $(if $(SECONDS),--seconds $(SECONDS))

bench-nlu: $(VENV_READY) ## Compare ways to understand residents; SHARE=0.1 EPOCHS=20 PUBLIC=folder RESUME=1
	@OMP_NUM_THREADS=1 $(PYTHON) -W ignore -m benchmarks.nlu all $(if $(SHARE),--share $(SHARE)) \
		$(if $(EPOCHS),--epochs $(EPOCHS)) $(if $(PUBLIC),--public $(PUBLIC)) $(if $(RESUME),--resume)

bench-privacy: $(VENV_READY) ## Measure what the privacy gate finds, spares and costs; COUNT=50000
	@$(PYTHON) -W ignore -m benchmarks.privacy $(if $(COUNT),--count $(COUNT))

bench-requests: train ## Send bad requests to a bot of its own; COUNT=100000 MINUTES=15
	@$(PYTHON) -W ignore -m benchmarks.requests $(if $(COUNT),--count $(COUNT)) $(if $(MINUTES),--minutes $(MINUTES))

bench-turns: $(VENV_READY) ## Measure a turn early and late in a conversation; MESSAGES=1000
	@OMP_NUM_THREADS=1 $(PYTHON) -W ignore -m benchmarks.turns $(if $(MESSAGES),--messages $(MESSAGES))

bench-review: $(VENV_READY) ## Time the review app on 1,000,000 messages, on SQLite and PostgreSQL; MESSAGES=100000 for fewer
	@$(PYTHON) -W ignore -m benchmarks.review_app $(if $(MESSAGES),--messages $(MESSAGES))

chaos: train ## Kill and restart everything under load; SHARE=0.1 MINUTES=60 SEED=1 DATABASE=sqlite
	@$(PYTHON) -W ignore -m tests.robustness.chaos $(if $(DATABASE),--database $(DATABASE)) \
		$(if $(SHARE),--share $(SHARE)) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

bench-widget: train ## Measure the widget in Chromium; MESSAGES=1000 LOADS=31 ONLY=arrival|length|connection
	@$(PYTHON) -W ignore -m benchmarks.widget $(if $(MESSAGES),--messages $(MESSAGES)) \
		$(if $(LOADS),--loads $(LOADS)) $(if $(ONLY),--only $(ONLY))

screenshots: train ## Take the pictures of the widget in docs/images/
	@$(PYTHON) -W ignore -m benchmarks.screenshots

bench-line: $(VENV_READY) ## Measure the LINE channel against a LINE platform of its own; EVENTS=10000 SECONDS=20
	@$(PYTHON) -W ignore -m benchmarks.line $(if $(EVENTS),--events $(EVENTS)) $(if $(SECONDS),--seconds $(SECONDS))

demo-line: train ## Talk to the bot on a page like LINE's, without an account; PORT=8080
	@$(PYTHON) -W ignore -m tests.line.demo $(PORT)

lock: $(UV_READY) ## Choose the newest packages that fit pyproject.toml
	@$(UV) pip compile pyproject.toml --group dev --upgrade --generate-hashes --no-emit-index-url \
		--no-emit-find-links --python-version 3.10 --quiet -o requirements.lock

clean: ## Remove environment, models and caches; conversations in var/ stay
	@rm -rf .uv .venv .rasa models results .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage coverage.xml
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# uv, in a virtual environment of its own: any Python from 3.8 on will do to get it. A version manager's `python3` may
# be there and yet not run, because it obeys .python-version; so each is tried.
$(UV_READY):
	@for python in python3 python /usr/bin/python3; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null && break; \
	done || { echo 'Python 3.8 or later is needed; none was found as python3 or python.' >&2; exit 1; }; \
	echo 'Getting uv ...'; \
	{ $$python -m venv .uv || { $$python -m venv --without-pip .uv && $$python -m pip --version; }; } >/dev/null && \
	{ .uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) 2>/dev/null || \
		$$python -m pip --python .uv/bin/python install --quiet uv==$(UV_VERSION); } && \
	rm -f .uv/.ready-* && touch $@

# Python 3.10 and the locked packages. Redone only when these files change.
$(VENV_READY): requirements.lock .python-version | $(UV_READY)
	@echo 'Setting up Python 3.10 and its packages in .venv/ ...'
	@$(UV) venv --quiet --allow-existing --python 3.10 .venv
	@$(UV) pip sync --quiet --require-hashes --python $(PYTHON) requirements.lock
	@touch $@
