"""Rows of kinship, family groups and the directory, and people found beside the list of cases.

Fixed SQL: a search is answered between two keys.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from familjeflow.domain.projections import PersonRow

_PERSON = ", ".join(f"p.{f.name}" for f in fields(PersonRow))


@dataclass(frozen=True, slots=True)
class RelationRow:
    """`other_id` is the `relation` of `person_id`: a slug such as "mother", or words of its own."""

    person_id: str
    other_id: str
    relation: str


@dataclass(frozen=True, slots=True)
class PersonCase:
    """A case of which a person is the client."""

    case_id: str
    number: str
    process_id: str
    process_short: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """An entry of the directory as it is stored. `body` is JSON, left out of repr."""

    entry_id: str
    kind: str
    name: str
    body: str = field(repr=False)


# Kinship


def put_relation(db: Any, row: RelationRow) -> None:
    """Keep how one person is related to another, in place of what was kept."""
    db.execute_sql(
        "REPLACE INTO relation_row (person_id, other_id, relation) VALUES (?, ?, ?)",
        (row.person_id, row.other_id, row.relation),
    )


def end_relation(db: Any, person_id: str, other_id: str) -> None:
    """Take a relation away."""
    db.execute_sql("DELETE FROM relation_row WHERE person_id = ? AND other_id = ?", (person_id, other_id))


def relations(db: Any, person_id: str) -> tuple[RelationRow, ...]:
    """The relations of a person, in both directions."""
    found = db.execute_sql(
        "SELECT person_id, other_id, relation FROM relation_row WHERE ?1 IN (person_id, other_id)"
        " ORDER BY person_id, other_id",
        (person_id,),
    )
    return tuple(RelationRow(*row) for row in found.fetchall())


# Family groups


def put_family(db: Any, family_id: str, members: tuple[str, ...]) -> None:
    """Put the members of a family group in place of those it had."""
    db.execute_sql("DELETE FROM family_row WHERE family_id = ?", (family_id,))
    for person_id in members:
        db.execute_sql("INSERT INTO family_row (family_id, person_id) VALUES (?, ?)", (family_id, person_id))


def family_of(db: Any, person_id: str) -> str:
    """The family group that a person is in, "" for none."""
    sql = "SELECT family_id FROM family_row WHERE person_id = ? ORDER BY family_id"
    row = db.execute_sql(sql, (person_id,)).fetchone()
    return str(row[0]) if row else ""


def family_members(db: Any, family_id: str) -> tuple[str, ...]:
    """The members of a family group."""
    sql = "SELECT person_id FROM family_row WHERE family_id = ? ORDER BY person_id"
    return tuple(row[0] for row in db.execute_sql(sql, (family_id,)).fetchall())


# People beside the list of cases


def cases_of(db: Any, person_id: str) -> tuple[PersonCase, ...]:
    """The cases of which a person is the client, open ones first, then the one opened last."""
    found = db.execute_sql(
        "SELECT case_id, case_number, process_id, process_short, opened_on, closed_on FROM case_row"
        " WHERE client_id = ? ORDER BY closed_on IS NOT NULL, opened_on DESC, case_number DESC",
        (person_id,),
    )
    return tuple(
        PersonCase(case_id, number, process, short, date.fromisoformat(opened), _day(closed))
        for case_id, number, process, short, opened, closed in found.fetchall()
    )


def perhaps_same(db: Any, wanted: PersonRow, name_key: str, number_key: str) -> tuple[PersonRow, ...]:
    """Those who share a number, a day of birth or every word of the name with a person, itself left out.

    `name_key` and `number_key` are as the rows keep them.
    """
    words = name_key.split()
    has_name = " AND ".join(["instr(p.name_key || ' ', ?) > 0"] * len(words)) or "0"
    found = db.execute_sql(
        f"SELECT {_PERSON} FROM person_row p WHERE p.person_id <> ? AND ("
        "   p.born = ? OR (p.number_key <> '' AND p.number_key = ?)"
        f"  OR (p.number <> '' AND p.number = ? COLLATE NOCASE) OR ({has_name})"
        ") ORDER BY p.family_name, p.given_name, p.person_id",
        (
            wanted.person_id,
            wanted.born.isoformat() if wanted.born else None,
            number_key,
            wanted.number,
            *(f" {word} " for word in words),
        ),
    )
    return tuple(person_row(row) for row in found.fetchall())


def person_row(row: tuple[Any, ...]) -> PersonRow:
    """A row of the person list with its day of birth as a day."""
    person_id, given_name, family_name, number, protection, born = row
    return PersonRow(person_id, given_name, family_name, number, protection, _day(born))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# Directory


def put_entry(db: Any, row: DirectoryRow) -> None:
    """Keep an entry of the directory in place of the one before."""
    db.execute_sql(
        "REPLACE INTO directory_entry (entry_id, kind, name, body) VALUES (?, ?, ?, ?)",
        (row.entry_id, row.kind, row.name, row.body),
    )


def entries(db: Any, kind: str = "") -> tuple[DirectoryRow, ...]:
    """The entries of a kind, or all of them, by kind and name."""
    found = db.execute_sql(
        "SELECT entry_id, kind, name, body FROM directory_entry WHERE ?1 IN ('', kind) ORDER BY kind, name",
        (kind,),
    )
    return tuple(DirectoryRow(*row) for row in found.fetchall())
