"""What may be done in a case. Only these functions refuse, with a DomainError that says why.

Each takes the definition and the case and returns the facts that the act adds. Guided, not forced: what
departs from the routine asks for a reason; only what the law closes (a hard gate) is refused.
"""

from collections.abc import Sequence
from datetime import date

from familjeflow.domain import events as e
from familjeflow.domain import flow
from familjeflow.domain.case import Case, Round
from familjeflow.domain.errors import DomainError
from familjeflow.domain.limits import Limit
from familjeflow.domain.process import (
    STEP_KINDS,
    Ask,
    AskKind,
    Gate,
    ProcessDefinition,
    RoleTask,
)
from familjeflow.domain.states import OPEN_STATES, Standing, StepState, standings

OUTCOMES = ("done", "partial", "not_needed")


def is_early(definition: ProcessDefinition, case: Case, step: str, stands: Standing | None = None) -> bool:
    """Whether beginning or ending the step now departs from the flow, so that a reason is asked for.

    `stands` is where the step stands, when the caller already knows.
    """
    if case.open_round(step) is not None or flow.is_free(definition.graph, case.marking, step):
        return False
    stands = stands or standings(definition, case, (step,))[step]
    return stands.state not in (StepState.READY, StepState.ACTIVE)


def begins_early(
    definition: ProcessDefinition, case: Case, step: str, stands: Standing | None = None
) -> bool:
    """Whether a tick or a document now would begin a step that the flow has not reached, or never reached."""
    if case.rounds(step) or (case.closed is not None and case.marking.resting.get(step)):
        return False
    return is_early(definition, case, step, stands)


def shut_gates(definition: ProcessDefinition, case: Case, step: str, act: str) -> tuple[Gate, ...]:
    """The gates before an act ("complete" or a task's or document's id) whose facts do not hold."""
    gates = definition.step(step).gates
    return tuple(g for g in gates if g.act == act and not case.holds(g.requires))


def start(
    definition: ProcessDefinition, case: Case, step: str, *, reason: str = "", told: e.Told | None = None
) -> tuple[e.Payload, ...]:
    """Begin a step. One that the flow has not reached may be begun early, with a reason."""
    _must_be_workable(definition, case, step)
    current = case.open_round(step)
    if current is not None and current.started is not None:
        raise DomainError("already_started", step=step)
    early = is_early(definition, case, step)
    _must_have_reason(early and not case.rounds(step), reason, step)
    if early and case.rounds(step):
        raise DomainError("use_redo", step=step)
    return (e.StepStarted(step, case.round_number(step), early, reason.strip(), told),)


def complete(
    definition: ProcessDefinition, case: Case, step: str, *, reason: str = "", told: e.Told | None = None
) -> tuple[e.Payload, ...]:
    """End a round of a step as done.

    Raises DomainError "gate_shut" for a hard gate, "reason_needed" when the step is early or a gate is
    passed, and "use_redo" when the step was already done.
    """
    _must_be_workable(definition, case, step)
    early = is_early(definition, case, step)
    if early and case.rounds(step):
        raise DomainError("use_redo", step=step)
    passed = _pass_gates(definition, case, step, "complete", reason)
    _must_have_reason(bool(unanswered(definition, case, step)), reason, step)
    _must_have_reason(early, reason, step)
    return (e.StepCompleted(step, case.round_number(step), early, reason.strip(), passed, told),)


def skip(
    definition: ProcessDefinition, case: Case, step: str, reason: str, *, told: e.Told | None = None
) -> tuple[e.Payload, ...]:
    """Leave a round of a step undone, for a reason. The flow goes on; the step is never shown as done."""
    _must_be_workable(definition, case, step)
    _must_have_reason(True, reason, step)
    if case.open_round(step) is None and case.rounds(step) and is_early(definition, case, step):
        raise DomainError("nothing_to_skip", step=step)
    return (e.StepSkipped(step, case.round_number(step), reason.strip(), told),)


