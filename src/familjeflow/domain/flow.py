"""Where a case stands in its picture: tokens moved through the BPMN graph, as advice and never as force.

A token rests at an activity or at a question until a person acts; it passes events, merges and parallel
gateways by itself (BPMN 2.0 section 13.2 to 13.4). A step that was done before its token came has a credit,
and the token passes it when it arrives.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from familjeflow.domain.process import Flow, Graph, Node, NodeKind

RESTING = frozenset({NodeKind.TASK, NodeKind.SUBPROCESS, NodeKind.AD_HOC})


@dataclass
class Marking:
    """The tokens of one case while it is folded: the one mutable value of the domain.

    A folded case carries it to be read; only folding changes it.

    `resting` counts tokens per activity or question, `arrived` tokens per flow that wait at a parallel join,
    `credit` steps done ahead of their token, `decided` the flows of questions answered ahead of it. `reached`
    is the day the latest token came to a node. `doubled` names places where the ways of a question that was
    answered anew meet: the question, and how many tokens are still to come there for one that goes on.
    """

    resting: dict[str, int] = field(default_factory=dict)
    arrived: dict[str, int] = field(default_factory=dict)
    credit: dict[str, int] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    reached: dict[str, date] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    doubled: dict[str, tuple[str, int]] = field(default_factory=dict)


def begin(graph: Graph, marking: Marking, on: date) -> tuple[str, ...]:
    """Put a token at each start event of the process. The sub-processes that ended at once come back."""
    _run(graph, marking, _entries(graph, None), on)
    return _settle(graph, marking, on)


def leave(
    graph: Graph, marking: Marking, node_id: str, on: date, through: str | None = None
) -> tuple[str, ...] | None:
    """Take the token from a node and move it on: the sub-processes that ended by it, None without a token.

    `through` is the one flow chosen at a question; an activity moves along all its flows.
    """
    if not _take(marking.resting, node_id):
        return None
    _empty(graph, marking, node_id)
    _forget_doubles(graph, marking, node_id)
    _travel(graph, marking, graph.outgoing[node_id] if through is None else (graph.flow[through],), on)
    return _settle(graph, marking, on)


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


def push(graph: Graph, marking: Marking, flow_id: str, on: date) -> tuple[str, ...]:
    """Send a token along a flow, for a question answered anew; the sub-processes that ended come back."""
    _travel(graph, marking, (graph.flow[flow_id],), on)
    return _settle(graph, marking, on)


def beyond(graph: Graph, flow_ids: Iterable[str]) -> dict[str, int]:
    """The nodes on the way along flows, nearest first, with their order; never past where the flows began."""
    flows = [graph.flow[f] for f in flow_ids]
    found = {flow.source: -1 for flow in flows}
    ways = [flow.target for flow in flows]
    for node_id in ways:
        if node_id in found:
            continue
        found[node_id] = len(found)
        ways += [flow.target for flow in graph.outgoing[node_id]]
        ways += [inner.id for inner in graph.inside.get(node_id, ())]
        parent = graph.node[node_id].parent
        if parent is not None and not graph.outgoing[node_id]:
            ways += [flow.target for flow in graph.outgoing[parent]]
    return {node_id: order for node_id, order in found.items() if order >= 0}


def rests_in(graph: Graph, marking: Marking, nodes: Iterable[str]) -> bool:
    """Whether a token rests at one of these nodes, or waits at a join that it came to from one of them."""
    within = set(nodes)
    waits = any(n and graph.flow[f].source in within for f, n in marking.arrived.items())
    return waits or any(marking.resting.get(node_id) for node_id in within)


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
    found = list(graph.inside.get(node_id, ()))
    for node in found:
        found += graph.inside.get(node.id, ())
    return tuple(found)


def around(graph: Graph, node_id: str) -> tuple[str, ...]:
    """The sub-processes around a node, the innermost first."""
    found: list[str] = []
    parent = graph.node[node_id].parent
    while parent is not None:
        found.append(parent)
        parent = graph.node[parent].parent
    return tuple(found)


def steps_after(graph: Graph, node_id: str) -> frozenset[str]:
    """The activities and questions that come straight after a node, past events and gateways."""

    def onward(node: str) -> list[str]:
        return [f.target for f in graph.outgoing[node]]

    return _nearest_steps(graph, onward(node_id), onward)


def steps_before(graph: Graph, flow: Flow) -> frozenset[str]:
    """The activities and questions that a flow comes from, past events and gateways."""

    def back(node: str) -> list[str]:
        return [f.source for f in graph.incoming[node]]

    return _nearest_steps(graph, [flow.source], back)


def _nearest_steps(graph: Graph, first: list[str], beyond: Callable[[str], list[str]]) -> frozenset[str]:
    """The first activities and questions from `first` on, where `beyond` tells what lies past a node."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = list(first)
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        if graph.node[current].kind in RESTING or graph.is_question(current):
            found.add(current)
        else:
            todo += beyond(current)
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


_Arrival = tuple[Node, Flow | None]


def _along(graph: Graph, flows: Iterable[Flow]) -> list[_Arrival]:
    return [(graph.node[flow.target], flow) for flow in flows]


