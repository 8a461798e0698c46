"""Where a case stands in its picture: tokens moved through the BPMN graph, as advice and never as force.

A token rests at an activity or at a question until a person acts; it passes events, merges and parallel
gateways by itself (BPMN 2.0 section 13.2 to 13.4). A step that was done before its token came has a credit,
and the token passes it when it arrives.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from familjeflow.domain.process import Flow, Graph, Node, NodeKind

RESTING = frozenset({NodeKind.TASK, NodeKind.SUBPROCESS, NodeKind.AD_HOC})


@dataclass
class Marking:
    """The tokens of one case while it is folded: the one mutable value of the domain, never handed out.

    `resting` counts tokens per activity or question, `arrived` tokens per flow that wait at a parallel join,
    `credit` steps done ahead of their token. `reached` is the day the latest token came to a node.
    """

    resting: dict[str, int] = field(default_factory=dict)
    arrived: dict[str, int] = field(default_factory=dict)
    credit: dict[str, int] = field(default_factory=dict)
    reached: dict[str, date] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def begin(graph: Graph, marking: Marking, on: date) -> None:
    """Put a token at each start event of the process."""
    for node in graph.inside.get(None, ()):
        if node.kind is NodeKind.START:
            _pass(graph, marking, node, on)


def leave(graph: Graph, marking: Marking, node_id: str, on: date, through: str | None = None) -> bool:
    """Take the token from a node and move it on; False when no token rested there.

    `through` is the one flow chosen at a question; an activity moves along all its flows.
    """
    if not _take(marking.resting, node_id):
        return False
    for inner in _all_inside(graph, node_id):
        marking.resting.pop(inner.id, None)
    node = graph.node[node_id]
    flows = graph.outgoing[node_id] if through is None else (graph.flow[through],)
    _travel(graph, marking, flows, on)
    _close_parent(graph, marking, node, on)
    return True


def withdraw(graph: Graph, marking: Marking, flow_id: str) -> None:
    """Take back an untouched token that a question sent along a flow, when the question is asked again."""
    _take(marking.resting, graph.flow[flow_id].target)
    marking.taken.discard(flow_id)


def push(graph: Graph, marking: Marking, flow_id: str, on: date) -> None:
    """Send a token along a flow, for a question that was answered anew without a token resting there."""
    _travel(graph, marking, (graph.flow[flow_id],), on)


def is_free(graph: Graph, marking: Marking, node_id: str) -> bool:
    """Whether the node lies in an open ad-hoc sub-process, where anything may be done in any order."""
    parent = graph.node[node_id].parent
    return (
        parent is not None
        and graph.node[parent].kind is NodeKind.AD_HOC
        and bool(marking.resting.get(parent))
    )


def reachable(graph: Graph, marking: Marking) -> frozenset[str]:
    """Every node that a token can still come to, the ones where tokens rest among them."""
    waiting = [graph.flow[f].target for f, n in marking.arrived.items() if n]
    todo = [n for n, count in marking.resting.items() if count] + waiting
    seen: set[str] = set()
    while todo:
        node_id = todo.pop()
        if node_id in seen:
            continue
        seen.add(node_id)
        todo += [flow.target for flow in graph.outgoing[node_id]]
        todo += [inner.id for inner in graph.inside.get(node_id, ())]
        parent = graph.node[node_id].parent
        if parent is not None:
            todo += [flow.target for flow in graph.outgoing[parent]]
    return frozenset(seen)


def missing_at_joins(graph: Graph, marking: Marking) -> Iterator[tuple[Node, tuple[Flow, ...]]]:
    """Parallel joins where some flows have arrived, each with the flows that are still awaited."""
    for node in graph.nodes:
        flows = graph.incoming[node.id]
        if node.kind is NodeKind.PARALLEL and len(flows) > 1:
            awaited = tuple(f for f in flows if not marking.arrived.get(f.id))
            if awaited and len(awaited) < len(flows):
                yield node, awaited


def steps_after(graph: Graph, node_id: str) -> frozenset[str]:
    """The activities and questions that come straight after a node, past events and gateways."""
    found: set[str] = set()
    todo = [f.target for f in graph.outgoing[node_id]]
    seen: set[str] = set()
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        if graph.node[current].kind in RESTING or graph.is_question(current):
            found.add(current)
        else:
            todo += [f.target for f in graph.outgoing[current]]
    return frozenset(found)


def steps_before(graph: Graph, flow: Flow) -> frozenset[str]:
    """The activities and questions that a flow comes from, past events and gateways."""
    found: set[str] = set()
    todo = [flow.source]
    seen: set[str] = set()
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        if graph.node[current].kind in RESTING or graph.is_question(current):
            found.add(current)
        else:
            todo += [f.source for f in graph.incoming[current]]
    return frozenset(found)


def _travel(graph: Graph, marking: Marking, flows: Iterable[Flow], on: date) -> None:
    for flow in flows:
        marking.taken.add(flow.id)
        _arrive(graph, marking, flow, on)


def _arrive(graph: Graph, marking: Marking, flow: Flow, on: date) -> None:
    node = graph.node[flow.target]
    marking.reached[node.id] = on
    if node.kind in RESTING:
        _rest(graph, marking, node, on)
    elif node.kind is NodeKind.EXCLUSIVE:
        if graph.is_question(node.id):
            _rest(graph, marking, node, on)
        else:
            _pass(graph, marking, node, on)
    elif node.kind is NodeKind.PARALLEL:
        marking.arrived[flow.id] = marking.arrived.get(flow.id, 0) + 1
        _join(graph, marking, node, on)
    elif node.kind is NodeKind.END:
        _close_parent(graph, marking, node, on)


def _rest(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    if _take(marking.credit, node.id):
        _travel(graph, marking, graph.outgoing[node.id], on)
        _close_parent(graph, marking, node, on)
        return
    marking.resting[node.id] = marking.resting.get(node.id, 0) + 1
    if node.kind is NodeKind.SUBPROCESS:
        for inner in graph.inside.get(node.id, ()):
            if inner.kind is NodeKind.START:
                _pass(graph, marking, inner, on)


def _pass(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    _travel(graph, marking, graph.outgoing[node.id], on)


def _join(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    flows = graph.incoming[node.id]
    if all(marking.arrived.get(f.id) for f in flows):
        for flow in flows:
            _take(marking.arrived, flow.id)
        _pass(graph, marking, node, on)


def _close_parent(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    """End a sub-process whose last token is gone (BPMN 2.0 section 13.3.4)."""
    parent = node.parent
    if (
        parent is None
        or graph.node[parent].kind is not NodeKind.SUBPROCESS
        or not marking.resting.get(parent)
    ):
        return
    inside = _all_inside(graph, parent)
    flows = {f.id for n in inside for f in graph.incoming[n.id]}
    if any(marking.resting.get(n.id) for n in inside) or any(marking.arrived.get(f) for f in flows):
        return
    leave(graph, marking, parent, on)


def _all_inside(graph: Graph, node_id: str) -> tuple[Node, ...]:
    direct = graph.inside.get(node_id, ())
    return direct + tuple(deep for node in direct for deep in _all_inside(graph, node.id))


def _take(tokens: dict[str, int], key: str) -> bool:
    count = tokens.get(key, 0)
    if not count:
        return False
    tokens[key] = count - 1
    return True
