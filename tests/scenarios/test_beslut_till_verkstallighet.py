"""Från beslut till verkställighet: three lists, what stands in two of them, and who waits for whom."""

from datetime import date

import pytest
from tests.support.house import TOLD_BY, House

from familjeflow.domain.events import Told
from familjeflow.services import cases, steps


@pytest.fixture
def case(home: House) -> House:
    home.open("beslut-till-verkstallighet")
    return home


LANES = {
    "Socialsekreterare": [str(n) for n in range(1, 10)],
    "Enhetschef": [str(n) for n in range(1, 4)],
    "Behandlare/kurator": [str(n) for n in range(1, 9)],
}


def test_twenty_steps_in_three_lanes_with_the_numbers_of_the_source(case: House) -> None:
    names = dict(case.view.lanes)
    numbered = [s for s in case.view.steps if s.label[0].isdigit()]
    assert len(numbered) == 20
    found = {lane: sorted(s.label.split(".")[0] for s in numbered if names[s.lane] == lane) for lane in LANES}
    assert found == LANES


def test_the_assignment_waits_for_the_head_of_unit(case: House) -> None:
    case.done("beslut", "kontakta_chef")
    assert case.step("starta_uppdrag").word == "Väntar på Enhetschef"
    assert case.step("starta_uppdrag").because[0].startswith("Rutinen lägger detta före: 3. Meddela vem")
    case.done("tilldela_arende", "forsta_information")
    assert case.step("starta_uppdrag").word == "Väntar på Enhetschef"
    case.done("meddela", told=True)
    assert case.step("starta_uppdrag").word == "Kan göras nu"


def test_doing_it_before_the_head_of_unit_has_answered_asks_why_and_shows(case: House) -> None:
    case.done("beslut", "kontakta_chef", "starta_uppdrag")
    step = case.step("starta_uppdrag")
    assert (step.word, step.deviates) == ("Klart", True)
    case.done("tilldela_arende", "forsta_information", "meddela")
    assert case.states("starta_uppdrag", "behandlaren_hor_av_sig") == {
        "starta_uppdrag": "Klart",
        "behandlaren_hor_av_sig": "Kan göras nu",
    }


def test_one_act_that_stands_in_two_lists_is_done_in_both(case: House) -> None:
    to_treatment(case)
    case.done("genomforandeplan")
    offered = next(a for a in case.step("uppfoljning").acts if a.kind == "complete").also
    assert offered == ("6. Delta i uppföljning",)
    for number in (1, 2):
        steps.complete(case.desk, case.case_id, "uppfoljning", also_shared=True)
        case.reopen()
        for step in ("uppfoljning", "delta_uppfoljning"):
            assert [r.word for r in case.step(step).rounds] == ["Klart"] * number


def to_treatment(case: House) -> None:
    case.done("beslut", "kontakta_chef", "tilldela_arende", "forsta_information", "meddela", "starta_uppdrag")
    case.done(
        "bli_tilldelad", "kontakt_och_bokning", "behandlaren_hor_av_sig", "skicka_vardplan", "boka_mote"
    )
    case.done("las_vardplan", "inledande_mote", "inled_behandling")


def test_all_twenty_can_be_walked_on_one_desk_with_what_the_others_told(case: House) -> None:
    lanes = dict(case.view.lanes)
    for _step in range(30):
        todo = [s for s in case.view.steps if s.state in ("ready", "active")]
        if not todo:
            break
        step = min(todo, key=lambda s: (len(s.rounds), s.kind != "task"))
        told = None
        if lanes[step.lane] != "Socialsekreterare":
            told = Told(TOLD_BY, "system", case.desk.today)
        case.reopen()
        steps.complete(case.desk, case.case_id, step.id, told=told)
    done = [s for s in case.view.steps if s.label[0].isdigit()]
    assert {s.rounds[0].word for s in done} == {"Klart"}
    assert not any(s.deviates for s in done)
    by_others = [s for s in done if s.rounds[0].who.startswith(f"enligt uppgift från {TOLD_BY} (system")]
    assert len(by_others) == 11
    cases.close_case(case.desk, case.case_id, "Insatsen är avslutad")
    assert case.view.closed_on == date(2026, 1, 12)


def test_three_weeks_for_the_plan_are_counted_as_the_organisation_chooses(case: House) -> None:
    to_treatment(case)
    case.record("inled_behandling", behandlingsstart="2026-01-10")
    limit = next(li for li in case.step("genomforandeplan").limits)
    assert (limit.day, limit.unstated) == (date(2026, 1, 31), True)
    assert "Källan anger inte vad tiden räknas från; det är en inställning." in limit.because
    cases.choose_setting(case.desk, case.case_id, "genomforandeplan_fran", "tilldelning")
    assert case.limit("genomforandeplan", "inom_tre_veckor") == date(2026, 2, 2)


def test_follow_up_at_least_every_third_month_counts_from_the_latest(case: House) -> None:
    to_treatment(case)
    assert case.limit("uppfoljning", "var_tredje_manad") == date(2026, 4, 12)
    case.go("2026-03-31")
    case.done("uppfoljning")
    assert case.limit("uppfoljning", "var_tredje_manad") == date(2026, 6, 30)
    act = next(a for a in case.step("uppfoljning").acts if a.kind == "complete")
    assert act.reason_for == "", "a follow-up more is the routine, not a departure from it"
    case.done("uppfoljning")
    assert [r.word for r in case.step("uppfoljning").rounds] == ["Klart", "Klart"]


def test_several_therapists_have_one_thing_more_to_do(case: House) -> None:
    assert "stam_av" not in [t.id for t in case.step("bli_tilldelad").tasks]
    case.record("tilldela_arende", flera_behandlare="yes")
    assert "stam_av" in [t.id for t in case.step("bli_tilldelad").tasks]


def test_the_validity_that_ran_out_is_a_mild_warning(case: House) -> None:
    assert case.view.review_warning == "Beskrivningen skulle ha följts upp 2019-06-02."
