"""Where the token goes when a question is answered anew after work has begun behind its old answer."""

from datetime import date

from familjeflow.domain import flow
from familjeflow.domain.process import Graph, NodeKind


def send(graph: Graph, marking: flow.Marking, flow_id: str, on: date) -> tuple[str, ...]:
    """Send a token along the new answer's flow, unless one is there; the sub-processes that ended come back.

    What nobody had touched of the old way has been withdrawn before. Where that could not be done, its tokens
    stay, so that begun work can be ended as usual. Two rules keep the case from asking for a thing twice: the
    same answer again sends nothing while its token still rests on the way; and where the ways of two answers
    meet, the second token to come ends, whichever it is. As one always goes on, the case can be finished.
    """
    question = graph.flow[flow_id].source
    ways = {f.id: flow.beyond(graph, (f.id,)) for f in graph.outgoing[question] if f.id in marking.taken}
    held = {f: way for f, way in ways.items() if f != flow_id and flow.rests_in(graph, marking, way)}
    others = {node for way in held.values() for node in way}
    new = flow.beyond(graph, (flow_id,))
    if flow_id in marking.taken and flow.rests_in(graph, marking, _own(new, others)):
        return ()
    meeting = _meeting(graph, new, others)
    if meeting is not None and held:
        past = flow.beyond(graph, (f.id for f in graph.outgoing[meeting])).keys() | {meeting}
        before = flow.rests_in(graph, marking, others - past)
        marking.doubled[meeting] = question, 2 if before else 1
    return flow.push(graph, marking, flow_id, on)


def _own(way: dict[str, int], others: set[str]) -> set[str]:
    """What only this way leads to; all of it when no other way holds a token of its own."""
    return way.keys() - others


def _meeting(graph: Graph, way: dict[str, int], others: set[str]) -> str | None:
    """The nearest place on a way that other ways lead to as well; a join counts its tokens by itself."""
    shared = (node for node in way if node in others and graph.node[node].kind is not NodeKind.PARALLEL)
    return next(shared, None)
