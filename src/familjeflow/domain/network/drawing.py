"""The network map as a display list, drawn by the same pens as the picture of a process."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from familjeflow.domain.network.labels import LINE, SIZE, NameLabel, box_around, name_labels
from familjeflow.domain.network.layout import MARKER, Spot, spots
from familjeflow.domain.network.people import MapPerson, Network
from familjeflow.domain.network.places import CIRCLE_BOTTOM, CORE, MIDDLE, OUTER, WIDTH, point
from familjeflow.domain.network.strokes import relation_line
from familjeflow.domain.network.words import name_of
from familjeflow.domain.picture.display import Circle, Item, Measure, Picture, Polyline, Rect, StepBox, Text
from familjeflow.domain.picture.wrapping import shortened, wrap
from familjeflow.domain.process import Bounds, Point
from familjeflow.i18n import _

_TITLE, _TITLE_LINE = 13.0, 16.0
_RING_WORD = 10.5
_LEGEND = 11.5
_LEFT = 14.0
_ROW = 25.0
_SAMPLE = 40.0
_OUTSIDE = 12.0
"""From the circle to the headings of the sectors."""


@dataclass(frozen=True)
class NetworkPicture:
    """The drawn map. `picture.boxes` are the people's circles, by the row's position as text.

    `labels` are the names that stand beside their circles, by position; the others stand below the map.
    """

    picture: Picture
    labels: Mapping[int, NameLabel]


def draw_network(network: Network, measure: Measure) -> NetworkPicture:
    """The map of any people; the height grows with what must stand below the circle."""
    headings = [text for n in range(len(network.sectors)) for text in _heading(network, n, measure)]
    words = list(_ring_words(network))
    taken = [_box(text, measure) for text in (*headings, *words)]
    places = dict(spots(network, [_box(text, measure) for text in words]))
    bottom = max((b.y + b.height for b in taken), default=CIRCLE_BOTTOM)
    bottom = max(bottom, CIRCLE_BOTTOM + 6)
    labels = name_labels(network, places, taken, bottom, measure)
    below = _Below(bottom + 22, measure)
    below.people(_("Inte placerade än:"), [p for p in network.people if not p.is_placed])
    crowded = [p for p in network.people if p.is_placed and p.position not in labels]
    below.names(_("Namn som inte ryms i kartan:"), crowded)
    below.legend(network)
    places |= below.spots
    items = (
        *_rings(network),
        *_ring_words_on_paper(words, measure),
        *headings,
        *_lines(network, places),
        *(item for label in labels.values() for item in _label(label)),
        *(item for p in network.people for item in _marker(p, places[p.position])),
        *_core(network, measure),
        *below.items,
    )
    boxes = tuple(StepBox(str(n), box_around(s.at, s.radius)) for n, s in sorted(places.items()))
    return NetworkPicture(Picture(WIDTH, below.bottom, items, boxes), labels)


def _rings(network: Network) -> Iterator[Item]:
    cells = network.cells
    yield Circle(MIDDLE, OUTER, "raised", "control", 1.4)
    for ring in range(cells.rings - 1, 0, -1):
        yield Circle(MIDDLE, cells.inner(ring), "ready_soft" if ring == 1 else None, "control", 0.8)
    if cells.sectors > 1:
        for sector in range(cells.sectors):
            angle = cells.start_angle(sector)
            yield Polyline((point(angle, CORE), point(angle, OUTER)), "line", 1.2)


def _ring_words(network: Network) -> Iterator[Text]:
    """What a ring means stands on its outer line, where the last sector ends and the first begins."""
    cells = network.cells
    for ring, option in enumerate(network.rings):
        x, y = point(cells.start_angle(0), cells.inner(ring + 1))
        yield Text((x, y + _RING_WORD * 0.35), option.label, _RING_WORD, "muted")


def _ring_words_on_paper(words: Sequence[Text], measure: Measure) -> Iterator[Item]:
    for text in words:
        box = _box(text, measure)
        yield Rect(Bounds(box.x - 2, box.y, box.width + 4, box.height), 3.0, "raised")
        yield text


def _heading(network: Network, sector: int, measure: Measure) -> Iterator[Text]:
    """A sector's name outside the circle, in as many lines as the room beside it asks for."""
    x, y = point(network.cells.middle_angle(sector), OUTER + _OUTSIDE)
    aside = x - MIDDLE[0]
    anchor = "middle" if abs(aside) < OUTER * 0.25 else "start" if aside > 0 else "end"
    room = {"middle": 240.0, "start": WIDTH - 6 - x, "end": x - 6}[anchor]
    lines = wrap(network.sectors[sector].label, room, _TITLE, True, measure, 3)
    high = _TITLE_LINE * len(lines)
    share = 0.5 - (y - MIDDLE[1]) / (OUTER + _OUTSIDE) / 2  # 1 over the circle, 0 below it
    top = y - high * share
    for number, line in enumerate(lines):
        yield Text((x, top + number * _TITLE_LINE + _TITLE), line, _TITLE, "text", bold=True, anchor=anchor)


