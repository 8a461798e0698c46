"""Draws a process: reads process.bpmn and layout.toml of a process folder and writes the drawing (BPMN DI).

    python tools/draw_process.py resources/processes/kontaktperson
    python tools/draw_process.py resources/processes/kontaktperson --svg picture.svg

`layout.toml` says in which row and column each node lies; docs/innehallsformat.md section 4 shows its keys.
The tool finds the way of the flows and room for the words, and replaces the BPMNDiagram of process.bpmn. The
same files always give the same drawing. What it had to accept (a crossing, words on a line) is not an error:
look at the picture and move a node, raise a row, or ask for a port or a side.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from process_labels import PLACES, Around, all_segments, beside_flow, beside_node
from process_routing import SIDES, Board, Wish

from familjeflow.domain.picture.display import StepLook
from familjeflow.domain.picture.layout import display
from familjeflow.domain.process import Bounds, Drawing, Graph, Node, NodeKind, Point
from familjeflow.export import fonts
from familjeflow.export.picture_pdf import PRINT_PALETTE
from familjeflow.export.picture_svg import to_svg
from familjeflow.formats import bpmn, bundle

STRIP = 30.0  # bpmn.io draws the name of a pool and of a lane in strips of this width
ORIGIN = 20.0
SIZES = {NodeKind.TASK: (112.0, 56.0), NodeKind.EXCLUSIVE: (42.0, 42.0), NodeKind.PARALLEL: (42.0, 42.0)}
EVENT = (30.0, 30.0)
PADDING, TITLE = 16.0, 24.0
NESTING = (NodeKind.SUBPROCESS, NodeKind.AD_HOC)
KEYS = {"first", "pitch", "width", "box", "lanes", "nodes", "labels", "ports"}


@dataclass(frozen=True)
class Layout:
    """What layout.toml says, in pixels."""

    lanes: Mapping[str, tuple[float, ...]]
    nodes: Mapping[str, tuple[float, float]]
    labels: Mapping[str, str] = field(default_factory=dict)
    ports: Mapping[str, str] = field(default_factory=dict)
    first: float = 116.0
    pitch: float = 137.0
    width: float = 770.0
    box: tuple[float, float] = SIZES[NodeKind.TASK]


def read_layout(path: Path, graph: Graph) -> Layout:
    """The layout beside the process. Raises ValueError that names what is missing or unknown."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := raw.keys() - KEYS:
        raise ValueError(f"{path}: unknown keys {sorted(unknown)}")
    known = set(graph.node) | set(graph.flow)
    for part in ("nodes", "labels", "ports"):
        if wrong := raw.get(part, {}).keys() - known:
            raise ValueError(f"{path}: [{part}] names {sorted(wrong)}, which process.bpmn does not have")
    if wrong := [k for k, v in raw.get("labels", {}).items() if v not in PLACES]:
        raise ValueError(f"{path}: [labels] {wrong} must be one of {PLACES}")
    placed = {n.id for n in graph.nodes if n.kind not in NESTING}
    if missing := placed - raw.get("nodes", {}).keys():
        raise ValueError(f"{path}: [nodes] lacks {sorted(missing)}")
    if set(raw.get("lanes", {})) != {lane.id for lane in graph.lanes}:
        raise ValueError(f"{path}: [lanes] must name exactly {[lane.id for lane in graph.lanes]}")
    return Layout(**raw)


def place(graph: Graph, layout: Layout) -> tuple[dict[str, Bounds], Bounds]:
    """Where the lanes and nodes lie, and the pool around them."""
    shapes: dict[str, Bounds] = {}
    rows: list[tuple[float, float]] = []
    top, left = ORIGIN, ORIGIN + STRIP
    for lane_id, heights in layout.lanes.items():
        start = top
        for height in heights:
            rows.append((top, height))
            top += height
        shapes[lane_id] = Bounds(left, start, layout.width, top - start)
    for node in graph.nodes:
        if node.kind not in NESTING:
            shapes[node.id] = _place_node(node, layout, rows, left + STRIP)
    for node in reversed(graph.nodes):
        if node.kind in NESTING:
            shapes[node.id] = _around([shapes[n.id] for n in graph.inside[node.id]])
    return shapes, Bounds(ORIGIN, ORIGIN, layout.width + STRIP, top - ORIGIN)


def _place_node(node: Node, layout: Layout, rows: list[tuple[float, float]], left: float) -> Bounds:
    width, height = layout.box if node.kind is NodeKind.TASK else SIZES.get(node.kind, EVENT)
    row, column = layout.nodes[node.id]
    top, tall = rows[int(row)]
    middle = top + tall / 2 + (row - int(row)) * tall
    centre = left + layout.first + column * layout.pitch
    return Bounds(round(centre) - width / 2, round(middle) - height / 2, width, height)


