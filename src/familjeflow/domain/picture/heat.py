"""The process picture coloured by a number for each step: how many, how long, how often.

The number stands in words on every step, so that the colour is never needed to read it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from familjeflow.domain.picture.display import Item, Measure, Picture, Rect, StepLook, Text
from familjeflow.domain.picture.layout import MARGIN, display
from familjeflow.domain.process import Bounds, ProcessDefinition

LEVELS = 4
_LEGEND = 40.0
_SWATCH, _GAP, _SIZE = 16.0, 6.0, 11.0


@dataclass(frozen=True, slots=True)
class Heat:
    """A step's number and how it is written. `value` is None for one that is hidden, 0 for nothing."""

    value: float | None
    words: str


def heat_picture(
    definition: ProcessDefinition,
    heats: Mapping[str, Heat],
    legend: Sequence[tuple[str, str]],
    measure: Measure,
) -> Picture:
    """The picture with its legend below. `heats` holds a number for each step and question.

    `legend` are pairs of a state ("heat_1" ..., see `level_of`) and words.
    """
    most = max((heat.value or 0 for heat in heats.values()), default=0)
    questions = {node.id for node in definition.questions}
    looks = {
        step: StepLook(level_of(heat.value, most), heat.words)
        for step, heat in heats.items()
        if step not in questions
    }
    drawn = display(definition, looks, frozenset(), measure)
    boxes = {box.node_id: box.bounds for box in drawn.boxes}
    marks = [
        item
        for step in heats.keys() & questions & boxes.keys()
        for item in _mark(boxes[step], heats[step], most, measure)
    ]
    items = (*drawn.items, *marks, *_legend(drawn.height, legend, measure))
    return replace(drawn, height=drawn.height + _LEGEND, items=items)


def level_of(value: float | None, most: float) -> str:
    """The state that a number is drawn as: "heat_0" for nothing, "heat_1" to "heat_4" by quarters of most."""
    if value is None:
        return "heat_hidden"
    return f"heat_{min(LEVELS, ceil(LEVELS * value / most))}" if value > 0 and most > 0 else "heat_0"


def limits_of(most: float) -> tuple[tuple[float, float], ...]:
    """Above which number, and up to which, each level reaches."""
    return tuple((most * level / LEVELS, most * (level + 1) / LEVELS) for level in range(LEVELS))


def _mark(bounds: Bounds, heat: Heat, most: float, measure: Measure) -> Iterator[Item]:
    """A question is too small for words: its number stands on a tab at its upper right side."""
    if heat.value == 0:
        return
    number = heat.words.partition(" ")[0]  # what it counts stands in the legend
    wide = max(measure(number, _SIZE, True) + 10, 20.0)
    middle = bounds.x + bounds.width * 0.9 + wide / 2
    top = bounds.y - 6.0
    level = level_of(heat.value, most)
    fill = "raised" if heat.value is None else level
    yield Rect(Bounds(middle - wide / 2, top, wide, 18.0), 9.0, fill, "control")
    yield Text((middle, top + 13.0), number, _SIZE, "text", bold=True)


def _legend(top: float, legend: Sequence[tuple[str, str]], measure: Measure) -> Iterator[Item]:
    left, middle = MARGIN, top + _LEGEND / 2
    for state, words in legend:
        dash = (4.0, 3.0) if state == "heat_hidden" else ()
        fill = "raised" if state in ("heat_0", "heat_hidden") else state
        yield Rect(Bounds(left, middle - _SWATCH / 2, _SWATCH, _SWATCH), 3.0, fill, "control", 1.0, dash)
        yield Text((left + _SWATCH + _GAP, middle + 4.0), words, _SIZE, "text", anchor="start")
        left += _SWATCH + 2 * _GAP + measure(words, _SIZE, False) + _GAP
