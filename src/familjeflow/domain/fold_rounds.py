"""How facts about steps and questions change the rounds of a case and move its tokens."""

from dataclasses import replace

from familjeflow.domain import events as e
from familjeflow.domain import flow, flow_again
from familjeflow.domain.case import Act, Conflict, Round, RoundKind, Tick
from familjeflow.domain.folding import Folding, act_of, set_facts
from familjeflow.domain.process import ProcessDefinition, RoleTask


def ensure_round(case: Folding, header: e.Header, step: str, *, early: bool = False) -> Round | None:
    """The open round of a step, begun now if there is none; None for a step the definition lacks."""
    if step not in case.definition.graph.node:
        return None
    rounds = case.steps.get(step, ())
    if rounds and rounds[-1].ended is None:
        return rounds[-1]
    if flow.is_free(case.definition.graph, case.marking, step):
        kind = RoundKind.FREE
    elif case.closed is not None:
        kind = RoundKind.LATE
    elif case.marking.resting.get(step):
        kind = RoundKind.FLOW
    else:
        kind = RoundKind.EARLY if early or not rounds else RoundKind.REDO
    begun = Round(len(rounds) + 1, kind, begun=act_of(header))
    case.steps[step] = (*rounds, begun)
    return begun


def _set_round(case: Folding, step: str, changed: Round) -> None:
    case.steps[step] = (*case.steps[step][:-1], changed)


def ended_by(case: Folding, step: str, number: int) -> Act | None:
    """The act that ended a round, None while it is open or has not begun."""
    rounds = case.steps.get(step, ())
    return rounds[number - 1].ended if 1 <= number <= len(rounds) else None


def _is_late(case: Folding, header: e.Header, step: str, number: int) -> bool:
    """Whether the round was already ended by another fact; then the two compete and both are kept."""
    ended = ended_by(case, step, number)
    if ended is not None:
        case.conflicts.append(Conflict(step, number, ended.event_id, header.event_id))
    return ended is not None


def started(case: Folding, header: e.Header, payload: e.StepStarted) -> None:
    """Work on a round began. One that another desk has ended already is not begun again."""
    if ended_by(case, payload.step, payload.round) is not None:
        return
    begun = ensure_round(case, header, payload.step, early=payload.early)
    if begun is not None and begun.started is None:
        _set_round(case, payload.step, replace(begun, started=act_of(header, payload.reason, payload.told)))


def completed(case: Folding, header: e.Header, payload: e.StepCompleted) -> None:
    """A round is done: its facts hold and the flow goes on."""
    if _is_late(case, header, payload.step, payload.round):
        return
    current = ensure_round(case, header, payload.step, early=payload.early)
    if current is None:
        return
    act = act_of(header, payload.reason, payload.told)
    _set_round(case, payload.step, replace(current, ended=act, passed_gates=payload.passed_gates))
    set_facts(case, case.definition.step(payload.step).sets, act)
    _end_inside(case, payload.step, act)
    _move_on(case, payload.step, current, act)


def skipped(case: Folding, header: e.Header, payload: e.StepSkipped) -> None:
    """A round is left undone, and the flow goes on."""
    if _is_late(case, header, payload.step, payload.round):
        return
    current = ensure_round(case, header, payload.step)
    if current is None:
        return
    act = act_of(header, payload.reason, payload.told)
    _set_round(case, payload.step, replace(current, ended=act, skipped=True))
    _end_inside(case, payload.step, act, skipped=True)
    _move_on(case, payload.step, current, act)


def _end_inside(case: Folding, step: str, act: Act, *, skipped: bool = False) -> None:
    """Rounds still open inside a sub-process end with it; what was ticked in them stays.

    They are done when a person said that the sub-process is, else left undone.
    """
    for inner in flow.all_inside(case.definition.graph, step):
        rounds = case.steps.get(inner.id, ())
        if rounds and rounds[-1].ended is None:
            _set_round(case, inner.id, replace(rounds[-1], ended=act, skipped=skipped))


def _move_on(case: Folding, step: str, ended: Round, act: Act) -> None:
    """Move the token of an ended step; a step done ahead of its token leaves a credit for it."""
    if not _leave(case, step, act) and ended.kind is RoundKind.EARLY:
        case.marking.credit[step] = case.marking.credit.get(step, 0) + 1


def _leave(case: Folding, step: str, act: Act, through: str | None = None) -> bool:
    """Move the token on, and end the rounds of the sub-processes that it emptied or passed through."""
    emptied = flow.leave(case.definition.graph, case.marking, step, act.on, through)
    end_emptied(case, emptied or (), act)
    return emptied is not None


