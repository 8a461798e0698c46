"""What the lists read: rows computed from cases, replaced together, and the one search that the law allows.

Search is by a person's name, personnummer or samordningsnummer, or by case number, and by nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import peewee
from peewee import Table, fn

from familjeflow.domain.projections import CaseLine, CaseRow, CaseRows, LimitRow, PersonRow, TickRow
from familjeflow.storage import people_lists, step_lists, work_lists

_CASE = tuple(field.name for field in fields(CaseRow))
_PERSON = tuple(field.name for field in fields(PersonRow))
_LIMIT = ("case_id", "step", "limit_id", "text", "role", "due", "force", "warn")
_TICK = tuple(field.name for field in fields(TickRow))
_LIMIT_FIELDS = tuple(field.name for field in fields(LimitRow))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


_INSERT_CASE = _insert("case_row", _CASE)
_INSERT_LIMIT = _insert("limit_row", _LIMIT)
_INSERT_TICK = _insert("tick_row", _TICK)
WITH_CENTURY = 12
FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the vault holds."""

    open_cases: int
    closed_cases: int
    persons: int
    limits: int
    ticks: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Lists:
    """The list tables of one vault. Bound here, to one connection, never in the module."""

    db: Any
    cases: Any
    limits: Any
    ticks: Any
    persons: Any
    drafts: Any


def lists(db: Any) -> Lists:
    """The list tables, bound to a connection."""
    return Lists(
        db,
        Table("case_row", _CASE).bind(db),
        Table("limit_row", _LIMIT).bind(db),
        Table("tick_row", _TICK).bind(db),
        Table("person_row", (*_PERSON, "name_key", "number_key")).bind(db),
        Table("draft", ("key",)).bind(db),
    )


def replace_rows(db: Any, rows: CaseRows) -> None:
    """Put a case's rows in place of those it had. Fixed SQL: an act waits for it."""
    db.execute_sql("DELETE FROM case_row WHERE case_id = ?", (rows.case.case_id,))
    db.execute_sql(_INSERT_CASE, _values(rows.case, _CASE))
    for limit in rows.limits:
        db.execute_sql(_INSERT_LIMIT, _values(limit, _LIMIT_FIELDS))
    for tick in rows.ticks:
        db.execute_sql(_INSERT_TICK, _values(tick, _TICK))
    work_lists.insert_rows(db, rows)
    step_lists.insert_rows(db, rows)


def remove_rows(tables: Lists, case_id: str) -> None:
    """Take a case out of every list."""
    tables.cases.delete().where(tables.cases.case_id == case_id).execute()


def case_rows(tables: Lists, *, open_only: bool, text: str, limit: int | None) -> tuple[CaseRow, ...]:
    """Cases whose number or client matches, the one that falls due first on top."""
    cases, persons = tables.cases, tables.persons
    query = cases.select(*_columns(cases, _CASE))
    if open_only:
        query = query.where(cases.closed_on.is_null())
    if text.strip():
        clients = persons.select(persons.person_id).where(_person_matches(persons, text))
        number = fn.INSTR(cases.case_number, text.strip()) == 1
        query = query.where(number | cases.client_id.in_(clients))
    query = query.order_by(cases.next_due.is_null(), cases.next_due, cases.case_number).limit(limit)
    return tuple(CaseRow(*_with_days(row, 5, 6, 10)) for row in _plain(tables, query))


def case_lines(tables: Lists, today: date, *, open_only: bool, text: str) -> tuple[CaseLine, ...]:
    """Cases with their clients, in the same order and by the same search as `case_rows`."""
    cases, persons = tables.cases, tables.persons
    name = fn.TRIM(persons.family_name.concat(", ").concat(persons.given_name), ", ")
    query = cases.select(
        *_columns(cases, ("case_id", "case_number", "process_id", "process_short")),
        name,
        *_columns(persons, ("number", "protection")),
        *_columns(cases, ("next_text", "next_step", "next_role", "next_due", "closed_on")),
        fn.IFNULL(cases.next_due < today.isoformat(), 0),
    ).join(persons, on=(persons.person_id == cases.client_id))
    if open_only:
        query = query.where(cases.closed_on.is_null())
    if text.strip():
        number = fn.INSTR(cases.case_number, text.strip()) == 1
        query = query.where(number | _person_matches(persons, text))
    query = query.order_by(cases.next_due.is_null(), cases.next_due, cases.case_number)
    # Straight from the cursor: peewee's own wrapping costs more than the rest for ten thousand rows.
    found = tables.db.execute_sql(*query.sql()).fetchall()
    return tuple(CaseLine._make((*row[:10], _day(row[10]), _day(row[11]), bool(row[12]))) for row in found)


