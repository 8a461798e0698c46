"""Which licence each shipped distribution has, and whether it may be shipped (packaging/licences.toml).

`python packaging/licences.py check` asks it of everything in requirements/run.lock, with the metadata of the
Python that runs this; `python packaging/licences.py list` writes docs/upphandling/licenser.md.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.lock"
RULES = Path(__file__).with_name("licences.toml")
LIST = ROOT / "docs" / "upphandling" / "licenser.md"
OWN = "familjeflow"


_ABOUT = """\
Gjord av `make licences` ur låsfilen `requirements/run.lock` och det som varje bibliotek säger om sig
självt. Ett prov ser till att listan är aktuell, och `make check` att ingen licens utanför
`packaging/licences.toml` följer med.

Programmet är fritt enligt EUPL-1.2. Qt (LGPL-3.0) ligger som egna delade bibliotek som kan bytas ut.
Licensernas hela texter följer med varje installation i `THIRD-PARTY.txt`, och samma lista för maskiner
i `familjeflow.cdx.json`."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A library in another language inside the wheel of the distribution `of`; `system` "" means every
    one."""

    of: str
    name: str
    version: str
    licence: str
    system: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """packaging/licences.toml; distributions by their normalised names (PEP 503)."""

    allowed: frozenset[str]
    read_by_hand: Mapping[str, str]
    elsewhere: Mapping[str, Mapping[str, str]]
    not_shipped: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, tuple[str, ...]]
    inside: tuple[Inside, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list for a buyer. `licence` is an SPDX expression, "" where none is known."""

    name: str
    version: str
    licence: str
    note: str = ""


def read_rules(path: Path = RULES) -> Rules:
    """The rules as they are written."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rules(
        allowed=frozenset(told["allowed"]),
        read_by_hand=told["read_by_hand"],
        elsewhere=told["elsewhere"],
        not_shipped=told["not_shipped"],
        texts={name: tuple(files) for name, files in told["texts"].items()},
        inside=tuple(Inside(**entry) for entry in told["inside"]),
    )


def normalised(name: str) -> str:
    """The name of a distribution as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def first_said(told: PackageMetadata, name: str) -> str:
    """The first value of a field of the metadata, "" for none."""
    return next(iter(told.get_all(name) or ()), "")


def licence_of(name: str, expression: str, rules: Rules) -> str:
    """The SPDX expression of a distribution: what was read by hand, else what its metadata says, else ""."""
    return rules.read_by_hand.get(normalised(name), expression)


def may_be_shipped(expression: str, allowed: frozenset[str]) -> bool:
    """Whether an SPDX expression of AND and OR, without brackets, can be met with allowed licences only."""
    ways = [way.split(" AND ") for way in expression.split(" OR ")]
    return bool(expression) and any(all(part.strip() in allowed for part in way) for way in ways)


def locked(lock: str) -> dict[str, str]:
    """Version by normalised name of everything in a lock file."""
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE)
    return {normalised(name): version for name, version in found}


def rows(rules: Rules, versions: Mapping[str, str]) -> list[Row]:
    """What is shipped of a lock, and the libraries inside it, in the order of their names."""
    found = [
        Row(name, version, _licence_here(name, rules), _systems(rules.elsewhere.get(name, {})))
        for name, version in versions.items()
        if name not in rules.not_shipped
    ]
    carried = [Row(i.name, i.version, i.licence, _where(i)) for i in rules.inside]
    return sorted(found, key=lambda row: row.name) + sorted(carried, key=lambda row: (row.name, row.note))


def _licence_here(name: str, rules: Rules) -> str:
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return str(rules.elsewhere.get(name, {}).get("licence", ""))
    return licence_of(name, first_said(told, "License-Expression"), rules)


def _systems(elsewhere: Mapping[str, str]) -> str:
    return {"windows": "bara Windows", "linux": "bara Linux"}.get(elsewhere.get("system", ""), "")


def _where(inside: Inside) -> str:
    where = "följer med programmet" if inside.of == OWN else f"i {inside.of}"
    return ", ".join(part for part in (where, _systems({"system": inside.system})) if part)


def faults(rules: Rules, found: list[Row]) -> Iterator[str]:
    """A line for each row whose licence is unknown or not allowed, and for each rule about nothing."""
    for row in found:
        if not may_be_shipped(row.licence, rules.allowed):
            stated = row.licence or "no licence is stated"
            yield f"{row.name} {row.version}: {stated}; see packaging/licences.toml"
    shipped = {row.name for row in found}
    for name in sorted({*rules.read_by_hand, *rules.texts, *(i.of for i in rules.inside)} - {OWN}):
        if name not in shipped:
            yield f"{name}: stands in packaging/licences.toml but is not shipped"


def as_markdown(rules: Rules, found: list[Row]) -> str:
    """The list for a buyer."""
    lines = [
        "# Licenser",
        "",
        *_ABOUT.splitlines(),
        "",
        "| del | version | licens | |",
        "| --- | --- | --- | --- |",
        *(f"| {row.name} | {row.version} | {row.licence} | {row.note} |" for row in found),
        "",
        "Låsta men inte medskickade:",
        "",
        *(f"- {name} ({entry['licence']}): {entry['because']}." for name, entry in rules.not_shipped.items()),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Check, or write the list."""
    rules = read_rules()
    found = rows(rules, locked(LOCK.read_text(encoding="utf-8")))
    if sys.argv[1:] == ["list"]:
        LIST.write_text(as_markdown(rules, found), encoding="utf-8")
        return 0
    wrong = list(faults(rules, found))
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
