"""Reads a case into what the case page shows."""

from collections.abc import Iterable
from datetime import date

from familjeflow.domain import acts
from familjeflow.domain.events import ActorRecorded
from familjeflow.domain.flow import steps_after
from familjeflow.domain.limits import limits
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.states import standings
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_context import Context, full_name
from familjeflow.services.case_rows import next_act
from familjeflow.services.case_work import load
from familjeflow.services.desk import Desk
from familjeflow.services.history import history_lines, latest_undoable
from familjeflow.services.profile import actors_of, record_settings
from familjeflow.services.references import attached_ids
from familjeflow.services.step_views import step_view
from familjeflow.services.views import CaseView, HistoryLine, NextView, ParticipantView
from familjeflow.services.words import force_word, part_word, protection_word
from familjeflow.storage.store import Store


def case_view(desk: Desk, case_id: str, *, as_of: date | None = None) -> CaseView:
    """The whole case page; with `as_of`, as the case stood that day.

    Raises DomainError "unknown_case", or "not_opened_then" for a day before it was opened.
    """

    def work(store: Store) -> CaseView:
        context = context_of(desk, store, case_id, as_of=as_of)
        return case_view_of(context, record_settings(store).status_line)

    return desk.vault.read(work)


def history(desk: Desk, case_id: str) -> tuple[HistoryLine, ...]:
    """Everything that has happened in a case, newest first."""
    return desk.vault.read(lambda store: history_lines(context_of(desk, store, case_id)))


def context_of(desk: Desk, store: Store, case_id: str, *, as_of: date | None = None) -> Context:
    """The case with everything that its views are made from."""
    loaded = load(store, case_id, until=as_of)
    actors = actors_of(store, {f.header.performed_by for f in loaded.facts} | {desk.actor_id})
    rows = {person: store.person(person) for person, _part in loaded.case.participants}
    return Context(
        loaded=loaded,
        today=as_of or desk.today,
        computed=limits(loaded.definition, loaded.case, swedish_calendar()),
        stands=standings(loaded.definition, loaded.case),
        actors=actors,
        persons={person: row for person, row in rows.items() if row is not None},
        drafts=_draft_keys(store, case_id),
        attached=attached_ids(store, loaded.definition.info.id),
        my_roles=_my_roles(loaded.definition, actors.get(desk.actor_id)),
        as_of=as_of,
        me=desk.actor_id,
    )


def _draft_keys(store: Store, case_id: str) -> frozenset[str]:
    return frozenset(draft.key for draft in store.drafts() if draft.key.startswith(f"form/{case_id}/"))


def _my_roles(definition: ProcessDefinition, me: ActorRecorded | None) -> frozenset[str]:
    """The user's roles by this process's slugs: those whose title or slug is in the profile."""
    mine = {role.casefold() for role in me.roles} if me else set()
    roles = definition.info.roles.items()
    return frozenset(slug for slug, title in roles if slug.casefold() in mine or title.casefold() in mine)


def case_view_of(context: Context, status_line: str) -> CaseView:
    """The finished view of a case that has been read."""
    case, info = context.case, context.definition.info
    client = context.persons.get(case.client_id)
    assert case.opened is not None
    return CaseView(
        case_id=case.case_id,
        number=case.number,
        process_id=info.id,
        process_title=info.title,
        process_short=info.short,
        client_id=case.client_id,
        client_name=full_name(client) if client else "",
        client_number=client.number if client else "",
        protection=client.protection if client else "",
        protection_word=protection_word(client.protection) if client else "",
        opened_on=case.opened.on,
        closed_on=case.closed.on if case.closed else None,
        headline=headline(context),
        next=_next(context),
        proposes_close=_proposes_close(context),
        lanes=tuple((lane.id, lane.name) for lane in context.definition.graph.lanes),
        steps=tuple(step_view(context, context.definition.graph.node[step]) for step in context.stands),
        taken_flows=frozenset(case.marking.taken),
        flows=tuple(_flows(context.definition)),
        participants=tuple(_participants(context)),
        assigned=tuple((context.role(role), name) for role, name in case.roles.items()),
        review_warning=review_warning(context),
        status_line=status_line,
        as_of=context.as_of,
        conflicts=tuple(_conflicts(context)),
        still_open=tuple(still_open_words(context)),
        left=tuple(_left(context)),
        source=info.source or info.title,
        notes=info.notes,
        undo=None if context.as_of else latest_undoable(context),
        has_newer=_has_newer(context),
    )


