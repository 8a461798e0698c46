"""The calendar's month against the bare SQL of the same lines in the same file, and how it grows."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.many_cases import fill_days, vault_with
from benchmarks.side_by_side import compare
from familjeflow.services.calendar import IN_A_CELL

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_CASE = (
    "c.case_id, c.case_number, c.process_id, c.process_short, p.family_name, p.given_name, p.protection"
    " FROM (SELECT * FROM {table} WHERE {what} LIMIT ?2) r JOIN case_row c ON c.case_id = r.case_id"
    " LEFT JOIN person_row p ON p.person_id = c.client_id"
)
_LINES = {
    "meeting": "SELECT r.meeting_id, r.kind, r.starts, r.room, r.step, "
    + _CASE.format(table="meeting_row", what="starts >= ?1 AND starts <= ?1 || 'T99' ORDER BY starts"),
    "latest": "SELECT r.limit_id, r.text, r.due, r.role, r.step, "
    + _CASE.format(table="limit_row", what="due = ?1 AND force = 'latest'"),
    "guideline": "SELECT r.limit_id, r.text, r.due, r.role, r.step, "
    + _CASE.format(table="limit_row", what="due = ?1 AND force = 'guideline'"),
    "watch": "SELECT r.watch_id, r.text, r.day, '', r.step, "
    + _CASE.format(table="watch_row", what="day = ?1"),
}
_COUNTS = (
    "SELECT due, force, count(*) FROM limit_row WHERE due >= ?1 AND due <= ?2 GROUP BY due, force",
    "SELECT day, count(*) FROM watch_row WHERE day >= ?1 AND day <= ?2 GROUP BY day",
    "SELECT substr(starts, 1, 10), count(*) FROM meeting_row"
    " WHERE starts >= ?1 AND starts <= ?2 || 'T99' GROUP BY 1",
)


def lines() -> Iterator[str]:
    """The lines of the report."""
    for cases in (1_000, 10_000):
        yield from _of(cases)


def _of(cases: int) -> Iterator[str]:
    from PySide6.QtWidgets import QApplication

    from familjeflow.services.calendar import month
    from familjeflow.storage.connection import reader
    from familjeflow.ui import theme
    from familjeflow.ui.calendar.grid import DayGrid

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder, vault_with(cases, Path(folder)) as (desk, _ids, key):
        fill_days(desk)
        db = reader(desk.vault.path, key)
        grid = DayGrid(desk.today)
        grid.resize(800, 560)

        def painted() -> None:
            grid.show_view(month(desk, desk.today), desk.today, by_week=False)
            grid.grab()

        bare = _bare(db, desk.today)
        name = f"{cases:,}".replace(",", " ")
        read = compare(lambda: month(desk, desk.today), bare, 25)
        yield read.line(f"calendar month, {name} cases, vs the same SQL", "2")
        shown = compare(painted, bare, 15)
        yield shown.line(f"calendar month read and painted, {name} cases (<= 100 ms)", "100 ms")
        db.close()
        grid.deleteLater()


def _bare(db: Any, today: date) -> Callable[[], object]:
    first = today.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = [monday + timedelta(days=n) for n in range((last - monday).days // 7 * 7 + 7)]

    def work() -> list[Any]:
        span = (days[0].isoformat(), days[-1].isoformat())
        found = [db.execute_sql(statement, span).fetchall() for statement in _COUNTS]
        for day in days:
            left = IN_A_CELL
            for statement in _LINES.values():
                if left:
                    rows = db.execute_sql(statement, (day.isoformat(), left)).fetchall()
                    left -= len(rows)
                    found += rows
        return found

    return work


if __name__ == "__main__":
    import sys

    for written in lines():
        sys.stdout.write(written + "\n")
