"""Rows against facts: emptying the tables that lists read, and comparing those of two databases.

The tables are found by their names, which end in `_row`, so that a new one is never forgotten.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from familjeflow.storage import connection, upgrade


def row_tables(db: Any) -> tuple[str, ...]:
    """The tables that are computed from facts; a case's own row first, which the others refer to."""
    found = db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '*_row'")
    return tuple(sorted((name for (name,) in found), key=lambda name: (name != "case_row", name)))


def clear(db: Any) -> None:
    """Empty every table that is computed from facts."""
    for table in reversed(row_tables(db)):
        db.execute_sql(f"DELETE FROM {table}")


def differences(db: Any, other: Any) -> dict[str, int]:
    """How many rows stand in only one of two databases, by table, whatever order they were written in."""
    found = {table: _unlike(db, other, table) for table in row_tables(other)}
    return {table: unlike for table, unlike in found.items() if unlike}


@contextmanager
def shadow() -> Iterator[Any]:
    """A database in memory with the tables of this program's format, for rows that are only compared."""
    with closing(connection.in_memory()) as db:
        upgrade.upgrade(db, lambda version: None)
        yield db


def raise_series(db: Any, year: int, last: int) -> None:
    """Let the case numbers of a year go on after `last`, unless they already do."""
    db.execute_sql(
        "INSERT INTO case_series (year, last) VALUES (?1, ?2)"
        " ON CONFLICT (year) DO UPDATE SET last = max(last, ?2)",
        (year, last),
    )


def _unlike(db: Any, other: Any, table: str) -> int:
    columns = ", ".join(row[1] for row in other.execute_sql(f"PRAGMA table_info({table})"))
    one, two = (
        Counter(map(tuple, each.execute_sql(f"SELECT {columns} FROM {table}"))) for each in (db, other)
    )
    return ((one - two) + (two - one)).total()
