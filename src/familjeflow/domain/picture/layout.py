"""Turns the drawing of a process and the states of its steps into a display list."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from familjeflow.domain.picture import flows, steps
from familjeflow.domain.picture.display import (
    Item,
    Measure,
    Picture,
    Polyline,
    Rect,
    StepBox,
    StepLook,
    Text,
)
from familjeflow.domain.picture.wrapping import wrap
from familjeflow.domain.process import (
    STEP_KINDS,
    Bounds,
    Graph,
    Lane,
    Node,
    NodeKind,
    Point,
    ProcessDefinition,
)

MARGIN = 5.0
STRIP = 30.0
LANE_NAME, LANE_LINE = 10.5, 13.0
LABEL_WIDTH, LABEL_HEIGHT = 100.0, 26.0
_UNTOUCHED = StepLook("not_started", "")


@dataclass(frozen=True)
class _Sheet:
    """Everything that drawing needs, with the drawing moved to the picture's own origin."""

    definition: ProcessDefinition
    looks: Mapping[str, StepLook]
    taken: Collection[str]
    dimmed: Collection[str]
    measure: Measure
    origin: Point

    def shape(self, element: str) -> Bounds:
        return self.moved(self.definition.drawing.shapes[element])

    def moved(self, b: Bounds) -> Bounds:
        return Bounds(b.x - self.origin[0], b.y - self.origin[1], b.width, b.height)


def display(
    definition: ProcessDefinition,
    states: Mapping[str, StepLook],
    taken_flows: Collection[str],
    measure: Measure,
    dim: Collection[str] = frozenset(),
) -> Picture:
    """The picture of a process as it stands.

    `states` holds a look per step and question id; elements without one are drawn as not started, without
    words. `dim` are the nodes that step back when someone looks at their own steps. Pixels at 100 %.
    """
    area = _extent(definition)
    origin = (area.x - MARGIN, area.y - MARGIN)
    sheet = _Sheet(definition, states, taken_flows, dim, measure, origin)
    items = (*_lanes(sheet), *_frames(sheet), *_flows(sheet), *_nodes(sheet), *_words(sheet))
    boxes = tuple(
        StepBox(n.id, sheet.shape(n.id)) for n in definition.graph.nodes if _is_asked(definition, n)
    )
    return Picture(area.width + 2 * MARGIN, area.height + 2 * MARGIN, items, boxes)


def _is_asked(definition: ProcessDefinition, node: Node) -> bool:
    return node.kind in STEP_KINDS or definition.graph.is_question(node.id)


def _extent(definition: ProcessDefinition) -> Bounds:
    """The lanes, the pool where there are none, and whatever is drawn outside them."""
    graph, drawing = definition.graph, definition.drawing
    outer = [drawing.shapes[lane.id] for lane in graph.lanes] or ([drawing.pool] if drawing.pool else [])
    shown = [drawing.shapes[n.id] for n in graph.nodes] + outer
    shown += [drawing.labels[i] for i in (*graph.node, *graph.flow) if i in drawing.labels]
    xs = [x for b in shown for x in (b.x, b.x + b.width)]
    ys = [y for b in shown for y in (b.y, b.y + b.height)]
    for points in (drawing.edges[f.id] for f in graph.flows):
        xs += [p[0] for p in points]
        ys += [p[1] for p in points]
    return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _lanes(sheet: _Sheet) -> Iterator[Item]:
    drawing = sheet.definition.drawing
    lanes = sheet.definition.graph.lanes
    if not lanes:
        if drawing.pool is not None:
            yield Rect(sheet.moved(drawing.pool), 4.0, "raised", "line")
        return
    for lane in lanes:
        yield Rect(sheet.shape(lane.id), 0.0, "raised", "line")
    for lane in lanes:
        yield from _lane_name(sheet, lane)


