"""The calendar: a month, a week or a list of meetings, limits and reminders. It reads only what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from familjeflow.domain.day_lines import DayLine
from familjeflow.i18n import _, ngettext
from familjeflow.services import unit_meetings
from familjeflow.services.calendars import holiday_names
from familjeflow.services.desk import Desk
from familjeflow.services.meeting_words import meeting_kind_word, meeting_outcome_word, time_span
from familjeflow.services.unit_meetings import Occurrence
from familjeflow.services.words import long_day, month_word
from familjeflow.storage.store import Store

IN_A_CELL = 4
"""Lines that are read for a day of the month; no cell shows more."""
IN_A_DAY = 200
"""Lines that are read for a day that is shown whole."""
KINDS = ("meeting", "unit", "latest", "guideline", "watch")


class CalendarLine(NamedTuple):
    """Something with a day. `kind` is one of KINDS and `word` says it; `time` is "10:00" or "".

    `item` is the id of the meeting, limit or reminder; a meeting of the unit has no case.
    """

    kind: str
    word: str
    day: date
    time: str
    span: str
    text: str
    client: str
    protection: str
    number: str
    case_id: str
    step: str
    item: str
    place: str = ""
    interpreter: str = ""
    outcome: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day: its first lines, how many there are in all, and the sentence that a screen reader says."""

    day: date
    in_month: bool
    is_today: bool
    holiday: str
    lines: tuple[CalendarLine, ...]
    total: int
    spoken: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """Whole weeks, Monday first, as (ISO week number, seven days)."""

    title: str
    weeks: tuple[tuple[int, tuple[CalendarDay, ...]], ...]
    total: int

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """Every day that is shown, in order."""
        return tuple(day for _week, days in self.weeks for day in days)


def month(desk: Desk, shown: date) -> CalendarView:
    """The month of a day, with the days before and after that fill its weeks."""
    first, last = month_days(shown)
    return desk.vault.read(lambda store: _view(store, desk.today, month_title(shown), first, last, IN_A_CELL))


def month_title(day: date) -> str:
    """A day's month and year: "November 2026"."""
    return f"{month_word(day).capitalize()} {day.year}"


def week(desk: Desk, shown: date) -> CalendarView:
    """The week of a day, with more of each day."""
    first = _monday(shown)
    last = first + timedelta(days=6)
    begins = str(first.day) if first.month == last.month else f"{first.day} {month_word(first)}"
    title = _("Vecka {week} · {first}–{last}").format(
        week=first.isocalendar().week, first=begins, last=_day_and_year(last)
    )
    return desk.vault.read(lambda store: _view(store, desk.today, title, first, last, IN_A_DAY))


def lines_of(desk: Desk, first: date, last: date) -> tuple[CalendarLine, ...]:
    """Everything between two days, both included, day by day."""

    def work(store: Store) -> tuple[CalendarLine, ...]:
        full = store.day_counts(first, last)
        own = _by_day(unit_meetings.between(store, first, last))
        days = sorted({*full, *own})
        return tuple(
            line for day in days for line in _lines(store, desk.today, day, full.get(day, {}), own, IN_A_DAY)
        )

    return desk.vault.read(work)


def month_days(shown: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    first = shown.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), month_days(first)[1])


def _view(store: Store, today: date, title: str, first: date, last: date, most: int) -> CalendarView:
    start, end = _monday(first), _monday(last) + timedelta(days=6)
    counts = store.day_counts(start, end)
    own = _by_day(unit_meetings.between(store, start, end))
    days = [
        _day(store, today, start + timedelta(days=n), (first, last), counts, own, most)
        for n in range((end - start).days + 1)
    ]
    weeks = tuple((days[n].day.isocalendar().week, tuple(days[n : n + 7])) for n in range(0, len(days), 7))
    return CalendarView(title, weeks, sum(day.total for day in days if day.in_month))


