"""The meetings of a case: booking, moving, what became of them, the next one, and what a kallelse says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from familjeflow.domain import events as e
from familjeflow.domain import meetings as law
from familjeflow.domain.errors import DomainError
from familjeflow.domain.meetings import MEETING_KINDS, Meeting, Visits
from familjeflow.domain.work_events import MeetingBooked, MeetingMoved
from familjeflow.i18n import _
from familjeflow.services import directory, unit_meetings
from familjeflow.services.calendars import holiday_names
from familjeflow.services.case_context import Context
from familjeflow.services.case_views import context_of
from familjeflow.services.case_work import Loaded, act, load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import SWEDEN, Desk
from familjeflow.services.letters import letter_day, spoken_name
from familjeflow.services.meeting_words import (
    meeting_kind_word,
    meeting_outcome_word,
    meeting_when,
    time_span,
)
from familjeflow.services.profile import profile
from familjeflow.services.words import part_word
from familjeflow.storage.store import Store

__all__ = ["MEETING_KINDS", "Booking", "MeetingLine", "MeetingsView", "meeting_kind_word"]

_RESPONSIBLE = ("ansvarig_handlaggare", "socialsekreterare")
"""The role that answers for a case, by the slugs of the processes; the first that a process has."""
_INTERPRETER = "tolk"


@dataclass(frozen=True, slots=True)
class Booking:
    """What is asked for when a meeting is booked. `starts` is Swedish local time, `minutes` its length.

    `people` are person ids, `others` role slugs or names; `writer` one of those, "" for the usual one.
    """

    kind: str
    starts: datetime
    minutes: int
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    room: str = ""
    interpreter: str = ""
    writer: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting as lists show it. `event_id` is the latest fact about it, which is what Ångra takes back.

    `outcome` is "" until it is "held", "missed" or "cancelled"; `waits` tells that it has begun and nobody
    has said what became of it. `has_next` that one which follows is booked.
    """

    meeting_id: str
    kind: str
    kind_word: str
    starts: datetime
    minutes: int
    when_text: str
    who: str
    room: str
    interpreter: str
    writer: str
    step: str
    step_label: str
    outcome: str
    outcome_word: str
    note: str
    moved: int
    waits: bool
    has_next: bool
    contested: bool
    event_id: str


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The meetings of a case, and what a new one may be made of.

    `coming` are those without an outcome, the earliest first; `past` the others, the latest first. `people`
    are (id, name and part), `roles` and `steps` (slug, words); `minutes` the length that a step gives.
    `interpreter` says what is needed in the case, `responsible` is the role that usually writes, `me` the
    user's name; `rooms` and `interpreters` are names to choose from.
    """

    coming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    visits: Visits
    client: str
    people: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    minutes: Mapping[str, int]
    rooms: tuple[str, ...]
    interpreters: tuple[str, ...]
    interpreter: str
    responsible: str
    me: str


def meetings(desk: Desk, case_id: str) -> MeetingsView:
    """Every meeting of a case. Raises DomainError("unknown_case")."""
    now = _local_now(desk)
    rooms, interpreters = directory.names(desk, "room"), directory.names(desk, "interpreter")

    def work(store: Store) -> MeetingsView:
        context = context_of(desk, store, case_id)
        known = law.meetings(context.loaded.facts)
        followed = frozenset(m.follows for m in known if m.outcome != "cancelled")
        lines = [_line(context, m, now, m.meeting_id in followed) for m in known]
        return MeetingsView(
            coming=tuple(line for line in lines if not line.outcome),
            past=tuple(line for line in reversed(lines) if line.outcome),
            visits=law.visits(known),
            client=context.case.client_id,
            people=_people(context),
            roles=tuple((s, t) for s, t in context.definition.info.roles.items() if s != _INTERPRETER),
            steps=tuple(_steps(context)),
            minutes={s: m for s, _l in _steps(context) if (m := context.definition.step(s).meeting_minutes)},
            rooms=tuple(dict.fromkeys((*rooms, *store.shared_rooms()))),
            interpreters=interpreters,
            interpreter=_interpreter(store, context),
            responsible=responsible_role(context.definition.info.roles),
            me=context.name(context.me),
        )

    return desk.vault.read(work)


def responsible_role(roles: Mapping[str, str]) -> str:
    """The role that answers for a case in a process, "" where it has none."""
    return next((slug for slug in _RESPONSIBLE if slug in roles), "")


def _line(context: Context, meeting: Meeting, now: datetime, has_next: bool) -> MeetingLine:
    names = [context.person(person) for person in meeting.people]
    who = "; ".join(filter(None, [*names, *(context.role(other) for other in meeting.others)]))
    return MeetingLine(
        meeting_id=meeting.meeting_id,
        kind=meeting.kind,
        kind_word=meeting_kind_word(meeting.kind),
        starts=meeting.starts,
        minutes=meeting.minutes,
        when_text=meeting_when(meeting.starts, meeting.minutes),
        who=who,
        room=meeting.room,
        interpreter=meeting.interpreter,
        writer=context.role(meeting.writer),
        step=meeting.step,
        step_label=context.label(meeting.step) if meeting.step else "",
        outcome=meeting.outcome,
        outcome_word=meeting_outcome_word(meeting.outcome),
        note=meeting.note,
        moved=meeting.moved,
        waits=not meeting.outcome and meeting.starts <= now,
        has_next=has_next,
        contested=meeting.contested,
        event_id=meeting.latest,
    )


def _people(context: Context) -> tuple[tuple[str, str], ...]:
    parts: dict[str, list[str]] = {}
    for person, part in context.case.participants:
        parts.setdefault(person, []).append(part_word(part).lower())
    named = {person: row for person, row in context.persons.items()}
    return tuple(
        (person, f"{spoken_name(named[person])} ({', '.join(words)})")
        for person, words in parts.items()
        if person in named
    )


def _steps(context: Context) -> Iterable[tuple[str, str]]:
    definition = context.definition
    return ((step, context.label(step)) for step in context.stands if definition.step(step).question is None)


def _interpreter(store: Store, context: Context) -> str:
    """The languages that are interpreted for somebody in the case, or that an interpreter is needed."""
    people = dict.fromkeys(person for person, _part in context.case.participants)
    needed = [known for p in people if (known := _recorded(store, p)) is not None and known.interpreter]
    return ", ".join(dict.fromkeys(known.language or _("ja") for known in needed))


def _recorded(store: Store, person_id: str) -> e.PersonRecorded | None:
    facts = store.events(f"person:{person_id}")
    return next((f.payload for f in reversed(facts) if isinstance(f.payload, e.PersonRecorded)), None)


# ---- acts ----


def book(desk: Desk, case_id: str, wanted: Booking) -> ChangeSet:
    """Book a meeting. Raises DomainError "bad_time", "bad_length", "unknown_person" or "unknown_step"."""

    known_me = profile(desk)
    me = known_me.name if known_me else ""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        known = {person for person, _part in now.case.participants}
        if not known.issuperset(wanted.people):
            raise DomainError("unknown_person")
        if wanted.step and wanted.step not in now.definition.graph.node:
            raise DomainError("unknown_step", step=wanted.step)
        return law.book(law.meetings(now.facts), _booked(desk.new_id(), now, wanted, me))

    return act(desk, case_id, decide)


def _booked(new_id: str, now: Loaded, wanted: Booking, me: str) -> MeetingBooked:
    responsible = responsible_role(now.definition.info.roles)
    return MeetingBooked(
        meeting_id=new_id,
        kind=wanted.kind,
        starts=wanted.starts.isoformat(timespec="minutes"),
        minutes=wanted.minutes,
        people=wanted.people,
        others=wanted.others,
        room=wanted.room.strip(),
        interpreter=wanted.interpreter.strip(),
        writer=wanted.writer.strip() or law.usual_writer(wanted.others, responsible, me),
        step=wanted.step,
    )


def move(
    desk: Desk,
    case_id: str,
    meeting_id: str,
    starts: datetime,
    minutes: int,
    *,
    room: str = "",
    interpreter: str = "",
    reason: str = "",
) -> ChangeSet:
    """Move a meeting. Raises as `domain.meetings.move`."""
    said = MeetingMoved(
        meeting_id,
        starts.isoformat(timespec="minutes"),
        minutes,
        room.strip(),
        interpreter.strip(),
        reason.strip(),
    )
    return act(desk, case_id, lambda now: law.move(law.meetings(now.facts), said))


def end(desk: Desk, case_id: str, meeting_id: str, outcome: str, note: str = "") -> ChangeSet:
    """Say that a meeting was "held", "missed" or "cancelled". Raises as `domain.meetings.end`."""
    today = desk.today
    return act(
        desk, case_id, lambda now: law.end(law.meetings(now.facts), meeting_id, outcome, today, note.strip())
    )


def book_next(desk: Desk, case_id: str, meeting_id: str) -> ChangeSet:
    """Book the next of a series: same weekday, time, room and interpreter. Raises DomainError "next_booked"
    or "unknown_meeting"."""
    new_id, today = desk.new_id(), desk.today
    return act(desk, case_id, lambda now: law.next_after(law.meetings(now.facts), meeting_id, new_id, today))


# ---- what is told beside ----


def warnings(desk: Desk, starts: datetime, minutes: int, *, but: str = "") -> tuple[str, ...]:
    """What clashes with a time: the user's other meetings, the unit's, a holiday. Told, never refused.

    `but` is a meeting that is not counted, since it is the one being moved.
    """
    day = starts.date()

    def work(store: Store) -> tuple[str, ...]:
        said = []
        for row in store.meeting_rows(day - timedelta(days=1), day + timedelta(days=1)):
            taken = not row.outcome and row.meeting_id != but
            if taken and law.overlap(starts, minutes, row.starts, row.minutes):
                head = store.case_head(row.case_id)
                said.append(_clash(row.starts, row.minutes, head.number if head else ""))
        return (*said, *_unit_clashes(store, starts, minutes))

    holiday = holiday_names().get(day)
    free = (_("Dagen är helgdag: {name}.").format(name=holiday),) if holiday else ()
    return (*free, *desk.vault.read(work))


def _clash(starts: datetime, minutes: int, number: str) -> str:
    return _("Krockar med ett möte {time} i ärende {number}.").format(
        time=time_span(starts, minutes), number=number
    )


def _unit_clashes(store: Store, starts: datetime, minutes: int) -> Iterable[str]:
    for occurs in unit_meetings.between(store, starts.date(), starts.date()):
        if law.overlap(starts, minutes, occurs.starts, occurs.minutes):
            yield _("Krockar med {title} {time}.").format(
                title=occurs.title, time=time_span(occurs.starts, occurs.minutes)
            )


def invitation(desk: Desk, case_id: str, meeting_id: str) -> Mapping[str, str]:
    """The fields of a kallelse that a meeting fills. Raises DomainError("unknown_meeting")."""

    def work(store: Store) -> Mapping[str, str]:
        meeting = law.find(law.meetings(load(store, case_id).facts), meeting_id)
        language = meeting.interpreter
        return {
            "dag": letter_day(meeting.starts.date()),
            "tid": _("klockan {time}").format(time=time_span(meeting.starts, meeting.minutes)),
            "rum": meeting.room,
            "tolk": _("Vi bokar tolk: {language}").format(language=language) if language else "",
        }

    return desk.vault.read(work)


def receiver_of(desk: Desk, case_id: str, meeting_id: str) -> str:
    """Whom a kallelse is to first: the client if present, else the first person; "" for nobody."""

    def work(store: Store) -> str:
        now = load(store, case_id)
        meeting = law.find(law.meetings(now.facts), meeting_id)
        client = now.case.client_id
        return client if client in meeting.people else next(iter(meeting.people), "")

    return desk.vault.read(work)


def latest_booked(desk: Desk, case_id: str, changes: ChangeSet) -> MeetingLine | None:
    """The meeting that an act booked, to be told."""
    view = meetings(desk, case_id)
    return next((m for m in view.coming if m.event_id in changes.event_ids), None)


def usual_minutes(view: MeetingsView, kind: str, step: str) -> int:
    """The length that a meeting of a kind has in a step unless another is chosen, in minutes."""
    return law.usual_minutes(kind, view.minutes.get(step))


def next_whole_hour(desk: Desk) -> datetime:
    """A time to begin with: the next whole hour of office time, Swedish local time."""
    now = _local_now(desk)
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _local_now(desk: Desk) -> datetime:
    return desk.clock().astimezone(SWEDEN).replace(tzinfo=None)