def _lane_name(sheet: _Sheet, lane: Lane) -> Iterator[Item]:
    """The name runs upwards along a lane that lies, and stands above one that stands."""
    bounds, measure = sheet.shape(lane.id), sheet.measure
    if sheet.definition.drawing.horizontal_lanes:
        lines = wrap(lane.name, bounds.height - 8, LANE_NAME, False, measure, most=2)
        edge, middle = bounds.x + STRIP, bounds.y + bounds.height / 2
        yield Rect(Bounds(bounds.x, bounds.y, STRIP, bounds.height), 0.0, "ground", "line")
        yield Polyline(((edge, bounds.y), (edge, bounds.y + bounds.height)), "line")
        across = bounds.x + STRIP / 2 + 3.6 - (len(lines) - 1) * LANE_LINE / 2
        for number, line in enumerate(lines):
            yield Text((across + number * LANE_LINE, middle), line, LANE_NAME, "muted", upwards=True)
        return
    lines = wrap(lane.name, bounds.width - 8, LANE_NAME, False, measure, most=2)
    yield Rect(Bounds(bounds.x, bounds.y, bounds.width, STRIP), 0.0, "ground", "line")
    for number, line in enumerate(lines):
        at = (bounds.x + bounds.width / 2, bounds.y + 12 + number * LANE_LINE)
        yield Text(at, line, LANE_NAME, "muted")


def _frames(sheet: _Sheet) -> Iterator[Item]:
    """Sub-processes lie under their own flows and steps; the outermost first."""
    graph = sheet.definition.graph
    for node in sorted(graph.nodes, key=lambda n: _depth(graph, n)):
        if node.kind in (NodeKind.SUBPROCESS, NodeKind.AD_HOC):
            yield from _box(sheet, node)


def _depth(graph: Graph, node: Node) -> int:
    return 0 if node.parent is None else 1 + _depth(graph, graph.node[node.parent])


def _box(sheet: _Sheet, node: Node) -> Iterator[Item]:
    look = sheet.looks.get(node.id, _UNTOUCHED)
    label = sheet.definition.step(node.id).label or node.name
    return steps.box(node, label, sheet.shape(node.id), look, node.id in sheet.dimmed, sheet.measure)


def _flows(sheet: _Sheet) -> Iterator[Item]:
    """Flows that were taken lie on top of those that were not."""
    x, y = sheet.origin
    graph = sheet.definition.graph
    for wanted in (False, True):
        for line in graph.flows:
            if (line.id in sheet.taken) is wanted:
                points = tuple((px - x, py - y) for px, py in sheet.definition.drawing.edges[line.id])
                yield from flows.flow(points, wanted)


def _nodes(sheet: _Sheet) -> Iterator[Item]:
    for node in sheet.definition.graph.nodes:
        dimmed = node.id in sheet.dimmed
        if node.kind is NodeKind.TASK:
            yield from _box(sheet, node)
        elif node.kind in (NodeKind.EXCLUSIVE, NodeKind.PARALLEL):
            yield from steps.gateway(node, sheet.shape(node.id), sheet.looks.get(node.id), dimmed)
        elif node.kind in (NodeKind.START, NodeKind.END):
            yield from steps.event(node, sheet.shape(node.id))


def _words(sheet: _Sheet) -> Iterator[Item]:
    """The questions, the names of events and the answers on the flows."""
    graph, drawing = sheet.definition.graph, sheet.definition.drawing
    for node in graph.nodes:
        if node.name and node.kind not in STEP_KINDS:
            bounds = drawing.labels.get(node.id) or _under(drawing.shapes[node.id])
            look = sheet.looks.get(node.id)
            asked = look is not None and look.state in ("ready", "active") and node.id not in sheet.dimmed
            role = "text" if asked else "muted"
            yield from flows.words(node.name, sheet.moved(bounds), role, asked, sheet.measure)
    for line in graph.flows:
        if line.name:
            bounds = drawing.labels.get(line.id) or _beside(drawing.edges[line.id])
            taken = line.id in sheet.taken
            role = "text" if taken else "muted"
            yield from flows.words(line.name, sheet.moved(bounds), role, taken, sheet.measure)


def _under(shape: Bounds) -> Bounds:
    middle = shape.x + shape.width / 2
    return Bounds(middle - LABEL_WIDTH / 2, shape.y + shape.height + 4, LABEL_WIDTH, LABEL_HEIGHT)


def _beside(points: tuple[Point, ...]) -> Bounds:
    (ax, ay), (bx, by) = points[0], points[1]
    return Bounds((ax + bx) / 2 - 20, (ay + by) / 2 - 15, 40, 13)