def _day(
    store: Store,
    today: date,
    day: date,
    shown: tuple[date, date],
    counts: Mapping[date, Mapping[str, int]],
    own: Mapping[date, Sequence[Occurrence]],
    most: int,
) -> CalendarDay:
    found = dict(counts.get(day, {}))
    lines = _lines(store, today, day, found, own, most) if found or day in own else ()
    found["unit"] = len(own.get(day, ()))
    holiday = holiday_names().get(day, "")
    return CalendarDay(
        day=day,
        in_month=shown[0] <= day <= shown[1],
        is_today=day == today,
        holiday=holiday,
        lines=lines,
        total=sum(found.values()),
        spoken=_spoken(day, today, holiday, found),
    )


def _lines(
    store: Store,
    today: date,
    day: date,
    counts: Mapping[str, int],
    own: Mapping[date, Sequence[Occurrence]],
    most: int,
) -> tuple[CalendarLine, ...]:
    lines = [_line(line, today) for line in store.lines_of_day(day, counts, most)]
    lines += [_own_line(o) for o in own.get(day, ())]
    return tuple(sorted(lines, key=_order))


def _order(line: CalendarLine) -> tuple[bool, str, int]:
    return not line.time, line.time, KINDS.index(line.kind)


def _line(line: DayLine, today: date) -> CalendarLine:
    assert line.day is not None
    kind = line.force if line.kind == "limit" else line.kind
    starts = datetime.fromisoformat(f"{line.day}T{line.time}") if line.time else None
    text = meeting_kind_word(line.text) if kind == "meeting" else line.text
    outcome = line.force if kind == "meeting" else ""
    return CalendarLine(
        kind=kind,
        word=meeting_outcome_word(outcome) if outcome else kind_word(kind),
        day=line.day,
        time=line.time,
        span=time_span(starts, line.minutes) if starts else "",
        text=text,
        client=line.client,
        protection=line.protection,
        number=line.number,
        case_id=line.case_id,
        step=line.step,
        item=line.item,
        place=line.place,
        interpreter=line.interpreter,
        outcome=outcome,
        overdue=kind != "meeting" and line.day < today,
    )


def _own_line(own: Occurrence) -> CalendarLine:
    return CalendarLine(
        kind="unit",
        word=kind_word("unit"),
        day=own.starts.date(),
        time=f"{own.starts:%H:%M}",
        span=time_span(own.starts, own.minutes),
        text=own.title,
        client="",
        protection="",
        number="",
        case_id="",
        step="",
        item=own.meeting_id,
    )


def kind_word(kind: str) -> str:
    """What a line of the calendar is."""
    match kind:
        case "meeting":
            return _("Möte")
        case "unit":
            return _("Enheten")
        case "latest":
            return _("Senast")
        case "guideline":
            return _("Riktmärke")
    return _("Bevakning")


def _spoken(day: date, today: date, holiday: str, counts: Mapping[str, int]) -> str:
    """A day as it is said: "tisdag 24 november, 2 möten, 1 senast"."""
    meetings = counts.get("meeting", 0) + counts.get("unit", 0)
    latest, guidelines, watches = (counts.get(kind, 0) for kind in ("latest", "guideline", "watch"))
    parts = [
        long_day(day),
        _("idag") if day == today else "",
        holiday,
        ngettext("{n} möte", "{n} möten", meetings).format(n=meetings) if meetings else "",
        _("{n} senast").format(n=latest) if latest else "",
        ngettext("{n} riktmärke", "{n} riktmärken", guidelines).format(n=guidelines) if guidelines else "",
        ngettext("{n} bevakning", "{n} bevakningar", watches).format(n=watches) if watches else "",
    ]
    if not any(counts.values()):
        parts.append(_("inget"))
    return ", ".join(part for part in parts if part)


def _by_day(own: Sequence[Occurrence]) -> dict[date, list[Occurrence]]:
    found: dict[date, list[Occurrence]] = {}
    for occurs in own:
        found.setdefault(occurs.starts.date(), []).append(occurs)
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day_and_year(day: date) -> str:
    return f"{day.day} {month_word(day)} {day.year}"
