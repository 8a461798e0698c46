"""Reads a BPMN 2.0 file: what is done in which order (chapter 10) and how it is drawn (chapter 12).

Only the elements that the program can follow are accepted. Anything else that carries flow is refused with
its name and line, because a picture that shows more than the program does would lead astray. Expressions and
scripts are never read, let alone run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from familjeflow.domain.process import Drawing, Flow, Graph, Lane, Node, NodeKind
from familjeflow.formats import bpmn_checks, bpmn_drawing, xml_source
from familjeflow.formats.errors import FormatError

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
MAX_NODES = 500
MAX_FLOWS = 2_000
MAX_LANES = 100

KINDS = {
    "startEvent": NodeKind.START,
    "endEvent": NodeKind.END,
    "task": NodeKind.TASK,
    "userTask": NodeKind.TASK,
    "manualTask": NodeKind.TASK,
    "exclusiveGateway": NodeKind.EXCLUSIVE,
    "parallelGateway": NodeKind.PARALLEL,
    "subProcess": NodeKind.SUBPROCESS,
    "adHocSubProcess": NodeKind.AD_HOC,
}
_NESTING = frozenset({NodeKind.SUBPROCESS, NodeKind.AD_HOC})

# Elements beside the flow: they say something to the reader of the file and change nothing that is done.
_WORDS = frozenset(
    {"documentation", "extensionElements", "extension", "import", "category", "itemDefinition"}
)
_DATA = frozenset({"dataObject", "dataObjectReference", "dataStoreReference", "dataStore", "property"})
_NOTES = frozenset({"textAnnotation", "association", "group"})
_INSIDE_NODE = frozenset(
    {
        "incoming",
        "outgoing",
        "dataInputAssociation",
        "dataOutputAssociation",
        "performer",
        "humanPerformer",
        "potentialOwner",
    }
)
_ASIDE = _WORDS | _DATA | _NOTES


@dataclass
class _Reading:
    """What has been found so far, in the order of the file."""

    file: str
    lanes: list[Lane] = field(default_factory=list)
    lane_of: dict[str, str] = field(default_factory=dict)
    lane_refs: dict[str, etree._Element] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    lines: dict[str, int | None] = field(default_factory=dict)

    def error(self, code: str, element: etree._Element, name: str = "", **facts: str | int) -> FormatError:
        shown = name or element.get("id") or xml_source.local_name(element)
        facts.setdefault("tag", xml_source.local_name(element))
        return FormatError(code, self.file, xml_source.line(element), shown, **facts)


def read(data: bytes, file: str = "process.bpmn") -> tuple[Graph, Drawing]:
    """The graph and the drawing of the only process in the file.

    Raises FormatError naming the element and its line.
    """
    root = xml_source.parse(data, file)
    reading = _read_root(root, file)
    graph = _graph(reading)
    return graph, bpmn_drawing.read(root, graph, reading.lines, file)


def read_graph(data: bytes, file: str = "process.bpmn") -> Graph:
    """The graph alone, for a file that has not been drawn yet. Raises FormatError."""
    return _graph(_read_root(xml_source.parse(data, file), file))


def _read_root(root: etree._Element, file: str) -> _Reading:
    reading = _Reading(file)
    if not _is_bpmn(root, "definitions"):
        raise reading.error("not_bpmn", root)
    bpmn_checks.unique_ids(root, file)
    _read_level(_only_process(root, reading), None, None, reading)
    for node_id in reading.lane_of:
        raise reading.error("dangling", reading.lane_refs[node_id], node_id)
    return reading


def _graph(reading: _Reading) -> Graph:
    graph = Graph(tuple(reading.lanes), tuple(reading.nodes), tuple(reading.flows))
    bpmn_checks.check(graph, reading.lines, reading.file)
    return graph


def _is_bpmn(element: etree._Element, name: str) -> bool:
    return bool(element.tag == f"{{{BPMN}}}{name}")


def _bpmn_children(parent: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for child in xml_source.elements(parent):
        if xml_source.namespace(child) == BPMN:
            yield xml_source.local_name(child), child


def _only_process(root: etree._Element, reading: _Reading) -> etree._Element:
    processes = []
    for name, child in _bpmn_children(root):
        if name == "process":
            processes.append(child)
        elif name == "collaboration":
            _check_collaboration(child, reading)
        elif name not in _ASIDE:
            raise reading.error("unsupported_element", child)
    if not processes:
        raise reading.error("no_process", root)
    if len(processes) > 1:
        raise reading.error("several_processes", processes[1])
    return processes[0]


def _check_collaboration(element: etree._Element, reading: _Reading) -> None:
    pools = 0
    for name, child in _bpmn_children(element):
        pools += name == "participant"
        if name not in _ASIDE | {"participant"} or pools > 1:
            raise reading.error("unsupported_element", child)


def _read_level(
    level: etree._Element, parent: str | None, parent_lane: str | None, reading: _Reading
) -> None:
    """Read the nodes and flows of the process or of one sub-process, and what lies inside them."""
    for name, child in _bpmn_children(level):
        if name == "laneSet":
            _read_lanes(child, reading)
    for name, child in _bpmn_children(level):
        if name in KINDS:
            _read_node(child, KINDS[name], parent, parent_lane, reading)
        elif name == "sequenceFlow":
            _read_flow(child, reading)
        elif name not in _ASIDE | {"laneSet"} and not (parent and name in _INSIDE_NODE):
            raise reading.error("unsupported_element", child, child.get("id") or parent or "")


def _read_lanes(lane_set: etree._Element, reading: _Reading) -> None:
    for name, lane in _bpmn_children(lane_set):
        if name != "lane":
            continue
        lane_id = _id(lane, reading)
        reading.lanes.append(Lane(lane_id, lane.get("name", "")))
        reading.lines[lane_id] = xml_source.line(lane)
        if len(reading.lanes) > MAX_LANES:
            raise reading.error("too_many_lanes", lane, limit=MAX_LANES)
        for part, child in _bpmn_children(lane):
            if part == "childLaneSet":
                raise reading.error("unsupported_element", child)
            if part == "flowNodeRef":
                _place_in_lane((child.text or "").strip(), lane_id, child, reading)


def _place_in_lane(node_id: str, lane_id: str, element: etree._Element, reading: _Reading) -> None:
    if node_id in reading.lane_of:
        raise reading.error("two_lanes", element, node_id)
    reading.lane_of[node_id] = lane_id
    reading.lane_refs[node_id] = element


def _read_node(
    element: etree._Element, kind: NodeKind, parent: str | None, parent_lane: str | None, reading: _Reading
) -> None:
    node_id = _id(element, reading)
    lane = reading.lane_of.pop(node_id, parent_lane)
    if lane is None and reading.lanes:
        raise reading.error("node_without_lane", element)
    if element.get("triggeredByEvent") == "true":
        raise reading.error("unsupported_element", element, tag="eventSubProcess")
    reading.nodes.append(Node(node_id, kind, " ".join(element.get("name", "").split()), lane, parent))
    reading.lines[node_id] = xml_source.line(element)
    if len(reading.nodes) > MAX_NODES:
        raise reading.error("too_many_nodes", element, limit=MAX_NODES)
    if kind in _NESTING:
        _read_level(element, node_id, lane, reading)
        return
    for name, child in _bpmn_children(element):
        if name not in _INSIDE_NODE | _WORDS | _DATA:
            raise reading.error("unsupported_element", child, node_id)


def _read_flow(element: etree._Element, reading: _Reading) -> None:
    flow_id = _id(element, reading)
    source, target = element.get("sourceRef", ""), element.get("targetRef", "")
    name = " ".join(element.get("name", "").split())
    reading.flows.append(Flow(flow_id, source, target, name))
    reading.lines[flow_id] = xml_source.line(element)
    if len(reading.flows) > MAX_FLOWS:
        raise reading.error("too_many_flows", element, limit=MAX_FLOWS)


def _id(element: etree._Element, reading: _Reading) -> str:
    found = element.get("id", "")
    if not found:
        raise reading.error("no_id", element)
    return found
