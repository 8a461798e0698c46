"""From facts to the running case. `fold` is total: whatever lies in the vault becomes a case, and only the
acts of `acts.py` may refuse. The same facts in any order of delivery give the same case.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from familjeflow.domain import events as e
from familjeflow.domain import flow
from familjeflow.domain.case import (
    Act,
    Adopted,
    AnswerKey,
    Case,
    Conflict,
    Document,
    Moved,
    Recorded,
    Round,
    RoundKind,
    Tick,
)
from familjeflow.domain.process import ProcessDefinition, RoleTask


@dataclass
class _Folding:
    """The case while it is being folded; `freeze` hands out the finished value."""

    definition: ProcessDefinition
    case_id: str = ""
    number: str = ""
    client_id: str = ""
    process_id: str = ""
    bundle_hash: str = ""
    opened: Act | None = None
    closed: Act | None = None
    open_left: tuple[str, ...] = ()
    steps: dict[str, tuple[Round, ...]] = field(default_factory=dict)
    participants: list[tuple[str, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Recorded] = field(default_factory=dict)
    dates: dict[str, Recorded] = field(default_factory=dict)
    answers: dict[AnswerKey, Recorded] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    adopted: dict[str, Adopted] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    marking: flow.Marking = field(default_factory=flow.Marking)
    conflicts: list[Conflict] = field(default_factory=list)
    heads: int = 0

    def freeze(self) -> Case:
        values = {name: getattr(self, name) for name in _KEPT}
        return Case(
            **values, participants=tuple(dict.fromkeys(self.participants)), conflicts=tuple(self.conflicts)
        )


_KEPT = [n for n in _Folding.__dataclass_fields__ if n not in ("definition", "participants", "conflicts")]


def fold(definition: ProcessDefinition, facts: Iterable[e.Event]) -> Case:
    """The case that these facts add up to, on this definition.

    Facts may come in any order and more than once. Retracted facts, facts of kinds or steps that the
    definition does not know, and facts whose payload has been thinned out are passed over.
    """
    unique = {event.header.event_id: event for event in facts}
    ordered = sorted(unique.values(), key=e.fold_order)
    retracted = _retracted(ordered)
    names = _new_names(ordered)
    folding = _Folding(definition)
    for event in ordered:
        if event.payload is not None and event.header.event_id not in retracted:
            handler = _HANDLERS.get(type(event.payload))
            if handler is not None:
                handler(folding, event.header, _renamed(event.payload, names) if names else event.payload)
                folding.heads += 1
    return folding.freeze()


def _new_names(ordered: list[e.Event]) -> dict[str, str]:
    """What old elements are called in the version that the case runs on now, through every change."""
    names: dict[str, str] = {}
    for event in ordered:
        if isinstance(event.payload, e.BundleChanged):
            step = dict(event.payload.id_map)
            names = {old: step.get(new, new) for old, new in names.items()} | step
    return names


def _renamed(payload: e.Payload, names: dict[str, str]) -> e.Payload:
    """The payload under today's element ids, so that facts from before a change of version still count."""
    changes: dict[str, Any] = {
        name: names[getattr(payload, name)]
        for name in ("step", "gateway", "flow")
        if getattr(payload, name, None) in names
    }
    return replace(payload, **changes) if changes else payload


def _retracted(ordered: list[e.Event]) -> frozenset[str]:
    """Ids taken back. A retraction that was itself taken back does not count."""
    gone: set[str] = set()
    for event in reversed(ordered):
        if isinstance(event.payload, e.Retracted) and event.header.event_id not in gone:
            gone.add(event.payload.event_id)
    return frozenset(gone)


def _act(header: e.Header, reason: str = "", told: e.Told | None = None) -> Act:
    return Act(
        header.event_id,
        header.occurred_on,
        header.recorded_at,
        header.performed_by,
        header.role,
        reason,
        told,
    )


def _opened(case: _Folding, header: e.Header, payload: e.CaseOpened) -> None:
    if case.opened is not None:
        case.conflicts.append(Conflict("", 0, case.opened.event_id, header.event_id))
        return
    case.case_id = header.stream.removeprefix("case:")
    case.opened = _act(header)
    case.number, case.client_id = payload.case_number, payload.client_id
    case.process_id, case.bundle_hash = payload.process_id, payload.bundle_hash
    case.participants.append((payload.client_id, "client"))
    flow.begin(case.definition.graph, case.marking, header.occurred_on)


def _participant_added(case: _Folding, _header: e.Header, payload: e.ParticipantAdded) -> None:
    case.participants.append((payload.person_id, payload.part))


def _participant_removed(case: _Folding, _header: e.Header, payload: e.ParticipantRemoved) -> None:
    case.participants = [p for p in case.participants if p != (payload.person_id, payload.part)]


def _role_assigned(case: _Folding, _header: e.Header, payload: e.RoleAssigned) -> None:
    case.roles[payload.role] = payload.name


