"""The unit's own recurring meetings: a weekday, a time, and every how many weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from familjeflow.domain.errors import DomainError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class UnitMeeting:
    """A meeting of the unit. `weekday` is 0 for Monday, `starts` "09:00" Swedish time, `minutes` its length.

    `weeks` is how many weeks lie between; for more than one `first` is a day of a week that has it. `allots`
    tells that cases which wait to be given to somebody are taken up there.
    """

    meeting_id: str
    title: str
    weekday: int
    starts: str
    minutes: int
    weeks: int = 1
    first: date | None = None
    allots: bool = False

    @property
    def weekly(self) -> str:
        """The time as the rules of a process write it, such as "mon 09:00"."""
        return f"{WEEKDAYS[self.weekday]} {self.starts}"


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """A standing weekly time as a process writes it: "mon 14:00-15:00"; 60 `minutes` unless it says."""

    weekday: int
    starts: str
    minutes: int


def read_weekly(text: str) -> WeeklyTime | None:
    """The weekly time that a rule names, None for one that cannot be read."""
    day, _space, times = text.partition(" ")
    starts, _dash, ends = times.partition("-")
    if day not in WEEKDAYS or _minutes(starts) is None:
        return None
    begins, over = _minutes(starts) or 0, _minutes(ends)
    return WeeklyTime(
        WEEKDAYS.index(day), starts, over - begins if over is not None and over > begins else 60
    )


def checked(meeting: UnitMeeting) -> UnitMeeting:
    """The same meeting. Raises DomainError "name_needed", "bad_time" or "bad_length"."""
    if not meeting.title.strip():
        raise DomainError("name_needed")
    if _minutes(meeting.starts) is None or meeting.weekday not in range(7) or meeting.weeks < 1:
        raise DomainError("bad_time")
    if not 0 < meeting.minutes <= 24 * 60:
        raise DomainError("bad_length", minutes=meeting.minutes)
    return meeting


def days_of(meeting: UnitMeeting, first: date, last: date) -> tuple[date, ...]:
    """The days of a meeting between two days, both included."""
    day = first + timedelta(days=(meeting.weekday - first.weekday()) % 7)
    found = []
    while day <= last:
        if _is_its_week(meeting, day):
            found.append(day)
        day += timedelta(days=7)
    return tuple(found)


def next_day(meeting: UnitMeeting, since: date) -> date:
    """The first day of a meeting on or after a day."""
    return days_of(meeting, since, since + timedelta(days=7 * meeting.weeks))[0]


def _is_its_week(meeting: UnitMeeting, day: date) -> bool:
    if meeting.weeks <= 1 or meeting.first is None:
        return True
    return (_monday(day) - _monday(meeting.first)).days // 7 % meeting.weeks == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _minutes(time: str) -> int | None:
    hours, colon, minutes = time.partition(":")
    if not colon or not (hours + minutes).isdecimal() or int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * 60 + int(minutes)
