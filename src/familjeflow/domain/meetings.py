"""The meetings of a case, as its facts leave them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import live_facts, new_names

MEETING_KINDS = (
    *("information", "planning", "start", "mapping", "three_party", "follow_up"),
    *("talk", "visit", "network", "closing", "other"),
)
OUTCOMES = ("held", "missed", "cancelled")
USUAL_MINUTES = 60
MAPPING_MINUTES = 90
"""A kartläggningssamtal is booked for an hour and a half (Hela familjen, the step about the first talk)."""
LONGEST_MINUTES = 24 * 60
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands now. `starts` is Swedish local time without a zone, `minutes` its length.

    `outcome` is "" until it is "held", "missed" or "cancelled"; `moved` how often it was moved; `booked` the
    fact that booked it and `latest` the last one about it, which is what can be taken back. `contested` tells
    that two desks ended it differently without knowing of each other; the later one is shown.
    """

    meeting_id: str
    kind: str
    starts: datetime
    minutes: int
    people: tuple[str, ...]
    others: tuple[str, ...]
    room: str
    interpreter: str
    writer: str
    step: str
    follows: str
    booked: str
    latest: str
    outcome: str = ""
    note: str = ""
    moved: int = 0
    contested: bool = False

    @property
    def ends(self) -> datetime:
        """When it is over, Swedish local time."""
        return self.starts + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Visits:
    """How many meetings of a case were kept and how many were missed; those cancelled count as neither."""

    kept: int
    missed: int


def meetings(facts: Iterable[e.Event]) -> tuple[Meeting, ...]:
    """Every meeting of a case by its time. Total: a time that cannot be read leaves things as they were."""
    ordered = live_facts(facts)
    names = new_names(ordered)
    found: dict[str, Meeting] = {}
    for fact in ordered:
        if isinstance(fact.payload, w.MeetingBooked):
            made = _booked(fact.id, fact.payload, names)
            if made is not None:
                found.setdefault(made.meeting_id, made)
        elif isinstance(fact.payload, w.MeetingMoved | w.MeetingEnded):
            known = found.get(fact.payload.meeting_id)
            if known is not None:
                found[known.meeting_id] = _changed(known, fact.id, fact.payload)
    return tuple(sorted(found.values(), key=lambda meeting: (meeting.starts, meeting.meeting_id)))


def _booked(event_id: str, said: w.MeetingBooked, names: dict[str, str]) -> Meeting | None:
    starts = _time(said.starts)
    if starts is None:
        return None
    return Meeting(
        meeting_id=said.meeting_id,
        kind=said.kind,
        starts=starts,
        minutes=said.minutes,
        people=said.people,
        others=said.others,
        room=said.room,
        interpreter=said.interpreter,
        writer=said.writer,
        step=names.get(said.step, said.step),
        follows=said.follows,
        booked=event_id,
        latest=event_id,
    )


def _changed(known: Meeting, event_id: str, said: w.MeetingMoved | w.MeetingEnded) -> Meeting:
    if isinstance(said, w.MeetingEnded):
        # One desk ends a meeting once, so a second ending comes from a desk that had not seen the first.
        other = known.contested or known.outcome not in ("", said.outcome)
        return replace(known, outcome=said.outcome, note=said.note, latest=event_id, contested=other)
    return replace(
        known,
        starts=_time(said.starts) or known.starts,
        minutes=said.minutes,
        room=said.room,
        interpreter=said.interpreter,
        moved=known.moved + 1,
        latest=event_id,
    )


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


# ---- what may be done ----


def usual_minutes(kind: str, step_minutes: int | None = None) -> int:
    """The length of a meeting unless somebody chooses another: what the step says, else by its kind."""
    if step_minutes is not None:
        return step_minutes
    return MAPPING_MINUTES if kind == "mapping" else USUAL_MINUTES


def usual_writer(present: Iterable[str], responsible: str, me: str) -> str:
    """Who writes the journal: the responsible caseworker if present, else the one who books."""
    return responsible if responsible and responsible in tuple(present) else me


def find(known: Iterable[Meeting], meeting_id: str) -> Meeting:
    """The meeting with that id. Raises DomainError("unknown_meeting")."""
    found = next((m for m in known if m.meeting_id == meeting_id), None)
    if found is None:
        raise DomainError("unknown_meeting")
    return found


