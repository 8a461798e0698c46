"""Forms in a case: what is kept, whose akt it goes into, and what a plan has gone through."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf
from tests.storage.made_up import new_vault

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.domain.forms import JsonValue
from familjeflow.services import cases, form_filling, papers, persons
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.services.form_filling import FormView
from familjeflow.services.plan_versions import change_lines
from familjeflow.services.sentences import sentence
from familjeflow.storage.vault import open_vault

Answers = dict[str, JsonValue]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ids = count(1)
    path = tmp_path / "arbetsfil.familjeflow"
    vault = open_vault(path, new_vault(path))
    yield Desk(vault, "jag", lambda: datetime(2026, 3, 2, 9, tzinfo=UTC), lambda: f"id{next(ids)}")
    vault.close()


class Family:
    """A case of a child and an adult, with the forms of its process by their id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.child = persons.register(
            desk, PersonRecorded("Ada", "Påhittson", "20150315-9803", "personnummer")
        )
        self.adult = persons.register(
            desk, PersonRecorded("Eva", "Exempelius", "19850315-9804", "personnummer")
        )
        people = [(self.child, "child"), (self.adult, "adult")]
        self.case_id = cases.open_case(desk, "familjebehandlare", self.child, participants=people)
        self.places: dict[str, tuple[str, str, str | None]] = {}
        for step in case_view(desk, self.case_id).steps:
            for document in step.documents:
                if document.form:
                    self.places.setdefault(document.form, (step.id, document.id, document.person_id))

    def open(self, form: str) -> FormView:
        return form_filling.form(self.desk, self.case_id, *self.places[form])

    def keep(self, form: str, answers: Answers, akt: str | None = None) -> None:
        form_filling.save_draft(self.desk, self.case_id, *self.places[form], answers, filed_under=akt)

    def adopt(self, form: str, answers: Answers, akt: str | None = None) -> None:
        place = self.places[form]
        form_filling.adopt(self.desk, self.case_id, *place, answers, reason="Bråttom", filed_under=akt)


@pytest.fixture
def family(desk: Desk) -> Family:
    return Family(desk)


def follow_up(family: Family, **more: JsonValue) -> Answers:
    asked: Answers = {"genomfort": "Samtal", "fungerat": "Väl"}
    return {**family.open("uppfoljningsdokument").answers, **asked, **more}


def test_a_hidden_answer_is_kept_in_the_draft_and_left_out_of_the_document(family: Family) -> None:
    written = follow_up(family, avslutas=False, avslutsskal="Målen är nådda")
    family.keep("uppfoljningsdokument", written)
    assert family.open("uppfoljningsdokument").answers["avslutsskal"] == "Målen är nådda"
    family.adopt("uppfoljningsdokument", written)
    assert family.open("uppfoljningsdokument").versions[-1].answers.get("avslutsskal") is None


def test_the_reason_is_asked_for_when_the_insats_ends(family: Family) -> None:
    with pytest.raises(DomainError, match="form_problems"):
        family.adopt("uppfoljningsdokument", follow_up(family, avslutas=True))
    family.adopt("uppfoljningsdokument", follow_up(family, avslutas=True, avslutsskal="Målen är nådda"))


def decision(family: Family, day: str, ground: str) -> Answers:
    return {
        **family.open("beslut").answers,
        "beslutsdatum": day,
        "lagrum": ground,
        "beslutsfattare": "Nämnden",
        "beslutstyp": "annat",
        "utfall": "bifall",
        "beslut": "Insatsen beviljas.",
        "fran_och_med": "2026-03-02",
        "till_och_med": "2026-09-02",
        "motivering": "Behovet finns.",
    }


def test_a_decision_rests_on_a_ground_of_its_own_day(family: Family) -> None:
    with pytest.raises(DomainError) as caught:
        family.adopt("beslut", decision(family, "2025-07-01", "sol_2001_4_1"))
    assert caught.value.code == "ground_out_of_time"
    assert "(2001:453)" in sentence(caught.value).text
    assert "2025-07-01" in sentence(caught.value).text
    family.adopt("beslut", decision(family, "2025-06-30", "sol_2001_4_1"))


def plan(family: Family, *goals: Answers) -> Answers:
    start: Answers = {"behandlare": "Åsa Exempelek", "mal_enligt_beslut": "Lugn vardag", "mal": [*goals]}
    return {**family.open("genomforandeplan").answers, **start}


def two_versions(family: Family) -> FormView:
    family.adopt("genomforandeplan", plan(family, {"mal": "Skolan"}, {"mal": "Sömnen"}))
    rows = family.open("genomforandeplan").answers["mal"]
    assert isinstance(rows, list)
    school = rows[0]
    assert isinstance(school, dict)
    family.adopt("genomforandeplan", plan(family, {**school, "mal": "Skolan varje dag"}, {"mal": "Vänner"}))
    return family.open("genomforandeplan")


def test_a_row_keeps_its_id_from_version_to_version(family: Family) -> None:
    view = two_versions(family)
    first, second = (version.answers["mal"] for version in view.versions)
    assert first[0]["id"] == second[0]["id"]  # type: ignore[index, call-overload]
    assert first[1]["id"] != second[1]["id"]  # type: ignore[index, call-overload]


def test_what_a_version_changed_is_said_in_words(family: Family) -> None:
    view = two_versions(family)
    before, after = (version.answers for version in view.versions)
    assert change_lines(view.form, before, after) == (
        "Ändrat: Skolan varje dag (mål och delmål): mål",
        "Tillkommit: Vänner (mål och delmål)",
        "Borttaget: Sömnen (mål och delmål)",
    )


def test_the_paper_tells_what_changed_and_an_older_version_can_be_opened(family: Family) -> None:
    view = two_versions(family)
    assert view.document_id is not None
    latest = papers.form_paper(family.desk, family.case_id, view.document_id)
    first = papers.form_paper(family.desk, family.case_id, view.document_id, version=1)
    assert_valid_pdf(latest)
    assert_valid_pdf(first)
    assert "Ändrat sedan version 1 (2026-03-02)" in read_tree(latest).text
    assert "Ändrat sedan" not in read_tree(first).text
    assert "Sömnen" in read_tree(first).text
    with pytest.raises(DomainError, match="unknown_version"):
        papers.form_paper(family.desk, family.case_id, view.document_id, version=3)


def test_whose_akt_it_goes_into_can_be_chosen_and_is_remembered(family: Family) -> None:
    view = family.open("uppfoljningsdokument")
    assert view.can_choose_akt
    assert [p.id for p in view.people] == [family.child, family.adult]
    assert view.filed_under == family.child
    family.keep("uppfoljningsdokument", follow_up(family), family.adult)
    assert family.open("uppfoljningsdokument").filed_under == family.adult
    family.adopt("uppfoljningsdokument", follow_up(family), family.adult)
    assert family.open("uppfoljningsdokument").saved_under == family.adult


def test_the_same_text_in_another_akt_is_a_document_of_its_own(family: Family) -> None:
    family.adopt("uppfoljningsdokument", follow_up(family), family.child)
    first = family.open("uppfoljningsdokument").document_id
    family.adopt("uppfoljningsdokument", follow_up(family), family.adult)
    second = family.open("uppfoljningsdokument")
    assert second.document_id != first
    assert len(second.versions) == 1


def test_nobody_outside_the_case_gets_a_document(family: Family) -> None:
    with pytest.raises(DomainError, match="unknown_person"):
        family.adopt("uppfoljningsdokument", follow_up(family), "nagon-annan")
