"""Hela familjen: what the source says is in the files, and acts."""

from datetime import date

import pytest
from tests.support.definitions import Facts

from familjeflow import resources
from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import DocumentKind, ProcessDefinition
from familjeflow.domain.states import StepState, standings
from familjeflow.domain.time_rules import Calendar, Force
from familjeflow.formats import bundle

HEADINGS = {
    "inkommer": ("Ärende inkommer", 11),
    "overlamning": ("Överlämning av information", 15),
    "overflytt": ("Överflytt av ärende", 19),
    "kartlaggningssamtal": ("Kartläggningssamtal", 26),
    "dokumentation_kartlaggning": ("Dokumentation", 31),
    "informationssokning": ("Informationssökning", 35),
    "kontakt_partner": ("Kontakt med samverkanspartners", 39),
    "trepartsmote": ("Trepartsmöte", 45),
    "dokumentation_trepartsmote": ("Dokumentation", 49),
    "planmote": ("Genomförandeplan-möte", 53),
    "klientkontakt": ("Löpande klientkontakt", 57),
    "uppfoljning_planering": ("Uppföljning av planering", 61),
    "dokumentation_uppfoljning": ("Dokumentation", 65),
    "uppfoljning_kartlaggning": ("Besök: uppföljning av kartläggning", 69),
    "fortsatt_eller_avslut": ("Fortsatt planering eller avslut", 73),
    "telefonuppfoljning": ("Telefonuppföljning efter avslut", 77),
}
LINES = {
    "inkommer": {13},
    "overlamning": {17},
    "overflytt": {21, 22, 23, 24},
    "kartlaggningssamtal": {28, 29},
    "dokumentation_kartlaggning": {33},
    "informationssokning": {37},
    "kontakt_partner": {41, 43},
    "trepartsmote": {47},
    "dokumentation_trepartsmote": {51},
    "planmote": {55},
    "klientkontakt": {59},
    "uppfoljning_planering": {63},
    "dokumentation_uppfoljning": {67},
    "uppfoljning_kartlaggning": {71},
    "fortsatt_eller_avslut": {75},
    "telefonuppfoljning": {79},
}
BEFORE_THE_LOOP = tuple(HEADINGS)[:10]
IN_THE_LOOP = tuple(HEADINGS)[10:15]


@pytest.fixture(scope="module")
def process() -> ProcessDefinition:
    return bundle.read_bundle(bundle.read_folder(resources.path("processes/hela-familjen")))


@pytest.fixture
def facts() -> Facts:
    """A case with two adults, opened on 12 January 2026."""
    found = Facts()
    found.open()
    found.add(e.ParticipantAdded("ada", "adult"), e.ParticipantAdded("bo", "adult"))
    return found


def done(facts: Facts, *steps: str, lap: int = 1) -> None:
    facts.add(*(e.StepCompleted(step, lap) for step in steps))


def limit(process: ProcessDefinition, facts: Facts, rule: str) -> Limit | None:
    found = limits(process, fold(process, facts.facts), Calendar())
    return next((one for one in found if one.rule.id == rule), None)


def day(process: ProcessDefinition, facts: Facts, rule: str) -> date | None:
    """The day of a limit that still has to be met."""
    found = limit(process, facts, rule)
    return found.day if found and found.open else None


def state(process: ProcessDefinition, case: Case, step: str) -> StepState:
    return standings(process, case)[step].state


def test_the_sixteen_steps_stand_in_the_order_of_the_source(process):
    shown = {s: (process.step(s).label, process.step(s).source.lines[0]) for s in process.reading_order}
    assert shown.pop("fraga_fortsatt")
    assert list(shown.items()) == list(HEADINGS.items())
    assert all(process.step(step).number == "" for step in HEADINGS)


def test_every_line_of_the_source_is_shown_on_its_step(process):
    for step, wanted in LINES.items():
        content = process.step(step)
        parts = (*content.tasks, *content.documents, *content.asks)
        assert wanted <= {line for part in parts for line in part.source.lines}, step


def test_each_of_the_three_documentations_has_its_own_content(process):
    same = [s for s in HEADINGS if process.step(s).label == "Dokumentation"]
    texts = [tuple(t.text for t in process.step(s).tasks) for s in same]
    assert len(same) == len(set(texts)) == 3
    assert all("Dokumentation" in process.step(s).oddities[0] for s in same)


