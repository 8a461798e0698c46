"""From facts to the running case. `fold` is total: whatever lies in the vault becomes a case, and only the
acts of `acts.py` may refuse. The same facts in any order of delivery give the same case.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from familjeflow.domain import events as e
from familjeflow.domain import flow, fold_rounds
from familjeflow.domain.case import Adopted, Case, Conflict, Document, Moved, Recorded
from familjeflow.domain.folding import Folding, act_of, set_facts
from familjeflow.domain.process import ProcessDefinition


def fold(definition: ProcessDefinition, facts: Iterable[e.Event]) -> Case:
    """The case that these facts add up to, on this definition.

    Facts may come in any order and more than once. Retracted facts, facts of kinds or steps that the
    definition does not know, and facts whose payload has been thinned out are passed over.
    """
    unique = {event.header.event_id: event for event in facts}
    ordered = sorted(unique.values(), key=e.fold_order)
    retracted = retracted_ids(ordered)
    names = new_names(ordered)
    folding = Folding(definition)
    for event in ordered:
        if event.payload is not None and event.header.event_id not in retracted:
            handler = _HANDLERS.get(type(event.payload))
            if handler is not None:
                handler(folding, event.header, _renamed(event.payload, names) if names else event.payload)
                folding.heads += 1
    return folding.freeze()


def live_facts(facts: Iterable[e.Event]) -> list[e.Event]:
    """Each fact once and in fold order, without those taken back."""
    ordered = sorted({fact.id: fact for fact in facts}.values(), key=e.fold_order)
    gone = retracted_ids(ordered)
    return [fact for fact in ordered if fact.id not in gone]


def new_names(ordered: list[e.Event]) -> dict[str, str]:
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
    if isinstance(payload, e.LimitAdopted | e.LimitMoved):
        changes["limit"] = _renamed_path(payload.limit, names)
    if isinstance(payload, e.CaseClosed):
        changes["open_left"] = tuple(_renamed_path(left, names) for left in payload.open_left)
    return replace(payload, **changes) if changes else payload


def _renamed_path(path: str, names: dict[str, str]) -> str:
    """A limit ("step/rule#1"), a task ("step/task") or a step under today's id of the step."""
    step, slash, rest = path.partition("/")
    return names.get(step, step) + slash + rest


def retracted_ids(ordered: Sequence[e.Event]) -> frozenset[str]:
    """Ids taken back, from facts in fold order. A retraction that was itself taken back does not count."""
    gone: set[str] = set()
    for event in reversed(ordered):
        if isinstance(event.payload, e.Retracted) and event.header.event_id not in gone:
            gone.add(event.payload.event_id)
    return frozenset(gone)


def _opened(case: Folding, header: e.Header, payload: e.CaseOpened) -> None:
    if case.opened is not None:
        case.conflicts.append(Conflict("", 0, case.opened.event_id, header.event_id))
        return
    case.case_id = header.stream.removeprefix("case:")
    case.opened = act_of(header)
    case.number, case.client_id = payload.case_number, payload.client_id
    case.process_id, case.bundle_hash = payload.process_id, payload.bundle_hash
    case.participants.append((payload.client_id, "client"))
    emptied = flow.begin(case.definition.graph, case.marking, header.occurred_on)
    fold_rounds.end_emptied(case, emptied, case.opened)


def _participant_added(case: Folding, _header: e.Header, payload: e.ParticipantAdded) -> None:
    case.participants.append((payload.person_id, payload.part))


def _participant_removed(case: Folding, _header: e.Header, payload: e.ParticipantRemoved) -> None:
    case.participants = [p for p in case.participants if p != (payload.person_id, payload.part)]


def _role_assigned(case: Folding, _header: e.Header, payload: e.RoleAssigned) -> None:
    case.roles[payload.role] = payload.name


def _fact_recorded(case: Folding, header: e.Header, payload: e.FactRecorded) -> None:
    act = act_of(header)
    set_facts(case, (payload.name if payload.value else "not:" + payload.name,), act)
    key = (payload.step, payload.round, payload.name, payload.person_id)
    case.answers[key] = Recorded("yes" if payload.value else "no", act)


def _date_recorded(case: Folding, header: e.Header, payload: e.DateRecorded) -> None:
    case.dates[payload.name] = Recorded(payload.day.isoformat(), act_of(header))


def _answer_recorded(case: Folding, header: e.Header, payload: e.AnswerRecorded) -> None:
    key = (payload.step, payload.round, payload.ask, payload.person_id)
    case.answers[key] = Recorded(payload.value, act_of(header))


def _form_saved(case: Folding, header: e.Header, payload: e.FormSaved) -> None:
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
        act_of(header, payload.reason),
    )
    versions = (*earlier.versions, saved) if earlier else (saved,)
    case.documents[payload.document_id] = replace(saved, versions=versions)
    if fold_rounds.ended_by(case, payload.step, payload.round) is None:
        fold_rounds.ensure_round(case, header, payload.step)


def _limit_adopted(case: Folding, _header: e.Header, payload: e.LimitAdopted) -> None:
    case.adopted[payload.limit] = Adopted(payload.day, payload.anchor_day, payload.choice)


def _limit_moved(case: Folding, header: e.Header, payload: e.LimitMoved) -> None:
    case.moved[payload.limit] = Moved(payload.day, act_of(header, payload.reason))


def _setting_chosen(case: Folding, _header: e.Header, payload: e.SettingChosen) -> None:
    case.settings[payload.setting] = payload.choice
    for step, content in case.definition.content.items():
        for rule in content.limits:
            if payload.setting in (rule.setting, rule.week_setting):
                _forget_adopted(case, f"{step}/{rule.id}#")


def _forget_adopted(case: Folding, prefix: str) -> None:
    """Days adopted under another choice of a setting no longer bind."""
    for limit in [name for name in case.adopted if name.startswith(prefix)]:
        del case.adopted[limit]


def _closed(case: Folding, header: e.Header, payload: e.CaseClosed) -> None:
    if case.closed is not None:
        case.conflicts.append(Conflict("", 0, case.closed.event_id, header.event_id))
        return
    case.closed = act_of(header, payload.reason)
    case.open_left = payload.open_left


def _reopened(case: Folding, _header: e.Header, _payload: e.CaseReopened) -> None:
    case.closed, case.open_left = None, ()


def _bundle_changed(case: Folding, _header: e.Header, payload: e.BundleChanged) -> None:
    case.bundle_hash = payload.bundle_hash


# Any, since each handler takes the one payload type that it stands under.
_Handler = Callable[[Folding, e.Header, Any], None]
_HANDLERS: dict[type, _Handler] = {
    e.CaseOpened: _opened,
    e.ParticipantAdded: _participant_added,
    e.ParticipantRemoved: _participant_removed,
    e.RoleAssigned: _role_assigned,
    e.StepStarted: fold_rounds.started,
    e.StepCompleted: fold_rounds.completed,
    e.StepSkipped: fold_rounds.skipped,
    e.RoundBegun: fold_rounds.round_begun,
    e.BranchChosen: fold_rounds.branch_chosen,
    e.TaskTicked: fold_rounds.ticked,
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
