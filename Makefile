# Varje mål gör själv det som behövs först, från en tom Debian 12 med Python 3.11, git och make.
PY := .venv/bin/python
PACK := packaging/build/tools/bin/python
VERSION := $(shell sed -n 's/^__version__ = "\(.*\)"$$/\1/p' src/familjeflow/__init__.py)

.PHONY: run test check bench torture fuzz screenshots standards lock package-windows test-package-windows test-packages \
	test-packages-fast package-linux package-portable test-package-linux licences audit catalogue prepare-run prepare-bench prepare

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
	$(PY) packaging/licences.py check

bench: prepare-bench
	$(PY) -m benchmarks

# Skadar filer på måfå åt varje läsare i MINUTES minuter och skriver ut antal och frö; SEED=123 gör om samma körning.
# Det som hittas läggs i fuzz-found/.
fuzz: prepare
	$(PY) -m tests.hostile.fuzz --minutes $(or $(MINUTES),30) $(if $(SEED),--seed $(SEED))

# Ett par timmar: dödar programmet 500 gånger, låter strömmen gå 2 000 gånger och kontrollerar en miljon händelser. Fröet
# skrivs ut; SEED=123 gör om samma körning.
torture: prepare
	$(PY) -m tests.torture.kills --runs 500 $(if $(SEED),--seed $(SEED))
	$(PY) -m tests.torture.power --points 2000 $(if $(SEED),--seed $(SEED))
	$(PY) -m tests.torture.million

screenshots: prepare
	QT_QPA_PLATFORM=offscreen $(PY) -m familjeflow screenshots --out skarmbilder
	QT_QPA_PLATFORM=offscreen $(PY) -m familjeflow screenshots --guide --out docs/handbok/bilder

# Läser processer och formulär med BPMN:s och form-js egna läsare; kräver npm.
standards:
	cd tools/standards && npm ci --silent && npm run --silent check

lock:
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml -o requirements/run.lock
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --extra dev pyproject.toml -o requirements/dev.lock
	uv pip compile --generate-hashes --universal --python-version 3.11 --no-header packaging/tools.in -o packaging/tools.lock

# MSI för en hel dator och setup.exe för en person, gjorda på Linux. SIGN_CERT och SIGN_KEY signerar.
package-windows:
	@packaging/prepare.sh windows
	$(PACK) packaging/build.py msi exe

# Provar MSI och setup.exe som installerade under Wine, mot en äldre version som görs för provet.
test-package-windows: prepare
	@packaging/prepare.sh windows && packaging/prepare.sh windows-test
	$(PACK) packaging/build.py msi exe
	$(PACK) packaging/build.py msi --out packaging/build/again
	cmp dist/FamiljeFlow-$(VERSION).msi packaging/build/again/FamiljeFlow-$(VERSION).msi
	$(PACK) packaging/build.py msi --version 0.0.1 --out packaging/build
	$(PY) packaging/windows/trial.py

test-packages: test-package-windows package-linux test-package-linux

# Det viktigaste: MSI under Wine och .deb i ett rent system.
test-packages-fast: prepare package-linux
	@packaging/prepare.sh windows && packaging/prepare.sh windows-test
	$(PACK) packaging/build.py msi
	$(PY) packaging/windows/trial.py --fast
	$(MAKE) test-package-linux FAST=--fast

# En .deb för Debian och Ubuntu, och en mapp i tar.xz för andra Linux.
package-linux:
	@packaging/prepare.sh linux
	$(PACK) packaging/build.py deb

package-portable:
	@packaging/prepare.sh linux
	$(PACK) packaging/build.py portable

# Provar .deb som installerad i rena system; kräver root. FAST=--fast tar bara det viktigaste.
test-package-linux:
	@packaging/prepare.sh linux-test
	$(PACK) packaging/linux/trial.py $(FAST)

# Hämtar programmets texter till katalogerna i resources/lang och räknar upp det som inte är översatt.
catalogue: prepare
	$(PY) tools/catalogue.py

# Skriver om listan över licenser efter en ändring i låsfilen.
licences: prepare
	$(PY) packaging/licences.py list

# Frågar PyPI om kända svagheter; kräver internet. Svaren står i docs/upphandling/svagheter.md.
audit: prepare
	.venv/bin/pip-audit --disable-pip --require-hashes -r requirements/run.lock

prepare-run:
	@tools/prepare.sh run

prepare-bench:
	@tools/prepare.sh bench

prepare:
	@tools/prepare.sh dev
