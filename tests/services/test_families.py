"""Relations said both ways, family groups, and notes that land in each child's own case."""

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, families, family_notes, journal, persons, relations
from familjeflow.services.case_people import case_people
from familjeflow.services.journal import NoteDraft


@pytest.fixture
def child(home: House) -> House:
    home.open("kontaktperson")
    return home


def sibling(home: House, name: str = "Bo", process: str = "kontaktperson") -> tuple[str, str]:
    """A child with a case of its own: the ids of both."""
    person = persons.register(home.desk, PersonRecorded(name, "Exempelius"))
    return person, cases.open_case(home.desk, process, person)


def said(home: House, person_id: str) -> list[str]:
    people = {p.person_id: p for p in case_people(home.desk, home.case_id).people}
    return [relation.words for relation in people[person_id].relations]


@pytest.mark.parametrize(
    ("relation", "of_adult", "of_child"),
    [
        ("mother", "Mor till Exempelius, Ida", "Barn till Påhittson, Eva"),
        ("guardian", "Vårdnadshavare för Exempelius, Ida", "Har Påhittson, Eva som vårdnadshavare"),
        ("sibling", "Syskon till Exempelius, Ida", "Syskon till Påhittson, Eva"),
        (" moster ", "Moster till Exempelius, Ida", "Har Påhittson, Eva som moster"),
    ],
)
def test_a_relation_is_said_in_both_directions(
    child: House, relation: str, of_adult: str, of_child: str
) -> None:
    eva = child.adults[0]
    relations.relate(child.desk, child.client, eva, relation)
    child.reopen()
    assert said(child, eva) == [of_adult]
    assert said(child, child.client) == [of_child]
    relations.end(child.desk, child.client, eva)
    assert said(child, eva) == said(child, child.client) == []


def test_a_relation_has_two_persons_and_a_word(child: House) -> None:
    with pytest.raises(DomainError, match="same_person"):
        relations.relate(child.desk, child.client, child.client, "mother")
    with pytest.raises(DomainError, match="relation_needed"):
        relations.relate(child.desk, child.client, child.adults[0], "  ")
    with pytest.raises(DomainError, match="unknown_person"):
        relations.relate(child.desk, child.client, "ingen", "mother")
    with pytest.raises(DomainError, match="unknown_relation"):
        relations.end(child.desk, child.client, child.adults[0])


def test_siblings_are_linked_and_their_open_cases_are_shown(child: House) -> None:
    bo, bos_case = sibling(child)
    families.link(child.desk, child.client, bo)
    families.link(child.desk, child.adults[0], bo)
    child.reopen()
    family = case_people(child.desk, child.case_id).family
    assert family is not None
    assert {m.person_id for m in family.members} == {child.client, bo, child.adults[0]}
    assert [c.case_id for m in family.members if m.person_id == bo for c in m.cases] == [bos_case]


def test_a_person_is_in_one_group_only(child: House) -> None:
    bo, _case = sibling(child)
    siv, _other = sibling(child, "Siv")
    sten = child.adults[1]
    families.link(child.desk, child.client, bo)
    families.link(child.desk, siv, sten)
    with pytest.raises(DomainError, match="in_other_family"):
        families.link(child.desk, bo, siv)
    with pytest.raises(DomainError, match="already_in_family"):
        families.link(child.desk, bo, child.client)
    with pytest.raises(DomainError, match="same_person"):
        families.link(child.desk, bo, bo)


def test_a_group_of_one_is_none_and_can_be_put_back(child: House) -> None:
    bo, _case = sibling(child)
    families.link(child.desk, child.client, bo)
    before = families.family(child.desk, bo)
    assert before is not None
    families.leave(child.desk, bo)
    assert families.family(child.desk, child.client) is None
    with pytest.raises(DomainError, match="not_in_family"):
        families.leave(child.desk, bo)
    families.put_back(child.desk, before.family_id, [m.person_id for m in before.members])
    assert families.family(child.desk, bo) == before


def texts(home: House, case_id: str) -> list[tuple[str, str, str]]:
    return [(n.person_id, n.text, n.step) for n in journal.journal(home.desk, case_id).notes]


def test_a_note_for_siblings_lands_in_each_ones_own_case_as_one_act(child: House) -> None:
    bo, bos_case = sibling(child)
    families.link(child.desk, child.client, bo)
    view = family_notes.with_family(child.desk, child.case_id, journal.journal(child.desk, child.case_id))
    assert "Exempelius, Bo (ärende 2026-0002)" in [person.name for person in view.people]
    step = view.steps[0][0]
    eva = child.adults[0]
    draft = NoteDraft(
        "anteckning", "visit", child.desk.today, step, {child.client: "Om Ida", bo: "Om Bo", eva: "Om Eva"}
    )
    journal.save_draft(child.desk, child.case_id, draft)
    changes = family_notes.finish(child.desk, child.case_id, draft)
    assert changes.cases == {child.case_id, bos_case}
    child.reopen()
    assert sorted(texts(child, child.case_id)) == sorted(
        [(child.client, "Om Ida", step), (eva, "Om Eva", step)]
    )
    assert texts(child, bos_case) == [(bo, "Om Bo", step)]
    facts = child.vault.read(lambda s: (*s.events(f"case:{child.case_id}"), *s.events(f"case:{bos_case}")))
    assert {getattr(f.payload, "act_id", "anteckning") for f in facts} == {"anteckning"}


def test_a_step_of_another_process_is_left_out_in_the_siblings_case(child: House) -> None:
    bo, bos_case = sibling(child, process="hela-familjen")
    families.link(child.desk, child.client, bo)
    step = journal.journal(child.desk, child.case_id).steps[0][0]
    draft = NoteDraft("n", "phone", child.desk.today, step, {bo: "Bara om Bo"})
    family_notes.finish(child.desk, child.case_id, draft)
    assert texts(child, bos_case) == [(bo, "Bara om Bo", "")]
    assert texts(child, child.case_id) == []


def test_all_texts_are_signed_or_none(child: House) -> None:
    bo, bos_case = sibling(child)
    families.link(child.desk, child.client, bo)
    draft = NoteDraft("n", "phone", child.desk.today, "", {child.client: "Om Ida", bo: "  "})
    journal.save_draft(child.desk, child.case_id, draft)
    with pytest.raises(DomainError, match="empty_note"):
        family_notes.finish(child.desk, child.case_id, draft)
    assert texts(child, bos_case) == []
    assert [n.state for n in journal.journal(child.desk, child.case_id).notes] == ["draft"]


def test_a_sibling_outside_the_group_is_never_written_about(child: House) -> None:
    bo, bos_case = sibling(child)
    draft = NoteDraft("n", "phone", child.desk.today, "", {child.client: "Om Ida", bo: "Om Bo"})
    with pytest.raises(DomainError, match="unknown_person"):
        family_notes.finish(child.desk, child.case_id, draft)
    assert texts(child, bos_case) == []
