"""How people are related: recorded once, said in both directions."""

from dataclasses import dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import Draft
from familjeflow.domain.work_events import RelationEnded, RelationRecorded
from familjeflow.i18n import _
from familjeflow.services.case_context import full_name
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.persons import person_stream
from familjeflow.services.words import relation_word
from familjeflow.storage.people_lists import RelationRow
from familjeflow.storage.store import Store

RELATIONS = ("mother", "father", "guardian", "sibling", "partner")
"""The relations that have words of their own; any other is kept in the words it was written in."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a person. `words` say what this person is to the other, "Barn till Exempelius, Eva".

    `owner_id` and `other_id` name the fact, to take it away.
    """

    owner_id: str
    other_id: str
    relation: str
    words: str


def relate(desk: Desk, person_id: str, other_id: str, relation: str) -> ChangeSet:
    """Record that `other_id` is the mother, the sibling, ... of `person_id`. What was recorded before goes.

    `relation` is of RELATIONS, or words such as "moster". Raises DomainError "same_person",
    "relation_needed" or "unknown_person".
    """
    said = " ".join(relation.split())
    if person_id == other_id:
        raise DomainError("same_person")
    if not said:
        raise DomainError("relation_needed")

    def work(store: Store) -> ChangeSet:
        if store.person(person_id) is None or store.person(other_id) is None:
            raise DomainError("unknown_person")
        store.put_relation(RelationRow(person_id, other_id, said))
        return _keep(desk, store, person_id, RelationRecorded(other_id, said))

    return desk.vault.write(work)


def end(desk: Desk, person_id: str, other_id: str) -> ChangeSet:
    """Take a relation away; that it was recorded stays. Raises DomainError("unknown_relation")."""

    def work(store: Store) -> ChangeSet:
        if not any((r.person_id, r.other_id) == (person_id, other_id) for r in store.relations(person_id)):
            raise DomainError("unknown_relation")
        store.end_relation(person_id, other_id)
        return _keep(desk, store, person_id, RelationEnded(other_id))

    return desk.vault.write(work)


def relations_in(store: Store, person_id: str) -> tuple[Relation, ...]:
    """The relations of a person as words, in both directions."""
    found = []
    for row in store.relations(person_id):
        other = store.person(row.other_id if row.person_id == person_id else row.person_id)
        if other is not None:
            said = _words(row.relation, full_name(other), is_owner=row.person_id == person_id)
            found.append(Relation(row.person_id, row.other_id, row.relation, said))
    return tuple(found)


def _keep(desk: Desk, store: Store, person_id: str, payload: RelationRecorded | RelationEnded) -> ChangeSet:
    draft = Draft(person_stream(person_id), payload, desk.actor_id, "", desk.today)
    added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
    return ChangeSet(
        persons=frozenset({person_id, payload.other_id}), event_ids=tuple(event.id for event in added)
    )


def _words(relation: str, other: str, *, is_owner: bool) -> str:
    """What a person is to the other: the owner of the fact is the child of a mother."""
    word = relation_word(relation)
    if relation in ("sibling", "partner"):
        return _("{relation} till {name}").format(relation=word, name=other)
    if is_owner and relation in ("mother", "father"):
        return _("Barn till {name}").format(name=other)
    if is_owner:
        return _("Har {name} som {relation}").format(name=other, relation=word[:1].lower() + word[1:])
    if relation == "guardian":
        return _("Vårdnadshavare för {name}").format(name=other)
    return _("{relation} till {name}").format(relation=word[:1].upper() + word[1:], name=other)
