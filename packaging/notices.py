"""What the shipped libraries are and which licences they have: THIRD-PARTY.txt and the list for machines."""

from collections.abc import Iterable, Iterator
from importlib.metadata import PathDistribution
from pathlib import Path

import licences
import sbom
import stage
from licences import Rules
from sbom import Part as Part

_TEXTS = ("LICEN", "COPYING", "NOTICE")
_COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that many programs share; installers are made on Debian."""


def write(site: Path, into: Path, version: str, others: Iterable[Part] = ()) -> None:
    """Write THIRD-PARTY.txt and familjeflow.cdx.json about the distributions in the site folder and `others`.

    Raises LookupError for a licence that is unknown or not allowed.
    """
    rules = licences.read_rules()
    system = stage.WINDOWS if any(site.rglob("*.pyd")) else stage.LINUX
    found = sorted(_distributions(site, rules), key=lambda part: part.name.lower())
    parts = (*found, *_inside(found, rules, system), *others)
    for part in parts:
        if not licences.may_be_shipped(part.licence, rules.allowed):
            raise LookupError(f"{part.name}: {part.licence or 'no licence'}; see packaging/licences.toml")
    into.mkdir(parents=True, exist_ok=True)
    (into / "THIRD-PARTY.txt").write_text("\n".join(map(_notice, parts)), encoding="utf-8")
    bill = sbom.bill(parts, version, stage.epoch())
    (into / "familjeflow.cdx.json").write_text(sbom.as_text(bill), encoding="utf-8")


def _distributions(site: Path, rules: Rules) -> Iterator[Part]:
    for folder in site.glob("*.dist-info"):
        part = _distribution(folder, rules)
        if licences.normalised(part.name) != licences.OWN:
            yield part


def _distribution(folder: Path, rules: Rules) -> Part:
    meta = PathDistribution(folder).metadata
    name, version = meta["Name"], meta["Version"]
    texts = [p for p in sorted(folder.rglob("*")) if p.is_file() and _is_licence(p.relative_to(folder))]
    common = [_COMMON / text for text in rules.texts.get(licences.normalised(name), ())]
    homes = [
        licences.first_said(meta, "Home-page"),
        *(u.partition(", ")[2] for u in meta.get_all("Project-URL") or ()),
    ]
    return Part(
        name=name,
        version=version,
        licence=licences.licence_of(name, licences.first_said(meta, "License-Expression"), rules),
        home=next((home for home in homes if home), ""),
        texts=tuple(_text(p) for p in (*texts, *common)),
        purl=sbom.pypi(name, version),
    )


def _text(path: Path) -> str:
    """A licence text; the oldest of them are written in Latin-1."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _is_licence(path: Path) -> bool:
    return "licenses" in path.parts or any(word in path.name.upper() for word in _TEXTS)


def _inside(found: Iterable[Part], rules: Rules, system: str) -> Iterator[Part]:
    """What lies inside the distributions that are really there, on this system."""
    shipped = {licences.normalised(part.name) for part in found} | {licences.OWN}
    for inside in rules.inside:
        if inside.of in shipped and inside.system in ("", system):
            yield Part(inside.name, inside.version, inside.licence, of=inside.of)


def _notice(part: Part) -> str:
    """The head of a part, and its texts; those of a library inside another stand with that one."""
    where = f"inside {part.of}\n" if part.of else ""
    head = f"{'=' * 78}\n{part.name} {part.version}\n{part.licence}\n{where}{part.home}\n"
    return head + "\n".join(("", *part.texts))
