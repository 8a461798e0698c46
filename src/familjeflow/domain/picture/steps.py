"""Draws the nodes of a picture: boxes with their state, questions, events and frames of sub-processes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from familjeflow.domain.picture.display import (
    Circle,
    Icon,
    Item,
    Measure,
    Polygon,
    Rect,
    StepLook,
    Text,
)
from familjeflow.domain.picture.wrapping import shortened, wrap
from familjeflow.domain.process import Bounds, Node, NodeKind

LABEL, LABEL_SMALL, STATE, SMALL = 11.0, 10.0, 10.0, 9.0
LABEL_LINE, STATE_LINE = 13.0, 12.5
PADDING = 4.0
ICON, ICON_GAP = 10.0, 3.0
RADIUS = 6.0
CORNER = 15.0
BADGE = 8.0

_ICONS = {
    "done": "check",
    "ready": "ring",
    "active": "half_ring",
    "waiting": "hourglass",
    "skipped": "slashed_check",
    "not_applicable": "minus",
    "not_started": "dot",
}


@dataclass(frozen=True, slots=True)
class Tone:
    """The roles and lines that a state is drawn with."""

    ink: str
    fill: str
    stroke: str
    label: str
    width: float = 1.4
    dash: tuple[float, ...] = ()


_TONES: Mapping[str, Tone] = {
    "done": Tone("done", "done_soft", "done", "text"),
    "ready": Tone("ready", "raised", "ready", "text", 2.0),
    "active": Tone("active", "active_soft", "active", "text", 2.0),
    "waiting": Tone("waiting", "waiting_soft", "waiting", "text"),
    "skipped": Tone("skipped", "raised", "skipped", "muted", 1.4, (4, 3)),
    "not_applicable": Tone("muted", "ground", "line", "muted", 1.0),
    "not_started": Tone("muted", "raised", "control", "text", 1.0),
    # How much there is of something, from little to much; "heat_hidden" for a number that is not shown.
    "heat_0": Tone("muted", "raised", "control", "text", 1.0),
    **{f"heat_{level}": Tone("text", f"heat_{level}", "control", "text", 1.0) for level in range(1, 5)},
    "heat_hidden": Tone("muted", "raised", "skipped", "text", 1.4, (4, 3)),
}
_DIMMED = Tone("muted", "ground", "line", "muted", 1.0)


def tone_of(look: StepLook, dimmed: bool) -> Tone:
    """The roles for a step; steps of others are dimmed when only one's own are to stand out."""
    if dimmed:
        return _DIMMED
    tone = _TONES.get(look.state, _TONES["not_started"])
    if not look.overdue:
        return tone
    return Tone("overdue", tone.fill, "overdue", tone.label, 2.0, tone.dash)


def box(
    node: Node, label: str, bounds: Bounds, look: StepLook, dimmed: bool, measure: Measure
) -> Iterator[Item]:
    """A step: its heading in bold, the line that says how it stands, and the marks at its corners."""
    tone = tone_of(look, dimmed)
    yield Rect(bounds, RADIUS, tone.fill, tone.stroke, tone.width, tone.dash)
    if node.kind in (NodeKind.SUBPROCESS, NodeKind.AD_HOC):
        yield from _frame_words(node, label, bounds, look, tone, measure)
    else:
        yield from _words(label, bounds, look, tone, measure)
    yield from _marks(bounds, look)