def _around(inner: list[Bounds]) -> Bounds:
    left = min(b.x for b in inner) - PADDING
    top = min(b.y for b in inner) - TITLE
    right = max(b.x + b.width for b in inner) + PADDING
    return Bounds(left, top, right - left, max(b.y + b.height for b in inner) + PADDING - top)


def draw(graph: Graph, layout: Layout) -> Drawing:
    """The whole drawing: shapes placed, flows routed three times so that each knows the others, words put."""
    shapes, pool = place(graph, layout)
    lanes = Bounds(pool.x + 2 * STRIP, pool.y, layout.width - STRIP, pool.height)
    area = Bounds(lanes.x + 5, lanes.y + 6, lanes.width - 11, lanes.height - 12)
    borders = [shapes[lane.id].y for lane in graph.lanes[1:]]
    inner = Bounds(lanes.x + 3, lanes.y + 3, lanes.width - 6, lanes.height - 6)
    board = Board(area, [shapes[n.id] for n in graph.nodes], borders)
    wishes = sorted((_wish(graph, shapes, f.id, layout) for f in graph.flows), key=_ease)
    paths: dict[str, tuple[Point, ...]] = {}
    labels: dict[str, Bounds] = {}
    for _ in range(3):
        for wish in wishes:
            paths.pop(wish.id, None)
            others = [(w, paths[w.id]) for w in wishes if w.id in paths]
            words = [b for name, b in labels.items() if name not in (wish.id, wish.source_id)]
            ends = _ends(others, wish)
            paths[wish.id] = board.route(wish, others, words, ends)
        labels = _labels(graph, layout, shapes, paths, inner)
    ordered = {f.id: paths[f.id] for f in graph.flows}
    return Drawing(shapes, labels, ordered, pool)


def _wish(graph: Graph, shapes: Mapping[str, Bounds], flow_id: str, layout: Layout) -> Wish:
    flow = graph.flow[flow_id]
    around = _containers(graph, flow.source)
    obstacles = tuple(
        shapes[n.id] for n in graph.nodes if n.id not in around and not _hidden(graph, n, around)
    )
    leave, _, arrive = layout.ports.get(flow_id, "any-any").partition("-")
    return Wish(
        flow_id,
        shapes[flow.source],
        shapes[flow.target],
        flow.source,
        flow.target,
        (leave,) if leave in SIDES else (),
        (arrive,) if arrive in SIDES else (),
        obstacles,
    )


def _containers(graph: Graph, node_id: str) -> set[str]:
    found: set[str] = set()
    parent = graph.node[node_id].parent
    while parent is not None:
        found.add(parent)
        parent = graph.node[parent].parent
    return found


def _hidden(graph: Graph, node: Node, around: set[str]) -> bool:
    """Whether the node lies in another sub-process, whose frame is obstacle enough."""
    return node.parent is not None and node.parent not in around


def _ease(wish: Wish) -> tuple[float, str]:
    """Short and straight flows first; they leave the long ones the room that is left."""
    a, b = wish.source, wish.target
    across = abs(a.x + a.width / 2 - b.x - b.width / 2)
    down = abs(a.y + a.height / 2 - b.y - b.height / 2)
    return across + down + (150 if min(across, down) > 1 else 0), wish.id


def _ends(others: list[tuple[Wish, tuple[Point, ...]]], wish: Wish) -> dict[Point, int]:
    """How many flows touch each port; arrows into the same box may share one."""
    ends: dict[Point, int] = {}
    for other, path in others:
        ends[path[0]] = ends.get(path[0], 0) + 1
        if other.target_id != wish.target_id:
            ends[path[-1]] = ends.get(path[-1], 0) + 1
    return ends


def _labels(
    graph: Graph,
    layout: Layout,
    shapes: Mapping[str, Bounds],
    paths: Mapping[str, tuple[Point, ...]],
    area: Bounds,
) -> dict[str, Bounds]:
    labels: dict[str, Bounds] = {}
    boxes = tuple(shapes[n.id] for n in graph.nodes if n.kind not in NESTING)
    lines = all_segments(paths.values())
    for flow in graph.flows:
        if flow.name:
            around = Around(area, boxes, lines, tuple(labels.values()))
            labels[flow.id] = beside_flow(flow.name, paths[flow.id], around)
    for node in graph.nodes:
        if node.name and node.kind is not NodeKind.TASK and node.kind not in NESTING:
            around = Around(area, boxes, lines, tuple(labels.values()))
            labels[node.id] = beside_node(node.name, shapes[node.id], layout.labels.get(node.id, ""), around)
    return labels