def test_outside_systems_are_ticked_and_the_excel_file_may_be_partial(process):
    ticks = {s: {t.system: t for t in process.step(s).tasks if t.system} for s in HEADINGS}
    assert set(ticks["overflytt"]) == {"procapita", "romanlistan", "fysisk_akt"}
    first = ticks["dokumentation_kartlaggning"]
    assert set(first) == {"procapita", "effektstyrningen", "tjansteoversikten", "excelfil"}
    for step in ("dokumentation_trepartsmote", "dokumentation_uppfoljning"):
        assert set(ticks[step]) == {"procapita", "romanlistan", "excelfil"}
        assert ticks[step]["romanlistan"].optional
    assert set(ticks["uppfoljning_kartlaggning"]) == {"effektstyrningen"}
    every = [t for found in ticks.values() for t in found.values()]
    assert {t.system for t in every if t.partial_allowed} == {"excelfil"}
    assert all(t.partial_allowed for t in every if t.system == "excelfil")


def test_each_adult_has_a_talk_of_ninety_minutes_and_a_consent(process, facts):
    content = process.step("kartlaggningssamtal")
    assert content.meeting_minutes == 90
    assert [d.id for d in content.documents if d.per == "adult"] == ["kartlaggning", "samtycke"]
    facts.add(e.TaskTicked("kartlaggningssamtal", 1, "samtal", "done", "ada"))
    case = fold(process, facts.facts)
    assert acts.is_ticked(case, "kartlaggningssamtal", 1, "samtal", "ada")
    assert not acts.is_ticked(case, "kartlaggningssamtal", 1, "samtal", "bo")
    with pytest.raises(DomainError):
        acts.tick(process, case, "kartlaggningssamtal", "samtal")


def test_a_plan_made_at_the_talk_proposes_to_skip_the_plan_meeting(process, facts):
    later = process.step("planmote")
    assert later.skip_when
    assert not fold(process, facts.facts).holds(later.skip_when)
    facts.add(e.FactRecorded("plan_finns", True, "kartlaggningssamtal", 1))
    assert fold(process, facts.facts).holds(later.skip_when)


def test_the_three_party_meeting_has_a_guideline_only_when_there_is_a_need(process, facts):
    facts.wait(19)
    facts.add(e.TaskTicked("kartlaggningssamtal", 1, "samtal", "done", "ada"))
    assert limit(process, facts, "inom_en_manad") is None
    facts.add(e.FactRecorded("behov_inskrivning", True, "kartlaggningssamtal", 1))
    found = limit(process, facts, "inom_en_manad")
    assert found is not None
    assert (found.rule.force, found.day) == (Force.GUIDELINE, date(2026, 2, 28))


def test_the_planning_is_followed_up_by_a_visit_within_three_months(process, facts):
    done(facts, *BEFORE_THE_LOOP)
    facts.add(e.DateRecorded("planering_dag", date(2026, 1, 20), "trepartsmote", 1))
    found = limit(process, facts, "inom_tre_manader")
    assert found is not None
    assert (found.day, found.rule.force, found.rule.unstated) == (date(2026, 4, 20), Force.LATEST, True)
    facts.add(e.TaskTicked("uppfoljning_planering", 1, "lopande", "done"))
    assert day(process, facts, "inom_tre_manader") == date(2026, 4, 20)
    facts.add(e.TaskTicked("uppfoljning_planering", 1, "besok", "done"))
    assert day(process, facts, "inom_tre_manader") is None


def test_the_new_mapping_comes_after_six_months_from_a_setting(process, facts):
    done(facts, *BEFORE_THE_LOOP)
    facts.add(e.DateRecorded("planering_dag", date(2026, 1, 31), "trepartsmote", 1))
    assert day(process, facts, "efter_sex_manader") == date(2026, 7, 12)
    facts.add(e.SettingChosen("ny_kartlaggning_fran", "planering"))
    assert day(process, facts, "efter_sex_manader") == date(2026, 7, 31)