def _words(label: str, bounds: Bounds, look: StepLook, tone: Tone, measure: Measure) -> Iterator[Item]:
    room = bounds.width - 2 * PADDING
    most = max(1, int((bounds.height - STATE_LINE - 2) // LABEL_LINE))
    widest = max((measure(word, LABEL, True) for word in label.split()), default=0.0)
    size = LABEL_SMALL if room < widest <= room * LABEL / LABEL_SMALL else LABEL
    heading = wrap(label, room, size, True, measure, most)
    state = _state_lines(look, room, bounds.height - len(heading) * LABEL_LINE - 2, measure)
    tall = len(heading) * LABEL_LINE + len(state) * STATE_LINE
    middle = bounds.x + bounds.width / 2
    top = bounds.y + (bounds.height - tall) / 2
    for line in heading:
        yield Text((middle, top + LABEL * 0.93), line, size, tone.label, bold=True)
        top += LABEL_LINE
    for number, (line, size) in enumerate(state):
        baseline = top + STATE * 0.98
        yield from _state(look, line, size, middle, baseline, tone, measure, with_icon=number == 0)
        top += STATE_LINE


def _state_lines(look: StepLook, room: float, height: float, measure: Measure) -> list[tuple[str, float]]:
    """Word and detail on one line where they fit, on two where there is room, else cut."""
    whole = f"{look.word} {look.detail}".strip()
    beside = room - ICON - ICON_GAP
    for size in (STATE, SMALL):
        if measure(whole, size, False) <= beside:
            return [(whole, size)]
    if height >= 2 * STATE_LINE - 2:
        lines = [shortened(look.word, beside, STATE, False, measure)]
        if look.detail:
            lines.append(shortened(look.detail, room, STATE, False, measure))
        elif measure(look.word, STATE, False) > beside:
            lines = list(wrap(look.word, beside, STATE, False, measure, most=2))
        return [(line, STATE) for line in lines]
    return [(shortened(whole, beside, SMALL, False, measure), SMALL)]


def _state(
    look: StepLook,
    line: str,
    size: float,
    middle: float,
    baseline: float,
    tone: Tone,
    measure: Measure,
    *,
    with_icon: bool,
) -> Iterator[Item]:
    if not line:
        return
    room = ICON + ICON_GAP if with_icon else 0.0
    start = middle - (measure(line, size, False) + room) / 2
    if with_icon:
        yield Icon(_icon(look), (start, baseline - ICON + 1.2), ICON, tone.ink, tone.fill)
    yield Text((start + room, baseline), line, size, tone.ink, anchor="start")


def _icon(look: StepLook) -> str:
    return "late" if look.overdue and look.state != "done" else _ICONS.get(look.state, "dot")


def _frame_words(
    node: Node, label: str, bounds: Bounds, look: StepLook, tone: Tone, measure: Measure
) -> Iterator[Item]:
    """The heading of a sub-process stands in its upper left corner, its state in the upper right."""
    baseline = bounds.y + 16.0
    state = shortened(f"{look.word} {look.detail}".strip(), bounds.width * 0.5, STATE, False, measure)
    wide = measure(state, STATE, False) + ICON + ICON_GAP
    left = bounds.x + 10.0
    if node.kind is NodeKind.AD_HOC:
        yield Icon("free_order", (left, baseline - ICON), ICON, tone.label, tone.fill)
        left += ICON + ICON_GAP + 2
    room = bounds.x + bounds.width - wide - 18 - left
    heading = shortened(label, room, LABEL, True, measure)
    yield Text((left, baseline), heading, LABEL, tone.label, bold=True, anchor="start")
    middle = bounds.x + bounds.width - 10 - wide / 2
    yield from _state(look, state, STATE, middle, baseline, tone, measure, with_icon=True)


def _marks(bounds: Bounds, look: StepLook) -> Iterator[Item]:
    """Overdue fills the upper right corner; round and departure sit on the upper left one."""
    right, top = bounds.x + bounds.width, bounds.y
    if look.overdue:
        inset = RADIUS * 0.3
        rounded = ((right - RADIUS, top), (right - inset, top + inset), (right, top + RADIUS))
        yield Polygon(((right - CORNER, top), *rounded, (right, top + CORNER)), fill="overdue")
    left = bounds.x + 6.0
    if look.round > 1:
        yield Circle((left, top), BADGE, "raised", "text", 1.2)
        yield Text((left, top + 3.6), str(look.round), LABEL - 1, "text", bold=True)
        left += 2 * BADGE + 3
    if look.deviates:
        yield Circle((left, top), BADGE, "raised", "waiting", 1.2)
        yield Icon("flag", (left - 4.0, top - 4.5), 9.0, "waiting")


def gateway(node: Node, bounds: Bounds, look: StepLook | None, dimmed: bool) -> Iterator[Item]:
    """A question (cross) or a parallel split or join (plus)."""
    tone = tone_of(look or StepLook("not_started", ""), dimmed)
    middle_x, middle_y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
    points = (
        (middle_x, bounds.y),
        (bounds.x + bounds.width, middle_y),
        (middle_x, bounds.y + bounds.height),
        (bounds.x, middle_y),
    )
    yield Polygon(points, tone.fill, tone.stroke, tone.width, tone.dash)
    size = bounds.width * 0.4
    name = "plus" if node.kind is NodeKind.PARALLEL else "cross"
    yield Icon(name, (middle_x - size / 2, middle_y - size / 2), size, tone.ink, tone.fill)
    if look is not None:
        yield from _gateway_state(bounds, look, tone)


def _gateway_state(bounds: Bounds, look: StepLook, tone: Tone) -> Iterator[Item]:
    """A question carries its state as a sign at its upper right side, for who does not see the colour."""
    if look.state in ("not_started", "not_applicable"):
        return
    at = (bounds.x + bounds.width * 0.76, bounds.y + bounds.height * 0.24)
    yield Circle(at, 7.0, "raised", None)
    yield Icon(_icon(look), (at[0] - 6, at[1] - 6), 12.0, tone.ink)


def event(node: Node, bounds: Bounds) -> Iterator[Item]:
    """A start (thin ring) or an end (thick ring)."""
    centre = (bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
    width = 3.0 if node.kind is NodeKind.END else 1.4
    yield Circle(centre, bounds.width / 2 - width / 2, "raised", "muted", width)
