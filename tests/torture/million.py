"""`python -m tests.torture.million`: a million facts are checked in one pass, with progress."""

import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.backup import append_facts

from familjeflow.storage import slots
from familjeflow.storage.vault import create_vault, open_vault

_FACTS = 1_000_000
_AT_ONCE = 20_000


def main() -> int:
    """Make them, check them, and say how long it took."""
    with tempfile.TemporaryDirectory(prefix="miljon-") as folder:
        path, key = Path(folder) / "arbetsfil.familjeflow", slots.new_key("vault")
        create_vault(path, key, "origin")
        with closing(open_vault(path, key)) as vault:
            for start in range(0, _FACTS, _AT_ONCE):
                vault.write(partial(append_facts, start=start, many=_AT_ONCE))
            begun = time.perf_counter()
            report = vault.check(lambda done, of: sys.stderr.write(f"\r{done} of {of}") and None)
            spent = time.perf_counter() - begun
            size = path.stat().st_size // 1_000_000
    sys.stdout.write(f"\n{_FACTS} facts in {size} MB checked in {spent:.1f} s, sound: {report.sound}\n")
    return 0 if report.sound else 1


if __name__ == "__main__":
    sys.exit(main())
