"""The people of a case as the tab Personer shows them: parts, protection, relations and the family group."""

from dataclasses import dataclass

from familjeflow.services.case_context import full_name
from familjeflow.services.case_work import load
from familjeflow.services.desk import Desk
from familjeflow.services.families import Family, family_in
from familjeflow.services.relations import Relation, relations_in
from familjeflow.services.words import part_word, protection_word
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody in the case with all parts there: (slug, word) each."""

    person_id: str
    name: str
    number: str
    protection: str
    protection_word: str
    parts: tuple[tuple[str, str], ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class CasePeople:
    """Everybody in a case, the client first, and the client's family group."""

    client_id: str
    people: tuple[CasePerson, ...]
    family: Family | None


def case_people(desk: Desk, case_id: str) -> CasePeople:
    """The people of a case. Raises DomainError("unknown_case")."""

    def work(store: Store) -> CasePeople:
        case = load(store, case_id).case
        parts: dict[str, list[tuple[str, str]]] = {case.client_id: []}
        for person_id, part in case.participants:
            parts.setdefault(person_id, []).append((part, part_word(part)))
        people = tuple(
            found for person_id, own in parts.items() if (found := _person(store, person_id, tuple(own)))
        )
        return CasePeople(case.client_id, people, family_in(store, case.client_id))

    return desk.vault.read(work)


def _person(store: Store, person_id: str, parts: tuple[tuple[str, str], ...]) -> CasePerson | None:
    row = store.person(person_id)
    if row is None:
        return None
    return CasePerson(
        person_id,
        full_name(row),
        row.number,
        row.protection,
        protection_word(row.protection),
        parts,
        relations_in(store, person_id),
    )
