"""What the case page says: words, reasons, what would happen, and the case as it once stood."""

from datetime import date

import pytest
from tests.support.house import REASON, TOLD_BY, House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded, Told
from familjeflow.services import case_views, cases, persons, profile, steps, undoing
from familjeflow.services.case_list import case_list
from familjeflow.services.my_day import my_day
from familjeflow.services.views import ActView


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    return home


def act(case: House, step: str, kind: str) -> ActView:
    return next(a for a in case.step(step).acts if a.kind == kind)


def test_the_head_of_the_page(case: House) -> None:
    view = case.view
    assert (view.client_name, view.client_number) == ("Exempelius, Ida", "20150115-9808")
    assert view.headline == "Kontaktperson · 2026-0001"
    assert view.review_warning == "Beskrivningen skulle ha följts upp 2016-06-03."
    assert view.status_line.startswith("Arbetskopia. Personakten förs i Procapita.")
    assert [p.part_word for p in view.participants][:2] == ["Klient", "Barn"]


def test_the_next_act_is_the_first_thing_to_do_and_a_limit_goes_before(case: House) -> None:
    assert case.view.next is not None
    assert case.view.next.text == "Skicka remiss om behov av kontaktperson till familjehemssekreterare"
    assert case.view.next.role == "HPT"
    case.tick("remiss", "skicka_remiss")
    assert case.view.next is not None
    assert case.view.next.text == "Påbörja rekrytering"


def test_a_step_says_its_state_why_and_where_the_source_has_it(case: House) -> None:
    step = case.step("remiss")
    assert (step.word, step.state) == ("Kan göras nu", "ready")
    assert step.because[0] == "Det som rutinen lägger före är gjort 2026-01-12."
    assert "steg 1, rad 11" in step.source
    assert case.step("beslut").because[0] == "Rutinen har inte kommit hit än."
    assert step.spoken == "1. Remiss till familjehemsvården, Kan göras nu"


def test_what_would_happen_is_told_before_the_act_and_is_what_happens(case: House) -> None:
    foretold = act(case, "remiss", "complete").effects
    assert foretold == ("”2. Informera socialsekreterare” kan göras",)
    case.done("remiss")
    assert case.step("informera").word == "Kan göras nu"


def test_an_early_step_asks_why_and_every_paper_trail_shows_it(case: House) -> None:
    assert act(case, "avslut", "start").reason_for == "Steget görs före sin tur."
    steps.start(case.desk, case.case_id, "avslut", reason="Familjen flyttar")
    step = case.step("avslut")
    assert (step.word, step.deviates, step.deviation) == ("Pågår", True, "Familjen flyttar")
    assert "frångår rutinen" in step.spoken
    assert case_views.history(case.desk, case.case_id)[0].reason == "Familjen flyttar"


def test_redo_keeps_the_earlier_round_with_all_it_held(case: House) -> None:
    case.tick("remiss", "skicka_remiss")
    case.done("remiss")
    assert [a.kind for a in case.step("remiss").acts] == ["redo"]
    case.go("2026-01-20")
    steps.redo(case.desk, case.case_id, "remiss", "Behovet har ändrats")
    case.reopen()
    step = case.step("remiss")
    assert (step.word, step.round) == ("Pågår", 2)
    assert [r.word for r in step.rounds] == ["Klart", "Pågår"]
    assert step.rounds[0].day == date(2026, 1, 12)
    assert next(t.outcome for t in step.tasks if t.id == "skicka_remiss") == ""


def test_a_gate_shows_what_comes_first_and_the_act_that_opens_it(case: House) -> None:
    (task,) = [t for t in case.step("beslut").tasks if t.id == "klubba"]
    assert task.blocked.startswith("Enligt rutinen")
    case.done("tilldelas")
    (task,) = [t for t in case.step("beslut").tasks if t.id == "klubba"]
    assert not task.blocked.startswith("Enligt rutinen")


def test_a_besked_is_signed_by_who_told(case: House) -> None:
    told = Told(TOLD_BY, "meeting", date(2026, 1, 9), "Ja, en person finns")
    steps.complete(case.desk, case.case_id, "remiss", told=told)
    (shown,) = case.step("remiss").rounds
    assert shown.who == f"enligt uppgift från {TOLD_BY} (möte 2026-01-09)"
    assert shown.day == date(2026, 1, 9)
    assert "Besked: Ja, en person finns" in shown.lines
    assert case_views.history(case.desk, case.case_id)[0].who == f"enligt uppgift från {TOLD_BY}"


