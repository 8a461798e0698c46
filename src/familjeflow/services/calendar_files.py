"""Meetings to take along to another calendar: one, or all that are to come."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.domain import meetings as law
from familjeflow.domain.meetings import Meeting
from familjeflow.i18n import _
from familjeflow.services import directory
from familjeflow.services.case_work import Loaded, load
from familjeflow.services.desk import SWEDEN, Desk
from familjeflow.services.files import write_whole
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.ics import IcsMeeting

_LAST = datetime(9999, 12, 31).date()


def one_meeting(desk: Desk, case_id: str, meeting_id: str) -> bytes:
    """The .ics file of one meeting. Raises DomainError "unknown_case" or "unknown_meeting"."""
    rooms = _rooms(desk)

    def work(store: Store) -> "list[IcsMeeting]":
        now = load(store, case_id)
        found = law.find(law.meetings(now.facts), meeting_id)
        return [_entry(store, now, found, rooms)]

    return _file(desk, desk.vault.read(work))


def coming_meetings(desk: Desk) -> bytes:
    """The .ics file of every meeting from today on that is not cancelled."""
    rooms = _rooms(desk)

    def work(store: Store) -> "list[IcsMeeting]":
        cases = dict.fromkeys(row.case_id for row in store.meeting_rows(desk.today, _LAST) if not row.outcome)
        return [entry for case_id in cases for entry in _coming(desk, store, case_id, rooms)]

    return _file(desk, desk.vault.read(work))


def save(path: Path, data: bytes) -> None:
    """Write a file where the person wants it, whole or not at all. Raises OSError."""
    write_whole(path, data)


def _coming(desk: Desk, store: Store, case_id: str, rooms: frozenset[str]) -> "Iterable[IcsMeeting]":
    now = load(store, case_id)
    for meeting in law.meetings(now.facts):
        if not meeting.outcome and meeting.starts.date() >= desk.today:
            yield _entry(store, now, meeting, rooms)


def _entry(store: Store, now: Loaded, meeting: Meeting, rooms: frozenset[str]) -> "IcsMeeting":
    from familjeflow.export.ics import IcsMeeting

    return IcsMeeting(
        uid=f"{meeting.meeting_id}@familjeflow",
        summary=_("Möte {number}").format(number=now.case.number),
        starts=meeting.starts.replace(tzinfo=SWEDEN),
        minutes=meeting.minutes,
        place=_place(store, now, meeting, rooms),
        sequence=meeting.moved,
        cancelled=meeting.outcome == "cancelled",
    )


def _place(store: Store, now: Loaded, meeting: Meeting, rooms: frozenset[str]) -> str:
    """A room of the unit's own list, if nobody in the case is protected: others may be somebody's home."""
    if meeting.room.casefold() not in rooms:
        return ""
    people = (store.person(person) for person, _part in now.case.participants)
    hidden = any(row is None or row.protection for row in people)
    return "" if hidden else meeting.room


def _rooms(desk: Desk) -> frozenset[str]:
    return frozenset(name.casefold() for name in directory.names(desk, "room"))


def _file(desk: Desk, entries: "list[IcsMeeting]") -> bytes:
    from familjeflow.export.ics import ics_file

    return ics_file(entries, written=desk.clock().astimezone(UTC).replace(microsecond=0))
