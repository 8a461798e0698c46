"""Limits follow the choice that holds now, and follow their step to a new version of the process."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.definitions import FIRST_DAY, Facts, process

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import ProcessDefinition, Setting, StepContent
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Calendar, Force, Interval, LimitRule

CALENDAR = Calendar(frozenset())
OPENED = Anchor(AnchorEvent.OPENED)
CHOSEN = LimitRule(
    "tid",
    "Senast",
    (("öppnat", OPENED), ("bestämt", Anchor(AnchorEvent.DATE, "dag"))),
    Interval(days=10),
    Force.LATEST,
    setting="fran",
)
SETTING = Setting("fran", "Varifrån?", (("öppnat", "Öppnat"), ("bestämt", "Bestämt")), "öppnat")
CALL = LimitRule(
    "ring",
    "Ring",
    (("", Anchor(AnchorEvent.CLOSED)),),
    Interval(),
    Force.GUIDELINE,
    function="half_year_week",
    setting="manad",
    week_setting="vecka",
)


def made(rule: LimitRule, *settings: Setting) -> ProcessDefinition:
    content = [StepContent("ny", "Ny", limits=(rule,))]
    return process("(start > ny > )slut", content=content, settings=settings)


def only(definition: ProcessDefinition, facts: Facts) -> Limit:
    (found,) = limits(definition, fold(definition, facts.facts), CALENDAR)
    return found


def adopt(definition: ProcessDefinition, facts: Facts) -> None:
    case = fold(definition, facts.facts)
    facts.add(*acts.adopt(case, limits(definition, case, CALENDAR)))


def test_a_choice_taken_back_takes_its_adopted_day_with_it() -> None:
    definition, facts = made(CHOSEN, SETTING), Facts()
    facts.open()
    facts.add(e.DateRecorded("dag", FIRST_DAY))
    adopt(definition, facts)
    chosen = facts.add(e.SettingChosen("fran", "bestämt"))[-1]
    later = replace(CHOSEN, offset=Interval(days=30))
    changed = made(later, SETTING)
    adopt(changed, facts)
    assert only(changed, facts).day == date(2026, 2, 11)
    facts.add(e.Retracted(chosen.id))
    assert only(definition, facts).day == date(2026, 1, 22)


def test_days_and_what_was_left_follow_a_step_to_its_new_name() -> None:
    rule = LimitRule("tid", "Senast", (("", OPENED),), Interval(days=10), Force.LATEST)
    definition, facts = made(rule), Facts()
    facts.open()
    facts.add(e.LimitMoved("gammal/tid#1", date(2026, 5, 4), "Överenskommet"))
    facts.add(e.BundleChanged("ny", (("gammal", "ny"),), "Ny version"))
    assert only(definition, facts).day == date(2026, 5, 4)
    facts.add(e.CaseClosed("Flyttat", ("gammal", "gammal/system")))
    assert fold(definition, facts.facts).open_left == ("ny", "ny/system")


def test_an_adopted_day_follows_a_step_to_its_new_name() -> None:
    rule = LimitRule("tid", "Senast", (("", OPENED),), Interval(days=10), Force.LATEST)
    definition, facts = made(rule), Facts()
    facts.open()
    facts.add(e.LimitAdopted("gammal/tid#1", date(2026, 5, 4), FIRST_DAY))
    facts.add(e.BundleChanged("ny", (("gammal", "ny"),), "Ny version"))
    assert only(definition, facts).day == date(2026, 5, 4)


@pytest.mark.parametrize("week", ["", "första", "0", "99"])
def test_a_call_without_a_readable_week_falls_in_the_first_one(week: str) -> None:
    facts = Facts()
    facts.open()
    facts.add(e.SettingChosen("vecka", week), e.CaseClosed("Klart"))
    assert only(made(CALL), facts).day == date(2027, 4, 5)