def _ensure_round(case: _Folding, header: e.Header, step: str, *, early: bool = False) -> Round | None:
    """The open round of a step, begun now if there is none; None for a step the definition lacks."""
    if step not in case.definition.graph.node:
        return None
    rounds = case.steps.get(step, ())
    if rounds and rounds[-1].ended is None:
        return rounds[-1]
    if flow.is_free(case.definition.graph, case.marking, step):
        kind = RoundKind.FREE
    elif case.marking.resting.get(step):
        kind = RoundKind.FLOW
    else:
        kind = RoundKind.EARLY if early or not rounds else RoundKind.REDO
    begun = Round(len(rounds) + 1, kind, begun=_act(header))
    case.steps[step] = (*rounds, begun)
    return begun


def _set_round(case: _Folding, step: str, changed: Round) -> None:
    case.steps[step] = (*case.steps[step][:-1], changed)


def _is_late(case: _Folding, header: e.Header, step: str, number: int) -> bool:
    """Whether the round was already ended by another fact; then the two compete and both are kept."""
    rounds = case.steps.get(step, ())
    if number > len(rounds) or number < 1:
        return False
    ended = rounds[number - 1].ended
    if ended is None:
        return False
    case.conflicts.append(Conflict(step, number, ended.event_id, header.event_id))
    return True


def _started(case: _Folding, header: e.Header, payload: e.StepStarted) -> None:
    begun = _ensure_round(case, header, payload.step, early=payload.early)
    if begun is not None and begun.started is None:
        _set_round(case, payload.step, replace(begun, started=_act(header, payload.reason, payload.told)))


def _completed(case: _Folding, header: e.Header, payload: e.StepCompleted) -> None:
    if _is_late(case, header, payload.step, payload.round):
        return
    current = _ensure_round(case, header, payload.step, early=payload.early)
    if current is None:
        return
    act = _act(header, payload.reason, payload.told)
    _set_round(case, payload.step, replace(current, ended=act, passed_gates=payload.passed_gates))
    _set_facts(case, case.definition.step(payload.step).sets, act)
    _end_inside(case, payload.step, act)
    _move_on(case, payload.step, current, act)


def _skipped(case: _Folding, header: e.Header, payload: e.StepSkipped) -> None:
    if _is_late(case, header, payload.step, payload.round):
        return
    current = _ensure_round(case, header, payload.step)
    if current is None:
        return
    act = _act(header, payload.reason, payload.told)
    _set_round(case, payload.step, replace(current, ended=act, skipped=True))
    _move_on(case, payload.step, current, act)


def _end_inside(case: _Folding, step: str, act: Act) -> None:
    """Rounds still open inside a sub-process end with it; what was ticked in them stays."""
    for inner in case.definition.graph.inside.get(step, ()):
        rounds = case.steps.get(inner.id, ())
        if rounds and rounds[-1].ended is None:
            _set_round(case, inner.id, replace(rounds[-1], ended=act))
        _end_inside(case, inner.id, act)


def _move_on(case: _Folding, step: str, ended: Round, act: Act) -> None:
    """Move the token of an ended step; a step done ahead of its token leaves a credit for it."""
    moved = flow.leave(case.definition.graph, case.marking, step, act.on)
    if not moved and ended.kind is RoundKind.EARLY:
        case.marking.credit[step] = case.marking.credit.get(step, 0) + 1


def _round_begun(case: _Folding, header: e.Header, payload: e.RoundBegun) -> None:
    rounds = case.steps.get(payload.step, ())
    if payload.step not in case.definition.graph.node or (rounds and rounds[-1].ended is None):
        return
    chosen = rounds[-1].chosen if rounds else None
    if chosen and chosen in case.definition.graph.flow and not _touched(case, chosen):
        flow.withdraw(case.definition.graph, case.marking, chosen)
    begun = Round(len(rounds) + 1, RoundKind.REDO, begun=_act(header, payload.reason))
    case.steps[payload.step] = (*rounds, begun)


def _touched(case: _Folding, flow_id: str) -> bool:
    """Whether somebody has begun the step that a chosen flow led to."""
    rounds = case.steps.get(case.definition.graph.flow[flow_id].target, ())
    return bool(rounds) and rounds[-1].ended is None


def _branch_chosen(case: _Folding, header: e.Header, payload: e.BranchChosen) -> None:
    graph = case.definition.graph
    if payload.flow not in graph.flow or _is_late(case, header, payload.gateway, payload.round):
        return
    current = _ensure_round(case, header, payload.gateway)
    if current is None:
        return
    act = _act(header, payload.reason, payload.told)
    ended = replace(current, ended=act, chosen=payload.flow, answers=payload.answers)
    _set_round(case, payload.gateway, ended)
    question = case.definition.step(payload.gateway).question
    for answer in question.answers if question else ():
        if answer.flow == payload.flow:
            _set_facts(case, answer.sets, act)
    if not flow.leave(graph, case.marking, payload.gateway, act.on, payload.flow):
        flow.push(graph, case.marking, payload.flow, act.on)