def limit_rows(tables: Lists, until: date | None) -> tuple[LimitRow, ...]:
    """Open limits that fall on or before a day, or all, by day."""
    limits = tables.limits
    query = limits.select(*_columns(limits, _LIMIT)).order_by(limits.due, limits.case_id, limits.limit_id)
    if until is not None:
        query = query.where(limits.due <= until.isoformat())
    return tuple(LimitRow(*_with_days(row, 5, 7)) for row in _plain(tables, query))


def tick_rows(tables: Lists) -> tuple[TickRow, ...]:
    """What is still to be registered in other systems, case by case."""
    ticks = tables.ticks
    query = ticks.select(*_columns(ticks, _TICK)).order_by(ticks.case_id, peewee.SQL("rowid"))
    return tuple(TickRow(*row) for row in _plain(tables, query))


def put_person(tables: Lists, row: PersonRow) -> None:
    """Put a person's row in place of the one before."""
    keys = (name_key(f"{row.given_name} {row.family_name}"), _number_key(row.number))
    columns = _columns(tables.persons, (*_PERSON, "name_key", "number_key"))
    tables.persons.replace([(*_values(row, _PERSON), *keys)], columns=columns).execute()


def person(tables: Lists, person_id: str) -> PersonRow | None:
    """One person, or None."""
    persons = tables.persons
    found = _person_rows(
        tables, persons.select(*_columns(persons, _PERSON)).where(persons.person_id == person_id)
    )
    return found[0] if found else None


def persons(tables: Lists, text: str, limit: int | None = None) -> tuple[PersonRow, ...]:
    """People whose name or number matches, by family name; all of them when nothing is searched for."""
    table = tables.persons
    query = table.select(*_columns(table, _PERSON)).limit(limit)
    query = query.order_by(table.family_name, table.given_name, table.person_id)
    return _person_rows(tables, query.where(_person_matches(table, text)) if text.strip() else query)


def perhaps_same(tables: Lists, wanted: PersonRow) -> tuple[PersonRow, ...]:
    """Others who share a number, a day of birth or every word of the name with a person."""
    key = name_key(f"{wanted.given_name} {wanted.family_name}")
    return people_lists.perhaps_same(tables.db, wanted, key, _number_key(wanted.number))


def counts(tables: Lists) -> Counts:
    """How many rows the lists hold."""
    cases = tables.cases
    total = cases.select().count()
    closed = cases.select().where(cases.closed_on.is_null(False)).count()
    others = (tables.persons, tables.limits, tables.ticks, tables.drafts)
    return Counts(total - closed, closed, *(table.select().count() for table in others))


def _person_rows(tables: Lists, query: Any) -> tuple[PersonRow, ...]:
    return tuple(PersonRow(*_with_days(row, 5)) for row in _plain(tables, query))


def _plain(tables: Lists, query: Any) -> Iterable[tuple[Any, ...]]:
    # Straight from the cursor: peewee's own row wrapper doubles the time of a list of 10 000 rows.
    rows: Iterable[tuple[Any, ...]] = tables.db.execute(query)
    return rows


def _person_matches(table: Any, text: str) -> Any:
    # Every word that was typed begins a word of the name; å, ä and ö are letters of their own.
    condition = peewee.Value(int(any(c.isalnum() for c in text))) == 1
    for word in name_key(text).split():
        condition &= fn.INSTR(table.name_key, " " + word) > 0
    digits = digits_of(text)
    if len(digits) < FEWEST_DIGITS:
        return condition
    # The length is asked for too, since rows from before this rule may hold other numbers.
    place = fn.INSTR(table.number_key, digits)
    return condition | ((fn.LENGTH(table.number_key) == WITH_CENTURY) & ((place == 1) | (place == 3)))


def name_key(name: str) -> str:
    """A name as it is searched: each word after a blank, small letters, å, ä and ö as they are."""
    words = unicodedata.normalize("NFC", name).casefold().replace("-", " ").replace(",", " ").split()
    return "".join(" " + word for word in words)


def _number_key(number: str) -> str:
    """The twelve digits of a personnummer or samordningsnummer; nobody is found by any other number."""
    digits = digits_of(number)
    return digits if len(digits) == WITH_CENTURY else ""


def digits_of(written: str) -> str:
    """The digits where nothing else is written than digits and what stands between them, else nothing."""
    digits = re.sub(r"[\s+\u2010-\u2015-]", "", written)
    return digits if digits.isascii() and digits.isdigit() else ""


def _columns(table: Any, names: tuple[str, ...]) -> list[Any]:
    return [getattr(table, name) for name in names]


def _values(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    values = (getattr(row, name) for name in names)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _with_days(row: tuple[Any, ...], *places: int) -> list[Any]:
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = date.fromisoformat(values[place])
    return values
