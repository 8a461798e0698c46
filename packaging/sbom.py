"""The list of parts for machines: CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/)."""

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

_OWN = "familjeflow"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is shipped. `licence` is an SPDX expression; `of` is the distribution that carries it.

    `purl` names it for those who look for weaknesses; `texts` are the licence texts that came with it.
    """

    name: str
    version: str
    licence: str
    home: str = ""
    texts: tuple[str, ...] = ()
    of: str = ""
    purl: str = ""

    @property
    def ref(self) -> str:
        """What other entries call it."""
        return self.purl or "/".join(filter(None, (self.of, f"{self.name}@{self.version}")))


def pypi(name: str, version: str) -> str:
    """The package URL of a distribution (purl type pypi: small letters and dashes)."""
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"


def bill(parts: Iterable[Part], version: str, when: int) -> dict[str, object]:
    """The bill of materials; its number is made of what it lists, so the same parts give the same bytes.

    `when` is in seconds since 1970 (UTC).
    """
    found = tuple(parts)
    listed = [_component(part) for part in found]
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, listed], sort_keys=True))
    own = {"type": "application", "bom-ref": _OWN, "name": "FamiljeFlow", "version": version}
    own_licence = {"licenses": [{"license": {"id": "EUPL-1.2"}}]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": number.urn,
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(when, UTC).isoformat(),
            "component": own | own_licence,
        },
        "components": listed,
        "dependencies": _dependencies(found),
    }


def as_text(written: Mapping[str, object]) -> str:
    """The bill as the file holds it."""
    return json.dumps(written, indent=1, ensure_ascii=False) + "\n"


def _component(part: Part) -> dict[str, object]:
    listed: dict[str, object] = {
        "type": "library",
        "bom-ref": part.ref,
        "name": part.name,
        "version": part.version,
    }
    if part.purl:
        listed["purl"] = part.purl
    if re.search(r" (AND|OR|WITH) ", part.licence):
        return listed | {"licenses": [{"expression": part.licence}]}
    return listed | {"licenses": [{"license": {"id": part.licence}}]}


def _dependencies(parts: tuple[Part, ...]) -> list[dict[str, object]]:
    """The program has the distributions, each of which has what lies inside it."""
    by_name = {part.purl.rpartition("/")[2].partition("@")[0]: part for part in parts if part.purl}
    first = [part.ref for part in parts if part.of not in by_name]
    inside: dict[str, list[str]] = {}
    for part in parts:
        if part.of in by_name:
            inside.setdefault(by_name[part.of].ref, []).append(part.ref)
    carriers: list[dict[str, object]] = [{"ref": ref, "dependsOn": refs} for ref, refs in inside.items()]
    return [{"ref": _OWN, "dependsOn": first}, *carriers]
