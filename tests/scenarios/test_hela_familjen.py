"""Hela familjen: each adult has a talk and a consent, and a closed case is called a year later."""

from datetime import date

import pytest
from tests.support.house import House

from familjeflow.services import cases, my_day, steps


@pytest.fixture
def case(home: House) -> House:
    home.open("hela-familjen")
    return home


def to_mapping(case: House) -> None:
    case.done("inkommer", "overlamning", "overflytt")


def to_follow_up(case: House) -> None:
    to_mapping(case)
    case.done("kartlaggningssamtal", "dokumentation_kartlaggning", "informationssokning", "kontakt_partner")
    case.record("trepartsmote", planering_dag="2026-01-12")
    case.done("trepartsmote", "dokumentation_trepartsmote", "planmote")


def to_question(case: House) -> None:
    case.done(
        "klientkontakt", "uppfoljning_planering", "dokumentation_uppfoljning", "uppfoljning_kartlaggning"
    )
    case.done("fortsatt_eller_avslut")


def test_two_adults_have_two_talks_and_two_consents(case: House) -> None:
    to_mapping(case)
    step = case.step("kartlaggningssamtal")
    assert [t.person for t in step.tasks if t.id == "samtal"] == ["Påhittson, Eva", "Fabelstam, Sten"]
    assert [d.person for d in step.documents if d.id == "samtycke"] == ["Påhittson, Eva", "Fabelstam, Sten"]
    first, second = case.adults
    case.tick("kartlaggningssamtal", "samtal", person=first)
    case.write("kartlaggningssamtal", "samtycke", first)
    case.reopen()
    step = case.step("kartlaggningssamtal")
    assert [t.outcome for t in step.tasks if t.id == "samtal"] == ["done", ""]
    assert [d.status for d in step.documents if d.id == "samtycke"] == ["saved", "none"]
    case.write("kartlaggningssamtal", "samtycke", second)
    assert [d.status for d in case.step("kartlaggningssamtal").documents if d.id == "samtycke"] == [
        "saved"
    ] * 2


def test_a_plan_made_at_the_mapping_proposes_to_skip_the_plan_meeting(case: House) -> None:
    assert case.step("planmote").proposal == ""
    case.record("kartlaggningssamtal", plan_finns="yes")
    assert case.step("planmote").proposal == "Steget kan hoppas över: genomförandeplanen är upprättad."
    assert case.step("planmote").word == "Ej påbörjat", "proposed and never done by itself"
    to_mapping(case)
    case.done("kartlaggningssamtal", "dokumentation_kartlaggning", "informationssokning", "kontakt_partner")
    case.done("trepartsmote", "dokumentation_trepartsmote")
    steps.skip(case.desk, case.case_id, "planmote", "Planen skrevs vid kartläggningen")
    case.reopen()
    assert case.step("planmote").word == "Överhoppat"
    assert case.states("klientkontakt", "uppfoljning_planering") == {
        "klientkontakt": "Kan göras nu",
        "uppfoljning_planering": "Kan göras nu",
    }


def test_a_need_for_enrolment_watches_the_three_party_meeting(case: House) -> None:
    to_mapping(case)
    case.done("kartlaggningssamtal", "dokumentation_kartlaggning", "informationssokning", "kontakt_partner")
    assert case.step("trepartsmote").limits == ()
    case.record("kartlaggningssamtal", behov_inskrivning="yes")
    (limit,) = case.step("trepartsmote").limits
    assert limit.force_word == "Riktmärke"
    assert limit.day == date(2026, 2, 12)


def test_the_loop_goes_back_to_both_ways_and_an_answer_can_be_taken_again(case: House) -> None:
    to_follow_up(case)
    to_question(case)
    case.answer("fraga_fortsatt", "f_fortsatter")
    assert case.states("klientkontakt", "uppfoljning_planering") == {
        "klientkontakt": "Kan göras nu",
        "uppfoljning_planering": "Kan göras nu",
    }
    steps.redo(case.desk, case.case_id, "fraga_fortsatt", "Fel svar")
    case.answer("fraga_fortsatt", "f_avslutas")
    assert case.states("klientkontakt", "telefonuppfoljning") == {
        "klientkontakt": "Klart",
        "telefonuppfoljning": "Kan göras nu",
    }


@pytest.mark.parametrize(
    ("closed", "choice", "week"),
    [
        ("2026-06-30", "", date(2027, 10, 18)),
        ("2026-07-01", "", date(2027, 4, 19)),
        ("2026-12-31", "", date(2028, 4, 17)),
        ("2026-06-30", "narmast_ett_ar", date(2027, 4, 19)),
        ("2026-12-31", "narmast_ett_ar", date(2027, 10, 18)),
    ],
)
def test_a_closed_case_is_called_in_its_week(case: House, closed: str, choice: str, week: date) -> None:
    case.go(closed)
    cases.close_case(case.desk, case.case_id, "Familjen har flyttat")
    if choice:
        cases.choose_setting(case.desk, case.case_id, "telefon_manad", choice)
    case.reopen()
    assert case.limit("telefonuppfoljning", "samtalsvecka") == week


def test_a_case_from_start_to_the_call_a_year_later(case: House) -> None:
    to_follow_up(case)
    to_question(case)
    case.answer("fraga_fortsatt", "f_fortsatter")
    to_question(case)
    case.answer("fraga_fortsatt", "f_avslutas")
    assert case.view.proposes_close == "Alla steg är avslutade. Ärendet kan stängas."
    cases.close_case(case.desk, case.case_id, "Målen är nådda")
    case.reopen()
    assert case.step("telefonuppfoljning").word == "Kan göras nu"
    assert case.view.next is not None
    assert case.view.next.step == "telefonuppfoljning"
    call = case.limit("telefonuppfoljning", "samtalsvecka")
    assert call == date(2026, 10, 19)
    case.go("2026-10-19")
    (today,) = [g for g in my_day.my_day(case.desk).groups if g.slug == "today"]
    assert [row.what for row in today.rows] == ["Ring och följ upp det avslutade ärendet"]
    case.tick("telefonuppfoljning", "ring")
    case.write("telefonuppfoljning", "telefonsamtal")
    case.done("telefonuppfoljning")
    assert (case.step("telefonuppfoljning").word, case.step("telefonuppfoljning").deviates) == (
        "Klart",
        False,
    )
    assert case.limit("telefonuppfoljning", "samtalsvecka") is None
    assert case.view.next is None


def test_the_three_documentation_steps_are_told_apart_by_their_content(case: House) -> None:
    steps_named = [s for s in case.view.steps if s.label == "Dokumentation"]
    assert len(steps_named) == 3
    assert len({tuple(t.text for t in s.registrations) for s in steps_named}) >= 2
    assert len({s.explanation for s in steps_named}) == 3
    assert all(s.oddities for s in steps_named)


def test_the_excel_file_can_be_partly_filled_in_and_stays_owed(case: House) -> None:
    to_mapping(case)
    case.done("kartlaggningssamtal")
    steps.tick(case.desk, case.case_id, "dokumentation_kartlaggning", "excelfil", outcome="partial")
    case.reopen()
    (row,) = [t for t in case.step("dokumentation_kartlaggning").registrations if t.id == "excelfil"]
    assert row.outcome == "partial"
    groups = {g.slug: g.rows for g in my_day.my_day(case.desk).groups}
    assert "excelfil" in [r.item for r in groups["register"]]
