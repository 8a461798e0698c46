"""Kontaktperson: the decision that came before the person, and the assistance that runs out."""

from datetime import date

import pytest
from tests.support.house import REASON, House

from familjeflow.domain.errors import DomainError
from familjeflow.services import case_views, cases, steps
from familjeflow.services.my_day import my_day


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    return home


def test_a_case_from_referral_to_close(case: House) -> None:
    assert case.view.next is not None
    assert case.view.next.step == "remiss"
    case.tick("remiss", "skicka_remiss", "rekrytering")
    case.write("remiss", "remiss")
    case.done("remiss", "informera")
    assert case.states("fraga_hittad", "tilldelas") == {
        "fraga_hittad": "Kan göras nu",
        "tilldelas": "Ej påbörjat",
    }
    case.answer("fraga_hittad", "f_hittad")
    case.done("tilldelas", told=True)
    assert case.step("tilldelas").rounds[0].who.startswith("enligt uppgift från Vera Hittepå (telefon")
    case.tick("beslut", "klubba")
    case.write("beslut", "beslut")
    case.record("beslut", bistand_from="2026-01-12", bistand_tom="2026-03-31")
    case.done("beslut", "planeringsmote")
    assert case.limit("handledning", "telefon_varje_vecka") == date(2026, 1, 19)
    case.go("2026-01-17")
    case.tick("handledning", "telefon")
    assert case.limit("handledning", "telefon_varje_vecka") == date(2026, 1, 24)
    assert case.limit("handledning", "traff_varje_manad") == date(2026, 2, 12)
    case.done("handledning")
    case.answer("fraga_forlangas", "f_forlangs")
    case.record("forlangning", bistand_tom="2026-09-30")
    case.done("forlangning")
    assert case.step("handledning").round == 2
    assert [r.word for r in case.step("handledning").rounds] == ["Klart"]
    case.done("handledning")
    case.answer("fraga_forlangas", "f_avslutas")
    case.done("avslut")
    assert "Stoppa utbetalningar till kontaktpersonen" in case.owed()
    cases.close_case(case.desk, case.case_id, "Målen är nådda")
    case.reopen()
    assert case.view.closed_on == date(2026, 1, 17)
    case.tick("avslut", "utbetalningar_stoppade")
    assert "Stoppa utbetalningar till kontaktpersonen" not in case.owed()
    texts = [line.text for line in case_views.history(case.desk, case.case_id)]
    assert texts[0].startswith("8. Avslut: Stoppa utbetalningar")
    assert texts[-1].startswith("Ärendet öppnades")


def test_a_decision_before_there_is_a_person_asks_why_and_then_watches_that_it_is_carried_out(
    case: House,
) -> None:
    with pytest.raises(DomainError, match="reason_needed"):
        case.tick("beslut", "klubba")
    blocked = next(t for t in case.step("beslut").tasks if t.id == "klubba").blocked
    assert blocked == "Enligt rutinen klubbas beslutet när kontaktperson finns"
    case.tick("beslut", "klubba", reason=REASON)
    case.reopen()
    assert case.step("beslut").deviates
    assert case.step("beslut").deviation == REASON
    assert case.limit("tilldelas", "verkstallighet") == date(2026, 4, 12)
    case.go("2026-04-20")
    late = next(li for li in case.step("tilldelas").limits if "verkstallighet" in li.id)
    assert (late.overdue, case.step("tilldelas").overdue) == (True, True)
    case.done("remiss", "informera")
    case.answer("fraga_hittad", "f_hittad")
    case.done("tilldelas")
    assert case.limit("tilldelas", "verkstallighet") is None


