"""Min dag: what is late, what is today, what comes and what is left to register. It reads rows only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from familjeflow.domain.process import ProcessInfo
from familjeflow.domain.projections import CaseLine, LimitRow, TickRow
from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.desk import Desk
from familjeflow.services.words import day_word, force_word, long_day
from familjeflow.storage.store import Store

WEEK = timedelta(days=7)


class DayRow(NamedTuple):
    """One line of Min dag, a named tuple because there may be thousands.

    `tickable` rows are done with one key; `task` is what is ticked then.
    """

    day: date | None
    when_text: str
    what: str
    force_word: str
    client: str
    process: str
    role: str
    case_id: str
    step: str
    task: str
    tickable: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class DayGroup:
    """One group of Min dag: a slug for its look, the heading and its lines."""

    slug: str
    title: str
    rows: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """Min dag: the groups that have lines, and how much there is to do."""

    today: date
    title: str
    groups: tuple[DayGroup, ...]
    overdue: int
    open_cases: int


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How much is late and how many cases are open, for the navigation."""

    overdue: int
    open_cases: int


def day_counts(desk: Desk) -> DayCounts:
    """Counted by the vault, without reading a line."""
    today = desk.today
    return desk.vault.read(lambda store: DayCounts(store.overdue_limits(today), store.counts().open_cases))


def my_day(desk: Desk) -> DayView:
    """What is late, what is today, what comes within seven days, the next of each case, what to register."""
    today = desk.today

    def work(store: Store) -> DayView:
        lines = store.case_lines(today, open_only=False)
        names = _Names(lines)
        due = [_due_row(names, row, today) for row in store.limit_rows(until=today + WEEK)]
        undated = [c for c in lines if c.next_text and c.next_due is None and c.closed_on is None]
        groups = (
            DayGroup("overdue", _("Försenat"), tuple(r for r in due if r.overdue)),
            DayGroup("today", _("Idag"), tuple(r for r in due if r.day == today)),
            DayGroup("week", _("Kommande sju dagar"), tuple(r for r in due if r.day and r.day > today)),
            DayGroup("next", _("Nästa i varje ärende"), tuple(_case_row(names, row) for row in undated)),
            DayGroup(
                "register", _("Kvar att registrera"), tuple(_tick_row(names, r) for r in store.tick_rows())
            ),
        )
        return DayView(
            today=today,
            title=_title(today),
            groups=tuple(g for g in groups if g.rows),
            overdue=sum(r.overdue for r in due),
            open_cases=store.counts().open_cases,
        )

    return desk.vault.read(work)


def _title(today: date) -> str:
    """The day and its ISO week: "Lördag 21 november, v. 47"."""
    week = today.isocalendar().week
    return f"{long_day(today).capitalize()}, v. {week}"


class _Names:
    """Client, process and role titles of the cases on the list."""

    def __init__(self, lines: Iterable[CaseLine]) -> None:
        self._lines = {line.case_id: line for line in lines}
        self._titles = {d.info.id: d.info for d in processes.shipped()}

    def client(self, case_id: str) -> str:
        line = self._lines.get(case_id)
        return line.client_name if line else ""

    def process(self, case_id: str) -> str:
        line = self._lines.get(case_id)
        return line.process_short if line else ""

    def role(self, case_id: str, slug: str) -> str:
        info = self._info(case_id)
        return info.roles.get(slug, slug) if info else slug

    def system(self, case_id: str, slug: str) -> str:
        info = self._info(case_id)
        return info.systems.get(slug, slug) if info else slug

    def _info(self, case_id: str) -> ProcessInfo | None:
        line = self._lines.get(case_id)
        return self._titles.get(line.process_id) if line else None


def _tick_row(names: _Names, row: TickRow) -> DayRow:
    return DayRow(
        day=None,
        when_text=names.system(row.case_id, row.system),
        what=row.text,
        force_word="",
        client=names.client(row.case_id),
        process=names.process(row.case_id),
        role=names.role(row.case_id, row.role),
        case_id=row.case_id,
        step=row.step,
        task=row.task,
        tickable=True,
        overdue=False,
    )


def _due_row(names: _Names, row: LimitRow, today: date) -> DayRow:
    return DayRow(
        day=row.due,
        when_text=day_word(row.due),
        what=row.text,
        force_word=force_word(Force(row.force)),
        client=names.client(row.case_id),
        process=names.process(row.case_id),
        role=names.role(row.case_id, row.role),
        case_id=row.case_id,
        step=row.step,
        task="",
        tickable=False,
        overdue=row.due < today,
    )


def _case_row(names: _Names, line: CaseLine) -> DayRow:
    return DayRow(
        day=None,
        when_text="",
        what=line.next_text,
        force_word="",
        client=line.client_name,
        process=line.process_short,
        role=names.role(line.case_id, line.next_role),
        case_id=line.case_id,
        step=line.next_step,
        task="",
        tickable=False,
        overdue=False,
    )
