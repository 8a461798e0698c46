"""The rows that lists read, computed from a case. Pure, so a rebuild gives the rows that the acts gave."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.journal import notes
from familjeflow.domain.limits import Limit
from familjeflow.domain.meetings import meetings
from familjeflow.domain.own_limits import OWN, own_limits
from familjeflow.domain.process import ProcessDefinition, RoleTask
from familjeflow.domain.projections import (
    CaseRow,
    CaseRows,
    LimitRow,
    MeetingRow,
    NoteRow,
    TickRow,
    WatchRow,
)
from familjeflow.domain.states import OPEN_STATES, Standing, StepState, standings
from familjeflow.domain.watches import watches
from familjeflow.domain.work_events import MeetingBooked, NoteWritten, OwnLimitSet, WatchSet
from familjeflow.services.step_rows import outcome_row, step_rows

_WORK = frozenset(e.kind_slug(kind) for kind in (NoteWritten, MeetingBooked, WatchSet))
_OWN_LIMIT = e.kind_slug(OwnLimitSet)
_LEFT_TO_DO = ("to_enter", "entered")


def rows(
    definition: ProcessDefinition, case: Case, computed: Sequence[Limit], facts: Sequence[e.Event]
) -> CaseRows:
    """All rows of one case, folded from `facts`. Rows hold dates and no judgement of what is late."""
    open_limits = [limit for limit in computed if limit.open]
    stands = standings(definition, case)
    step, text, role, due = next_act(definition, case, open_limits, stands)
    assert case.opened is not None
    row = CaseRow(
        case_id=case.case_id,
        case_number=case.number,
        process_id=definition.info.id,
        process_short=definition.info.short,
        client_id=case.client_id,
        opened_on=case.opened.on,
        closed_on=case.closed.on if case.closed else None,
        next_text=text,
        next_step=step,
        next_role=role,
        next_due=due,
    )
    beside = any(fact.header.kind in _WORK for fact in facts)
    return CaseRows(
        row,
        (*_limit_rows(definition, case, open_limits), *_own_limit_rows(case.case_id, facts)),
        tuple(_ticks(definition, case)),
        *(_work_rows(case.case_id, facts) if beside else ((), (), ())),
        steps=tuple(step_rows(definition, case, stands)),
        outcome=outcome_row(definition, case),
    )


def _work_rows(
    case_id: str, facts: Sequence[e.Event]
) -> tuple[tuple[NoteRow, ...], tuple[MeetingRow, ...], tuple[WatchRow, ...]]:
    """Rows of the work beside the process; only cases that have any pay for folding it."""
    return (
        tuple(
            NoteRow(case_id, n.note_id, n.state, n.kind, n.day, n.written.at, n.filed_under)
            for n in notes(facts)
            if n.state in _LEFT_TO_DO
        ),
        tuple(
            MeetingRow(
                case_id, m.meeting_id, m.kind, m.starts, m.minutes, m.room, m.interpreter, m.step, m.outcome
            )
            for m in meetings(facts)
        ),
        tuple(WatchRow(case_id, w.watch_id, w.day, w.text, w.step) for w in watches(facts)),
    )


def _limit_rows(definition: ProcessDefinition, case: Case, computed: Iterable[Limit]) -> Iterable[LimitRow]:
    for limit in computed:
        if limit.day is not None:
            role = limit.rule.role or next(iter(definition.step(limit.step).roles), "")
            yield LimitRow(
                case.case_id,
                limit.step,
                limit.id,
                limit.rule.text,
                role,
                limit.day,
                limit.rule.force.value,
                limit.warn_from or limit.day,
            )


def _own_limit_rows(case_id: str, facts: Sequence[e.Event]) -> Iterable[LimitRow]:
    """The open limits that a person has added; they belong to no step and to every role."""
    if any(fact.header.kind == _OWN_LIMIT for fact in facts):
        for limit in own_limits(facts):
            if not limit.outcome:
                yield LimitRow(
                    case_id,
                    "",
                    OWN + limit.limit_id,
                    limit.text,
                    "",
                    limit.day,
                    limit.force.value,
                    limit.warn_from,
                )


def _ticks(definition: ProcessDefinition, case: Case) -> Iterable[TickRow]:
    for step, task in acts.unregistered(definition, case):
        yield TickRow(case.case_id, step, task.id, task.system or "", task.text, task.role)


def next_act(
    definition: ProcessDefinition,
    case: Case,
    open_limits: Sequence[Limit],
    stands: Mapping[str, Standing] | None = None,
) -> tuple[str, str, str, date | None]:
    """The one leading next act: step, words, role, day. The earliest limit leads, then the picture.

    `stands` are the standings of the case where they are known already.
    """
    stands = standings(definition, case) if stands is None else stands
    todo = [s for s in stands.values() if s.state in OPEN_STATES and s.state is not StepState.WAITING]
    if case.closed is not None or not todo:
        return _after_closing(definition, open_limits)
    days = {
        limit.step: limit for limit in sorted(open_limits, key=lambda li: li.day or date.max, reverse=True)
    }
    order = {s.step: place for place, s in enumerate(todo)}

    def urgency(standing: Standing) -> tuple[date, bool, int]:
        limit = days.get(standing.step)
        day = limit.day if limit and limit.day else date.max
        return day, not _innermost(definition, standing.step, order), order[standing.step]

    leading = min(todo, key=urgency)
    limit = days.get(leading.step)
    text, role = _words(definition, case, leading, limit)
    return leading.step, text, role, limit.day if limit else None


def _innermost(definition: ProcessDefinition, step: str, todo: Iterable[str]) -> bool:
    """Whether no other open step lies inside this one: the work is in the innermost."""
    return not any(definition.graph.node[other].parent == step for other in todo)


def _words(
    definition: ProcessDefinition, case: Case, standing: Standing, limit: Limit | None
) -> tuple[str, str]:
    content = definition.step(standing.step)
    if content.question is not None:
        return content.question.text, content.question.role or ""
    task = first_undone(content.tasks, case, standing)
    if limit is not None and limit.rule.met_by:
        task = next((t for t in content.tasks if t.id == limit.rule.met_by), task)
    if task is not None:
        return task.text, task.role
    return content.label, next(iter(content.roles), "")


def first_undone(tasks: Sequence[RoleTask], case: Case, standing: Standing) -> RoleTask | None:
    """The first task of the step that must be done, is not for an outside system and is not ticked yet."""
    for task in tasks:
        if task.optional or task.system or not case.holds(task.when):
            continue
        people: tuple[str | None, ...] = case.persons(task.per) if task.per else (None,)
        if not all(acts.is_ticked(case, standing.step, standing.round, task.id, p) for p in people):
            return task
    return None


def _after_closing(
    definition: ProcessDefinition, open_limits: Sequence[Limit]
) -> tuple[str, str, str, date | None]:
    """A closed case may still have something to do, such as a call a year later."""
    if not open_limits:
        return "", "", "", None
    leading = min(open_limits, key=lambda limit: limit.day or date.max)
    role = leading.rule.role or next(iter(definition.step(leading.step).roles), "")
    return leading.step, leading.rule.text, role, leading.day
