"""Familjebehandlare: the meeting before the execution, the three answers, what closes first."""

import itertools
from datetime import date

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import cases, steps, undoing


@pytest.fixture
def case(home: House) -> House:
    home.open("familjebehandlare")
    return home


def to_follow_up(case: House) -> None:
    case.done("aktualisering", "fordelning")
    case.record("planering", uppstart_dag="2026-01-12")
    case.tick("planering", "hall_mote")
    case.done("planering", "traffar")
    case.record("beslut", bistand_from="2026-01-12", bistand_tom="2026-12-31")
    case.done("beslut", "verkstallighet", "kontakt", "uppfoljning")


def test_a_case_with_an_extension_from_referral_to_close(case: House) -> None:
    to_follow_up(case)
    case.answer("fraga_forlangas", "f_forlang")
    assert case.states("forlangning", "forlangning_bistand", "avslut") == {
        "forlangning": "Pågår",
        "forlangning_bistand": "Kan göras nu",
        "avslut": "Ej påbörjat",
    }
    case.record("forlangning_bistand", utredning_pagar="yes", bistand_tom="2027-06-30")
    assert "inled_utredning" not in [t.id for t in case.step("forlangning_bistand").registrations]
    case.tick("forlangning_bistand", "skriv_underlag", "fatta_beslut", "koppla", "nytt_prel_tom")
    case.tick("forlangning_bistand", "avsluta_utredning")
    case.done("forlangning_bistand")
    assert case.states("forlangning", "kontakt") == {"forlangning": "Klart", "kontakt": "Kan göras nu"}
    assert case.step("kontakt").round == 2
    case.done("kontakt", "uppfoljning")
    case.answer("fraga_forlangas", "f_avsluta")
    case.tick("avslutande_uppfoljning", "kryssa_avslut")
    case.done("avslutande_uppfoljning")
    case.tick("avsluta_bistand", "stang_resurs", "stang_insats")
    case.done("avsluta_bistand")
    assert case.states("avslut") == {"avslut": "Klart"}
    assert case.view.proposes_close == "Alla steg är avslutade. Ärendet kan stängas."
    cases.close_case(case.desk, case.case_id, "Målen är nådda")
    case.reopen()
    assert case.view.closed_on == date(2026, 1, 12)


def test_the_decision_is_carried_out_after_the_start_meeting(case: House) -> None:
    case.done("aktualisering", "fordelning", "planering", "traffar", "beslut")
    act = next(a for a in case.step("verkstallighet").acts if a.kind == "complete")
    (gate,) = act.gates
    assert gate.text == "Enligt rutinen verkställs beslutet först när uppstartsmötet har hållits."
    assert (gate.fix_step, gate.fix_task) == ("planering", "hall_mote")
    with pytest.raises(DomainError, match="reason_needed"):
        steps.complete(case.desk, case.case_id, "verkstallighet")
    case.tick(gate.fix_step, gate.fix_task)
    steps.complete(case.desk, case.case_id, "verkstallighet")
    assert not case.step("verkstallighet").deviates


def test_the_resource_is_closed_before_the_intervention_and_the_gate_leads_there(case: House) -> None:
    to_follow_up(case)
    case.answer("fraga_forlangas", "f_avsluta")
    case.done("avslutande_uppfoljning")
    with pytest.raises(DomainError, match="reason_needed"):
        case.tick("avsluta_bistand", "stang_insats")
    (gate,) = next(a for a in case.step("avsluta_bistand").acts if a.kind == "complete").gates
    assert "det finns pågående resurstilldelningar" in gate.text
    case.tick(gate.fix_step, gate.fix_task)
    case.tick("avsluta_bistand", "stang_insats")
    assert next(a for a in case.step("avsluta_bistand").acts if a.kind == "complete").gates == ()
    steps.complete(case.desk, case.case_id, "avsluta_bistand")
    assert not case.step("avsluta_bistand").deviates


def test_no_second_investigation_is_opened_where_one_is_running(case: House) -> None:
    to_follow_up(case)
    case.answer("fraga_forlangas", "f_forlang")
    case.record("forlangning_bistand", utredning_pagar="no")
    assert "inled_utredning" in [t.id for t in case.step("forlangning_bistand").registrations]
    case.record("forlangning_bistand", utredning_pagar="yes")
    assert "inled_utredning" not in [t.id for t in case.step("forlangning_bistand").registrations]