def end_emptied(case: Folding, emptied: tuple[str, ...], act: Act) -> None:
    """Sub-processes whose last token went are done, and what was taken again in them ends with them."""
    for outer in emptied:
        rounds = case.steps.get(outer, ())
        if not rounds or rounds[-1].ended is not None:
            rounds = (*rounds, Round(len(rounds) + 1, RoundKind.FLOW, begun=act))
        case.steps[outer] = (*rounds[:-1], replace(rounds[-1], ended=act))
        set_facts(case, case.definition.step(outer).sets, act)
        _end_inside(case, outer, act, skipped=True)


def round_begun(case: Folding, header: e.Header, payload: e.RoundBegun) -> None:
    """A step or a question is taken again; the way that its last answer opened is taken back if untouched."""
    rounds = case.steps.get(payload.step, ())
    if payload.step not in case.definition.graph.node or ended_by(case, payload.step, payload.round):
        return
    if rounds and rounds[-1].ended is None:
        return
    kind = RoundKind.REDO
    if case.marking.decided.pop(payload.step, None) is not None:
        kind = RoundKind.EARLY
    elif rounds:
        _withdraw(case, rounds[-1])
    begun = Round(len(rounds) + 1, kind, begun=act_of(header, payload.reason))
    case.steps[payload.step] = (*rounds, begun)


def _withdraw(case: Folding, answered: Round) -> None:
    """Take back the way that an answer opened, unless somebody has begun to work there."""
    graph = case.definition.graph
    if answered.chosen is None or answered.chosen not in graph.flow or answered.ended is None:
        return
    reached = {arrow.target for arrow in flow.landing(graph, answered.chosen)}
    reached |= {inner.id for node in reached for inner in flow.all_inside(graph, node)}
    latest = (rounds[-1] for step in reached if (rounds := case.steps.get(step)))
    if not any(r.ended is None or r.ended.at > answered.ended.at for r in latest):
        flow.withdraw(graph, case.marking, answered.chosen)


def branch_chosen(case: Folding, header: e.Header, payload: e.BranchChosen) -> None:
    """A question was answered: now, ahead of the flow, or anew after it has passed."""
    graph = case.definition.graph
    arrow = graph.flow.get(payload.flow)
    if arrow is None or arrow.source != payload.gateway:
        return
    if _is_late(case, header, payload.gateway, payload.round):
        return
    current = ensure_round(case, header, payload.gateway)
    if current is None:
        return
    act = act_of(header, payload.reason, payload.told)
    ended = replace(current, ended=act, chosen=payload.flow, answers=payload.answers)
    _set_round(case, payload.gateway, ended)
    _set_answer(case, payload.gateway, payload.flow, act)
    if _leave(case, payload.gateway, act, payload.flow):
        return
    if current.kind is RoundKind.EARLY:
        case.marking.decided[payload.gateway] = payload.flow
    else:
        end_emptied(case, flow_again.send(graph, case.marking, payload.flow, act.on), act)


def _set_answer(case: Folding, gateway: str, chosen: str, act: Act) -> None:
    """Set the facts of the answer given; those of the answers not given no longer hold."""
    question = case.definition.step(gateway).question
    answers = question.answers if question else ()
    for answer in (a for a in answers if a.flow != chosen):
        for name in answer.sets:
            case.facts.pop(name, None)
    for answer in (a for a in answers if a.flow == chosen):
        set_facts(case, answer.sets, act)


def ticked(case: Folding, header: e.Header, payload: e.TaskTicked) -> None:
    """A task was ticked, in its round if that has ended, else in the open one."""
    if payload.step not in case.definition.graph.node:
        return
    late = ended_by(case, payload.step, payload.round) is not None
    current = (
        case.steps[payload.step][payload.round - 1] if late else ensure_round(case, header, payload.step)
    )
    if current is None:
        return
    act = act_of(header, payload.reason, payload.told)
    tick = Tick(payload.task, payload.outcome, payload.person_id, payload.note, act)
    changed = replace(current, ticks=(*current.ticks, tick))
    case.steps[payload.step] = tuple(
        changed if r.number == current.number else r for r in case.steps[payload.step]
    )
    task = _task(case.definition, payload.step, payload.task)
    if task is not None and payload.outcome != "not_needed":
        set_facts(case, task.sets, act)


def _task(definition: ProcessDefinition, step: str, task_id: str) -> RoleTask | None:
    return next((t for t in definition.step(step).tasks if t.id == task_id), None)
