"""The answer to each key in the search: by name, personnummer, samordningsnummer or case number only.

Fixed SQL. Few people found: their cases are looked up. Many found: the list is read in its own order until
the screen is full. So neither way costs more than one look through the names.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from familjeflow.domain.projections import CaseLine, PersonRow
from familjeflow.storage.case_lists import FEWEST_DIGITS, WITH_CENTURY, digits_of, name_key
from familjeflow.storage.people_lists import person_row

_FEW = 500
"""People whose cases are looked up one by one; with more the list is read from its top."""
_MOST_PEOPLE = 50
_LAST = "\U0010ffff"
_PERSON = ", ".join(f"p.{field.name}" for field in fields(PersonRow))
_LINES = """
    SELECT c.case_id, c.case_number, c.process_id, c.process_short,
           trim(p.family_name || ', ' || p.given_name, ', '), p.number, p.protection,
           c.next_text, c.next_step, c.next_role, c.next_due, c.closed_on, ifnull(c.next_due < ?, 0)
    FROM case_row c JOIN person_row p ON p.person_id = c.client_id
"""
_ORDER = "ORDER BY c.next_due IS NULL, c.next_due, c.case_number LIMIT ?"


@dataclass(frozen=True, slots=True)
class Answer:
    """Cases as lists show them, and people who are the client of no open case.

    `is_cut` tells that there are more cases than were asked for. Where very many people match, the people
    are left out: nobody looks through them, and the next letter brings them.
    """

    cases: tuple[CaseLine, ...]
    people: tuple[PersonRow, ...]
    is_cut: bool


def search(db: Any, today: date, text: str, *, open_only: bool, limit: int) -> Answer:
    """The first cases that match, the one that falls due first on top, and people without an open case."""
    if not text.strip():
        return Answer((), (), False)
    matches, words = _matches(text)
    found = db.execute_sql(
        f"SELECT p.person_id FROM person_row p WHERE {matches} LIMIT ?", (*words, _FEW + 1)
    ).fetchall()
    ids = tuple(row[0] for row in found)
    if len(ids) > _FEW:
        lines = _down_the_list(db, today, text, open_only=open_only, limit=limit + 1)
    else:
        lines = _cases_of(db, today, text, ids, open_only=open_only, limit=limit + 1)
    people = _without_case(db, ids) if 0 < len(ids) <= _FEW else ()
    return Answer(lines[:limit], people, len(lines) > limit)


def _matches(text: str) -> tuple[str, tuple[str, ...]]:
    """Every word that was typed begins a word of the name, or the digits begin the number."""
    if not any(c.isalnum() for c in text):
        return "0", ()
    words = name_key(text).split()
    sql = " AND ".join(["instr(p.name_key, ?) > 0"] * len(words)) or "0"
    values = tuple(f" {word}" for word in words)
    digits = digits_of(text)
    if len(digits) < FEWEST_DIGITS:
        return sql, values
    # The length is asked for too, since rows from before this rule may hold other numbers.
    by_number = f"length(p.number_key) = {WITH_CENTURY} AND instr(p.number_key, ?) IN (1, 3)"
    return f"(({sql}) OR ({by_number}))", (*values, digits)


def _cases_of(
    db: Any, today: date, text: str, ids: tuple[str, ...], *, open_only: bool, limit: int
) -> tuple[CaseLine, ...]:
    start = text.strip()
    found = db.execute_sql(
        f"{_LINES} WHERE c.case_id IN ("
        f"   SELECT case_id FROM case_row WHERE client_id IN ({_marks(ids)})"
        "    UNION SELECT case_id FROM case_row WHERE case_number >= ? AND case_number < ?"
        f") {_open(open_only)} {_ORDER}",
        (today.isoformat(), *ids, start, start + _LAST, limit),
    )
    return tuple(_line(row) for row in found.fetchall())


def _down_the_list(db: Any, today: date, text: str, *, open_only: bool, limit: int) -> tuple[CaseLine, ...]:
    matches, words = _matches(text)
    found = db.execute_sql(
        f"{_LINES} WHERE ({matches} OR instr(c.case_number, ?) = 1) {_open(open_only)} {_ORDER}",
        (today.isoformat(), *words, text.strip(), limit),
    )
    return tuple(_line(row) for row in found.fetchall())


def _without_case(db: Any, ids: tuple[str, ...]) -> tuple[PersonRow, ...]:
    found = db.execute_sql(
        f"SELECT {_PERSON} FROM person_row p WHERE p.person_id IN ({_marks(ids)}) AND NOT EXISTS ("
        "    SELECT 1 FROM case_row c WHERE c.client_id = p.person_id AND c.closed_on IS NULL"
        ") ORDER BY p.family_name, p.given_name, p.person_id LIMIT ?",
        (*ids, _MOST_PEOPLE),
    )
    return tuple(person_row(row) for row in found.fetchall())


def _open(open_only: bool) -> str:
    return "AND c.closed_on IS NULL" if open_only else ""


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _line(row: tuple[Any, ...]) -> CaseLine:
    return CaseLine._make((*row[:10], _day(row[10]), _day(row[11]), bool(row[12])))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