def redo(definition: ProcessDefinition, case: Case, step: str, reason: str) -> tuple[e.Payload, ...]:
    """Take a step or a question again in a new round. The earlier round stays with all it holds.

    In a closed case only a step that is done after the closing.
    """
    _must_exist(definition, step)
    if not definition.lives_on(step):
        _must_be_open(case)
    _must_have_reason(True, reason, step)
    if not case.rounds(step):
        raise DomainError("nothing_to_redo", step=step)
    if case.open_round(step) is not None:
        raise DomainError("round_open", step=step)
    return (e.RoundBegun(step, case.round_number(step), reason.strip()),)


def answer(
    definition: ProcessDefinition,
    case: Case,
    gateway: str,
    flow_id: str,
    *,
    reason: str = "",
    told: e.Told | None = None,
) -> tuple[e.Payload, ...]:
    """Answer a question by the flow it takes, with what was answered on the way.

    Before the flow has come there, a reason is asked for.
    """
    _must_be_open(case)
    graph = definition.graph
    if gateway not in graph.node or not graph.is_question(gateway):
        raise DomainError("not_a_question", step=gateway)
    if flow_id not in {f.id for f in graph.outgoing[gateway]}:
        raise DomainError("unknown_answer", step=gateway, flow=flow_id)
    early = is_early(definition, case, gateway)
    if early and case.rounds(gateway):
        raise DomainError("use_redo", step=gateway)
    _must_have_reason(early, reason, gateway)
    number = case.round_number(gateway)
    kept = tuple(
        (ask if person is None else f"{ask}:{person}", given.value)
        for (step, at, ask, person), given in case.answers.items()
        if (step, at) == (gateway, number)
    )
    return (e.BranchChosen(gateway, number, flow_id, kept, reason.strip(), told),)


def round_to_work(definition: ProcessDefinition, case: Case, step: str) -> int:
    """The round that a tick, an answer or a document belongs to now: the one that is shown.

    The open round, or the one that would begin; where the step is done the latest, for what comes late.
    """
    return standings(definition, case, (step,))[step].round


def unanswered(definition: ProcessDefinition, case: Case, step: str) -> tuple[Ask, ...]:
    """What the source wants to know before the round ends and nobody has answered."""
    number = round_to_work(definition, case, step)

    def known(ask: Ask) -> bool:
        if not case.holds(ask.when):
            return True
        if ask.kind is AskKind.DATE:
            return case.day(ask.id) is not None
        people = case.persons(ask.per) if ask.per else (None,)
        return all(case.answer(step, number, ask.id, person) for person in people)

    return tuple(ask for ask in definition.step(step).asks if not ask.optional and not known(ask))


def tick(
    definition: ProcessDefinition,
    case: Case,
    step: str,
    task_id: str,
    *,
    person_id: str | None = None,
    round_number: int | None = None,
    outcome: str = "done",
    note: str = "",
    reason: str = "",
    told: e.Told | None = None,
) -> tuple[e.Payload, ...]:
    """Tick a task of a step's current, or latest, round, or of the earlier one that is named.

    Ticks are allowed after the step is done and after the case is closed, since outside systems are often
    registered in later. Raises DomainError "already_ticked", "person_needed", "partial_not_allowed",
    "gate_shut" or "reason_needed".
    """
    task = _must_have_task(definition, step, task_id)
    if outcome not in OUTCOMES or (outcome == "partial" and not task.partial_allowed):
        raise DomainError("partial_not_allowed", step=step, task=task_id)
    if task.per is not None and person_id not in case.persons(task.per):
        raise DomainError("person_needed", step=step, task=task_id)
    number = _round_to_begin(definition, case, step, reason)
    number = _round_to_tick(case, step, task, person_id, number, round_number)
    if not task.repeats and is_ticked(case, step, number, task_id, person_id):
        raise DomainError("already_ticked", step=step, task=task_id)
    if not case.holds(task.requires):
        _must_have_reason(True, reason, step)
    _pass_gates(definition, case, step, task_id, reason)
    return (e.TaskTicked(step, number, task_id, outcome, person_id, note.strip(), reason.strip(), told),)


