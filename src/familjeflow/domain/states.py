"""Where each step of a case stands, and why: the words of the picture as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from familjeflow.domain import flow
from familjeflow.domain.case import Case, Round
from familjeflow.domain.process import Node, NodeKind, ProcessDefinition, Source


class StepState(StrEnum):
    """The states of a step. Overdue is not among them: it depends on the day the case is looked at."""

    NOT_STARTED = "not_started"
    READY = "ready"
    ACTIVE = "active"
    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


OPEN_STATES = frozenset({StepState.READY, StepState.ACTIVE, StepState.WAITING})


@dataclass(frozen=True, slots=True)
class Because:
    """Why something is concluded: the rule's code, the facts it rests on and where the source says so."""

    rule: str
    facts: tuple[tuple[str, str], ...] = ()
    source: Source = field(default_factory=Source)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one step or question stands. `waiting_for` are the steps that must come first."""

    step: str
    state: StepState
    round: int
    because: Because
    waiting_for: tuple[str, ...] = ()


def standings(
    definition: ProcessDefinition, case: Case, steps: Iterable[str] | None = None
) -> Mapping[str, Standing]:
    """Where every step and question of the case stands, by id, in reading order; or only some `steps`."""
    asked = definition.reading_order if steps is None else steps
    waiting = _waiting(definition, case)
    open_ahead = flow.reachable(definition.graph, case.marking)
    nodes = (definition.graph.node[step] for step in asked)
    return {node.id: _standing(definition, case, node, waiting, open_ahead) for node in nodes}


def _waiting(definition: ProcessDefinition, case: Case) -> dict[str, tuple[str, ...]]:
    """Steps behind a parallel join where some have arrived, each with the steps it still waits for."""
    graph = definition.graph
    found: dict[str, tuple[str, ...]] = {}
    for join, awaited in flow.missing_at_joins(graph, case.marking):
        before = sorted({step for f in awaited for step in flow.steps_before(graph, f)})
        for step in flow.steps_after(graph, join.id):
            found[step] = tuple(before)
    return found


def _standing(
    definition: ProcessDefinition,
    case: Case,
    node: Node,
    waiting: Mapping[str, tuple[str, ...]],
    open_ahead: frozenset[str],
) -> Standing:
    source = definition.step(node.id).source
    number = case.round_number(node.id)
    rounds = case.rounds(node.id)

    def stands(state: StepState, rule: str, **facts: str) -> Standing:
        shown = len(rounds) if state in (StepState.DONE, StepState.SKIPPED) else number
        return Standing(node.id, state, shown, Because(rule, tuple(facts.items()), source), waits)

    waits: tuple[str, ...] = ()
    current = case.open_round(node.id)
    if current is not None:
        return stands(StepState.ACTIVE, "round_open", on=_day_begun(current))
    if case.closed is None:
        if case.marking.resting.get(node.id):
            return stands(_arrived_state(node), "flow_is_here", **_reached(case, node.id))
        free = flow.is_free(definition.graph, case.marking, node.id)
        if free and (not rounds or _comes_again(definition, node)):
            return stands(StepState.READY, "free_order")
        if node.id in waiting and not rounds:
            waits = waiting[node.id]
            return stands(StepState.WAITING, "others_first")
    if case.closed is not None and definition.lives_on(node.id) and not _since_closing(case, rounds):
        return stands(StepState.READY, "after_closing")
    if rounds:
        return stands(StepState.SKIPPED if rounds[-1].skipped else StepState.DONE, "round_ended")
    if case.closed is not None or node.id not in open_ahead:
        return stands(StepState.NOT_APPLICABLE, "case_closed" if case.closed else "no_way_here")
    return stands(StepState.NOT_STARTED, "not_reached")


def _since_closing(case: Case, rounds: tuple[Round, ...]) -> bool:
    """Whether the latest round ended after the latest closing; after a new closing the step is due again."""
    ended = rounds[-1].ended if rounds else None
    return ended is not None and case.after_closing(ended)


def _comes_again(definition: ProcessDefinition, node: Node) -> bool:
    """Whether the routine wants the step over and over, so that one round of it is never the last."""
    return any(rule.repeats for rule in definition.step(node.id).limits)


def _arrived_state(node: Node) -> StepState:
    """A sub-process that the flow has entered is under way; a step or question can be done now."""
    around = node.kind in (NodeKind.SUBPROCESS, NodeKind.AD_HOC)
    return StepState.ACTIVE if around else StepState.READY


def _reached(case: Case, step: str) -> dict[str, str]:
    day = case.marking.reached.get(step)
    return {"on": day.isoformat()} if day else {}


def _day_begun(current: Round) -> str:
    acts = [a for a in (current.started, current.begun) if a is not None]
    return acts[0].on.isoformat() if acts else ""
