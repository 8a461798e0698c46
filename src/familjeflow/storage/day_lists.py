"""The lines of Min dag and the calendar: each list picks the rows that are shown, then asks for their cases.

Fixed SQL: what is read must not grow with what is not on the screen, and is measured against the bare SQL.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from familjeflow.domain.day_lines import DayFilter, DayLine, Found
from familjeflow.storage.case_lists import name_key

_CLIENT = "trim(ifnull(p.family_name, '') || ', ' || ifnull(p.given_name, ''), ', ')"
OF_CASE = f"c.case_id, c.case_number, c.process_id, c.process_short, {_CLIENT}, ifnull(p.protection, '')"
WITH_CASE = "JOIN case_row c ON c.case_id = r.case_id LEFT JOIN person_row p ON p.person_id = c.client_id"


class _Kind(NamedTuple):
    """One kind of line: the table of its rows, called r, and what they give to DayLine after the case."""

    name: str
    table: str
    day: str
    role: str
    columns: str


_LIMIT = _Kind(
    "limit",
    "limit_row",
    "due",
    "role",
    "r.due, '', r.text, r.step, r.role, r.limit_id, r.force, '', '', '', 0",
)
_WATCH = _Kind(
    "watch", "watch_row", "day", "", "r.day, '', r.text, r.step, '', r.watch_id, '', '', '', '', 0"
)
_MEETING = _Kind(
    "meeting",
    "meeting_row",
    "starts",
    "",
    "substr(r.starts, 1, 10), substr(r.starts, 12, 5), r.kind, r.step, '', r.meeting_id, r.outcome, '',"
    " r.room, r.interpreter, r.minutes",
)
_TICK = _Kind(
    "tick", "tick_row", "case_id", "role", "NULL, '', r.text, r.step, r.role, r.task, '', r.system, '', '', 0"
)
_NEXT = _Kind(
    "next",
    "case_row",
    "case_number",
    "next_role",
    "r.next_due, '', r.next_text, r.next_step, r.next_role, '', '', '', '', '', 0",
)
_OPEN = "closed_on IS NULL AND next_text <> ''"
_CLIENTS = "SELECT c.case_id FROM case_row c LEFT JOIN person_row p ON p.person_id = c.client_id WHERE "
_LATEST = "9999-12-31"
_EARLIEST = "0001-01-01"


class _Part(NamedTuple):
    """Rows of one kind under a condition, with the values for its marks."""

    kind: _Kind
    condition: str
    values: tuple[str, ...]


def open_cases(db: Any) -> int:
    """How many cases are open."""
    return int(db.execute_sql("SELECT count(*) FROM case_row WHERE closed_on IS NULL").fetchone()[0])


def overdue(db: Any, today: date) -> int:
    """How many open limits and reminders fell before a day."""
    return sum(_count(db, _Part(kind, f"{kind.day} < ?", (today.isoformat(),))) for kind in (_LIMIT, _WATCH))


def due(db: Any, first: date | None, last: date | None, wanted: DayFilter, limit: int) -> Found:
    """Open limits and reminders between two days, both included, the earliest first."""
    days = (first.isoformat() if first else _EARLIEST, last.isoformat() if last else _LATEST)
    parts = [
        _narrowed(_Part(kind, f"{kind.day} >= ? AND {kind.day} <= ?", days), wanted)
        for kind in (_LIMIT, _WATCH)
    ]
    return _found(db, parts, limit)


def warned(db: Any, today: date, after: date, wanted: DayFilter, limit: int) -> Found:
    """Open limits that fall after a day and whose warning has begun, the earliest first."""
    part = _Part(_LIMIT, "warn < due AND warn <= ? AND due > ?", (today.isoformat(), after.isoformat()))
    return _found(db, [_narrowed(part, wanted)], limit)


def ticks(db: Any, wanted: DayFilter, limit: int) -> Found:
    """What is still to be registered in other systems, case by case."""
    return _found(db, [_narrowed(_Part(_TICK, "1", ()), wanted)], limit)


def undated(db: Any, wanted: DayFilter, limit: int) -> Found:
    """The leading next act of each open case where it has no day."""
    return _found(db, [_narrowed(_Part(_NEXT, f"{_OPEN} AND next_due IS NULL", ()), wanted)], limit)


def waiting(db: Any, mine: frozenset[str], wanted: DayFilter, limit: int) -> Found:
    """The leading next act of each open case where it belongs to somebody else's role."""
    roles = tuple(sorted(mine))
    others = f"{_OPEN} AND next_role <> '' AND next_role NOT IN ({_marks(roles)})"
    by_day = _NEXT._replace(day="next_due IS NULL, next_due", role="")
    return _found(db, [_narrowed(_Part(by_day, others, roles), wanted)], limit)


def meetings(db: Any, first: date, last: date, wanted: DayFilter, limit: int) -> Found:
    """Meetings that begin between two days, both included, by time; `text` is the slug of their kind."""
    span = (first.isoformat(), f"{last.isoformat()}T99")
    return _found(db, [_narrowed(_Part(_MEETING, "starts >= ? AND starts <= ?", span), wanted)], limit)


def _narrowed(part: _Part, wanted: DayFilter) -> _Part:
    """The part with the filter's conditions. What belongs to no role is everybody's."""
    condition, values = part.condition, part.values
    if part.kind.role and wanted.roles is not None:
        roles = ("", *sorted(wanted.roles))
        condition += f" AND {part.kind.role} IN ({_marks(roles)})"
        values += roles
    words = tuple(f" {word}" for word in name_key(wanted.client).split())
    if words:
        named = " AND ".join(["instr(p.name_key, ?) > 0"] * len(words))
        condition += f" AND case_id IN ({_CLIENTS} ({named}) OR instr(c.case_number, ?) = 1)"
        values += (*words, wanted.client.strip())
    return _Part(part.kind, condition, values)


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _found(db: Any, parts: Sequence[_Part], limit: int) -> Found:
    """The first lines of the parts together; they are counted only where there may be more."""
    picked = [line(row) for part in parts for row in _rows(db, part, limit)]
    if len(parts) > 1:
        picked.sort(key=lambda found: (found.day or date.max, found.number))
    lines = tuple(picked[:limit])
    more = len(picked) >= limit
    return Found(lines, sum(_count(db, part) for part in parts) if more else len(lines))


def _rows(db: Any, part: _Part, limit: int) -> list[tuple[Any, ...]]:
    kind = part.kind
    rows = f"SELECT * FROM {kind.table} WHERE {part.condition} ORDER BY {kind.day}, case_id LIMIT ?"
    statement = f"SELECT '{kind.name}', {OF_CASE}, {kind.columns} FROM ({rows}) r {WITH_CASE}"
    found: list[tuple[Any, ...]] = db.execute_sql(statement, (*part.values, limit)).fetchall()
    return found


def _count(db: Any, part: _Part) -> int:
    counted = db.execute_sql(f"SELECT count(*) FROM {part.kind.table} WHERE {part.condition}", part.values)
    return int(counted.fetchone()[0])


def line(row: tuple[Any, ...]) -> DayLine:
    """A row of one of these statements as a value."""
    day = date.fromisoformat(row[7]) if row[7] else None
    return DayLine._make((*row[:7], day, *row[8:]))
