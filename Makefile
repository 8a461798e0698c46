# Varje mål gör själv det som behövs först, från en tom Debian 12 med Python 3.11, git och make.
PY := .venv/bin/python

.PHONY: run test check bench screenshots standards lock prepare-run prepare

run: prepare-run
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname)" != Linux ]; then \
		$(PY) -m familjeflow; \
	else \
		rm -rf demo && $(PY) -m familjeflow demo --out demo; \
	fi

test: check
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 --dist loadgroup

check: prepare
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: prepare
	$(PY) -m benchmarks

screenshots: prepare
	QT_QPA_PLATFORM=offscreen $(PY) -m familjeflow screenshots --out skarmbilder

# Läser processer och formulär med BPMN:s och form-js egna läsare; kräver npm.
standards:
	cd tools/standards && npm ci --silent && npm run --silent check

lock:
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml -o requirements/run.lock
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --extra dev pyproject.toml -o requirements/dev.lock

prepare-run:
	@tools/prepare.sh run

prepare:
	@tools/prepare.sh dev
