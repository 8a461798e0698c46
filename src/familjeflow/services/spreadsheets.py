"""Lists as Excel files: klientlistan, mätpunkter and *Kvar att registrera*.

Only what the lists already show: names, numbers, dates and the words of the process. Nothing that a person
has written freely is among them, and people with protected data are in them without name and number.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.domain.events import DocumentExported, Draft
from familjeflow.domain.projections import CaseLine
from familjeflow.i18n import _, ngettext
from familjeflow.services import kept_json, processes
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.spreadsheet import Cell

KINDS = ("clients", "measures", "registrations")
STATES = ("open", "closed", "all")
LISTS = "exports:lists"
"""The stream that notes which lists have left the work file."""
_KEPT_COLUMNS = "spreadsheet.columns"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which list, which of its columns, and which cases. Empty strings and None leave nothing out.

    `process` is a process id and `role` a role's title. A case is within the period when it was open on some
    day of it, `first` and `last` included. Columns are written in the list's own order.
    """

    kind: str
    columns: tuple[str, ...]
    process: str = ""
    state: str = "open"
    role: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a list is made from: a case, or one thing in it that is left to register.

    `role` is the title of the role whose turn it is; `left` counts what is left to register in the case.
    """

    case: CaseLine
    opened_on: date
    role: str
    left: int
    system: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A list as it would be saved: headings, every row as cells, and how many are about protected people."""

    header: tuple[str, ...]
    rows: "tuple[tuple[Cell, ...], ...]"
    protected: int


@dataclass(frozen=True, slots=True)
class Told:
    """The day on which a list was saved, and what is noted about it."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Material:
    """What the screen needs to begin: the lines and the chosen columns by list, and what was saved before."""

    lines: Mapping[str, tuple[Line, ...]]
    columns: Mapping[str, tuple[str, ...]]
    told: tuple[Told, ...]


Column = tuple[str, str, "Callable[[Line, date], Cell]"]


# ---- what there is to choose ----


def title_of(kind: str) -> str:
    """What a list is called."""
    return {
        "clients": _("Klientlista"),
        "measures": _("Mätpunkter"),
        "registrations": _("Kvar att registrera"),
    }[kind]


def about(kind: str) -> str:
    """What a list holds, in one sentence."""
    return {
        "clients": _("Ett ärende på varje rad, med klient, process och vad som kommer härnäst."),
        "measures": _("Ett ärende på varje rad, med dagar och antal. Ingen klient nämns."),
        "registrations": _("Det som återstår att föra in i andra system och listor, en sak på varje rad."),
    }[kind]


def columns_of(kind: str) -> tuple[tuple[str, str], ...]:
    """The columns that a list can have: slug and heading."""
    return tuple((slug, heading) for slug, heading, _value in _columns(kind))


def usual_columns(kind: str) -> tuple[str, ...]:
    """What is chosen until somebody chooses otherwise: everything but the personnummer."""
    return tuple(slug for slug, _heading in columns_of(kind) if slug != "number")


def kept_columns(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The columns that were chosen the last time, by list; the usual ones where none were."""
    written = desk.vault.read(lambda store: store.setting(_KEPT_COLUMNS, "{}"))
    kept = kept_json.read(written, "setting", dict[str, list[str]])
    found = {}
    for kind in KINDS:
        chosen = kept.get(kind, ())
        known = tuple(slug for slug, _heading in columns_of(kind) if slug in chosen)
        found[kind] = known or usual_columns(kind)
    return found


