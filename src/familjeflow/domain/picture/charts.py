"""Bars and quartile lines as display lists, for the same pens as the process picture.

Every bar has its label before it and its number in words after it. A second part of a bar is hatched, so that
the parts are told apart without colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from familjeflow.domain.picture.display import Circle, Item, Measure, Picture, Polyline, Rect, Text
from familjeflow.domain.picture.wrapping import shortened
from familjeflow.domain.process import Bounds

WIDTH = 860.0
LABEL_WIDTH, BAR_WIDTH = 300.0, 330.0
ROW, HEIGHT = 28.0, 16.0
SIZE, SMALL = 12.0, 11.0
_TOP, _SIDE = 8.0, 4.0
_START = LABEL_WIDTH + 12.0
_HATCH = 5.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one or two parts. A part is None where the number is hidden; `words` say the numbers."""

    label: str
    parts: tuple[float | None, ...]
    words: str


@dataclass(frozen=True, slots=True)
class QuartileLine:
    """A line from the lower to the upper quartile with the median marked; None where there are too few."""

    label: str
    quartiles: tuple[float, float, float] | None
    words: str


def bars(rows: Sequence[Bar], legend: Sequence[str], measure: Measure) -> Picture:
    """Bars below each other from a common line. `legend` names the parts, empty where there is one."""
    most = max((sum(part or 0 for part in row.parts) for row in rows), default=0) or 1
    items: list[Item] = []
    for number, row in enumerate(rows):
        top = _TOP + number * ROW
        items += _label(row.label, top, measure)
        left = _START
        for place, part in enumerate(row.parts):
            if part:
                wide = BAR_WIDTH * part / most
                items += _part(Bounds(left, top + (ROW - HEIGHT) / 2, wide, HEIGHT), hatched=place > 0)
                left += wide
        items.append(Text((left + 8, _baseline(top)), row.words, SMALL, "text", anchor="start"))
    bottom = _TOP + len(rows) * ROW
    items.append(Polyline(((_START, _TOP - 2), (_START, bottom + 2)), "control"))
    if legend:
        items += _legend(legend, bottom + 6, measure)
    return Picture(WIDTH, bottom + (ROW + 6 if legend else 8), tuple(items), ())


def quartile_lines(rows: Sequence[QuartileLine], axis: str, measure: Measure) -> Picture:
    """Quartile lines below each other over a scale of days; `axis` says what the scale is."""
    most = max((row.quartiles[2] for row in rows if row.quartiles), default=0) or 1
    end = nice_end(most)
    bottom = _TOP + len(rows) * ROW
    items: list[Item] = []
    for part in range(5):
        x = _START + BAR_WIDTH * part / 4
        items.append(Polyline(((x, _TOP - 2), (x, bottom)), "line"))
        items.append(Text((x, bottom + 14), f"{end * part / 4:g}".replace(".", ","), SMALL, "muted"))
    items.append(Text((_START + BAR_WIDTH + 24, bottom + 14), axis, SMALL, "muted", anchor="start"))
    for number, row in enumerate(rows):
        top = _TOP + number * ROW
        items += _label(row.label, top, measure)
        right = _START
        if row.quartiles:
            low, middle, high = (_START + BAR_WIDTH * day / end for day in row.quartiles)
            items += _line(low, middle, high, top + ROW / 2)
            right = high + 6
        items.append(Text((right + 8, _baseline(top)), row.words, SMALL, "text", anchor="start"))
    return Picture(WIDTH, bottom + 24, tuple(items), ())


def nice_end(most: float) -> float:
    """The end of a scale that divides into four even parts: 4, 8, 20, 40, 80, 200 ..."""
    end = 4.0
    while end < most:
        end *= 2.5 if f"{end:g}"[0] == "8" else 2
    return end


def _label(words: str, top: float, measure: Measure) -> Iterator[Item]:
    shown = shortened(words, LABEL_WIDTH - _SIDE, SIZE, False, measure)
    yield Text((LABEL_WIDTH, _baseline(top)), shown, SIZE, "text", anchor="end")


def _baseline(top: float) -> float:
    return top + ROW / 2 + SIZE * 0.35


def _part(area: Bounds, *, hatched: bool) -> Iterator[Item]:
    if not hatched:
        yield Rect(area, 0.0, "accent", "accent")
        return
    yield Rect(area, 0.0, "raised", "accent", 1.2)
    along = _HATCH
    while along < area.width + area.height:
        start = (area.x + min(along, area.width), area.y + max(0.0, along - area.width))
        end = (area.x + max(0.0, along - area.height), area.y + min(along, area.height))
        yield Polyline((start, end), "accent", 0.8)
        along += _HATCH


def _line(low: float, middle: float, high: float, y: float) -> Iterator[Item]:
    yield Rect(Bounds(low, y - 4, max(high - low, 1.0), 8), 0.0, "active_soft", "accent")
    for x in (low, high):
        yield Polyline(((x, y - 7), (x, y + 7)), "accent", 1.4)
    yield Circle((middle, y), 5.0, "accent", "raised", 1.5)


def _legend(words: Sequence[str], top: float, measure: Measure) -> Iterator[Item]:
    left = _START
    for place, word in enumerate(words):
        yield from _part(Bounds(left, top + 6, HEIGHT, HEIGHT), hatched=place > 0)
        yield Text((left + HEIGHT + 6, top + 18), word, SMALL, "muted", anchor="start")
        left += HEIGHT + 6 + measure(word, SMALL, False) + 20