@pytest.mark.parametrize(("ends", "latest"), [("2026-03-31", "2026-02-28"), ("2028-03-31", "2028-02-29")])
def test_the_new_decision_comes_a_month_before_the_assistance_ends(
    case: House, ends: str, latest: str
) -> None:
    case.record("beslut", bistand_tom=ends)
    case.reopen()
    assert case.limit("forlangning", "nytt_beslut_senast") == date.fromisoformat(latest)
    limit = next(li for li in case.step("forlangning").limits if "nytt_beslut_senast" in li.id)
    assert limit.force_word == "Senast"
    assert limit.because[0] == "Senast en månad före bistånd till och med"
    if latest == "2026-02-28":
        assert limit.note == "Dagen är en lördag. Arbetsdagen före är fre 2026-02-27."


def test_nobody_is_found_and_the_case_goes_to_its_other_end(case: House) -> None:
    case.done("remiss", "informera")
    case.answer("fraga_hittad", "f_ingen")
    assert case.states("tilldelas", "avslut") == {"tilldelas": "Ej aktuellt", "avslut": "Ej aktuellt"}
    assert case.view.proposes_close == "Alla steg är avslutade. Ärendet kan stängas."


def test_the_answer_was_wrong_and_the_recruiting_goes_on(case: House) -> None:
    case.done("remiss", "informera")
    case.answer("fraga_hittad", "f_ingen")
    steps.redo(case.desk, case.case_id, "fraga_hittad", "Fel svar")
    case.answer("fraga_hittad", "f_hittad")
    assert case.states("tilldelas") == {"tilldelas": "Kan göras nu"}
    assert [r.remarks[0] for r in case.step("fraga_hittad").rounds] == [
        "Svar: Nej, avsluta utan kontaktperson",
        "Svar: Ja, det finns ett förslag",
    ]


def test_each_extension_has_a_decision_of_its_own(case: House) -> None:
    case.done("remiss", "informera")
    case.answer("fraga_hittad", "f_hittad")
    case.done("tilldelas", "beslut", "planeringsmote")
    for ground in ("Första förlängningen", "Andra förlängningen"):
        case.done("handledning")
        case.answer("fraga_forlangas", "f_forlangs")
        case.write("forlangning", "beslut_forlangning", motivering=ground)
        case.done("forlangning")
    documents = case.step("forlangning").documents
    assert [(d.title, d.status) for d in documents] == [
        ("Beslut om förlängning", "saved"),
        ("Beslut om förlängning, omgång 1", "saved"),
    ]


def test_the_next_extension_is_watched_as_soon_as_the_new_end_of_the_assistance_is_known(
    case: House,
) -> None:
    case.record("beslut", bistand_tom="2026-06-30")
    case.done("remiss", "informera")
    case.answer("fraga_hittad", "f_hittad")
    case.done("tilldelas", "beslut", "planeringsmote", "handledning")
    case.answer("fraga_forlangas", "f_forlangs")
    assert case.limit("forlangning", "nytt_beslut_senast") == date(2026, 5, 30)
    case.go("2026-05-01")
    case.tick("forlangning", "nytt_beslut")
    case.record("forlangning", bistand_tom="2026-12-31")
    case.done("forlangning")
    assert case.step("handledning").round == 2
    assert case.limit("handledning", "stallning_till_forlangning") == date(2026, 10, 31)
    assert case.limit("forlangning", "nytt_beslut_senast") == date(2026, 11, 30)
    case.go("2026-12-01")
    late = [r.what for g in my_day(case.desk).groups if g.slug == "overdue" for r in g.rows]
    assert "Nytt beslut om bistånd" in late


@pytest.mark.parametrize(
    ("ends", "hpt", "latest"),
    [
        ("2027-03-31", date(2027, 1, 31), date(2027, 2, 28)),
        ("2028-03-31", date(2028, 1, 31), date(2028, 2, 29)),
        ("2026-12-15", date(2026, 10, 15), date(2026, 11, 15)),
    ],
)
def test_hpt_is_nudged_a_month_before_the_decision_must_be_made(
    case: House, ends: str, hpt: date, latest: date
) -> None:
    case.record("beslut", bistand_tom=ends)
    assert case.limit("handledning", "stallning_till_forlangning") == hpt
    assert case.limit("forlangning", "nytt_beslut_senast") == latest
