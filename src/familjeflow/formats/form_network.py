"""Reads what a list says about being drawn as a network map too: words under its `properties`."""

from collections.abc import Mapping

from familjeflow.domain.forms import FieldKind, FormField, answering
from familjeflow.domain.network.keys import MOST_RINGS, MOST_SECTORS, PLACE_KEYS, LineStyle, NetworkKeys
from familjeflow.i18n import _

KEYS = frozenset({"picture", "who", "sector", "closeness", "relation", "lines", "centre"})
"""The words under `properties` that belong to a picture of a list."""
_FIELDS = ("who", "sector", "closeness", "relation")
_CHOOSING = (FieldKind.RADIO, FieldKind.SELECT)


def keys(own: Mapping[str, str]) -> NetworkKeys | None:
    """The map's keys, None for a list that is only a list. Styles of lines that do not exist are left out."""
    if own.get("picture") != "network":
        return None
    lines = tuple(LineStyle(word) for word in own.get("lines", "").split() if word in set(LineStyle))
    who, sector, closeness, relation = (own.get(name, "") for name in _FIELDS)
    return NetworkKeys(who, sector, closeness, relation, lines, own.get("centre") or _("Klienten"))


def fault(field: FormField, own: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with a list's words about its picture, as a code and the key where it stands, or None."""
    if field.network is None:
        alone = sorted(KEYS & own.keys())
        return ("unknown_picture", f"properties.{alone[0]}") if alone else None
    inside = {f.key: f for f in answering(field.fields)}
    if PLACE_KEYS & inside.keys():
        return "reserved_key", "path"
    for name in _FIELDS:
        named = inside.get(own.get(name, ""))
        if named is None or not _fits(name, named):
            return "network_field", f"properties.{name}"
    return _size_fault(field.network, inside)


def _fits(name: str, named: FormField) -> bool:
    if name == "who":
        return named.kind is FieldKind.TEXT
    return named.kind in _CHOOSING and bool(named.options) and not named.options_from


def _size_fault(network: NetworkKeys, inside: Mapping[str, FormField]) -> tuple[str, str] | None:
    if len(inside[network.sector].options) > MOST_SECTORS:
        return "network_size", "properties.sector"
    if len(inside[network.closeness].options) > MOST_RINGS:
        return "network_size", "properties.closeness"
    if len(inside[network.relation].options) != len(network.lines):
        return "network_lines", "properties.lines"
    return None
