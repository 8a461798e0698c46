"""Min dag against the bare SQL of the same lines in the same file, and how it grows with the vault."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.many_cases import fill_days, vault_with
from benchmarks.side_by_side import compare
from familjeflow.services.my_day import SHOWN, WEEK, my_day

_CASE = "c.case_id, c.case_number, c.process_id, c.process_short, p.family_name, p.given_name, p.protection"
_JOIN = "JOIN case_row c ON c.case_id = r.case_id LEFT JOIN person_row p ON p.person_id = c.client_id"
_DUE = (
    f"SELECT r.due AS day, r.text, r.step, r.role, {_CASE} FROM limit_row r {_JOIN}"
    " WHERE r.due >= ?1 AND r.due <= ?2"
    f" UNION ALL SELECT r.day, r.text, r.step, '', {_CASE} FROM watch_row r {_JOIN}"
    " WHERE r.day >= ?1 AND r.day <= ?2 ORDER BY day, 6 LIMIT ?3"
)
_DUE_COUNT = (
    "SELECT (SELECT count(*) FROM limit_row WHERE due >= ?1 AND due <= ?2)"
    " + (SELECT count(*) FROM watch_row WHERE day >= ?1 AND day <= ?2)"
)
_UNDATED = (
    f"SELECT c.next_text, c.next_step, c.next_role, {_CASE} FROM case_row c"
    " LEFT JOIN person_row p ON p.person_id = c.client_id"
    " WHERE c.closed_on IS NULL AND c.next_text <> '' AND c.next_due IS NULL ORDER BY 5 LIMIT ?1"
)
_UNDATED_COUNT = (
    "SELECT count(*) FROM case_row WHERE closed_on IS NULL AND next_text <> '' AND next_due IS NULL"
)
_SOON = (
    f"SELECT r.due, r.text, r.step, r.role, {_CASE} FROM limit_row r {_JOIN}"
    " WHERE r.warn < r.due AND r.warn <= ?1 AND r.due > ?2 ORDER BY r.due, 6 LIMIT ?3"
)
_TICKS = f"SELECT r.text, r.step, r.task, r.system, {_CASE} FROM tick_row r {_JOIN} ORDER BY 6 LIMIT ?1"
_COUNTS = (
    "SELECT count(*) FROM tick_row",
    "SELECT count(*) FROM case_row WHERE closed_on IS NULL",
    "SELECT count(*) FROM note_row WHERE state = 'to_enter'",
)


def lines() -> Iterator[str]:
    """The lines of the report."""
    for cases in (1_000, 10_000):
        yield from _of(cases)


def _of(cases: int) -> Iterator[str]:
    from familjeflow.storage.connection import reader

    with tempfile.TemporaryDirectory() as folder, vault_with(cases, Path(folder)) as (desk, _ids, key):
        fill_days(desk)
        db = reader(desk.vault.path, key)
        today, day = desk.today, timedelta(days=1)
        spans = [
            ("0001-01-01", (today - day).isoformat()),
            (today.isoformat(), today.isoformat()),
            ((today + day).isoformat(), (today + WEEK).isoformat()),
        ]

        def floor() -> list[Any]:
            found = [db.execute_sql(_DUE, (*span, SHOWN)).fetchall() for span in spans]
            found += [db.execute_sql(_SOON, (spans[1][0], spans[2][1], SHOWN)).fetchall()]
            found += [db.execute_sql(_DUE_COUNT, span).fetchall() for span in spans]
            found += [db.execute_sql(sql, (SHOWN,)).fetchall() for sql in (_UNDATED, _TICKS)]
            return [*found, *(db.execute_sql(sql).fetchall() for sql in (*_COUNTS, _UNDATED_COUNT))]

        name = f"Min dag, {cases:,} cases vs the SQL of its lines".replace(",", " ")
        yield compare(lambda: my_day(desk), floor, 9).line(name, "2, 100 ms")
        db.close()