def test_the_case_as_it_stood_on_a_past_day(case: House) -> None:
    case.done("remiss")
    case.go("2026-02-02")
    case.done("informera")
    then = case_views.case_view(case.desk, case.case_id, as_of=date(2026, 1, 20))
    assert (then.step("remiss").word, then.step("informera").word) == ("Klart", "Kan göras nu")
    assert all(s.acts == () for s in then.steps)
    assert then.undo is None
    with pytest.raises(DomainError, match="not_opened_then"):
        case_views.case_view(case.desk, case.case_id, as_of=date(2026, 1, 11))


def test_what_has_been_done_can_be_taken_back_until_something_builds_on_it(case: House) -> None:
    changed = steps.complete(case.desk, case.case_id, "remiss")
    assert case.view.undo is not None
    assert case.view.undo.event_id == changed.event_ids[0]
    case.done("informera")
    with pytest.raises(DomainError, match="built_upon"):
        undoing.undo(case.desk, case.case_id, changed.event_ids[0])
    latest = case.view.undo
    assert latest is not None
    undoing.undo(case.desk, case.case_id, latest.event_id)
    case.reopen()
    assert case.step("informera").word == "Kan göras nu"
    lines = case_views.history(case.desk, case.case_id)
    assert [(line.text, line.retracted) for line in lines[:2]] == [
        ("2. Informera socialsekreterare blev klart", True),
        ("1. Remiss till familjehemsvården blev klart", False),
    ]
    with pytest.raises(DomainError, match="nothing_to_undo"):
        undoing.undo(case.desk, case.case_id, latest.event_id)


def test_a_moved_limit_says_why_and_by_whom_it_may_be_seen(case: House) -> None:
    case.record("beslut", bistand_tom="2026-12-31")
    (limit,) = case.step("forlangning").limits
    steps.move_limit(case.desk, case.case_id, limit.id, date(2026, 11, 20), "Mötet är bokat")
    case.reopen()
    (moved,) = case.step("forlangning").limits
    assert (moved.day, moved.moved) == (date(2026, 11, 20), True)
    assert "Flyttat för hand. Skäl: Mötet är bokat" in moved.because
    with pytest.raises(DomainError, match="no_such_limit"):
        steps.move_limit(case.desk, case.case_id, "finns/inte#1", date(2026, 11, 20), "Skäl")


def test_what_has_not_happened_yet_is_not_recorded(case: House) -> None:
    before = case_views.history(case.desk, case.case_id)
    with pytest.raises(DomainError, match="future_day"):
        steps.complete(case.desk, case.case_id, "remiss", on=date(2026, 1, 13))
    assert case_views.history(case.desk, case.case_id) == before


def test_a_clock_that_was_set_back_still_lets_one_work(case: House) -> None:
    case.go("2026-03-01")
    case.done("remiss")
    case.go("2026-02-01")
    case.done("informera")
    lines = case_views.history(case.desk, case.case_id)
    assert [line.text for line in lines[:2]] == [
        "2. Informera socialsekreterare blev klart",
        "1. Remiss till familjehemsvården blev klart",
    ]
    assert lines[0].recorded_at > lines[1].recorded_at


def test_closing_says_what_is_left_and_keeps_it_with_the_reason(case: House) -> None:
    case.done("remiss")
    assert case.view.still_open == ("2. Informera socialsekreterare",)
    with pytest.raises(DomainError, match="reason_needed"):
        cases.close_case(case.desk, case.case_id, " ")
    cases.close_case(case.desk, case.case_id, "Familjen har flyttat")
    case.reopen()
    assert all(s.acts == () for s in case.view.steps)
    assert [row.case_id for row in case_list(case.desk)] == []
    assert [row.closed_on for row in case_list(case.desk, open_only=False)] == [date(2026, 1, 12)]
    cases.reopen_case(case.desk, case.case_id, "Stängdes av misstag")
    assert case.step("informera").word == "Kan göras nu"