def test_contact_goes_on_beside_the_follow_up(process, facts):
    done(facts, *BEFORE_THE_LOOP)
    case = fold(process, facts.facts)
    for step in ("klientkontakt", "uppfoljning_planering"):
        assert state(process, case, step) is StepState.READY
    kinds = process.step("klientkontakt").tasks
    assert len(kinds) == 3
    assert all(kind.repeats for kind in kinds)


def test_going_on_takes_the_contact_up_again_and_counts_from_the_new_planning(process, facts):
    done(facts, *BEFORE_THE_LOOP, *IN_THE_LOOP)
    facts.wait(200)
    facts.add(e.BranchChosen("fraga_fortsatt", 1, "f_fortsatter"))
    case = fold(process, facts.facts)
    assert state(process, case, "klientkontakt") is StepState.READY
    assert limit(process, facts, "inom_tre_manader") is None
    assert day(process, facts, "inom_tre_manader_igen") == date(2026, 4, 12)
    done(facts, *IN_THE_LOOP, lap=2)
    facts.add(e.BranchChosen("fraga_fortsatt", 2, "f_fortsatter"))
    assert day(process, facts, "inom_tre_manader_igen") == date(2026, 10, 31)


def closed_on(process: ProcessDefinition, facts: Facts, last: date) -> None:
    done(facts, *BEFORE_THE_LOOP, *IN_THE_LOOP)
    facts.add(e.BranchChosen("fraga_fortsatt", 1, "f_avslutas"))
    assert state(process, fold(process, facts.facts), "telefonuppfoljning") is StepState.READY
    facts.wait((last - facts.day).days)
    facts.add(e.CaseClosed("Telefonuppföljning återstår", ()))


@pytest.mark.parametrize(
    ("last", "choice", "call"),
    [
        (date(2026, 6, 30), "ordagrant", date(2027, 10, 18)),
        (date(2026, 7, 1), "ordagrant", date(2027, 4, 19)),
        (date(2026, 12, 31), "ordagrant", date(2028, 4, 17)),
        (date(2026, 6, 30), "narmast_ett_ar", date(2027, 4, 19)),
        (date(2026, 7, 1), "narmast_ett_ar", date(2027, 4, 19)),
        (date(2026, 12, 31), "narmast_ett_ar", date(2027, 10, 18)),
    ],
)
def test_the_call_outlives_the_closing_in_a_week_that_settings_choose(process, facts, last, choice, call):
    facts.add(e.SettingChosen("telefon_manad", choice))
    closed_on(process, facts, last)
    assert day(process, facts, "samtalsvecka") == call


def test_the_call_is_ticked_in_the_closed_case_and_meets_its_week(process, facts):
    closed_on(process, facts, date(2026, 8, 3))
    case = fold(process, facts.facts)
    facts.add(*acts.tick(process, case, "telefonuppfoljning", "ring"))
    assert day(process, facts, "samtalsvecka") is None


def test_the_week_of_the_month_is_a_setting(process, facts):
    facts.add(e.SettingChosen("telefon_vecka", "1"))
    closed_on(process, facts, date(2026, 7, 1))
    assert day(process, facts, "samtalsvecka") == date(2027, 4, 5)


def test_the_contradiction_is_told_with_the_months_that_it_gives(process):
    told = process.step("telefonuppfoljning").oddities[0]
    assert all(words in told for words in ("cirka ett år", "oktober", "6 till 18 månader", "Fråga"))


def test_no_personal_data_goes_to_doodle(process):
    content = process.step("kontakt_partner")
    hint = next(t for t in content.tasks if t.id == "boka_trepartsmote").explanation
    assert "inga personuppgifter" in hint
    assert next(d for d in content.documents if d.id == "lathund").kind is DocumentKind.REFERENCE


def test_the_partners_are_in_the_directory(process):
    assert {entry.name for entry in process.info.directory} == {
        "JobbMalmö",
        "Arbetsförmedlingen",
        "AF Bryggan",
    }


def test_every_form_is_used_by_a_step(process):
    used = {d.form for s in HEADINGS for d in process.step(s).documents if d.form}
    assert used == set(process.forms)


def test_the_picture_is_readable_beside_the_panel(process):
    lanes = [process.drawing.shapes[lane.id] for lane in process.graph.lanes]
    assert max(lane.width for lane in lanes) <= 770