def _ticked(case: _Folding, header: e.Header, payload: e.TaskTicked) -> None:
    if payload.step not in case.definition.graph.node:
        return
    rounds = case.steps.get(payload.step, ())
    ended = (
        payload.round <= len(rounds) and payload.round >= 1 and rounds[payload.round - 1].ended is not None
    )
    current = rounds[payload.round - 1] if ended else _ensure_round(case, header, payload.step)
    if current is None:
        return
    act = _act(header, payload.reason, payload.told)
    tick = Tick(payload.task, payload.outcome, payload.person_id, payload.note, act)
    changed = replace(current, ticks=(*current.ticks, tick))
    case.steps[payload.step] = tuple(
        changed if r.number == current.number else r for r in case.steps[payload.step]
    )
    task = _task(case.definition, payload.step, payload.task)
    if task is not None and payload.outcome != "not_needed":
        _set_facts(case, task.sets, act)


def _task(definition: ProcessDefinition, step: str, task_id: str) -> RoleTask | None:
    return next((t for t in definition.step(step).tasks if t.id == task_id), None)


def _set_facts(case: _Folding, names: tuple[str, ...], act: Act) -> None:
    for name in names:
        if name.startswith("not:"):
            case.facts.pop(name[4:], None)
        else:
            case.facts[name] = Recorded("yes", act)


def _fact_recorded(case: _Folding, header: e.Header, payload: e.FactRecorded) -> None:
    act = _act(header)
    _set_facts(case, (payload.name if payload.value else "not:" + payload.name,), act)
    key = (payload.step, payload.round, payload.name, payload.person_id)
    case.answers[key] = Recorded("yes" if payload.value else "no", act)


def _date_recorded(case: _Folding, header: e.Header, payload: e.DateRecorded) -> None:
    case.dates[payload.name] = Recorded(payload.day.isoformat(), _act(header))


def _answer_recorded(case: _Folding, header: e.Header, payload: e.AnswerRecorded) -> None:
    key = (payload.step, payload.round, payload.ask, payload.person_id)
    case.answers[key] = Recorded(payload.value, _act(header))


def _form_saved(case: _Folding, header: e.Header, payload: e.FormSaved) -> None:
    earlier = case.documents.get(payload.document_id)
    saved = Document(
        payload.document_id,
        payload.document,
        payload.form,
        payload.form_version,
        payload.step,
        payload.round,
        payload.filed_under,
        payload.title,
        payload.answers,
        _act(header, payload.reason),
    )
    versions = (*earlier.versions, saved) if earlier else (saved,)
    case.documents[payload.document_id] = replace(saved, versions=versions)
    _ensure_round(case, header, payload.step)


def _limit_adopted(case: _Folding, _header: e.Header, payload: e.LimitAdopted) -> None:
    case.adopted[payload.limit] = Adopted(payload.day, payload.anchor_day)


def _limit_moved(case: _Folding, header: e.Header, payload: e.LimitMoved) -> None:
    case.moved[payload.limit] = Moved(payload.day, _act(header, payload.reason))


def _setting_chosen(case: _Folding, _header: e.Header, payload: e.SettingChosen) -> None:
    case.settings[payload.setting] = payload.choice


def _closed(case: _Folding, header: e.Header, payload: e.CaseClosed) -> None:
    case.closed = _act(header, payload.reason)
    case.open_left = payload.open_left


def _reopened(case: _Folding, _header: e.Header, _payload: e.CaseReopened) -> None:
    case.closed, case.open_left = None, ()


def _bundle_changed(case: _Folding, _header: e.Header, payload: e.BundleChanged) -> None:
    case.bundle_hash = payload.bundle_hash


# Any, since each handler takes the one payload type that it stands under.
_Handler = Callable[[_Folding, e.Header, Any], None]
_HANDLERS: dict[type, _Handler] = {
    e.CaseOpened: _opened,
    e.ParticipantAdded: _participant_added,
    e.ParticipantRemoved: _participant_removed,
    e.RoleAssigned: _role_assigned,
    e.StepStarted: _started,
    e.StepCompleted: _completed,
    e.StepSkipped: _skipped,
    e.RoundBegun: _round_begun,
    e.BranchChosen: _branch_chosen,
    e.TaskTicked: _ticked,
    e.FactRecorded: _fact_recorded,
    e.DateRecorded: _date_recorded,
    e.AnswerRecorded: _answer_recorded,
    e.FormSaved: _form_saved,
    e.LimitAdopted: _limit_adopted,
    e.LimitMoved: _limit_moved,
    e.SettingChosen: _setting_chosen,
    e.CaseClosed: _closed,
    e.CaseReopened: _reopened,
    e.BundleChanged: _bundle_changed,
}