def test_my_steps_are_those_of_my_roles(case: House) -> None:
    assert not any(s.mine for s in case.view.steps)
    profile.set_profile(
        case.desk, ActorRecorded("Alva Lindqvist-Fabel", "Sekreterare", ("Familjehemssekreterare",))
    )
    assert case.step("tilldelas").mine
    assert not case.step("planeringsmote").mine


@pytest.mark.parametrize("text", ["Exempelius", "150115-9808", "20150115-9808", "2026-0001", "exemp"])
def test_a_case_is_found_by_name_number_or_case_number(case: House, text: str) -> None:
    assert [row.case_id for row in case_list(case.desk, text)] == [case.case_id]


@pytest.mark.parametrize("text", ["Kontaktperson", "remiss", "HPT", "Påhittson Eva Exempelius"])
def test_nothing_else_finds_a_case(case: House, text: str) -> None:
    assert case_list(case.desk, text) == ()


def test_my_day_puts_what_is_late_first_and_tells_what_is_left_to_register(case: House) -> None:
    case.tick("remiss", "skicka_remiss", "rekrytering")
    case.done("remiss", "informera")
    case.answer("fraga_hittad", "f_hittad")
    case.go("2026-02-10")
    assert {g.slug for g in my_day(case.desk).groups} == {"week"}
    case.go("2026-02-13")
    day = my_day(case.desk)
    assert day.title == "Fredag 13 februari, v. 7"
    (late,) = next(g.rows for g in day.groups if g.slug == "overdue")
    assert (late.what, late.client, late.role) == (
        "Stäm av hur rekryteringen går",
        "Exempelius, Ida",
        "Familjehemssekreterare",
    )
    assert day.overdue == 1
    case.tick("avslut", "nytt_uppdrag", reason=REASON)
    (owed,) = next(g.rows for g in my_day(case.desk).groups if g.slug == "register")
    assert (owed.when_text, owed.tickable) == ("Procapita", True)
    steps.tick(case.desk, owed.case_id, owed.step, owed.item)
    assert "register" not in {g.slug for g in my_day(case.desk).groups}


def test_people_and_roles_of_a_case(case: House) -> None:
    (eva, _sten) = case.adults
    with pytest.raises(DomainError, match="already_participant"):
        cases.add_participant(case.desk, case.case_id, eva, "adult")
    with pytest.raises(DomainError, match="unknown_part"):
        cases.add_participant(case.desk, case.case_id, eva, "granne")
    cases.add_participant(case.desk, case.case_id, eva, "contact")
    cases.assign_role(case.desk, case.case_id, "hpt", " Vera Hittepå ")
    assert ("HPT", "Vera Hittepå") in case.view.assigned
    with pytest.raises(DomainError, match="unknown_role"):
        cases.assign_role(case.desk, case.case_id, "kung", "Vera Hittepå")
    with pytest.raises(DomainError, match="unknown_setting"):
        cases.choose_setting(case.desk, case.case_id, "serie_fran", "påhittat")


def test_a_case_is_opened_on_what_exists(home: House) -> None:
    home.people()
    with pytest.raises(DomainError, match="unknown_process"):
        cases.open_case(home.desk, "finns-inte", home.client)
    with pytest.raises(DomainError, match="unknown_person"):
        cases.open_case(home.desk, "kontaktperson", "finns-inte")
    with pytest.raises(DomainError, match="unknown_person"):
        cases.open_case(home.desk, "kontaktperson", home.client, participants=[("finns-inte", "adult")])
    with pytest.raises(DomainError, match="bad_answer"):
        cases.open_case(home.desk, "oppenvard-vuxna", home.client, answers={"lvm_lvu": "kanske"})
    with pytest.raises(DomainError, match="future_day"):
        cases.open_case(home.desk, "kontaktperson", home.client, opened_on=date(2026, 2, 1))
    assert case_list(home.desk, open_only=False) == ()
    with pytest.raises(DomainError, match="unknown_case"):
        case_views.case_view(home.desk, "finns-inte")


def test_a_protected_client_is_marked(home: House) -> None:
    from dataclasses import replace

    from tests.support.house import CLIENT

    home.client = persons.register(home.desk, replace(CLIENT, protection="protected"))
    home.open("kontaktperson")
    assert home.view.protection_word == "Skyddad folkbokföring"
    assert case_list(home.desk)[0].protection == "protected"