def _box(text: Text, measure: Measure) -> Bounds:
    wide = measure(text.text, text.size, text.bold)
    left = text.at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return Bounds(left, text.at[1] - text.size, wide, text.size * 1.3)


def _lines(network: Network, places: Mapping[int, Spot]) -> Iterator[Item]:
    for person in network.people:
        if person.is_placed:
            spot = places[person.position]
            yield from relation_line(*_between(spot), network.line(person))


def _between(spot: Spot) -> tuple[Point, Point]:
    """From the edge of the middle to the edge of a person's circle."""
    across, down = spot.at[0] - MIDDLE[0], spot.at[1] - MIDDLE[1]
    far = hypot(across, down) or 1.0
    start, end = CORE / far, max(CORE / far, 1 - (spot.radius + 1.5) / far)
    return (
        (MIDDLE[0] + across * start, MIDDLE[1] + down * start),
        (MIDDLE[0] + across * end, MIDDLE[1] + down * end),
    )


def _label(label: NameLabel) -> Iterator[Item]:
    box = label.bounds
    if label.is_crossed:
        yield Rect(Bounds(box.x - 1, box.y, box.width + 2, box.height), 3.0, "raised")
    for number, line in enumerate(label.lines):
        yield Text((box.x + box.width / 2, box.y + LINE * number + SIZE * 0.95), line, SIZE, "text")


def _marker(person: MapPerson, spot: Spot) -> Iterator[Item]:
    yield Circle(spot.at, spot.radius, "raised", "text", 1.5 if spot.radius > 6 else 1.0)
    size = min(10.5, spot.radius * (1.05 if person.number < 100 else 0.8))
    at = (spot.at[0], spot.at[1] + size * 0.36)
    yield Text(at, str(person.number), size, "text", bold=True)


def _core(network: Network, measure: Measure) -> Iterator[Item]:
    yield Circle(MIDDLE, CORE, "active_soft", "accent", 1.6)
    lines = wrap(network.centre, 2 * CORE - 12, SIZE, True, measure, 2)
    top = MIDDLE[1] - LINE * len(lines) / 2
    for number, line in enumerate(lines):
        at = (MIDDLE[0], top + LINE * number + SIZE * 0.98)
        yield Text(at, line, SIZE, "text", bold=True)


class _Below:
    """What stands under the circle: who has no place yet, names without room, and what the lines mean."""

    def __init__(self, top: float, measure: Measure) -> None:
        self._measure = measure
        self._x, self._y = _LEFT, top
        self.items: list[Item] = []
        self.spots: dict[int, Spot] = {}

    @property
    def bottom(self) -> float:
        """The height of the picture that ends here."""
        return self._y

    def people(self, heading: str, people: Sequence[MapPerson]) -> None:
        """People with a circle, to drag into the map."""
        self._heading(heading, people)
        for person in people:
            name = shortened(name_of(person), 200, SIZE, False, self._measure)
            at = self._room(2 * MARKER + 6 + self._measure(name, SIZE, False))
            self.spots[person.position] = Spot((at[0] + MARKER, at[1] - 4), MARKER)
            self._text((at[0] + 2 * MARKER + 5, at[1]), name, SIZE)
        self._end(people)

    def names(self, heading: str, people: Sequence[MapPerson]) -> None:
        """Names of people whose circles stand in the map."""
        self._heading(heading, people)
        for person in people:
            words = shortened(f"{person.number}. {name_of(person)}", 220, SIZE, False, self._measure)
            self._text(self._room(self._measure(words, SIZE, False)), words, SIZE)
        self._end(people)

    def legend(self, network: Network) -> None:
        """Every kind of relation with its line and its word; one not chosen only where there is one."""
        shown = [(option.label, style) for option, style in network.relations]
        unknown = any(p.is_placed and p.relation is None for p in network.people)
        for words, style in [*shown, *([(_("Relation inte angiven"), None)] if unknown else [])]:
            words = shortened(words, 260, _LEGEND, False, self._measure)
            at = self._room(_SAMPLE + 6 + self._measure(words, _LEGEND, False))
            middle = at[1] - 4
            self.items += relation_line((at[0], middle), (at[0] + _SAMPLE, middle), style)
            self._text((at[0] + _SAMPLE + 6, at[1]), words, _LEGEND)
        self._end((network,))

    def _heading(self, words: str, people: Sequence[MapPerson]) -> None:
        if people:
            at = self._room(self._measure(words, _LEGEND, True))
            self.items.append(Text(at, words, _LEGEND, "muted", bold=True, anchor="start"))

    def _room(self, wide: float) -> Point:
        """Where something this wide goes: after what came before it, or on a new row."""
        if self._x > _LEFT and self._x + wide > WIDTH - _LEFT:
            self._x, self._y = _LEFT, self._y + _ROW
        at = (self._x, self._y)
        self._x += wide + 18
        return at

    def _text(self, at: Point, words: str, size: float) -> None:
        self.items.append(Text(at, words, size, "text", anchor="start"))

    def _end(self, shown: Sequence[object]) -> None:
        if shown:
            self._x, self._y = _LEFT, self._y + _ROW
