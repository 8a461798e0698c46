"""Numbers of many cases, counted from rows: what is chosen, what was found, and how it leaves the work file.

Nothing here names a person or a case. Small counts are hidden before anything is shown or saved.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import DocumentExported, Draft
from familjeflow.domain.limits import limits
from familjeflow.domain.picture.display import Picture
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.statistics import Period, Tallies
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_rows import rows
from familjeflow.services.case_work import load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.services.letterheads import letterhead_of
from familjeflow.services.profile import actors_of, record_settings
from familjeflow.services.spreadsheets import LISTS
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.spreadsheet import Cell

_CASES_AT_A_TIME = 100
"""Cases in one transaction, so that an act never waits long."""

NO_UNIT = ""
"""The unit of cases opened by somebody whose unit is not known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which period; which process by id, "" for all; which unit by name, None for all."""

    period: Period
    process: str = ""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is to choose: processes by id and name, units, and the year of the first case.

    `first_year` is None in a work file without cases.
    """

    processes: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    first_year: int | None


@dataclass(frozen=True)
class Numbers:
    """What was counted for a choice, with the definitions that name its steps."""

    choice: Choice
    tallies: Tallies
    definitions: Mapping[str, ProcessDefinition]

    def process_name(self, process: str) -> str:
        """The short name of a process."""
        known = self.definitions.get(process)
        if known is not None:
            return known.info.short
        return next((c.process_short for c in self.tallies.cases if c.process == process), process)


@dataclass(frozen=True)
class Topic:
    """One thing that statistics tell: in a sentence or two, as a table, and as a picture where there is one.

    Rows are as long as the header.
    """

    slug: str
    title: str
    summary: str
    header: tuple[str, ...]
    rows: "tuple[tuple[Cell, ...], ...]"
    picture: Picture | None = None


# ---- reading ----


def offers(desk: Desk) -> Offers:
    """What there is to choose."""

    def work(store: Store) -> Offers:
        years = store.years()
        shown = tuple((d.info.id, d.info.short) for d in processes.offered())
        return Offers(shown, tuple(sorted(_units(store))), years[0] if years else None)

    return desk.vault.read(work)


def numbers(desk: Desk, choice: Choice) -> Numbers:
    """Count what was chosen. Safe in a thread of its own, and slow once, after an older file was upgraded."""
    _count_in(desk)
    definitions = {d.info.id: d for d in processes.offered()}

    def work(store: Store) -> Numbers:
        actors = None if choice.unit is None else _units(store).get(choice.unit, ())
        return Numbers(choice, store.tallies(choice.period, desk.today, actors), definitions)

    return desk.vault.read(work)


def _count_in(desk: Desk) -> None:
    """Give cases from an older format their rows; a file that is only read keeps those it has."""
    missing = () if desk.vault.read_only else desk.vault.read(lambda store: store.uncounted())
    for start in range(0, len(missing), _CASES_AT_A_TIME):
        some = missing[start : start + _CASES_AT_A_TIME]
        desk.vault.write(partial(_fill_rows, some))


def _fill_rows(cases: tuple[str, ...], store: Store) -> None:
    for case_id in cases:
        try:
            kept = load(store, case_id)
        except (DomainError, processes.FormatError):
            continue  # a case that cannot be shown cannot be counted by its steps either
        computed = limits(kept.definition, kept.case, swedish_calendar())
        store.replace_rows(rows(kept.definition, kept.case, computed, kept.facts))


def _units(store: Store) -> dict[str, tuple[str, ...]]:
    """Who opened cases, by the unit in their profile as it stands now."""
    openers = store.openers()
    known = actors_of(store, openers)
    found: dict[str, tuple[str, ...]] = {}
    for actor in openers:
        unit = known[actor].unit if actor in known else NO_UNIT
        found[unit] = (*found.get(unit, ()), actor)
    return found


# ---- words ----


def period_word(period: Period) -> str:
    """A period in words: "november 2026", "kvartal 4 2026" or "2026"."""
    months = (
        *(_("januari"), _("februari"), _("mars"), _("april"), _("maj"), _("juni"), _("juli")),
        *(_("augusti"), _("september"), _("oktober"), _("november"), _("december")),
    )
    year = period.first.year
    if period.kind == "month":
        return f"{months[period.first.month - 1]} {year}"
    if period.kind == "quarter":
        return _("kvartal {n} {year}").format(n=(period.first.month + 2) // 3, year=year)
    return str(year)


def hidden_words() -> str:
    """Why some numbers are not shown."""
    return _(
        "Antal från 1 till 4 visas inte, så att ingen kan kännas igen. Ibland döljs fler antal, så att de "
        "inte går att räkna ut. De står som dolt."
    )


def about(numbers: Numbers) -> str:
    """What has been chosen, in words."""
    choice = numbers.choice
    process = numbers.process_name(choice.process) if choice.process else _("alla processer")
    parts = [process, period_word(choice.period)]
    if choice.unit is not None:
        parts.append(choice.unit or _("utan enhet"))
    return ", ".join(parts)


# ---- what leaves the work file ----


def spreadsheet(topic: Topic, day: date) -> bytes:
    """The table as an Excel file."""
    from familjeflow.export.spreadsheet import Sheet
    from familjeflow.export.spreadsheet import spreadsheet as written

    return written(Sheet(topic.title, topic.header, topic.rows, day))


def paper(desk: Desk, numbers: Numbers, topic: Topic) -> bytes:
    """Picture and table as a tagged PDF."""
    from familjeflow.export.letterhead import PaperFacts
    from familjeflow.export.statistics_paper import StatisticsPaper, statistics_paper

    settings = desk.vault.read(record_settings)
    facts = PaperFacts(_("Statistik"), "", desk.today, settings.status_line or None)
    cells = tuple(tuple(cell_word(cell) for cell in row) for row in topic.rows)
    content = StatisticsPaper(
        topic.title, about(numbers), topic.summary, topic.header, cells, hidden_words(), topic.picture
    )
    return statistics_paper(content, facts, desk.vault.read(letterhead_of))


def svg(numbers: Numbers, topic: Topic) -> bytes:
    """The picture alone as SVG. Raises ValueError for a topic without one."""
    from familjeflow.export.picture_pdf import PRINT_PALETTE
    from familjeflow.export.picture_svg import to_svg

    if topic.picture is None:
        raise ValueError("the topic has no picture")
    title = f"{topic.title}, {about(numbers)}"
    return to_svg(topic.picture, PRINT_PALETTE, title, topic.summary).encode()


def save(desk: Desk, what: str, data: bytes, to: Path) -> ChangeSet:
    """Write a file where the user chose, and note that it left the work file.

    Raises OSError where the place cannot be written; then nothing is noted.
    """
    write_whole(to, data)
    said = DocumentExported(what, hashlib.sha256(data).hexdigest())
    draft = Draft(LISTS, said, desk.actor_id, "", desk.today)

    def work(store: Store) -> ChangeSet:
        added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
        return ChangeSet(event_ids=tuple(event.id for event in added))

    return desk.vault.write(work)


def cell_word(cell: "Cell") -> str:
    """A cell as it is read."""
    return "" if cell is None else str(cell)
