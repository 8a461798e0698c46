"""Closed cases that are to be followed up later: what is due in a step that lives on after the closing."""

from datetime import date
from typing import Any

from familjeflow.domain.projections import CallRow

_CALLS = """
    SELECT c.case_id, c.case_number,
           trim(ifnull(p.family_name, '') || ', ' || ifnull(p.given_name, ''), ', '),
           ifnull(p.protection, ''), c.closed_on, r.due
    FROM case_row c JOIN limit_row r ON r.case_id = c.case_id
    LEFT JOIN person_row p ON p.person_id = c.client_id
    WHERE c.process_id = ? AND c.closed_on IS NOT NULL AND substr(r.limit_id, 1, length(?)) = ?
    ORDER BY r.due, 3, c.case_number
"""


def calls(db: Any, process_id: str, limit: str) -> tuple[CallRow, ...]:
    """Closed cases of a process where a limit is open, by its day; `limit` is how the limit's id begins."""
    found = db.execute_sql(_CALLS, (process_id, limit, limit)).fetchall()
    return tuple(
        CallRow(case_id, number, client, protection, date.fromisoformat(closed), date.fromisoformat(due))
        for case_id, number, client, protection, closed, due in found
    )
