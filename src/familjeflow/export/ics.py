"""Meetings as an iCalendar file (RFC 5545) for the calendar that the organisation uses.

The file leaves the vault, so it says as little as can be: "Möte" and the case number, never a name. Times are
in UTC, which every calendar turns into its own local time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class IcsMeeting:
    """A meeting to write. `starts` is an aware time, `sequence` how often it was moved; `place` may be ""."""

    uid: str
    summary: str
    starts: datetime
    minutes: int
    place: str
    sequence: int
    cancelled: bool = False


def ics_file(meetings: Iterable[IcsMeeting], *, written: datetime) -> bytes:
    """The file, in UTF-8 with lines folded as the RFC wants. `written` is when, in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//FamiljeFlow//FamiljeFlow//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting, written))
    data: bytes = calendar.to_ical()
    return data


def _event(meeting: IcsMeeting, written: datetime) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", written)
    event.add("summary", meeting.summary)
    starts = meeting.starts.astimezone(written.tzinfo)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.minutes))
    event.add("sequence", meeting.sequence)
    event.add("class", "PRIVATE")
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.cancelled:
        event.add("status", "CANCELLED")
    return event
