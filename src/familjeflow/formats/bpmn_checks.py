"""What must hold in a BPMN file before anybody works by it: unique ids, no loose ends, one whole."""

from collections import deque
from collections.abc import Mapping

from lxml import etree

from familjeflow.domain.process import Graph, Node, NodeKind
from familjeflow.formats import xml_source
from familjeflow.formats.errors import FormatError

Lines = Mapping[str, int | None]


def unique_ids(root: etree._Element, file: str) -> None:
    """Raise FormatError("duplicate_id") at the second element that carries the same id."""
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        found = element.get("id")
        if found is not None and found in seen:
            raise FormatError("duplicate_id", file, xml_source.line(element), found)
        if found is not None:
            seen.add(found)


def check(graph: Graph, lines: Lines, file: str) -> None:
    """Raise FormatError for the first loose end: in flows, in what can be reached."""
    _check_flows(graph, lines, file)
    for level in graph.inside:
        if level is None or graph.node[level].kind is not NodeKind.AD_HOC:
            _check_level(graph, level, lines, file)
    _check_stops(graph, lines, file)


def _check_stops(graph: Graph, lines: Lines, file: str) -> None:
    """Every way round passes something that a person does; otherwise the case would never come to rest."""
    passing = {n.id for n in graph.nodes if _passes_by_itself(graph, n)}
    left = {node: {f.target for f in graph.outgoing[node]} & passing for node in passing}
    while ends := [node for node, targets in left.items() if not targets & left.keys()]:
        for node in ends:
            del left[node]
    if left:
        first = next(n.id for n in graph.nodes if n.id in left)
        raise FormatError("cycle_without_stop", file, lines[first], first)


def _passes_by_itself(graph: Graph, node: Node) -> bool:
    if node.kind is NodeKind.EXCLUSIVE:
        return not graph.is_question(node.id)
    return node.kind is NodeKind.PARALLEL


def _check_flows(graph: Graph, lines: Lines, file: str) -> None:
    for flow in graph.flows:
        for end in (flow.source, flow.target):
            if end not in graph.node:
                raise FormatError("dangling", file, lines[flow.id], flow.id, missing=end)
        source, target = graph.node[flow.source], graph.node[flow.target]
        if source.parent != target.parent:
            raise FormatError("flow_crosses_subprocess", file, lines[flow.id], flow.id)
        if target.kind is NodeKind.START or source.kind is NodeKind.END:
            raise FormatError("flow_wrong_way", file, lines[flow.id], flow.id)


def _check_level(graph: Graph, level: str | None, lines: Lines, file: str) -> None:
    nodes = graph.inside[level]
    starts = [n for n in nodes if n.kind is NodeKind.START]
    if level is None and not starts:
        raise FormatError("no_start", file, 1, "process")
    if level is not None and not starts:
        starts = [n for n in nodes if not graph.incoming[n.id]]
    reached = _reached(graph, starts)
    for node in nodes:
        if node.id not in reached:
            raise FormatError("unreachable", file, lines[node.id], node.id)
        if node.kind is NodeKind.START and not graph.outgoing[node.id]:
            raise FormatError("nothing_after_start", file, lines[node.id], node.id)


def _reached(graph: Graph, starts: list[Node]) -> set[str]:
    reached: set[str] = set()
    waiting = deque(n.id for n in starts)
    while waiting:
        node_id = waiting.popleft()
        if node_id not in reached:
            reached.add(node_id)
            waiting.extend(f.target for f in graph.outgoing[node_id])
    return reached