def interchange(graph: Graph, drawing: Drawing, pool_id: str) -> str:
    """The BPMNDiagram element for this drawing (BPMN 2.0 chapter 12)."""
    lines = [
        '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
        ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
        ' id="bild">',
        f'  <bpmndi:BPMNPlane id="bild_plan" bpmnElement={quoteattr(_plane_of(pool_id))}>',
    ]
    if drawing.pool is not None:
        lines += _shape(pool_id, drawing.pool, ' isHorizontal="true"', None)
    for lane in graph.lanes:
        lines += _shape(lane.id, drawing.shapes[lane.id], ' isHorizontal="true"', None)
    for node in graph.nodes:
        more = ' isExpanded="true"' if node.kind in NESTING else ""
        more += ' isMarkerVisible="true"' if node.kind is NodeKind.EXCLUSIVE else ""
        lines += _shape(node.id, drawing.shapes[node.id], more, drawing.labels.get(node.id))
    for flow in graph.flows:
        lines += _edge(flow.id, drawing.edges[flow.id], drawing.labels.get(flow.id))
    lines += ["  </bpmndi:BPMNPlane>", "</bpmndi:BPMNDiagram>"]
    return "".join(f"  {line}\n" for line in lines)


def _plane_of(pool_id: str) -> str:
    return pool_id.split("/")[0]


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _bounds(b: Bounds) -> str:
    x, y, width, height = (_number(v) for v in (b.x, b.y, b.width, b.height))
    return f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}" />'


def _label(bounds: Bounds | None) -> list[str]:
    if bounds is None:
        return []
    return ["      <bpmndi:BPMNLabel>", f"        {_bounds(bounds)}", "      </bpmndi:BPMNLabel>"]


def _shape(element: str, bounds: Bounds, more: str, label: Bounds | None) -> list[str]:
    name = element.split("/")[-1]
    start = f'    <bpmndi:BPMNShape id="{name}_bild" bpmnElement="{name}"{more}>'
    return [start, f"      {_bounds(bounds)}", *_label(label), "    </bpmndi:BPMNShape>"]


def _edge(element: str, points: tuple[Point, ...], label: Bounds | None) -> list[str]:
    way = [f'      <di:waypoint x="{_number(x)}" y="{_number(y)}" />' for x, y in points]
    start = f'    <bpmndi:BPMNEdge id="{element}_bild" bpmnElement="{element}">'
    return [start, *way, *_label(label), "    </bpmndi:BPMNEdge>"]


def rewrite(text: str, diagram: str) -> str:
    """The BPMN file with its drawing replaced."""
    text = re.sub(r"[ \t]*<bpmndi:BPMNDiagram.*?</bpmndi:BPMNDiagram>\s*", "", text, flags=re.DOTALL)
    end = re.search(r"</(\w+:)?definitions>", text)
    if end is None:
        raise ValueError("process.bpmn has no end of definitions")
    return text[: end.start()] + diagram + text[end.start() :]


def _pool_id(text: str) -> str:
    """ "collaboration/participant", or the process where there is no pool."""
    names = {}
    for tag in ("collaboration", "participant", "process"):
        found = re.search(rf'<(?:\w+:)?{tag}\b[^>]*?\bid="([^"]+)"', text)
        names[tag] = found[1] if found else ""
    pool = f"{names['collaboration']}/{names['participant']}"
    return pool if names["participant"] else names["process"]


def untouched_picture(folder: Path) -> str:
    """SVG of a case in which nothing has been done."""
    definition = bundle.read_bundle(bundle.read_folder(folder))
    steps = (*definition.steps, *definition.questions)
    looks = {node.id: StepLook("not_started", "Ej påbörjat") for node in steps}

    def measure(text: str, size: float, bold: bool) -> float:
        return fonts.text_width(text, fonts.BOLD if bold else fonts.REGULAR, size)

    picture = display(definition, looks, set(), measure)
    return to_svg(picture, PRINT_PALETTE, definition.info.short, definition.info.title)


def main() -> int:
    """Draw the process of the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--svg", type=Path, help="also write the picture of a case where nothing is done")
    chosen = parser.parse_args()
    file = chosen.folder / "process.bpmn"
    data = file.read_bytes()
    graph = bpmn.read_graph(data)
    drawing = draw(graph, read_layout(chosen.folder / "layout.toml", graph))
    text = data.decode("utf-8")
    new = rewrite(text, interchange(graph, drawing, _pool_id(text))).encode()
    bpmn.read(new)
    file.write_bytes(new)
    if chosen.svg:
        chosen.svg.write_text(untouched_picture(chosen.folder), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
