"""Öppenvården vuxna: a start without referral, visits in any order, and the follow-up that was missed."""

from datetime import date

import pytest
from tests.support.house import House

from familjeflow.domain.forms import FieldKind
from familjeflow.services import cases, form_filling, steps


@pytest.fixture
def case(home: House) -> House:
    home.open("oppenvard-vuxna")
    return home


def to_treatment(case: House) -> None:
    case.done("remiss", "arendefordelning", "boka_infomote")
    case.record("infomote", bistand_tom="2026-06-30", ja_direkt="yes", fast_tid_tagen="yes")
    case.tick("infomote", "overgripande_mal")
    case.done("infomote")
    case.answer("fraga_ja", "f_ja")
    case.done("forbereda", "uppstartsmote")


def test_a_start_under_lvu_leaves_two_things_to_come_in_and_stops_nothing(home: House) -> None:
    home.open("oppenvard-vuxna", answers={"lvm_lvu": "yes"})
    home.done("remiss")
    assert home.owed() == ["Skicka in remissen", "Skicka in vårdplanen"]
    home.done("arendefordelning", "boka_infomote")
    assert {"Uppgifter i efterhand: Skicka in remissen"} <= {
        f"Uppgifter i efterhand: {line.partition(': ')[2]}" for line in home.view.still_open
    }
    cases.close_case(home.desk, home.case_id, "Klienten har flyttat")
    home.reopen()
    home.tick("remiss", "remiss_i_efterhand", "vardplan_i_efterhand")
    assert home.owed() == []


def test_an_ordinary_start_owes_the_mailbox_and_the_folder(case: House) -> None:
    case.done("remiss")
    assert case.owed() == ["Lämna remissen i postfacket", "Lägg remissen i mappen för nya remisser"]


def test_the_new_referral_waits_for_mondays_meeting(case: House) -> None:
    case.go("2026-01-14")
    case.done("remiss")
    assert case.limit("arendefordelning", "veckomote") == date(2026, 1, 19)


def test_a_case_from_referral_to_close(case: House) -> None:
    to_treatment(case)
    assert case.states("behandlingstid", "administration", "lopande") == {
        "behandlingstid": "Pågår",
        "administration": "Kan göras nu",
        "lopande": "Kan göras nu",
    }
    assert case.limit("uppfoljning", "fore_bistand_ut") == date(2026, 6, 30)
    case.tick("lopande", "traff")
    case.go("2026-01-20")
    case.tick("lopande", "traff")
    assert next(t for t in case.step("lopande").tasks if t.id == "traff").times == 2
    assert case.limit("lopande", "fast_tid") == date(2026, 1, 27)
    case.done("behandlingstid", "uppfoljning")
    case.answer("fraga_fortsatt", "f_fortsatter")
    assert case.step("behandlingstid").round == 2
    case.done("behandlingstid", "uppfoljning")
    case.answer("fraga_fortsatt", "f_avslutas")
    case.done("avslut")
    cases.close_case(case.desk, case.case_id, "Behovet är borta")
    case.reopen()
    assert case.view.closed_on == date(2026, 1, 20)
    assert case.step("uppfoljning").word == "Klart"
    assert len(case.step("uppfoljning").rounds) == 2


def test_every_visit_has_a_note_of_its_own_and_an_old_note_can_be_mended(case: House) -> None:
    to_treatment(case)
    for day in ("2026-01-13", "2026-01-14"):
        case.go(day)
        steps.start(case.desk, case.case_id, "administration")
        case.write("administration", "journalanteckning")
        case.done("administration")
    notes = [d for d in case.step("administration").documents if d.id == "journalanteckning"]
    assert [(d.title, d.saved_on) for d in notes] == [
        ("Journalanteckning", date(2026, 1, 14)),
        ("Journalanteckning, omgång 1", date(2026, 1, 13)),
    ]
    view = form_filling.form(case.desk, case.case_id, "administration", "journalanteckning")
    assert view.saved_on == date(2026, 1, 14)
    text = next(f.key for f in _fields(view.form.fields) if f.kind is FieldKind.TEXT_AREA)
    case.write("administration", "journalanteckning", **{text: "Rättad anteckning"})
    assert [r.word for r in case.step("administration").rounds] == ["Klart", "Klart"]


def _fields(fields):  # type: ignore[no-untyped-def]
    for field in fields:
        yield from _fields(field.fields) if field.kind is FieldKind.GROUP else (field,)


def test_a_missed_follow_up_makes_the_program_propose_closing_and_nothing_more(case: House) -> None:
    to_treatment(case)
    case.go("2026-07-01")
    case.reopen()
    assert case.view.proposes_close.startswith(
        "Uppföljningsmöte innan biståndet löper ut skulle ha skett senast"
    )
    assert case.view.closed_on is None
    assert case.step("uppfoljning").overdue


def test_goals_are_written_at_once_or_at_the_start_meeting(case: House) -> None:
    case.record("infomote", ja_direkt="no")
    assert "overgripande_mal" not in [t.id for t in case.step("infomote").tasks]
    assert "overgripande_mal" in [t.id for t in case.step("uppstartsmote").tasks]
    case.record("infomote", ja_direkt="yes")
    assert "overgripande_mal" in [t.id for t in case.step("infomote").tasks]
    assert "overgripande_mal" not in [t.id for t in case.step("uppstartsmote").tasks]


def test_the_client_says_no(case: House) -> None:
    case.done("remiss", "arendefordelning", "boka_infomote", "infomote")
    case.answer("fraga_ja", "f_nej")
    assert set(case.states("forbereda", "uppfoljning", "avslut").values()) == {"Ej aktuellt"}
    assert case.view.proposes_close == "Alla steg är avslutade. Ärendet kan stängas."


def test_two_steps_are_printed_as_five_and_none_as_nine(case: House) -> None:
    labels = [s.label for s in case.view.steps if s.label[0].isdigit()]
    assert [label.split(".")[0] for label in labels] == ["1", "2", "3", "4", "5", "5", "6", "7", "8", "10"]
