"""What a calendar reads: how much lies on each day, and the first lines of each day that are shown.

Fixed SQL that stops at the lines that are shown, so that a month costs the same however full its days are.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from familjeflow.domain.day_lines import DayLine
from familjeflow.storage.day_lists import OF_CASE, WITH_CASE, line

_COUNTS = (
    "SELECT due, force, count(*) FROM limit_row WHERE due >= ?1 AND due <= ?2 GROUP BY due, force"
    " UNION ALL SELECT day, 'watch', count(*) FROM watch_row WHERE day >= ?1 AND day <= ?2 GROUP BY day"
    " UNION ALL SELECT substr(starts, 1, 10), 'meeting', count(*) FROM meeting_row"
    " WHERE starts >= ?1 AND starts <= ?2 || 'T99' AND outcome <> 'cancelled' GROUP BY 1"
)
_MEETINGS = (
    f"SELECT 'meeting', {OF_CASE}, ?1, substr(r.starts, 12, 5), r.kind, r.step, '', r.meeting_id,"
    " r.outcome, '', r.room, r.interpreter, r.minutes"
    " FROM (SELECT * FROM meeting_row WHERE starts >= ?1 AND starts <= ?1 || 'T99' AND outcome <> 'cancelled'"
    f" ORDER BY starts LIMIT ?2) r {WITH_CASE}"
)
_LIMITS = (
    f"SELECT 'limit', {OF_CASE}, ?1, '', r.text, r.step, r.role, r.limit_id, r.force, '', '', '', 0"
    " FROM (SELECT * FROM limit_row WHERE due = ?1 AND force = {force} LIMIT ?2) r " + WITH_CASE
)
_WATCHES = (
    f"SELECT 'watch', {OF_CASE}, ?1, '', r.text, r.step, '', r.watch_id, '', '', '', '', 0"
    f" FROM (SELECT * FROM watch_row WHERE day = ?1 LIMIT ?2) r {WITH_CASE}"
)
_OF_KIND = {
    "meeting": _MEETINGS,
    "latest": _LIMITS.format(force="'latest'"),
    "guideline": _LIMITS.format(force="'guideline'"),
    "watch": _WATCHES,
}
_TAKEN_UP = (
    f"SELECT 'limit', {OF_CASE}, r.due, '', r.text, r.step, r.role, r.limit_id, r.force, '', '', '', 0"
    f" FROM limit_row r {WITH_CASE} WHERE r.due <= ? AND c.process_id = ?"
    " AND substr(r.limit_id, 1, length(?)) = ? ORDER BY r.due, c.case_number LIMIT ?"
)
_WAITING = (
    f"SELECT 'next', {OF_CASE}, NULL, '', c.next_text, c.next_step, c.next_role, '', '', '', '', '', 0"
    " FROM case_row c LEFT JOIN person_row p ON p.person_id = c.client_id"
    " WHERE c.closed_on IS NULL AND c.process_id = ? AND c.next_step = ? AND c.next_due IS NULL"
    " ORDER BY c.case_number LIMIT ?"
)
_ROOMS = (
    "SELECT room FROM meeting_row WHERE room <> '' GROUP BY room HAVING count(DISTINCT case_id) > 1"
    " ORDER BY count(*) DESC, room LIMIT 20"
)


def day_counts(db: Any, first: date, last: date) -> dict[date, dict[str, int]]:
    """How many of each kind lie on each day between two days, both included.

    The kinds are the slugs of a limit's force, "watch" and "meeting". Cancelled meetings are not counted.
    """
    found: dict[date, dict[str, int]] = {}
    for day, kind, many in db.execute_sql(_COUNTS, (first.isoformat(), last.isoformat())):
        found.setdefault(date.fromisoformat(day), {})[kind] = many
    return found


def lines_of_day(db: Any, day: date, counts: Mapping[str, int], most: int) -> tuple[DayLine, ...]:
    """The first lines of a day: meetings by time, then limits that must be, guidelines and reminders.

    `counts` is how many there are of each kind, so that no more is read than `most` lines.
    """
    found: list[DayLine] = []
    for kind, statement in _OF_KIND.items():
        many = min(counts.get(kind, 0), most - len(found))
        if many > 0:
            rows = db.execute_sql(statement, (day.isoformat(), many)).fetchall()
            found += [line(row) for row in rows]
    return tuple(found)


def taken_up(
    db: Any, process_id: str, limits: Sequence[tuple[str, str]], until: date, most: int
) -> tuple[DayLine, ...]:
    """Cases of a process that wait at a step: with a limit on or before a day, or next there without a day.

    `limits` are steps with the beginnings of the limits' ids.
    """
    rows: list[tuple[Any, ...]] = []
    for step, limit in limits:
        values = (until.isoformat(), process_id, limit, limit, most)
        rows += db.execute_sql(_TAKEN_UP, values).fetchall()
        rows += db.execute_sql(_WAITING, (process_id, step, most)).fetchall()
    return tuple(line(row) for row in rows)


def shared_rooms(db: Any) -> tuple[str, ...]:
    """Rooms that more than one case has met in, the most used first: a single one may be somebody's home."""
    return tuple(row[0] for row in db.execute_sql(_ROOMS))
