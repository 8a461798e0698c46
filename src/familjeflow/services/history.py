"""The facts of a case in words, newest first."""

from collections.abc import Callable
from typing import Any

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError
from familjeflow.domain.retraction import is_work, undoable_work
from familjeflow.i18n import _
from familjeflow.i18n import mark as _m
from familjeflow.services.case_context import Context
from familjeflow.services.undoing import belongs_to_document, live_facts, opening_facts, retractions
from familjeflow.services.views import HistoryLine
from familjeflow.services.words import day_word, note_kind_word, outcome_word, part_word

_QUIET = (e.LimitAdopted, e.Retracted)


def history_lines(context: Context) -> tuple[HistoryLine, ...]:
    """Every fact that a reader would miss, newest first; facts taken back are marked and stay."""
    live = live_facts(context.loaded)
    ids = {f.header.event_id for f in live}
    work = undoable_work(live)
    shown = [f for f in context.loaded.facts if not isinstance(f.payload, _QUIET)]
    return tuple(
        _line(context, fact, fact.id in ids, fact.id in ids and _can_undo(live, work, fact))
        for fact in reversed(shown)
    )


def latest_undoable(context: Context) -> HistoryLine | None:
    """The latest act, when it can still be taken back."""
    live = live_facts(context.loaded)
    opening, work = opening_facts(live), undoable_work(live)
    for place in range(len(live) - 1, -1, -1):
        fact = live[place]
        if isinstance(fact.payload, _QUIET) or belongs_to_document(live, place):
            continue
        can_undo = _can_undo(live, work, fact) and fact.id not in opening
        return _line(context, fact, True, True) if can_undo else None
    return None


def _line(context: Context, fact: e.Event, is_live: bool, can_undo: bool) -> HistoryLine:
    told = getattr(fact.payload, "told", None)
    who = context.name(fact.header.performed_by)
    if told is not None:
        who = _("enligt uppgift från {name}").format(name=told.from_whom)
    return HistoryLine(
        event_id=fact.header.event_id,
        occurred_on=fact.header.occurred_on,
        recorded_at=fact.header.recorded_at,
        who=who,
        text=_words_of(context, fact),
        reason=getattr(fact.payload, "reason", ""),
        retracted=not is_live,
        can_undo=can_undo,
    )


def _words_of(context: Context, fact: e.Event) -> str:
    """One fact in words; of one whose text was cleared, what it was."""
    if fact.payload is None and fact.header.kind in _THINNED:
        return _(_THINNED[fact.header.kind])
    return fact_words(context, fact.payload)


_THINNED = {
    e.kind_slug(w.NoteWritten): _m("Anteckning skriven (texten är rensad)"),
    e.kind_slug(w.NoteCorrected): _m("Anteckning rättad (texten är rensad)"),
}


def _can_undo(live: list[e.Event], work: frozenset[str], fact: e.Event) -> bool:
    if is_work(fact.payload):
        return fact.id in work
    try:
        retractions(live, fact.header.event_id)
    except DomainError:
        return False
    return True


def fact_words(context: Context, payload: e.Payload | None) -> str:
    """One fact as a short Swedish phrase."""
    if payload is None:
        return _("Uppgifterna är rensade")
    words = _WORDS.get(type(payload))
    return words(context, payload) if words else _("Annan uppgift")


def _ticked(context: Context, payload: e.TaskTicked) -> str:
    tasks = (
        context.definition.step(payload.step).tasks if payload.step in context.definition.graph.node else ()
    )
    task = next((t.text for t in tasks if t.id == payload.task), payload.task)
    person = context.person(payload.person_id)
    suffix = f" ({person})" if person else ""
    return f"{context.label(payload.step)}: {task}{suffix} – {outcome_word(payload.outcome)}"


def _date(context: Context, payload: e.DateRecorded) -> str:
    name = context.definition.info.case_dates.get(payload.name, payload.name)
    return f"{name}: {day_word(payload.day)}"


def _branch(context: Context, payload: e.BranchChosen) -> str:
    flow = context.definition.graph.flow.get(payload.flow)
    question = context.definition.step(payload.gateway).question if flow else None
    found = next((a.text for a in question.answers if a.flow == payload.flow), "") if question else ""
    return f"{context.label(payload.gateway)} {found or (flow.name if flow else '')}"


def _fact(context: Context, payload: e.FactRecorded) -> str:
    name = context.definition.info.facts.get(payload.name, payload.name)
    return f"{name}: {_('ja') if payload.value else _('nej')}"