def book(known: Iterable[Meeting], said: w.MeetingBooked) -> tuple[w.MeetingBooked, ...]:
    """Book a meeting, also one that has been.

    Raises DomainError "bad_time", "bad_length" or "already_booked".
    """
    _check(said.starts, said.minutes)
    if any(m.meeting_id == said.meeting_id for m in known):
        raise DomainError("already_booked")
    return (said,)


def move(known: Iterable[Meeting], said: w.MeetingMoved) -> tuple[w.MeetingMoved, ...]:
    """Move a meeting to another time, room or interpreter.

    Raises DomainError "unknown_meeting", "meeting_over", "nothing_moved", "bad_time" or "bad_length".
    """
    meeting = find(known, said.meeting_id)
    starts = _check(said.starts, said.minutes)
    _refuse_ended(meeting)
    before = (meeting.starts, meeting.minutes, meeting.room, meeting.interpreter)
    if before == (starts, said.minutes, said.room, said.interpreter):
        raise DomainError("nothing_moved")
    return (said,)


def end(
    known: Iterable[Meeting], meeting_id: str, outcome: str, today: date, note: str = ""
) -> tuple[w.MeetingEnded, ...]:
    """Say what became of a meeting; a day before it, it can only be cancelled.

    Raises DomainError "unknown_meeting", "meeting_over", "meeting_not_yet" or "unknown_outcome".
    """
    meeting = find(known, meeting_id)
    if outcome not in OUTCOMES:
        raise DomainError("unknown_outcome")
    _refuse_ended(meeting)
    if outcome != "cancelled" and meeting.starts.date() > today:
        raise DomainError("meeting_not_yet", day=meeting.starts.date().isoformat())
    return (w.MeetingEnded(meeting_id, outcome, note),)


def next_after(
    known: Iterable[Meeting], meeting_id: str, new_id: str, today: date
) -> tuple[w.MeetingBooked, ...]:
    """The next meeting of a series: same weekday, time, room, interpreter and people, and not before today.

    The step between is that to the meeting before, in whole weeks, or one week. Raises DomainError
    "unknown_meeting", or "next_booked" when one that follows is there already.
    """
    meetings_known = tuple(known)
    meeting = find(meetings_known, meeting_id)
    later = (m for m in meetings_known if m.follows == meeting_id and m.outcome != "cancelled")
    follower = next(later, None)
    if follower is not None:
        raise DomainError("next_booked", day=follower.starts.date().isoformat())
    between = _between(meetings_known, meeting)
    starts = meeting.starts + between
    while starts.date() < today:
        starts += between
    said = w.MeetingBooked(
        meeting_id=new_id,
        kind=meeting.kind,
        starts=starts.isoformat(timespec="minutes"),
        minutes=meeting.minutes,
        people=meeting.people,
        others=meeting.others,
        room=meeting.room,
        interpreter=meeting.interpreter,
        writer=meeting.writer,
        step=meeting.step,
        follows=meeting_id,
    )
    return book(meetings_known, said)


def visits(known: Iterable[Meeting]) -> Visits:
    """The green and red marks of a case, counted."""
    outcomes = [meeting.outcome for meeting in known]
    return Visits(outcomes.count("held"), outcomes.count("missed"))


def overlap(starts: datetime, minutes: int, other: datetime, other_minutes: int) -> bool:
    """Whether two meetings share a moment. One that begins as the other ends does not clash."""
    return starts < other + timedelta(minutes=other_minutes) and other < starts + timedelta(minutes=minutes)


def _between(known: Iterable[Meeting], meeting: Meeting) -> timedelta:
    before = next((m for m in known if m.meeting_id == meeting.follows), None)
    if before is None:
        return WEEK
    days = (meeting.starts.date() - before.starts.date()).days
    return max(1, round(days / WEEK.days)) * WEEK


def _refuse_ended(meeting: Meeting) -> None:
    if meeting.outcome:
        raise DomainError("meeting_over")


def _check(starts: str, minutes: int) -> datetime:
    if not 0 < minutes <= LONGEST_MINUTES:
        raise DomainError("bad_length", minutes=minutes)
    found = _time(starts)
    if found is None:
        raise DomainError("bad_time")
    return found
