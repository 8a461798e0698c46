"""The answer to each key in the search, against the same question put to the same file in bare SQL.

Both give the rows that the screen shows: cases with their clients, and people without an open case. The bare
statement scans the joined tables for the same words and fetches as many rows.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.many_cases import new_id, now, vault_with
from benchmarks.side_by_side import compare
from familjeflow.services import vaults
from familjeflow.services.case_list import MOST_FOUND, search
from familjeflow.services.desk import Desk
from familjeflow.storage.connection import reader

_CASES = """
    SELECT c.case_id, c.case_number, c.process_id, c.process_short,
           p.family_name || ', ' || p.given_name, p.number, p.protection,
           c.next_text, c.next_step, c.next_role, c.next_due, c.closed_on
    FROM case_row c JOIN person_row p ON p.person_id = c.client_id
    WHERE c.closed_on IS NULL
      AND (instr(c.case_number, ?1) = 1 OR instr(p.name_key, ' ' || ?1) > 0 OR instr(p.number_key, ?2) = 3)
    ORDER BY c.next_due IS NULL, c.next_due, c.case_number LIMIT ?3
"""
_PEOPLE = """
    SELECT p.person_id, p.given_name, p.family_name, p.number, p.protection, p.born FROM person_row p
    WHERE (instr(p.name_key, ' ' || ?1) > 0 OR instr(p.number_key, ?2) = 3)
      AND p.person_id NOT IN (SELECT client_id FROM case_row WHERE closed_on IS NULL)
    ORDER BY p.family_name, p.given_name, p.person_id LIMIT 50
"""
_TYPED = (("p", "x"), ("påhittson77", "x"), ("nr12 påh", "x"), ("500101-98", "50010198"), ("2026-00", "x"))


def lines() -> Iterator[str]:
    """The lines of the report."""
    for many in (1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            with vault_with(many, Path(folder)) as (desk, _ids, key):
                path = desk.vault.path
            vault = vaults.open(path, key, now=now(), new_id=new_id, state_folder=Path(folder))
            db = reader(path, key)
            for typed, digits in _TYPED:
                yield _line(Desk(vault, "matning", now, new_id), db, many, typed, digits)
            db.close()
            vaults.close(vault, new_id=new_id, state_folder=Path(folder))


def _line(desk: Desk, db: Any, many: int, typed: str, digits: str) -> str:
    def ours() -> object:
        return search(desk, typed)

    def floor() -> object:
        found = db.execute_sql(_CASES, (typed, digits, MOST_FOUND)).fetchall()
        return found, db.execute_sql(_PEOPLE, (typed, digits)).fetchall()

    return compare(ours, floor, 15).line(f"search “{typed}” in {many} cases vs bare SQL (<= 50 ms)", "2")