def _has_newer(context: Context) -> bool:
    """Whether an open case could be moved to another version that the program carries."""
    if context.as_of is not None or context.case.closed is not None:
        return False
    own = context.definition
    return any(d.info.id == own.info.id and d.bundle_hash != own.bundle_hash for d in processes.offered())


def _flows(definition: ProcessDefinition) -> Iterable[tuple[str, str]]:
    """Which steps and questions follow which, for the arrow keys in the picture."""
    for step in definition.reading_order:
        for after in sorted(steps_after(definition.graph, step), key=definition.reading_order.index):
            yield step, after


def headline(context: Context) -> str:
    """What stands beside the client's name: process, rounds and the last day of the bistånd."""
    parts = [context.definition.info.short, context.case.number]
    rounds = max((len(r) for r in context.case.steps.values()), default=1)
    if rounds > 1:
        parts.append(_("omgång {n}").format(n=rounds))
    ends = [name for name in context.case.dates if name in context.definition.info.case_dates]
    for name in ends[-1:]:
        day = context.case.day(name)
        parts.append(f"{context.definition.info.case_dates[name].lower()} {day.isoformat() if day else ''}")
    return " · ".join(parts)


def _next(context: Context) -> NextView | None:
    open_limits = [limit for limit in context.computed if limit.open]
    step, text, role, day = next_act(context.definition, context.case, open_limits)
    if not text:
        return None
    limit = next((li for li in open_limits if li.step == step and li.day == day), None)
    return NextView(
        text=text,
        step=step,
        role=context.role(role) if role else "",
        force_word=force_word(limit.rule.force) if limit else "",
        day=day,
        overdue=day is not None and day < context.today,
    )


def _proposes_close(context: Context) -> str:
    """A limit that has passed and whose passing the source answers with closing: proposed, never done."""
    for limit in context.computed:
        if limit.rule.proposes_close and limit.open and limit.day and limit.day < context.today:
            return _("{text} skulle ha skett senast {day}. Enligt rutinen avslutas ärendet då.").format(
                text=limit.rule.text, day=limit.day.isoformat()
            )
    if context.case.closed is None and not acts.still_open(context.definition, context.case):
        return _("Alla steg är avslutade. Ärendet kan stängas.")
    return ""


def review_warning(context: Context) -> str:
    """A mild warning when the description should have been looked over."""
    day = context.definition.info.review_passed(context.today)
    return _("Beskrivningen skulle ha följts upp {day}.").format(day=day.isoformat()) if day else ""


def _participants(context: Context) -> Iterable[ParticipantView]:
    for person, part in context.case.participants:
        yield ParticipantView(person, context.person(person), part, part_word(part))


def _conflicts(context: Context) -> Iterable[str]:
    for conflict in context.case.conflicts:
        label = context.definition.step(conflict.step).label if conflict.step else context.case.number
        yield _(
            "Två besked om samma sak: ”{step}”, omgång {n}. Det första gäller tills ni har pratat."
        ).format(step=label, n=conflict.round)


def _left(context: Context) -> Iterable[tuple[str, str]]:
    """*Kvar att registrera*: the outside system and what is left to register there."""
    for _step, task in acts.unregistered(context.definition, context.case):
        yield context.definition.info.systems.get(task.system or "", task.system or ""), task.text


def still_open_words(context: Context) -> Iterable[str]:
    """What is open now, in words, for the question before closing."""
    for step in acts.still_open(context.definition, context.case):
        yield context.definition.step(step).label
    for system, text in _left(context):
        yield f"{system}: {text}"
