"""Reads the drawing of a BPMN file: its diagram interchange (BPMN 2.0 chapter 12), in pixels at 100 %."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from familjeflow.domain.process import Bounds, Drawing, Graph, Point
from familjeflow.formats import xml_source
from familjeflow.formats.errors import FormatError

BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
MAX_PIXELS = 20_000.0


@dataclass
class _Found:
    file: str
    shapes: dict[str, Bounds] = field(default_factory=dict)
    labels: dict[str, Bounds] = field(default_factory=dict)
    edges: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    horizontal: bool = True


def read(root: etree._Element, graph: Graph, lines: Mapping[str, int | None], file: str) -> Drawing:
    """The drawing of the graph.

    Raises FormatError where an element is not drawn, is drawn twice or where a number is none.
    """
    planes = list(root.iter(f"{{{BPMNDI}}}BPMNPlane"))
    if len(planes) > 1:
        raise FormatError("several_drawings", file, xml_source.line(planes[1]), "BPMNPlane")
    if not planes:
        raise FormatError("no_drawing", file, xml_source.line(root), "BPMNDiagram")
    found = _Found(file)
    for element in xml_source.elements(planes[0]):
        _read_drawn(element, found)
    _check_complete(graph, found, lines)
    pool = next((found.shapes.get(p) for p in _participants(root)), None)
    return Drawing(found.shapes, found.labels, found.edges, pool, found.horizontal)


def _participants(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if xml_source.local_name(element) == "participant":
            yield element.get("id", "")


def _read_drawn(element: etree._Element, found: _Found) -> None:
    name, target = xml_source.local_name(element), element.get("bpmnElement", "")
    if target in found.shapes or target in found.edges:
        raise FormatError("drawn_twice", found.file, xml_source.line(element), target)
    if name == "BPMNShape":
        found.shapes[target] = _bounds(element, target, found.file)
        found.horizontal = found.horizontal and element.get("isHorizontal") != "false"
    elif name == "BPMNEdge":
        points = tuple(_point(w, target, found.file) for w in element.iterfind(f"{{{DI}}}waypoint"))
        if len(points) < 2:
            raise FormatError("edge_without_points", found.file, xml_source.line(element), target)
        found.edges[target] = points
    label = element.find(f"{{{BPMNDI}}}BPMNLabel")
    if label is not None and label.find(f"{{{DC}}}Bounds") is not None:
        found.labels[target] = _bounds(label, target, found.file)


def _bounds(parent: etree._Element, target: str, file: str) -> Bounds:
    element = parent.find(f"{{{DC}}}Bounds")
    if element is None:
        raise FormatError("shape_without_bounds", file, xml_source.line(parent), target)
    x, y, width, height = (_number(element, k, target, file) for k in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        raise FormatError("bad_number", file, xml_source.line(element), target, key="width/height")
    return Bounds(x, y, width, height)


def _point(element: etree._Element, target: str, file: str) -> Point:
    return _number(element, "x", target, file), _number(element, "y", target, file)


def _number(element: etree._Element, key: str, target: str, file: str) -> float:
    try:
        value = float(element.get(key, ""))
    except ValueError:
        value = math.nan
    if not abs(value) <= MAX_PIXELS:
        raise FormatError("bad_number", file, xml_source.line(element), target, key=key)
    return value


def _check_complete(graph: Graph, found: _Found, lines: Mapping[str, int | None]) -> None:
    shapes = [*(lane.id for lane in graph.lanes), *(node.id for node in graph.nodes)]
    edges = [flow.id for flow in graph.flows]
    missing = [i for i in shapes if i not in found.shapes] + [i for i in edges if i not in found.edges]
    for item in missing:
        raise FormatError("not_drawn", found.file, lines.get(item), item)
