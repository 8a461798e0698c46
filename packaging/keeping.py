"""The allow-list: which files of the locked wheels are shipped (packaging/keep.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

KEEP_LIST = Path(__file__).with_name("keep.toml")


@dataclass(frozen=True, slots=True)
class Package:
    """One folder or module at the top of the site folder, and what of it is kept."""

    because: str
    distribution: str
    keep: Mapping[str, tuple[str, ...]]
    """By system: "windows" or "linux"; patterns of paths inside the package."""
    drop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepList:
    """Every package that may be shipped, what describes it, and what is never shipped of any."""

    packages: Mapping[str, Package]
    descriptions: tuple[str, ...]
    never: tuple[str, ...]
    python: tuple[str, ...]
    """Files of the embeddable CPython for Windows."""


def read(path: Path = KEEP_LIST) -> KeepList:
    """Read the allow-list. Raises KeyError when a package does not say why it is there."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return KeepList(
        packages={name: _package(name, table) for name, table in told["packages"].items()},
        descriptions=tuple(told["descriptions"]["keep"]),
        never=tuple(told["never"]["drop"]),
        python=tuple(told["python"]["keep"]),
    )


def _package(name: str, table: Mapping[str, object]) -> Package:
    both = _patterns(table, "keep")
    own = {system: _patterns(table, system) for system in ("windows", "linux")}
    everything = () if both or any(own.values()) else ("*",)
    return Package(
        because=str(table["because"]),
        distribution=str(table.get("distribution", name)),
        keep={system: (*everything, *both, *own[system]) for system in own},
        drop=_patterns(table, "drop"),
    )


def _patterns(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = table.get(key, ())
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise TypeError(f"{key}: a list of patterns is needed, not {found!r}")
    return tuple(str(pattern) for pattern in found)


def top_level(path: str) -> str:
    """The package that a path of the site folder belongs to: "peewee.py" -> "peewee"."""
    first, _, rest = path.partition("/")
    return first if rest else first.split(".")[0]


def is_kept(path: str, system: str, keep: KeepList) -> bool:
    """Whether a file of the site folder is shipped; descriptions (*.dist-info) are asked elsewhere.

    `path` is relative to the site folder, with "/"; `system` is "windows" or "linux".
    """
    package = keep.packages.get(top_level(path))
    if package is None or matches(path, keep.never):
        return False
    inside = path.partition("/")[2] or path
    return matches(inside, package.keep[system]) and not matches(inside, package.drop)


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether any of the patterns covers the whole path."""
    return any(fnmatchcase(path, pattern) for pattern in patterns)
