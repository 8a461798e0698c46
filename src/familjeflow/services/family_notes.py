"""One act, several akts: a note about siblings is signed once, and each text lands in that child's own case.

Only persons of the client's *Familjegrupp* who have an open case of their own are written about elsewhere;
everybody else's text stays in the case where the note was begun.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import journal
from familjeflow.services.akt_check import AktPerson
from familjeflow.services.case_work import load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.families import family_in
from familjeflow.services.journal import JournalView, NoteDraft
from familjeflow.services.note_drafts import draft_key
from familjeflow.storage.people_lists import PersonCase
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class OwnCase:
    """The open case of somebody in the family, where a text about that person belongs."""

    person_id: str
    case_id: str
    number: str


def own_cases(desk: Desk, case_id: str) -> tuple[OwnCase, ...]:
    """Where texts about others in the client's family group go. Raises DomainError("unknown_case")."""
    return desk.vault.read(lambda store: _own_cases(store, case_id))


def with_family(desk: Desk, case_id: str, view: JournalView) -> JournalView:
    """The journal of a case with those in the family among the people that a note may be about.

    The name of each says in which case the text lands.
    """

    def work(store: Store) -> tuple[AktPerson, ...]:
        here = {person.id: person for person in view.people}
        for own in _own_cases(store, case_id):
            row = store.person(own.person_id)
            if row is not None:
                plain = ", ".join(part for part in (row.family_name, row.given_name) if part)
                name = _("{name} (ärende {number})").format(name=plain, number=own.number)
                here[row.person_id] = AktPerson(
                    row.person_id, name, row.given_name, row.family_name, row.number
                )
        return tuple(here.values())

    return replace(view, people=desk.vault.read(work))


def finish(desk: Desk, case_id: str, draft: NoteDraft) -> ChangeSet:
    """Sign a note; each text lands in the case where its person's akt is. All of it is done, or nothing.

    Raises as `journal.finish`; then the draft is left as it was.
    """

    def work(store: Store) -> ChangeSet:
        own = {o.person_id: o.case_id for o in _own_cases(store, case_id)}
        texts = _by_case(case_id, draft.texts, own)
        if len(texts) == 1 and case_id in texts:
            return journal.finish_in(desk, store, case_id, draft)
        if not texts:
            raise DomainError("empty_note")
        changes = [
            journal.finish_in(
                desk, store, target, _part(store, target, case_id, draft, own_texts), act_id=draft.note_id
            )
            for target, own_texts in texts.items()
        ]
        store.delete_draft(draft_key(case_id, draft.note_id))
        return ChangeSet(
            cases=frozenset(c for change in changes for c in change.cases),
            event_ids=tuple(event for change in changes for event in change.event_ids),
        )

    return desk.vault.write(work)


def _by_case(case_id: str, texts: Mapping[str, str], own: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for person, text in texts.items():
        found.setdefault(own.get(person, case_id), {})[person] = text
    return found


def _part(store: Store, target: str, case_id: str, draft: NoteDraft, texts: dict[str, str]) -> NoteDraft:
    """The part of a note that lands in one case. A step of another process is none of that case's steps."""
    is_step = target == case_id or draft.step in load(store, target).definition.graph.node
    return replace(draft, texts=texts, step=draft.step if is_step else "")


def _own_cases(store: Store, case_id: str) -> tuple[OwnCase, ...]:
    case = load(store, case_id).case
    family = family_in(store, case.client_id)
    here = next((c for c in store.cases_of(case.client_id) if c.case_id == case_id), None)
    found = []
    for member in family.members if family else ():
        if member.person_id != case.client_id and member.cases:
            chosen = _nearest(member.cases, here)
            found.append(OwnCase(member.person_id, chosen.case_id, chosen.number))
    return tuple(found)


def _nearest(cases: tuple[PersonCase, ...], here: PersonCase | None) -> PersonCase:
    """The case in the same process, else the one that was opened last."""
    return next((c for c in cases if here is not None and c.process_id == here.process_id), cases[0])