def _entries(graph: Graph, parent: str | None) -> list[_Arrival]:
    """Where tokens begin: after the start events, or without any at what no flow leads to.

    So a sub-process without a start event begins all of that at once (BPMN 2.0 section 13.3.4).
    """
    inside = graph.inside.get(parent, ())
    starts = [node for node in inside if node.kind is NodeKind.START]
    if starts:
        return _along(graph, (flow for node in starts for flow in graph.outgoing[node.id]))
    return [(node, None) for node in inside if not graph.incoming[node.id]]


def _travel(graph: Graph, marking: Marking, flows: Iterable[Flow], on: date) -> None:
    _run(graph, marking, _along(graph, flows), on)


def _run(graph: Graph, marking: Marking, arrivals: Sequence[_Arrival], on: date) -> None:
    """Move tokens until all of them rest.

    A list of work, since ways may be longer than the stack. Bounded: a token that goes round where nothing
    can stop it is let go.
    """
    todo = list(reversed(arrivals))
    times: Counter[str] = Counter()
    most = len(graph.flows) + sum(marking.credit.values())
    while todo:
        node, arrow = todo.pop()
        if arrow is not None:
            times[arrow.id] += 1
            if times[arrow.id] > most:
                continue
            marking.taken.add(arrow.id)
        marking.reached[node.id] = on
        if not _is_double(graph, marking, node.id):
            todo += reversed(_arrive(graph, marking, node, arrow))


def _arrive(graph: Graph, marking: Marking, node: Node, arrow: Flow | None) -> list[_Arrival]:
    """Let a token come to a node; where it, or what it sets going, comes next."""
    onward = _along(graph, graph.outgoing[node.id])
    if node.kind in RESTING:
        if _take(marking.credit, node.id):
            return onward
        marking.resting[node.id] = marking.resting.get(node.id, 0) + 1
        return _entries(graph, node.id) if node.kind is NodeKind.SUBPROCESS else []
    if graph.is_question(node.id):
        if node.id in marking.decided:
            return _along(graph, (graph.flow[marking.decided.pop(node.id)],))
        marking.resting[node.id] = marking.resting.get(node.id, 0) + 1
        return []
    if node.kind is NodeKind.PARALLEL and arrow is not None:
        marking.arrived[arrow.id] = marking.arrived.get(arrow.id, 0) + 1
        return onward if _joined(graph, marking, node) else []
    return onward


def _is_double(graph: Graph, marking: Marking, node_id: str) -> bool:
    """Whether a token is the second to come where the ways of a question answered anew meet: it ends there.

    It goes on when the first has left those ways for another part of the case that is still open, so that a
    case can always be finished.
    """
    question, to_come = marking.doubled.get(node_id, ("", 0))
    if not to_come:
        return False
    if to_come > 1:
        marking.doubled[node_id] = question, to_come - 1
        return False
    del marking.doubled[node_id]
    outside = set(around(graph, node_id))
    is_over = not rests_in(graph, marking, graph.node.keys() - outside)
    return is_over or rests_in(graph, marking, _behind(graph, question) - outside)


def _behind(graph: Graph, question: str) -> set[str]:
    return set(beyond(graph, (flow.id for flow in graph.outgoing[question])))


def _forget_doubles(graph: Graph, marking: Marking, question: str) -> None:
    """A question that the flow has come to again starts afresh, once no token is left behind it."""
    theirs = [place for place, (asked, _count) in marking.doubled.items() if asked == question]
    if theirs and not rests_in(graph, marking, _behind(graph, question) - set(around(graph, question))):
        for place in theirs:
            del marking.doubled[place]


def _joined(graph: Graph, marking: Marking, node: Node) -> bool:
    flows = graph.incoming[node.id]
    if not all(marking.arrived.get(f.id) for f in flows):
        return False
    for flow in flows:
        _take(marking.arrived, flow.id)
    return True


def _settle(graph: Graph, marking: Marking, on: date) -> tuple[str, ...]:
    """End every sub-process whose last token is gone (BPMN 2.0 section 13.3.4), once all tokens have moved.

    Those that ended come back, in order. Bounded, so that a loop of empty ones comes to rest.
    """
    ended: list[str] = []
    for _round in graph.nodes:
        spent = next((n for n in graph.nodes if _is_spent(graph, marking, n)), None)
        if spent is None:
            break
        ended.append(spent.id)
        _take(marking.resting, spent.id)
        _travel(graph, marking, graph.outgoing[spent.id], on)
    return tuple(dict.fromkeys(ended))


def _is_spent(graph: Graph, marking: Marking, node: Node) -> bool:
    """Whether a sub-process that has something to begin in it holds no token; others a person ends."""
    if node.kind is not NodeKind.SUBPROCESS or not marking.resting.get(node.id):
        return False
    inside = all_inside(graph, node.id)
    if not _entries(graph, node.id):
        return False
    flows = (f.id for n in inside for f in graph.incoming[n.id])
    return not any(marking.resting.get(n.id) for n in inside) and not any(map(marking.arrived.get, flows))


def _take(tokens: dict[str, int], key: str) -> bool:
    count = tokens.get(key, 0)
    if not count:
        return False
    tokens[key] = count - 1
    return True
