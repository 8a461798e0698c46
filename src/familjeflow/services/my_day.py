"""Min dag: what is late, what is today, what comes and what is left to register. It reads rows only."""

from dataclasses import dataclass
from datetime import date, timedelta

from familjeflow.domain.projections import CaseRow, LimitRow, TickRow
from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.case_context import full_name
from familjeflow.services.desk import Desk
from familjeflow.services.words import day_word, force_word
from familjeflow.storage.store import Store

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of Min dag. `tickable` rows are done with one key; `task` is what is ticked then."""

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


def my_day(desk: Desk) -> DayView:
    """What is late, what is today, what comes within seven days, the next of each case, what to register."""
    today = desk.today

    def work(store: Store) -> DayView:
        names = _Names(store)
        due = [_due_row(names, row, today) for row in store.limit_rows(until=today + WEEK)]
        undated = [row for row in store.case_rows(open_only=True) if row.next_text and row.next_due is None]
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


_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_DAYS = ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag")


def _title(today: date) -> str:
    """The day and its ISO week: "Lördag 21 november, v. 47"."""
    week = today.isocalendar().week
    return f"{_DAYS[today.weekday()]} {today.day} {_MONTHS[today.month - 1]}, v. {week}"


class _Names:
    """Client, process and role titles of the cases on the list, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cases = {row.case_id: row for row in store.case_rows(open_only=False)}
        self._titles = {d.info.id: d.info for d in processes.shipped()}

    def client(self, case_id: str) -> str:
        row = self._cases.get(case_id)
        person = self._store.person(row.client_id) if row else None
        return full_name(person) if person else ""

    def process(self, case_id: str) -> str:
        row = self._cases.get(case_id)
        return row.process_short if row else ""

    def role(self, case_id: str, slug: str) -> str:
        return self._title(case_id, "roles", slug)

    def system(self, case_id: str, slug: str) -> str:
        return self._title(case_id, "systems", slug)

    def _title(self, case_id: str, kind: str, slug: str) -> str:
        row = self._cases.get(case_id)
        info = self._titles.get(row.process_id) if row else None
        titles: dict[str, str] = dict(getattr(info, kind)) if info else {}
        return titles.get(slug, slug)


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


def _case_row(names: _Names, row: CaseRow) -> DayRow:
    return DayRow(
        day=None,
        when_text="",
        what=row.next_text,
        force_word="",
        client=names.client(row.case_id),
        process=row.process_short,
        role=names.role(row.case_id, row.next_role),
        case_id=row.case_id,
        step=row.next_step,
        task="",
        tickable=False,
        overdue=False,
    )
