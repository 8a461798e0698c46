"""Rows of a list as people on the map, and a person's new place as answers of the row."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from familjeflow.domain.forms import FormField, JsonValue, Option, answering
from familjeflow.domain.network.keys import ANGLE, DISTANCE, PLACE_KEYS, LineStyle, NetworkKeys
from familjeflow.domain.network.places import OUTER, REACH, Cells, polar
from familjeflow.domain.process import Point

Row = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class MapPerson:
    """One row as a person. `position` is the row's, from 0; `name` "" where nobody is named.

    `sector`, `ring` and `relation` are positions among the choices, None while not chosen. `dropped` is the
    direction in degrees and the distance (0 to 1) where a hand put the person, None when the program chooses.
    """

    position: int
    name: str
    sector: int | None
    ring: int | None
    relation: int | None
    dropped: tuple[float, float] | None = None

    @property
    def number(self) -> int:
        """The number that the person has in the list and on the map."""
        return self.position + 1

    @property
    def is_placed(self) -> bool:
        """Whether both sector and ring are known."""
        return self.sector is not None and self.ring is not None


@dataclass(frozen=True)
class Network:
    """The map's choices and its people, in the order of the list."""

    centre: str
    sectors: tuple[Option, ...]
    rings: tuple[Option, ...]
    relations: tuple[tuple[Option, LineStyle], ...]
    people: tuple[MapPerson, ...]

    @property
    def cells(self) -> Cells:
        """The geometry of its sectors and rings."""
        return Cells(max(1, len(self.sectors)), max(1, len(self.rings)))

    def line(self, person: MapPerson) -> LineStyle | None:
        """How a person's relation is drawn, None while it is not chosen."""
        return self.relations[person.relation][1] if person.relation is not None else None


def network_of(field: FormField, rows: Sequence[JsonValue]) -> Network:
    """The map of a list with `network` keys. What is no object in `rows` is a person nothing is known of.

    Raises ValueError for a list that is not drawn as a map.
    """
    keys = field.network
    if keys is None:
        raise ValueError("the list is not drawn as a map")
    asked = {inner.key: inner.options for inner in answering(field.fields)}
    sectors, rings, relations = (asked.get(k, ()) for k in (keys.sector, keys.closeness, keys.relation))
    cells = Cells(max(1, len(sectors)), max(1, len(rings)))
    people = tuple(
        _person(position, row if isinstance(row, dict) else {}, keys, (sectors, rings, relations), cells)
        for position, row in enumerate(rows)
    )
    drawn = tuple(zip(relations, keys.lines, strict=True))
    return Network(keys.centre, sectors, rings, drawn, people)


def _person(
    position: int, row: Row, keys: NetworkKeys, choices: Sequence[tuple[Option, ...]], cells: Cells
) -> MapPerson:
    sectors, rings, relations = choices
    name = row.get(keys.who)
    sector = _chosen(sectors, row.get(keys.sector))
    ring = _chosen(rings, row.get(keys.closeness))
    dropped = _dropped(row)
    if dropped and (cells.sector_at(dropped[0]), cells.ring_at(dropped[1] * OUTER)) != (sector, ring):
        dropped = None  # the list was changed after the drag, and the list is what counts
    return MapPerson(
        position,
        " ".join(name.split()) if isinstance(name, str) else "",
        sector,
        ring,
        _chosen(relations, row.get(keys.relation)),
        dropped,
    )


def _chosen(options: Sequence[Option], value: JsonValue) -> int | None:
    return next((n for n, option in enumerate(options) if option.value == value), None)


def _dropped(row: Row) -> tuple[float, float] | None:
    found = [row.get(ANGLE), row.get(DISTANCE)]
    numbers = [n for n in found if isinstance(n, int | float) and not isinstance(n, bool)]
    if len(numbers) < 2 or not all(abs(n) <= 360 and math.isfinite(n) for n in numbers):
        return None
    return numbers[0] % 360, min(1.0, max(0.0, numbers[1]))


def dropped_row(field: FormField, row: Row, at: Point) -> dict[str, JsonValue] | None:
    """The row after its person was dropped at a point of the map; None where that is no place."""
    network = network_of(field, [])
    angle, radius = polar(at)
    if radius > OUTER + REACH:
        return None
    whole, share = round(angle) % 360, round(min(radius, OUTER) / OUTER, 3)
    sector, ring = network.cells.sector_at(whole), network.cells.ring_at(share * OUTER)
    return {**moved_row(field, row, sector, ring), ANGLE: whole, DISTANCE: share}


def moved_row(field: FormField, row: Row, sector: int, ring: int) -> dict[str, JsonValue]:
    """The row with another sector and closeness; where in the cell is for the program to choose."""
    keys = field.network
    if keys is None:
        raise ValueError("the list is not drawn as a map")
    network = network_of(field, [])
    kept = {key: value for key, value in row.items() if key not in PLACE_KEYS}
    chosen = {keys.sector: network.sectors[sector].value, keys.closeness: network.rings[ring].value}
    return {**kept, **chosen}


def stepped(network: Network, person: MapPerson, clockwise: int, outwards: int) -> tuple[int, int]:
    """Sector and ring one step on: sectors go round, rings end. Who is not placed comes in from outside."""
    sectors, rings = network.cells.sectors, network.cells.rings
    first = 0 if clockwise >= 0 else sectors - 1
    sector = first if person.sector is None else (person.sector + clockwise) % sectors
    ring = rings - 1 if person.ring is None else min(rings - 1, max(0, person.ring + outwards))
    return sector, ring