def _exported(_context: Context, payload: e.DocumentExported) -> str:
    words = _("Papper utskrivet: {title}") if payload.printed else _("Papper sparat: {title}")
    return words.format(title=payload.document)


def _written(context: Context, payload: w.NoteWritten) -> str:
    signed = _("låst") if payload.record == "internal" else _("klar att föra in")
    person = context.person(payload.filed_under)
    return f"{note_kind_word(payload.kind)} {signed}" + (f": {person}" if person else "")


def _booked(_context: Context, payload: w.MeetingBooked | w.MeetingMoved) -> str:
    booked = isinstance(payload, w.MeetingBooked)
    words = _("Möte bokat till {when}") if booked else _("Möte flyttat till {when}")
    return words.format(when=payload.starts.replace("T", " "))


def _own_limit(payload: w.OwnLimitSet) -> str:
    words = _("Tidsgräns flyttad till {day}: {text}") if payload.reason else _("Tidsgräns {day}: {text}")
    return words.format(day=day_word(payload.day), text=payload.text)


def _meeting_over(_context: Context, payload: w.MeetingEnded) -> str:
    words = {"held": _("Mötet hölls"), "missed": _("Uteblev från mötet"), "cancelled": _("Mötet ställdes in")}
    return words.get(payload.outcome, _("Mötet är avslutat"))


_WORDS: dict[type, Callable[[Context, Any], str]] = {
    e.CaseOpened: lambda c, p: _("Ärendet öppnades ({process})").format(process=c.definition.info.short),
    e.ParticipantAdded: lambda c, p: f"{part_word(p.part)}: {c.person(p.person_id)}",
    e.ParticipantRemoved: lambda c, p: _("{name} deltar inte längre").format(name=c.person(p.person_id)),
    e.RoleAssigned: lambda c, p: f"{c.role(p.role)}: {p.name}",
    e.StepStarted: lambda c, p: _("{step} påbörjades").format(step=c.label(p.step)),
    e.StepCompleted: lambda c, p: _("{step} blev klart").format(step=c.label(p.step)),
    e.StepSkipped: lambda c, p: _("{step} hoppades över").format(step=c.label(p.step)),
    e.RoundBegun: lambda c, p: _("{step} görs om, omgång {n}").format(step=c.label(p.step), n=p.round),
    e.BranchChosen: _branch,
    e.TaskTicked: _ticked,
    e.FactRecorded: _fact,
    e.DateRecorded: _date,
    e.AnswerRecorded: lambda c, p: _("Svar sparat i {step}").format(step=c.label(p.step)),
    e.FormSaved: lambda c, p: _("Dokument sparat: {title}").format(title=p.title),
    e.LimitMoved: lambda c, p: _("Datum flyttat till {day}").format(day=day_word(p.day)),
    e.SettingChosen: lambda c, p: _("Inställning vald för ärendet"),
    e.CaseClosed: lambda c, p: _("Ärendet stängdes"),
    e.CaseReopened: lambda c, p: _("Ärendet öppnades igen"),
    e.BundleChanged: lambda c, p: _("Ärendet flyttades till en ny version av processen"),
    e.DocumentExported: _exported,
    w.NoteWritten: _written,
    w.NoteCorrected: lambda c, p: _("Anteckning rättad"),
    w.NoteEntered: lambda c, p: _("Anteckning införd"),
    w.NoteCleared: lambda c, p: _("Anteckning rensad: {kind}").format(kind=note_kind_word(p.kind)),
    w.MeetingBooked: _booked,
    w.MeetingMoved: _booked,
    w.MeetingEnded: _meeting_over,
    w.WatchSet: lambda c, p: _("Bevakning {day}: {text}").format(day=day_word(p.day), text=p.text),
    w.OwnLimitSet: lambda c, p: _own_limit(p),
    w.OwnLimitEnded: lambda c, p: _("Tidsgräns gjord") if p.outcome == "met" else _("Tidsgräns gäller inte"),
    w.WatchEnded: lambda c, p: _("Bevakning klar"),
    w.FileAttached: lambda c, p: _("Fil bifogad: {title}").format(title=p.title or p.file_name),
    w.FileRemoved: lambda c, p: _("Bifogad fil borttagen"),
    w.RelationRecorded: lambda c, p: _("Relation noterad"),
    w.RelationEnded: lambda c, p: _("Relation borttagen"),
    w.FamilyGroupSet: lambda c, p: _("Familjegrupp ändrad"),
}