def test_every_combination_of_three_answers_proposes_and_exactly_those_that_should_extend(
    case: House,
) -> None:
    to_follow_up(case)
    extends = []
    for goals, consent, need in itertools.product(("ja", "delvis", "nej"), ("ja", "nej"), ("ja", "nej")):
        case.record("fraga_forlangas", mal_uppfyllda=goals, behov_kvar=need)
        for adult in case.adults:
            steps.record(case.desk, case.case_id, "fraga_forlangas", "samtycker", consent, person_id=adult)
        question = case.step("fraga_forlangas").question
        assert question is not None
        (proposed,) = [a.flow for a in question.answers if a.proposed]
        assert question.proposal.startswith("Svaren pekar mot")
        if proposed == "f_forlang":
            extends.append((goals, consent, need))
    assert extends == [("delvis", "ja", "ja"), ("nej", "ja", "ja")]


def test_one_guardian_who_says_no_is_enough_and_one_who_has_not_answered_leaves_it_open(case: House) -> None:
    to_follow_up(case)
    case.record("fraga_forlangas", mal_uppfyllda="nej", behov_kvar="ja")
    first, second = case.adults
    steps.record(case.desk, case.case_id, "fraga_forlangas", "samtycker", "ja", person_id=first)
    assert proposals(case) == []
    steps.record(case.desk, case.case_id, "fraga_forlangas", "samtycker", "nej", person_id=second)
    assert proposals(case) == ["f_avsluta"]


def proposals(case: House) -> list[str]:
    question = case.step("fraga_forlangas").question
    assert question is not None
    return [a.flow for a in question.answers if a.proposed]


def test_a_new_round_of_the_question_starts_without_old_answers(case: House) -> None:
    to_follow_up(case)
    case.record("fraga_forlangas", mal_uppfyllda="ja")
    assert proposals(case) == ["f_avsluta"]
    case.answer("fraga_forlangas", "f_forlang")
    case.done("forlangning_bistand", "kontakt", "uppfoljning")
    assert proposals(case) == []


def test_follow_up_after_three_months_and_then_every_six(case: House) -> None:
    to_follow_up_started(case)
    assert case.limit("uppfoljning", "uppfoljningsmote") == date(2026, 4, 12)
    case.go("2026-04-20")
    case.tick("uppfoljning", "hall_mote")
    assert case.limit("uppfoljning", "uppfoljningsmote") == date(2026, 10, 20)
    cases.choose_setting(case.desk, case.case_id, "uppfoljning_fran", "start")
    assert case.limit("uppfoljning", "uppfoljningsmote") == date(2026, 10, 12)


def to_follow_up_started(case: House) -> None:
    case.done("aktualisering", "fordelning")
    case.record("planering", uppstart_dag="2026-01-12")
    case.tick("planering", "hall_mote")
    case.done("planering", "traffar", "beslut", "verkstallighet", "kontakt")


def test_an_answer_taken_again_closes_the_sub_process_that_nobody_had_begun(case: House) -> None:
    to_follow_up(case)
    case.answer("fraga_forlangas", "f_forlang")
    steps.redo(case.desk, case.case_id, "fraga_forlangas", "Fel svar")
    case.answer("fraga_forlangas", "f_avsluta")
    assert case.states("forlangning", "forlangning_bistand") == {
        "forlangning": "Ej aktuellt",
        "forlangning_bistand": "Ej aktuellt",
    }
    assert case.states("avslutande_uppfoljning") == {"avslutande_uppfoljning": "Kan göras nu"}


def test_after_a_refusal_nobody_asks_for_the_days_of_the_assistance(case: House) -> None:
    case.done("aktualisering", "fordelning", "planering", "traffar")
    assert {a.id for a in case.step("beslut").asks} == {"bistand_from", "bistand_tom"}
    saved = case.write("beslut", "beslut", utfall="avslag")
    assert case.step("beslut").asks == ()
    (act,) = (a for a in case.step("beslut").acts if a.kind == "complete")
    assert act.reason_for == ""
    undoing.undo(case.desk, case.case_id, saved.event_ids[0])
    assert {a.id for a in case.step("beslut").asks} == {"bistand_from", "bistand_tom"}
    case.write("beslut", "beslut", utfall="avslag")
    case.write("beslut", "beslut", utfall="bifall")
    assert len(case.step("beslut").asks) == 2