def _round_to_tick(
    case: Case, step: str, task: RoleTask, person_id: str | None, current: int, named: int | None
) -> int:
    """The named round if there is one, else the current one.

    An outside system that is registered in the current round is ticked in the oldest round that lacks it.
    """
    if named is not None:
        return named if 1 <= named <= len(case.rounds(step)) else current
    if not task.system or task.repeats or not is_ticked(case, step, current, task.id, person_id):
        return current
    earlier = (r.number for r in case.rounds(step) if not r.skipped)
    return next((n for n in earlier if not is_ticked(case, step, n, task.id, person_id)), current)


def save_form(definition: ProcessDefinition, case: Case, step: str, document: str, reason: str) -> int:
    """The round that a document may be saved in now.

    Raises DomainError "gate_shut" for a hard gate before the document, and "reason_needed" when a gate is
    passed or the step is begun early.
    """
    _must_exist(definition, step)
    _pass_gates(definition, case, step, document, reason)
    return _round_to_begin(definition, case, step, reason)


def is_ticked(case: Case, step: str, number: int, task_id: str, person_id: str | None) -> bool:
    """Whether nothing is left of a task of a round for that person; a partial tick leaves something."""
    rounds = case.rounds(step)
    if number > len(rounds):
        return False
    ticks = rounds[number - 1].ticks
    latest = [t for t in ticks if t.task == task_id and t.person_id == person_id]
    return bool(latest) and latest[-1].outcome in ("done", "not_needed")


def record(
    definition: ProcessDefinition,
    case: Case,
    step: str,
    ask_id: str,
    value: str,
    *,
    person_id: str | None = None,
) -> tuple[e.Payload, ...]:
    """Keep the answer to something the panel asks. Raises DomainError "bad_answer" for one it cannot be."""
    _must_be_open(case)
    ask = _must_have_ask(definition, step, ask_id)
    number = round_to_work(definition, case, step)
    if ask.kind is AskKind.DATE:
        return (e.DateRecorded(ask.id, _date(value, step), step, number),)
    if ask.kind is AskKind.YES_NO:
        if value not in ("yes", "no"):
            raise DomainError("bad_answer", step=step, ask=ask_id)
        return (e.FactRecorded(ask.id, value == "yes", step, number, person_id),)
    if ask.kind is AskKind.CHOICE and value not in {slug for slug, _ in ask.choices}:
        raise DomainError("bad_answer", step=step, ask=ask_id)
    return (e.AnswerRecorded(ask.id, value, step, number, person_id),)


def move_limit(limit: Limit | None, day: date, reason: str) -> tuple[e.Payload, ...]:
    """Move an open limit to another day, for a reason."""
    if limit is None or not limit.open:
        raise DomainError("no_such_limit")
    _must_have_reason(True, reason, limit.step)
    return (e.LimitMoved(limit.id, day, reason.strip()),)


def adopt(case: Case, computed: Sequence[Limit]) -> tuple[e.Payload, ...]:
    """The computed days that are not yet kept as adopted, so that a later rule does not move them."""
    return tuple(
        e.LimitAdopted(limit.id, limit.day, limit.since, limit.choice)
        for limit in computed
        if limit.day is not None and limit.since is not None and not limit.moved and _is_new(case, limit)
    )


def _is_new(case: Case, limit: Limit) -> bool:
    kept = case.adopted.get(limit.id)
    now = (limit.day, limit.since, limit.choice)
    return kept is None or (kept.day, kept.anchor_day, kept.choice) != now


def still_open(definition: ProcessDefinition, case: Case) -> tuple[str, ...]:
    """Steps and questions that are under way or could be done now: what closing would leave."""
    stands = standings(definition, case)
    return tuple(
        s.step for s in stands.values() if s.state in OPEN_STATES and not definition.lives_on(s.step)
    )


def unregistered(definition: ProcessDefinition, case: Case) -> tuple[tuple[str, RoleTask], ...]:
    """Steps with an outside system that is not yet ticked in some round: *Kvar att registrera*."""
    return tuple(dict.fromkeys((step, task) for step, _round, task in unregistered_rounds(definition, case)))


