"""Rows of notes, meetings and reminders. They come and go with their case's row, and are read by day.

Fixed SQL: an act waits for the rows, and My day reads them at every change.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from familjeflow.domain.projections import CaseHead, CaseRows, MeetingRow, NoteRow, WatchRow

_NOTE = tuple(field.name for field in fields(NoteRow))
_MEETING = tuple(field.name for field in fields(MeetingRow))
_WATCH = tuple(field.name for field in fields(WatchRow))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


_INSERTS = {
    NoteRow: (_insert("note_row", _NOTE), _NOTE),
    MeetingRow: (_insert("meeting_row", _MEETING), _MEETING),
    WatchRow: (_insert("watch_row", _WATCH), _WATCH),
}
_HEAD = """
    SELECT c.case_id, c.case_number, c.client_id,
           trim(ifnull(p.family_name, '') || ', ' || ifnull(p.given_name, ''), ', '), ifnull(p.protection, '')
    FROM case_row c LEFT JOIN person_row p ON p.person_id = c.client_id WHERE c.case_id = ?
"""


def insert_rows(db: Any, rows: CaseRows) -> None:
    """Add a case's rows; those it had went with its own row."""
    both: Iterable[NoteRow | MeetingRow | WatchRow] = (*rows.notes, *rows.meetings, *rows.watches)
    for row in both:
        statement, columns = _INSERTS[type(row)]
        db.execute_sql(statement, tuple(_value(getattr(row, name)) for name in columns))


def note_rows(db: Any, state: str) -> tuple[NoteRow, ...]:
    """Notes of all cases in a state, "to_enter" or "entered", the earliest day first."""
    found = db.execute_sql(
        f"SELECT {', '.join(_NOTE)} FROM note_row WHERE state = ? ORDER BY day, written_at, note_id", (state,)
    )
    return tuple(
        NoteRow(
            case_id, note_id, kept, kind, date.fromisoformat(day), datetime.fromisoformat(at), filed_under
        )
        for case_id, note_id, kept, kind, day, at, filed_under in found.fetchall()
    )


def note_count(db: Any, state: str) -> int:
    """How many notes are in a state."""
    return int(db.execute_sql("SELECT count(*) FROM note_row WHERE state = ?", (state,)).fetchone()[0])


def meeting_rows(db: Any, first: date, last: date) -> tuple[MeetingRow, ...]:
    """Meetings of all cases that begin on these days, both included, by time."""
    found = db.execute_sql(
        f"SELECT {', '.join(_MEETING)} FROM meeting_row"
        " WHERE starts >= ? AND starts < ? ORDER BY starts, meeting_id",
        (first.isoformat(), f"{last.isoformat()}T99"),
    )
    return tuple(
        MeetingRow(case_id, meeting_id, kind, datetime.fromisoformat(starts), *others)
        for case_id, meeting_id, kind, starts, *others in found.fetchall()
    )


def watch_rows(db: Any, until: date | None) -> tuple[WatchRow, ...]:
    """Open reminders of all cases on or before a day, or all, by day."""
    found = db.execute_sql(
        f"SELECT {', '.join(_WATCH)} FROM watch_row WHERE ?1 IS NULL OR day <= ?1 ORDER BY day, watch_id",
        (until.isoformat() if until else None,),
    )
    return tuple(
        WatchRow(case_id, watch_id, date.fromisoformat(day), text, step)
        for case_id, watch_id, day, text, step in found.fetchall()
    )


def case_head(db: Any, case_id: str) -> CaseHead | None:
    """A case's number and client, None for a case that is not in the lists."""
    row = db.execute_sql(_HEAD, (case_id,)).fetchone()
    return CaseHead(*row) if row else None


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value
