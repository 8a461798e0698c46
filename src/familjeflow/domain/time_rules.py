"""Time limits: from an anchor date, an interval and a calendar to the day something falls.

Days are Swedish civil dates. A limit stays on the day it falls, weekend or not, unless its rule says that it
rolls to the next working day; the program may still suggest the working day before.
"""

import calendar as _months
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from familjeflow.domain.errors import DomainError


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of calendar months and days, or of working days. Years are twelve months, weeks seven days."""

    months: int = 0
    days: int = 0
    working_days: int = 0

    def plus(self, other: "Interval", times: int) -> "Interval":
        """This interval and then another one so many times."""
        return Interval(
            self.months + times * other.months,
            self.days + times * other.days,
            self.working_days + times * other.working_days,
        )

    @classmethod
    def parse(cls, text: str) -> "Interval":
        """Read an ISO 8601 duration in whole days or longer ("P3M", "P2W"), or working days as "P5B".

        Raises DomainError("bad_interval") for anything else.
        """
        if found := re.fullmatch(r"P(\d{1,4})B", text):
            return cls(working_days=int(found[1]))
        found = re.fullmatch(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?", text)
        if not found or not any(found.groups()):
            raise DomainError("bad_interval", text=text)
        years, months, weeks, days = (int(g or 0) for g in found.groups())
        return cls(months=years * 12 + months, days=weeks * 7 + days)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that are not working days besides Saturdays and Sundays: public holidays and their eves."""

    holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether an office is open that day."""
        return day.weekday() < 5 and day not in self.holidays

    def working_day_from(self, day: date, step: int = 1) -> date:
        """`day` itself if it is a working day, else the nearest one after it (`step` 1) or before it (-1)."""
        while not self.is_working_day(day):
            day += timedelta(days=step)
        return day


def add(day: date, interval: Interval, calendar: Calendar, *, before: bool = False) -> date:
    """The day that lies `interval` after `day`, or before it.

    Months keep the day of the month and fall back to the month's last day: 31 August and six months is the
    28th or 29th of February; 31 March less one month is the same.
    Raises DomainError("date_out_of_range") where the calendar of years ends.
    """
    sign = -1 if before else 1
    try:
        moved = _add_months(day, sign * interval.months) + timedelta(days=sign * interval.days)
        return _add_working_days(moved, sign * interval.working_days, calendar)
    except (OverflowError, ValueError) as error:
        raise DomainError("date_out_of_range", day=day.isoformat()) from error


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = _months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _add_working_days(day: date, count: int, calendar: Calendar) -> date:
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        day = calendar.working_day_from(day + timedelta(days=step), step)
    return day


class AnchorEvent(StrEnum):
    """What a limit is counted from."""

    OPENED = "opened"
    CLOSED = "closed"
    STARTED = "started"
    DONE = "done"
    TASK = "task"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named moment in the case: `of` is a step, a "step/task" or a date of the case."""

    event: AnchorEvent
    of: str = ""


class Force(StrEnum):
    """Whether the source says that it must be done by then (*Senast*) or gives a guideline (*Riktmärke*)."""

    LATEST = "latest"
    GUIDELINE = "guideline"


@dataclass(frozen=True, slots=True)
class LimitRule:
    """How one time limit is computed.

    `anchors` are alternatives in order: the first that has a date counts, or, with `setting`, the one
    that the organisation has chosen. `repeats` gives the next limit from the latest time it was met.
    `met_by` is a task of the step (a tick meets the limit) or "" for the step itself. `warn` says how long
    before it should be seen. `unstated` tells that the source names no anchor. `function` names a tested
    rule for what intervals cannot say. `proposes_close` marks a limit whose passing makes the program
    propose closing, never silently. `fixed_series` lists the choices of `setting` under which a series
    counts from its anchor, not from the latest time. `weekly` is a standing weekly time such as "mon 09:00":
    the first one on or after the day the step was reached. `week_setting` names the setting that holds the
    week of the month for `half_year_week`. `renews` lets a limit that has been met stand again as soon as the
    date that it counts from is set anew, without waiting for the flow to come back to the step.
    """

    id: str
    text: str
    anchors: tuple[tuple[str, Anchor], ...]
    offset: Interval
    force: Force
    before: bool = False
    repeats: Interval | None = None
    met_by: str = ""
    warn: Interval | None = None
    role: str | None = None
    setting: str | None = None
    unstated: bool = False
    rolls: bool = False
    when: tuple[str, ...] = ()
    function: str | None = None
    proposes_close: bool = False
    weekly: str = ""
    fixed_series: tuple[str, ...] = ()
    week_setting: str = ""
    renews: bool = False
    explanation: str = ""
    lines: tuple[int, ...] = ()


def half_year_week(closed: date, choice: str, week: int) -> date:
    """The Monday of the October or April week in which a closed case is called.

    Read to the letter the source gives October to cases closed in January to June and April to the others.
    `choice` "ordagrant" keeps those months and takes the year that lies nearest twelve months after closing;
    "narmast_ett_ar" takes whichever of the two weeks lies nearest twelve months. `week` counts the weeks of
    the month from 1. A tie goes to the later day.
    """
    month = 10 if closed.month <= 6 else 4
    months: Iterable[int] = (month,) if choice == "ordagrant" else (4, 10)
    days = [_week_monday(y, m, week) for y in range(closed.year, closed.year + 3) for m in months]
    year_later = _add_months(closed, 12)
    later = [d for d in days if d > closed]
    return min(later, key=lambda d: (abs((d - year_later).days), -d.toordinal()))


def _week_monday(year: int, month: int, week: int) -> date:
    """The Monday of the `week`th week that begins in that month."""
    first = date(year, month, 1)
    monday = first + timedelta(days=(7 - first.weekday()) % 7)
    return monday + timedelta(weeks=week - 1)
