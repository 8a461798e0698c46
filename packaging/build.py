"""Make installers: `python packaging/build.py msi exe deb`. packaging/prepare.sh fetches what each needs."""

import argparse
import hashlib
import re
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import stage

Maker = Callable[[str, Path], Path]
_ROOMS = {
    "msi": "windows.installers",
    "exe": "windows.installers",
    "deb": "linux.deb",
    "portable": "linux.portable",
}
"""Where the maker of each kind of installer stands, in its table MAKERS."""


def main() -> None:
    """Make what was asked for, one after the other, and tell size, time and hash of each."""
    options = _parser().parse_args()
    stage.fix_environment()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for kind in options.kinds:
        began = time.monotonic()
        made = _maker(kind)(options.version, out)
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        size = made.stat().st_size / 1e6
        sys.stdout.write(f"{made.name}  {size:.1f} MB  {time.monotonic() - began:.0f} s  sha256 {digest}\n")


def _maker(kind: str) -> Maker:
    makers: Mapping[str, Maker] = import_module(_ROOMS[kind]).MAKERS
    return makers[kind]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="+", choices=sorted(_ROOMS))
    parser.add_argument("--version", default=version(), help="for a test of upgrades; else the program's own")
    parser.add_argument("--out", type=Path, default=stage.ROOT / "dist")
    return parser


def version() -> str:
    """The program's version, read without importing it."""
    text = (stage.ROOT / "src/familjeflow/__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("src/familjeflow/__init__.py has no version of three numbers")
    return found[1]


if __name__ == "__main__":
    main()
