"""Rows of steps and outcomes, and the counts that statistics are made from: each one grouped statement.

Fixed SQL: an act waits for the rows, and the counts are measured against the bare SQL.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from familjeflow.domain.projections import CaseRows, StepRow
from familjeflow.domain.statistics import (
    CaseTally,
    DayTally,
    EndTally,
    GoalTally,
    Period,
    SkipTally,
    Tallies,
    VisitTally,
)

_STEP = ", ".join(StepRow._fields)
_STEP_MARKS = f"({', '.join('?' * len(StepRow._fields))})"
_ADD_OUTCOME = "INSERT INTO outcome_row VALUES (?, ?, ?, ?, ?, ?)"
_MOST_ROWS = 100
"""Rows in one statement; every SQLite allows at least 999 values (sqlite.org/limits.html)."""

_OURS = "AND c.case_id IN (SELECT case_id FROM outcome_row WHERE opened_by IN ({}))"
_CASES = """
    SELECT c.process_id, c.process_short, CASE WHEN c.closed_on IS NULL THEN c.next_step ELSE '' END,
           count(*) FILTER (WHERE c.closed_on IS NULL),
           count(*) FILTER (WHERE c.closed_on IS NULL AND c.case_id IN
                            (SELECT case_id FROM limit_row WHERE due < ?1)),
           count(*) FILTER (WHERE c.opened_on BETWEEN ?2 AND ?3),
           count(*) FILTER (WHERE c.closed_on BETWEEN ?2 AND ?3)
    FROM case_row c WHERE 1 {} GROUP BY 1, 2, 3
"""
_ENDS = """
    SELECT c.process_id, o.ended_early, o.reason, count(*)
    FROM case_row c CROSS JOIN outcome_row o ON o.case_id = c.case_id
    WHERE c.closed_on BETWEEN ? AND ? {} GROUP BY 1, 2, 3
"""
_LEADS = """
    SELECT c.process_id, c.step, CAST(julianday(c.ended_on) - julianday(c.started_on) AS INTEGER), count(*)
    FROM step_row c WHERE c.skipped = 0 AND c.ended_on BETWEEN ? AND ? AND c.started_on IS NOT NULL {}
    GROUP BY 1, 2, 3
"""
_STANDING = """
    SELECT c.process_id, c.step, CAST(julianday(?) - julianday(c.started_on) AS INTEGER), count(*)
    FROM step_row c WHERE c.ended_on IS NULL {} GROUP BY 1, 2, 3
"""
_SKIPS = """
    SELECT c.process_id, c.step, c.skipped, c.reason, count(*)
    FROM step_row c WHERE c.ended_on BETWEEN ? AND ? {} GROUP BY 1, 2, 3, 4
"""
_VISITS = """
    SELECT c.process_id, m.outcome, count(*)
    FROM meeting_row m CROSS JOIN case_row c ON c.case_id = m.case_id
    WHERE m.starts >= ? AND m.starts < ? AND m.outcome IN ('held', 'missed') {} GROUP BY 1, 2
"""
_GOALS = """
    SELECT c.process_id, sum(o.goals), sum(o.fulfilled)
    FROM outcome_row o CROSS JOIN case_row c ON c.case_id = o.case_id
    WHERE o.goals > 0 AND c.opened_on <= ? AND (c.closed_on IS NULL OR c.closed_on >= ?) {} GROUP BY 1
"""


def insert_rows(db: Any, rows: CaseRows) -> None:
    """Add a case's rows; those it had went with its own row."""
    for start in range(0, len(rows.steps), _MOST_ROWS):
        some = rows.steps[start : start + _MOST_ROWS]
        values = [_value(value) for row in some for value in row]
        marks = ", ".join([_STEP_MARKS] * len(some))
        db.execute_sql(f"INSERT INTO step_row ({_STEP}) VALUES {marks}", values)
    if rows.outcome is not None:
        db.execute_sql(_ADD_OUTCOME, tuple(rows.outcome))


def openers(db: Any) -> tuple[str, ...]:
    """The actors who have opened cases."""
    found = db.execute_sql("SELECT DISTINCT opened_by FROM outcome_row ORDER BY 1").fetchall()
    return tuple(actor for (actor,) in found)


def uncounted(db: Any) -> tuple[str, ...]:
    """Cases whose rows are from before there were statistics."""
    found = db.execute_sql(
        "SELECT case_id FROM case_row WHERE case_id NOT IN (SELECT case_id FROM outcome_row)"
    )
    return tuple(case_id for (case_id,) in found.fetchall())


def years(db: Any) -> tuple[int, int] | None:
    """The years of the first and the latest opened case, None without cases."""
    first, last = db.execute_sql("SELECT min(opened_on), max(opened_on) FROM case_row").fetchone()
    return (int(first[:4]), int(last[:4])) if first else None


def tallies(db: Any, period: Period, today: date, actors: Sequence[str] | None) -> Tallies:
    """Everything that statistics of a period are made from; of cases opened by these actors, or of all."""
    first, last = period.first.isoformat(), period.last.isoformat()
    now = today.isoformat()

    def found(statement: str, *values: str) -> list[Any]:
        return _counted(db, statement, values, actors)

    return Tallies(
        cases=tuple(map(CaseTally._make, found(_CASES, now, first, last))),
        ends=tuple(EndTally(p, bool(early), r, n) for p, early, r, n in found(_ENDS, first, last)),
        leads=tuple(map(DayTally._make, found(_LEADS, first, last))),
        standing=tuple(map(DayTally._make, found(_STANDING, now))),
        skips=tuple(SkipTally(p, s, bool(k), r, n) for p, s, k, r, n in found(_SKIPS, first, last)),
        visits=tuple(map(VisitTally._make, found(_VISITS, first, f"{last}T99"))),
        goals=tuple(map(GoalTally._make, found(_GOALS, last, first))),
    )


def statements(period: Period, today: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The statements of `tallies` for all cases, bare, to measure against."""
    first, last, now = period.first.isoformat(), period.last.isoformat(), today.isoformat()
    return (
        (_CASES.format(""), (now, first, last)),
        (_ENDS.format(""), (first, last)),
        (_LEADS.format(""), (first, last)),
        (_STANDING.format(""), (now,)),
        (_SKIPS.format(""), (first, last)),
        (_VISITS.format(""), (first, f"{last}T99")),
        (_GOALS.format(""), (last, first)),
    )


def _counted(db: Any, statement: str, values: Sequence[str], actors: Sequence[str] | None) -> list[Any]:
    if actors is None:
        sql, given = statement.format(""), tuple(values)
    else:
        sql, given = statement.format(_OURS.format(", ".join("?" * len(actors)))), (*values, *actors)
    rows: list[Any] = db.execute_sql(sql, given).fetchall()
    return rows


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
