"""What a pen draws: shapes in pixels at 100 %, origin at the top left, y downwards.

Colours are roles of the theme ("done", "done_soft", "line" ...), never values, so that one picture is right
in light, in dark and on paper.
"""

from collections.abc import Callable
from dataclasses import dataclass

from familjeflow.domain.process import Bounds, Point

Measure = Callable[[str, float, bool], float]
"""Width in pixels of a text, by its size in pixels and whether it is bold."""


@dataclass(frozen=True, slots=True)
class StepLook:
    """How a step or question stands, in the words that are to be shown.

    `state` is the slug ("not_started", "ready", "active", "waiting", "done", "skipped", "not_applicable").
    `word` is its word and `detail` what follows it, such as a date; for an overdue step the day it was due.
    """

    state: str
    word: str
    detail: str = ""
    round: int = 1
    deviates: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with rounded corners. `fill` and `stroke` are roles, None for nothing."""

    bounds: Bounds
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through some points."""

    points: tuple[Point, ...]
    stroke: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape, such as a gateway or the head of an arrow."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a point."""

    centre: Point
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `at` is on the baseline; `anchor` is "start", "middle" or "end".

    `upwards` turns the line a quarter to the left around `at`, for the names of lanes.
    """

    at: Point
    text: str
    size: float
    role: str
    bold: bool = False
    anchor: str = "middle"
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon of `icons.ICONS`, in a square of `size` pixels with its top left corner at `at`."""

    name: str
    at: Point
    size: float
    role: str
    paper: str = "raised"


Item = Rect | Polyline | Polygon | Circle | Text | Icon


@dataclass(frozen=True, slots=True)
class StepBox:
    """Where a step or question can be clicked."""

    node_id: str
    bounds: Bounds


@dataclass(frozen=True)
class Picture:
    """The whole picture: what is drawn, in order, and where the steps lie."""

    width: float
    height: float
    items: tuple[Item, ...]
    boxes: tuple[StepBox, ...]
