"""Lists as Excel files: klientlistan and *Kvar att registrera*.

Only what the lists already show: names, numbers, dates and the words of the process. Nothing that a person
has written freely is among them, and people with protected data are in them without name and number.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from familjeflow.domain.events import DocumentExported, Draft
from familjeflow.domain.projections import CaseLine
from familjeflow.i18n import _
from familjeflow.services.case_list import case_list
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.services.my_day import DayRow, my_day
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.spreadsheet import Cell

Row = TypeVar("Row")
Columns = Sequence[tuple[str, str, Callable[[Row], "Cell"]]]
_STREAM = "exports:lists"


def client_columns() -> tuple[tuple[str, str], ...]:
    """The columns that klientlistan can have: slug and heading."""
    return tuple((slug, heading) for slug, heading, _value in _client_columns())


def registration_columns() -> tuple[tuple[str, str], ...]:
    """The columns that *Kvar att registrera* can have: slug and heading."""
    return tuple((slug, heading) for slug, heading, _value in _registration_columns())


def client_list(desk: Desk, columns: Sequence[str] = (), *, text: str = "", open_only: bool = True) -> bytes:
    """Klientlistan with the chosen columns, all when none is named. `text` filters as the search does."""
    rows = case_list(desk, text, open_only=open_only)
    return _sheet(_("Klientlista"), _client_columns(), columns, rows, desk.today)


def registrations(desk: Desk, columns: Sequence[str] = ()) -> bytes:
    """*Kvar att registrera* in every open case, with the chosen columns."""
    groups = my_day(desk).groups
    rows = [row for group in groups if group.slug == "register" for row in group.rows]
    shielded = {row.case_id for row in case_list(desk, open_only=False) if row.protection}
    numbers = {row.case_id: row.number for row in case_list(desk, open_only=False)}
    found = _registration_columns(numbers, frozenset(shielded))
    return _sheet(_("Kvar att registrera"), found, columns, rows, desk.today)


def export_list(desk: Desk, name: str, make: Callable[[], bytes], to: Path) -> ChangeSet:
    """Write a list to a file that the user chose, and note that it left the vault. Raises OSError."""
    data = make()
    write_whole(to, data)
    said = DocumentExported(name, hashlib.sha256(data).hexdigest())
    draft = Draft(_STREAM, said, desk.actor_id, "", desk.today)

    def work(store: Store) -> ChangeSet:
        added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
        return ChangeSet(event_ids=tuple(event.id for event in added))

    return desk.vault.write(work)


def _client_columns() -> "Columns[CaseLine]":
    return (
        ("client", _("Klient"), lambda row: _hidden() if row.protection else row.client_name),
        ("number", _("Personnummer"), lambda row: "" if row.protection else row.client_number),
        ("case", _("Ärende"), lambda row: row.number),
        ("process", _("Process"), lambda row: row.process_short),
        ("next", _("Nästa"), lambda row: row.next_text),
        ("due", _("Senast"), lambda row: row.next_due),
        ("overdue", _("Försenat"), lambda row: _("ja") if row.overdue else ""),
        ("closed", _("Avslutat"), lambda row: row.closed_on),
    )


def _registration_columns(
    numbers: dict[str, str] | None = None, shielded: frozenset[str] = frozenset()
) -> "Columns[DayRow]":
    known = numbers or {}
    return (
        ("system", _("System"), lambda row: row.when_text),
        ("what", _("Vad"), lambda row: row.what),
        ("client", _("Klient"), lambda row: _hidden() if row.case_id in shielded else row.client),
        ("case", _("Ärende"), lambda row: known.get(row.case_id, "")),
        ("process", _("Process"), lambda row: row.process),
        ("role", _("Roll"), lambda row: row.role),
    )


def _hidden() -> str:
    return _("Skyddad uppgift")


def _sheet(title: str, known: "Columns[Row]", chosen: Sequence[str], rows: Sequence[Row], day: date) -> bytes:
    """Raises ValueError for a column that the list does not have."""
    from familjeflow.export.spreadsheet import Sheet, spreadsheet

    if unknown := set(chosen) - {slug for slug, _heading, _value in known}:
        raise ValueError(f"no such column: {sorted(unknown)}")
    shown = [column for column in known if not chosen or column[0] in chosen]
    header = tuple(heading for _slug, heading, _value in shown)
    cells = tuple(tuple(value(row) for _slug, _heading, value in shown) for row in rows)
    return spreadsheet(Sheet(title, header, cells, day))
