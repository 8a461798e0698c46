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
    `credit` steps done ahead of their token, `decided` the flows of questions answered ahead of it. `reached`
    is the day the latest token came to a node.
    """

    resting: dict[str, int] = field(default_factory=dict)
    arrived: dict[str, int] = field(default_factory=dict)
    credit: dict[str, int] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    reached: dict[str, date] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def begin(graph: Graph, marking: Marking, on: date) -> None:
    """Put a token at each start event of the process."""
    _pass_starts(graph, marking, None, on)
    _settle(graph, marking, on)


def leave(graph: Graph, marking: Marking, node_id: str, on: date, through: str | None = None) -> bool:
    """Take the token from a node and move it on; False when no token rested there.

    `through` is the one flow chosen at a question; an activity moves along all its flows.
    """
    if not _take(marking.resting, node_id):
        return False
    _empty(graph, marking, node_id)
    flows = graph.outgoing[node_id] if through is None else (graph.flow[through],)
    _travel(graph, marking, flows, on)
    _settle(graph, marking, on)
    return True


def landing(graph: Graph, flow_id: str) -> tuple[Flow, ...]:
    """The flows at whose ends a token sent along this flow stops: before steps, questions and joins."""
    found: list[Flow] = []
    todo, seen = [graph.flow[flow_id]], set[str]()
    while todo:
        flow = todo.pop()
        if flow.id in seen:
            continue
        seen.add(flow.id)
        target = graph.node[flow.target]
        joins = target.kind is NodeKind.PARALLEL and len(graph.incoming[target.id]) > 1
        if target.kind in RESTING or graph.is_question(target.id) or joins:
            found.append(flow)
        else:
            todo += graph.outgoing[target.id]
    return tuple(found)


def withdraw(graph: Graph, marking: Marking, flow_id: str) -> None:
    """Take back the untouched tokens that a question sent along a flow, when the question is asked again.

    Nothing is taken back once one of them has gone on.
    """
    landed = [(_place(graph, marking, flow), _key(graph, flow)) for flow in landing(graph, flow_id)]
    if not all(tokens.get(key) for tokens, key in landed):
        return
    for tokens, key in landed:
        _take(tokens, key)
        if key in graph.node:
            _empty(graph, marking, key)
    marking.taken.discard(flow_id)


def push(graph: Graph, marking: Marking, flow_id: str, on: date) -> None:
    """Send a token along a flow, for a question that was answered anew without a token resting there."""
    _travel(graph, marking, (graph.flow[flow_id],), on)
    _settle(graph, marking, on)


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


def all_inside(graph: Graph, node_id: str) -> tuple[Node, ...]:
    """The nodes of a sub-process, with those of the sub-processes in it."""
    direct = graph.inside.get(node_id, ())
    return direct + tuple(deep for node in direct for deep in all_inside(graph, node.id))


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


def _place(graph: Graph, marking: Marking, flow: Flow) -> dict[str, int]:
    """Where a token that stopped at the end of a flow is counted: at the node, or at a join by its flow."""
    return marking.arrived if graph.node[flow.target].kind is NodeKind.PARALLEL else marking.resting


def _key(graph: Graph, flow: Flow) -> str:
    return flow.id if graph.node[flow.target].kind is NodeKind.PARALLEL else flow.target


def _empty(graph: Graph, marking: Marking, node_id: str) -> None:
    """Take every token from the inside of a sub-process."""
    for inner in all_inside(graph, node_id):
        marking.resting.pop(inner.id, None)
        for flow in graph.incoming[inner.id]:
            marking.arrived.pop(flow.id, None)


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
        _choose(graph, marking, node, on)
    elif node.kind is NodeKind.PARALLEL:
        marking.arrived[flow.id] = marking.arrived.get(flow.id, 0) + 1
        _join(graph, marking, node, on)


def _rest(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    if _take(marking.credit, node.id):
        _pass(graph, marking, node, on)
        return
    marking.resting[node.id] = marking.resting.get(node.id, 0) + 1
    if node.kind is NodeKind.SUBPROCESS:
        _pass_starts(graph, marking, node.id, on)


def _choose(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    """Rest at a question, unless it was answered ahead; a gateway with one way out is passed."""
    if not graph.is_question(node.id):
        _pass(graph, marking, node, on)
    elif node.id in marking.decided:
        _travel(graph, marking, (graph.flow[marking.decided.pop(node.id)],), on)
    else:
        marking.resting[node.id] = marking.resting.get(node.id, 0) + 1


def _pass(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    _travel(graph, marking, graph.outgoing[node.id], on)


def _pass_starts(graph: Graph, marking: Marking, parent: str | None, on: date) -> None:
    for node in graph.inside.get(parent, ()):
        if node.kind is NodeKind.START:
            _pass(graph, marking, node, on)


def _join(graph: Graph, marking: Marking, node: Node, on: date) -> None:
    flows = graph.incoming[node.id]
    if all(marking.arrived.get(f.id) for f in flows):
        for flow in flows:
            _take(marking.arrived, flow.id)
        _pass(graph, marking, node, on)


def _settle(graph: Graph, marking: Marking, on: date) -> None:
    """End every sub-process whose last token is gone (BPMN 2.0 section 13.3.4), once all tokens have moved.

    One without a start event is ended by a person. Bounded, so that a loop of empty ones comes to rest.
    """
    for _round in graph.nodes:
        ended = next((n for n in graph.nodes if _is_spent(graph, marking, n)), None)
        if ended is None:
            return
        _take(marking.resting, ended.id)
        _pass(graph, marking, ended, on)


def _is_spent(graph: Graph, marking: Marking, node: Node) -> bool:
    if node.kind is not NodeKind.SUBPROCESS or not marking.resting.get(node.id):
        return False
    inside = all_inside(graph, node.id)
    if not any(n.kind is NodeKind.START for n in inside):
        return False
    flows = (f.id for n in inside for f in graph.incoming[n.id])
    return not any(marking.resting.get(n.id) for n in inside) and not any(map(marking.arrived.get, flows))


def _take(tokens: dict[str, int], key: str) -> bool:
    count = tokens.get(key, 0)
    if not count:
        return False
    tokens[key] = count - 1
    return True
