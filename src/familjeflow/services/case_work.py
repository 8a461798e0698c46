"""The only way that a fact gets into a case: load, decide, append, adopt dates, replace the rows, all in one
transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import limits
from familjeflow.domain.process import ProcessDefinition
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_rows import rows
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.processes import definition_of
from familjeflow.storage.store import Store

Decide = Callable[["Loaded"], Sequence[e.Payload]]


@dataclass(frozen=True)
class Loaded:
    """A case with the facts and the definition it was folded from."""

    definition: ProcessDefinition
    facts: tuple[e.Event, ...]
    case: Case


def stream_of(case_id: str) -> str:
    """The stream that holds a case's facts."""
    return f"case:{case_id}"


def load(store: Store, case_id: str, *, until: date | None = None) -> Loaded:
    """Read and fold a case; with `until`, as it stood at the end of that Swedish civil date.

    What has been taken back since, whichever day, is not shown as done on any day.

    Raises DomainError("unknown_case"), or "not_opened_then" for a day before the case was opened.
    """
    facts = store.events(stream_of(case_id))
    definition = definition_of(store, _bundle_hash(facts))
    if until is not None:
        facts = tuple(f for f in facts if f.header.occurred_on <= until or isinstance(f.payload, e.Retracted))
        if not any(isinstance(f.payload, e.CaseOpened) for f in facts):
            raise DomainError("not_opened_then", day=until.isoformat())
    return Loaded(definition, facts, fold(definition, facts))


def _bundle_hash(facts: Sequence[e.Event]) -> str:
    """The bundle of the latest change of version, or the one the case was opened on."""
    found = [f.payload.bundle_hash for f in facts if isinstance(f.payload, e.CaseOpened | e.BundleChanged)]
    if not found:
        raise DomainError("unknown_case")
    return found[-1]


def act(
    desk: Desk,
    case_id: str,
    decide: Decide,
    *,
    told: e.Told | None = None,
    on: date | None = None,
) -> ChangeSet:
    """Do something in a case. `decide` is pure and may refuse; then nothing is written."""

    def work(store: Store) -> ChangeSet:
        loaded = load(store, case_id)
        payloads = decide(loaded)
        return keep(desk, store, loaded, case_id, payloads, told=told, on=on)

    return desk.vault.write(work)


def keep(
    desk: Desk,
    store: Store,
    loaded: Loaded,
    case_id: str,
    payloads: Sequence[e.Payload],
    *,
    told: e.Told | None = None,
    on: date | None = None,
) -> ChangeSet:
    """Append decided facts to a case, with the limits they set, and replace its rows."""
    day = on or (told.on if told else desk.today)
    if day > desk.today:
        raise DomainError("future_day", day=day.isoformat())
    performer = "" if told else desk.actor_id

    def draft(payload: e.Payload) -> e.Draft:
        return e.Draft(stream_of(case_id), payload, performer, role_of(loaded.definition, payload), day)

    added = _append(desk, store, [draft(p) for p in payloads])
    definition = definition_of(store, _bundle_hash((*loaded.facts, *added)))
    facts = (*loaded.facts, *added)
    case = fold(definition, facts)
    computed = limits(definition, case, swedish_calendar())
    adopted = acts.adopt(case, computed)
    if adopted:
        _append(desk, store, [draft(p) for p in adopted])
    store.replace_rows(rows(definition, case, computed, facts))
    return ChangeSet(cases=frozenset({case_id}), event_ids=tuple(event.id for event in added))


def role_of(definition: ProcessDefinition, payload: e.Payload) -> str:
    """The role whose act a fact is: the task's, the question's or the first of the step's."""
    step = getattr(payload, "step", "") or getattr(payload, "gateway", "")
    if step not in definition.graph.node:
        return ""
    content = definition.step(step)
    if isinstance(payload, e.TaskTicked):
        return next((t.role for t in content.tasks if t.id == payload.task), "")
    if content.question is not None:
        return content.question.role or ""
    return next(iter((*content.roles, *(t.role for t in content.tasks))), "")


def _append(desk: Desk, store: Store, drafts: Sequence[e.Draft]) -> tuple[e.Event, ...]:
    return store.append(drafts, now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