def processes_in(lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
    """The processes of these lines, id and short name, by name."""
    found = {line.case.process_id: line.case.process_short for line in lines}
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def roles_in(lines: Iterable[Line]) -> tuple[str, ...]:
    """The titles of the roles in these lines, by name."""
    return tuple(sorted({line.role for line in lines if line.role}))


# ---- the lines ----


def all_lines(desk: Desk) -> Mapping[str, tuple[Line, ...]]:
    """The lines of every list, before anything is left out. They are read from rows, never from a case."""
    today = desk.today

    def work(store: Store) -> Mapping[str, tuple[Line, ...]]:
        lines = store.case_lines(today, open_only=False)
        opened = {row.case_id: row.opened_on for row in store.case_rows(open_only=False)}
        infos = {definition.info.id: definition.info for definition in processes.offered()}
        ticks = store.tick_rows()
        left: dict[str, int] = {}
        for tick in ticks:
            left[tick.case_id] = left.get(tick.case_id, 0) + 1

        def role(line: CaseLine, slug: str) -> str:
            info = infos.get(line.process_id)
            return info.roles.get(slug, slug) if info else slug

        cases = {
            line.case_id: Line(
                line, opened[line.case_id], role(line, line.next_role), left.get(line.case_id, 0)
            )
            for line in lines
        }
        things = []
        for tick in ticks:
            of = cases[tick.case_id]
            info = infos.get(of.case.process_id)
            system = info.systems.get(tick.system, tick.system) if info else tick.system
            things.append(replace(of, role=role(of.case, tick.role), system=system, what=tick.text))
        every = tuple(cases.values())
        return {"clients": every, "measures": every, "registrations": tuple(things)}

    return desk.vault.read(work)


def material(desk: Desk) -> Material:
    """Everything that the screen needs, for a thread of its own."""
    return Material(all_lines(desk), kept_columns(desk), saved_lists(desk))


def chosen_lines(lines: Mapping[str, tuple[Line, ...]], choice: Choice) -> tuple[Line, ...]:
    """The lines that the choice asks for, in the order of the case list."""
    return tuple(line for line in lines[choice.kind] if _is_wanted(line, choice))


def _is_wanted(line: Line, choice: Choice) -> bool:
    case = line.case
    if choice.process and case.process_id != choice.process:
        return False
    if choice.state != "all" and (case.closed_on is None) != (choice.state == "open"):
        return False
    if choice.role and line.role != choice.role:
        return False
    if choice.last is not None and line.opened_on > choice.last:
        return False
    return choice.first is None or case.closed_on is None or case.closed_on >= choice.first


def preview(lines: Mapping[str, tuple[Line, ...]], choice: Choice, today: date) -> Preview:
    """The list as it would be saved. Raises ValueError for a column that the list does not have."""
    known = _columns(choice.kind)
    if unknown := set(choice.columns) - {slug for slug, _heading, _value in known}:
        raise ValueError(f"no such column: {sorted(unknown)}")
    shown = [column for column in known if column[0] in choice.columns]
    found = chosen_lines(lines, choice)
    return Preview(
        header=tuple(heading for _slug, heading, _value in shown),
        rows=tuple(tuple(value(line, today) for _slug, _heading, value in shown) for line in found),
        protected=len({line.case.case_id for line in found if line.case.protection}),
    )


# ---- saving ----


def list_file(desk: Desk, choice: Choice) -> bytes:
    """The list as an Excel file. The same cases give the same bytes on the same day."""
    return _file(preview(all_lines(desk), choice, desk.today), choice, desk.today)


def save(desk: Desk, choice: Choice, to: Path) -> ChangeSet:
    """Write the list where the user chose, note that it left the work file, and remember its columns.

    The note says which list and how many rows, and stands beside the cases and not in each of them: the file
    is one and its hash is one. Raises OSError where the place cannot be written; then nothing is noted.
    """
    made = preview(all_lines(desk), choice, desk.today)
    data = _file(made, choice, desk.today)
    write_whole(to, data)
    count = len(made.rows)
    rows = ngettext("{title}, {count} rad", "{title}, {count} rader", count)
    what = rows.format(title=title_of(choice.kind), count=count)
    said = DocumentExported(what, hashlib.sha256(data).hexdigest())
    draft = Draft(LISTS, said, desk.actor_id, "", desk.today)

    def work(store: Store) -> ChangeSet:
        kept = kept_json.read(store.setting(_KEPT_COLUMNS, "{}"), "setting", dict[str, list[str]])
        store.put_setting(_KEPT_COLUMNS, json.dumps({**kept, choice.kind: choice.columns}))
        added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
        return ChangeSet(event_ids=tuple(event.id for event in added))

    return desk.vault.write(work)


def saved_lists(desk: Desk) -> tuple[Told, ...]:
    """The lists that have been saved from this work file, the latest first."""
    facts = desk.vault.read(lambda store: store.events(LISTS))
    return tuple(
        Told(fact.header.occurred_on, fact.payload.document)
        for fact in reversed(facts)
        if isinstance(fact.payload, DocumentExported)
    )


def _file(made: Preview, choice: Choice, day: date) -> bytes:
    from familjeflow.export.spreadsheet import Sheet, spreadsheet

    return spreadsheet(Sheet(title_of(choice.kind), made.header, made.rows, day))


# ---- the columns ----


def _columns(kind: str) -> Sequence[Column]:
    return {"clients": _client_columns, "measures": _measure_columns, "registrations": _thing_columns}[kind]()


def _client_columns() -> Sequence[Column]:
    return (
        ("client", _("Klient"), lambda line, _today: _client(line)),
        (
            "number",
            _("Personnummer"),
            lambda line, _t: "" if line.case.protection else line.case.client_number,
        ),
        *_case_columns(),
        ("next", _("Nästa"), lambda line, _today: line.case.next_text),
        ("role", _("Roll"), lambda line, _today: line.role),
        ("due", _("Senast"), lambda line, _today: line.case.next_due),
        ("overdue", _("Försenat"), lambda line, _today: _("ja") if line.case.overdue else ""),
    )


def _measure_columns() -> Sequence[Column]:
    return (
        *_case_columns(),
        (
            "days",
            _("Dagar öppet"),
            lambda line, today: ((line.case.closed_on or today) - line.opened_on).days,
        ),
        ("due", _("Nästa tidsgräns"), lambda line, _today: line.case.next_due),
        ("overdue", _("Försenat"), lambda line, _today: _("ja") if line.case.overdue else ""),
        ("left", _("Kvar att registrera"), lambda line, _today: line.left),
    )


def _thing_columns() -> Sequence[Column]:
    return (
        ("system", _("Var"), lambda line, _today: line.system),
        ("what", _("Vad"), lambda line, _today: line.what),
        ("client", _("Klient"), lambda line, _today: _client(line)),
        *_case_columns(),
        ("role", _("Roll"), lambda line, _today: line.role),
    )


def _case_columns() -> Sequence[Column]:
    return (
        ("case", _("Ärende"), lambda line, _today: line.case.number),
        ("process", _("Process"), lambda line, _today: line.case.process_short),
        ("opened", _("Öppnat"), lambda line, _today: line.opened_on),
        ("closed", _("Avslutat"), lambda line, _today: line.case.closed_on),
    )


def _client(line: Line) -> str:
    return _("Skyddad uppgift") if line.case.protection else line.case.client_name