def unregistered_rounds(definition: ProcessDefinition, case: Case) -> tuple[tuple[str, int, RoleTask], ...]:
    """Outside systems that are not yet ticked, as (step, round, task), in every begun round but skipped ones.

    A task for each person of a part is left while nobody has that part.
    """
    found: list[tuple[str, int, RoleTask]] = []
    for node in definition.steps:
        systems = [t for t in definition.step(node.id).tasks if t.system and not t.optional]
        for its_round in case.rounds(node.id):
            if not its_round.skipped:
                left = (t for t in systems if case.holds(t.when) and _is_left(case, node.id, its_round, t))
                found += [(node.id, its_round.number, task) for task in left]
    return tuple(found)


def _is_left(case: Case, step: str, its_round: Round, task: RoleTask) -> bool:
    people: tuple[str | None, ...] = case.persons(task.per) if task.per else (None,)
    return not people or not all(is_ticked(case, step, its_round.number, task.id, p) for p in people)


def close(definition: ProcessDefinition, case: Case, reason: str) -> tuple[e.Payload, ...]:
    """Close the case. What is still open, steps and outside systems, is kept with the reason."""
    _must_be_open(case)
    ticks = tuple(f"{step}/{task.id}" for step, task in unregistered(definition, case))
    left = still_open(definition, case) + ticks
    _must_have_reason(bool(left), reason, "")
    return (e.CaseClosed(reason.strip(), left),)


def reopen(case: Case, reason: str) -> tuple[e.Payload, ...]:
    """Open a closed case again, for a reason."""
    if case.closed is None:
        raise DomainError("case_not_closed")
    _must_have_reason(True, reason, "")
    return (e.CaseReopened(reason.strip()),)


def _round_to_begin(definition: ProcessDefinition, case: Case, step: str, reason: str) -> int:
    """The round that work belongs to. Work begins a step, so an early one asks for a reason here too."""
    _must_have_reason(begins_early(definition, case, step), reason, step)
    return round_to_work(definition, case, step)


def _pass_gates(
    definition: ProcessDefinition, case: Case, step: str, act: str, reason: str
) -> tuple[str, ...]:
    gates = shut_gates(definition, case, step, act)
    for gate in gates:
        if gate.hard:
            raise DomainError("gate_shut", step=step, gate=gate.id)
    _must_have_reason(bool(gates), reason, step)
    return tuple(gate.id for gate in gates)


def _must_be_open(case: Case) -> None:
    if case.closed is not None:
        raise DomainError("case_closed")


def _must_be_workable(definition: ProcessDefinition, case: Case, step: str) -> None:
    """A step of an open case, or one that is done after the closing."""
    _must_exist(definition, step)
    if definition.graph.node[step].kind not in STEP_KINDS:
        raise DomainError("not_a_step", step=step)
    if not definition.lives_on(step):
        _must_be_open(case)


def _must_exist(definition: ProcessDefinition, step: str) -> None:
    if step not in definition.graph.node:
        raise DomainError("unknown_step", step=step)


def _must_have_reason(needed: bool, reason: str, step: str) -> None:
    if needed and not reason.strip():
        raise DomainError("reason_needed", step=step)


def _must_have_task(definition: ProcessDefinition, step: str, task_id: str) -> RoleTask:
    _must_exist(definition, step)
    task = next((t for t in definition.step(step).tasks if t.id == task_id), None)
    if task is None:
        raise DomainError("unknown_task", step=step, task=task_id)
    return task


def _must_have_ask(definition: ProcessDefinition, step: str, ask_id: str) -> Ask:
    _must_exist(definition, step)
    content = definition.step(step)
    asks = content.asks + (content.question.asks if content.question else ())
    found = next((a for a in asks if a.id == ask_id), None)
    if found is None:
        raise DomainError("unknown_ask", step=step, ask=ask_id)
    return found


def _date(value: str, step: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise DomainError("bad_date", step=step) from error
