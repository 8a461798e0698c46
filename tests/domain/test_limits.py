"""When limits fall, when they are met, and what does not move them."""

from datetime import date

import pytest
from tests.support.definitions import FIRST_DAY, Facts, process

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import ProcessDefinition, RoleTask, Setting, StepContent
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Calendar, Force, Interval, LimitRule

LINE = "(start > möte > plan > ?fråga > uppföljning > )slut : nej\n ?fråga > möte : ja"
ANY_DAY = date(2026, 3, 2)
NO_HOLIDAYS = Calendar()


def rule(anchor: str = "opened", offset: str = "P1M", **more: object) -> LimitRule:
    """A limit counted from "opened", "done:möte", "date:tom" and so on; "" stands for no anchor."""
    event, _, of = anchor.partition(":")
    anchors = (("", Anchor(AnchorEvent(event), of)),) if anchor else ()
    values: dict[str, object] = {"anchors": anchors, **more}
    return LimitRule("gräns", "Gränsen", offset=Interval.parse(offset), force=Force.LATEST, **values)  # type: ignore[arg-type]


def having(*rules: LimitRule, step: str = "plan", flows: str = LINE, **more: object) -> ProcessDefinition:
    tasks = tuple(RoleTask(name, "roll", name) for name in ("kalla", "ring"))
    content = StepContent(step, step, tasks=tasks, limits=rules)
    return process(flows, content=[content], **more)  # type: ignore[arg-type]


def opened() -> Facts:
    facts = Facts()
    facts.open()
    return facts


def now(definition: ProcessDefinition, facts: Facts, calendar: Calendar = NO_HOLIDAYS) -> Limit:
    """The one limit of the definition as it stands, adopting what acts adopt."""
    case = fold(definition, facts.facts)
    facts.add(*acts.adopt(case, limits(definition, case, calendar)))
    (found,) = limits(definition, fold(definition, facts.facts), calendar)
    return found


def tick(
    facts: Facts, task: str = "ring", step: str = "plan", number: int = 1, outcome: str = "done"
) -> None:
    facts.add(e.TaskTicked(step, number, task, outcome))


@pytest.mark.parametrize(
    ("anchor", "fact"),
    [
        ("started:möte", e.StepStarted("möte", 1)),
        ("done:möte", e.StepCompleted("möte", 1)),
        ("task:möte/kalla", e.TaskTicked("möte", 1, "kalla")),
        ("date:tom", e.DateRecorded("tom", date(2026, 1, 15))),
        ("closed", e.CaseClosed("Klart")),
    ],
)
def test_a_limit_waits_for_what_it_is_counted_from(anchor: str, fact: e.Payload) -> None:
    definition, facts = having(rule(anchor)), opened()
    waiting = now(definition, facts)
    assert (waiting.day, waiting.open) == (None, False)
    assert waiting.anchor is not None
    facts.wait(3)
    facts.add(fact)
    assert now(definition, facts).day == date(2026, 2, 15)


def test_a_limit_from_the_opening_has_its_day_at_once() -> None:
    assert now(having(rule("opened", "P14D")), opened()).day == date(2026, 1, 26)


def test_a_skipped_step_or_a_task_not_needed_starts_no_clock() -> None:
    facts = opened()
    facts.add(e.TaskTicked("möte", 1, "kalla", "not_needed"), e.StepSkipped("möte", 1, "Behövs inte"))
    assert now(having(rule("done:möte")), facts).day is None
    assert now(having(rule("task:möte/kalla")), facts).day is None


def test_a_limit_before_a_date_and_its_warning() -> None:
    facts = opened()
    facts.add(e.DateRecorded("tom", date(2028, 3, 31)))
    found = now(having(rule("date:tom", before=True, warn=Interval(days=14))), facts)
    assert (found.day, found.warn_from) == (date(2028, 2, 29), date(2028, 2, 15))


def test_a_date_at_the_edge_of_the_calendar_gives_no_day_and_no_fault() -> None:
    facts = opened()
    facts.add(e.DateRecorded("tom", date(1, 1, 20)))
    assert now(having(rule("date:tom", "P1M", before=True)), facts).day is None
    assert now(having(rule("date:tom", "P0D", warn=Interval(months=1))), facts).day is None


def test_a_limit_is_met_when_its_step_is_done_and_not_when_it_is_skipped() -> None:
    definition, facts = having(rule()), opened()
    facts.add(e.StepCompleted("möte", 1))
    facts.wait(5)
    facts.add(e.StepCompleted("plan", 1))
    assert now(definition, facts).met_on == date(2026, 1, 17)
    facts = opened()
    facts.add(e.StepCompleted("möte", 1), e.StepSkipped("plan", 1, "Behövs inte"))
    left = now(definition, facts)
    assert (left.met_on, left.open) == (None, False)


def test_a_limit_met_by_a_task_is_met_by_its_tick() -> None:
    definition, facts = having(rule(met_by="ring")), opened()
    facts.add(e.StepCompleted("möte", 1))
    tick(facts, "kalla")
    assert now(definition, facts).open
    tick(facts, outcome="not_needed")
    assert now(definition, facts).met_on is None
    tick(facts)
    assert now(definition, facts).met_on == FIRST_DAY


SERIES = {"repeats": Interval(months=6), "met_by": "ring"}


def test_a_series_counts_from_the_latest_time() -> None:
    definition, facts = having(rule(offset="P3M", **SERIES)), opened()
    facts.add(e.StepCompleted("möte", 1), e.StepStarted("plan", 1))
    assert now(definition, facts).day == date(2026, 4, 12)
    facts.wait(100)
    tick(facts)
    assert now(definition, facts).day == date(2026, 10, 22)
    facts.add(e.StepCompleted("plan", 1))
    assert now(definition, facts).open, "the loop may still come back to the step"
    facts.add(e.BranchChosen("fråga", 1, "fråga>uppföljning"))
    assert not now(definition, facts).open


def test_a_tick_taken_back_and_given_on_another_day_moves_the_series() -> None:
    definition, facts = having(rule(offset="P3M", **SERIES)), opened()
    facts.add(e.StepCompleted("möte", 1))
    tick(facts)
    wrong = facts.facts[-1].id
    assert now(definition, facts).day == date(2026, 7, 12)
    facts.add(e.Retracted(wrong))
    facts.wait(10)
    tick(facts)
    assert now(definition, facts).day == date(2026, 7, 22)


def test_a_fixed_series_keeps_its_beat_and_its_day_of_the_month() -> None:
    setting = Setting("fran", "Varifrån?", (("fast", "Fast"), ("senaste", "Senaste")), "fast")
    fixed = rule("date:start", "P3M", setting="fran", fixed_series=("fast",), **SERIES)
    definition, facts = having(fixed, settings=[setting]), opened()
    facts.add(e.DateRecorded("start", date(2025, 11, 30)), e.StepCompleted("möte", 1))
    assert now(definition, facts).day == date(2026, 2, 28)
    tick(facts)
    assert now(definition, facts).day == date(2026, 8, 30)
    facts.wait(30)
    tick(facts)
    assert now(definition, facts).day == date(2027, 2, 28)


def test_a_setting_chosen_later_changes_a_day_that_was_adopted() -> None:
    setting = Setting("fran", "Varifrån?", (("fast", "Fast"), ("senaste", "Senaste")), "fast")
    fixed = rule("date:start", "P3M", setting="fran", fixed_series=("fast",), **SERIES)
    definition, facts = having(fixed, settings=[setting]), opened()
    facts.add(e.DateRecorded("start", date(2025, 11, 30)), e.StepCompleted("möte", 1))
    tick(facts)
    assert now(definition, facts).day == date(2026, 8, 30)
    facts.add(e.SettingChosen("fran", "senaste"))
    assert now(definition, facts).day == date(2026, 7, 12)


def test_the_setting_says_what_is_counted_from() -> None:
    anchors = (
        ("möte", Anchor(AnchorEvent.DONE, "möte")),
        ("öppnat", Anchor(AnchorEvent.OPENED)),
    )
    setting = Setting("fran", "Varifrån?", (("möte", "Mötet"), ("öppnat", "Öppnandet")), "möte")
    definition = having(rule("", anchors=anchors, setting="fran"), settings=[setting])
    facts = opened()
    assert now(definition, facts).day is None
    facts.add(e.SettingChosen("fran", "öppnat"))
    assert now(definition, facts).day == date(2026, 2, 12)


def test_a_moved_limit_stays_where_it_was_put_and_says_why() -> None:
    definition, facts = having(rule("date:tom", before=True)), opened()
    facts.add(e.DateRecorded("tom", date(2026, 6, 30)))
    before = now(definition, facts)
    facts.add(*acts.move_limit(before, date(2026, 6, 12), "Mötet är bokat"))
    moved = now(definition, facts)
    assert (moved.day, moved.moved, moved.reason) == (date(2026, 6, 12), True, "Mötet är bokat")


def test_an_adopted_day_stays_when_the_calendar_changes_and_moves_with_its_anchor() -> None:
    definition, facts = having(rule("date:tom", "P5B")), opened()
    facts.add(e.DateRecorded("tom", date(2026, 3, 2)))
    assert now(definition, facts).day == date(2026, 3, 9)
    more_holidays = Calendar(frozenset({date(2026, 3, 4)}))
    assert now(definition, facts, more_holidays).day == date(2026, 3, 9)
    facts.add(e.DateRecorded("tom", date(2026, 3, 3)))
    assert now(definition, facts, more_holidays).day == date(2026, 3, 11)


def test_a_limit_stays_on_a_sunday_unless_its_rule_rolls() -> None:
    facts = opened()
    facts.add(e.DateRecorded("tom", date(2026, 3, 8)))
    assert now(having(rule("date:tom", "P0D")), facts).day == date(2026, 3, 8)
    facts = opened()
    facts.add(e.DateRecorded("tom", date(2026, 3, 8)))
    assert now(having(rule("date:tom", "P0D", rolls=True)), facts).day == date(2026, 3, 9)


def test_a_limit_holds_only_while_its_facts_do() -> None:
    definition, facts = having(rule(when=("klar", "not:brådskande"))), opened()

    def seen() -> int:
        return len(limits(definition, fold(definition, facts.facts), NO_HOLIDAYS))

    assert seen() == 0
    facts.add(e.FactRecorded("klar", True))
    assert seen() == 1
    facts.add(e.FactRecorded("brådskande", True))
    assert seen() == 0
    facts.add(e.FactRecorded("brådskande", False))
    assert seen() == 1


def test_a_limit_from_the_closing_lives_on_until_its_tick() -> None:
    definition, facts = having(rule("closed", "P12M", met_by="ring")), opened()
    facts.add(e.CaseClosed("Klart"))
    assert now(definition, facts).day == date(2027, 1, 12)
    facts.wait(300)
    tick(facts)
    assert now(definition, facts).met_on == date(2026, 11, 8)


def test_other_limits_end_when_the_case_is_closed() -> None:
    definition, facts = having(rule()), opened()
    assert now(definition, facts).open
    facts.add(e.CaseClosed("Klart"))
    assert not now(definition, facts).open


def test_a_weekly_time_is_the_first_such_day_from_when_the_step_was_reached() -> None:
    definition = having(rule("", "P0D", weekly="mon 09:00", met_by="ring"))
    facts = opened()
    facts.wait(1)
    facts.add(e.StepCompleted("möte", 1))
    assert now(definition, facts).day == date(2026, 1, 19)
    facts.wait(6)
    tick(facts)
    assert not now(definition, facts).open


def test_a_step_taken_again_in_a_loop_has_a_limit_of_its_own() -> None:
    definition, facts = having(rule("done:möte")), opened()
    facts.add(e.StepCompleted("möte", 1))
    first = now(definition, facts)
    facts.add(e.StepCompleted("plan", 1), e.BranchChosen("fråga", 1, "fråga>möte"))
    facts.wait(40)
    facts.add(e.StepCompleted("möte", 2))
    second = now(definition, facts)
    assert (first.id, first.day) == ("plan/gräns#1", date(2026, 2, 12))
    assert (second.id, second.day, second.open) == ("plan/gräns#2", date(2026, 3, 21), True)


def test_a_met_limit_is_not_moved_by_what_comes_after() -> None:
    definition, facts = having(rule(offset="P3M", **SERIES)), opened()
    facts.add(e.StepCompleted("möte", 1), e.StepStarted("plan", 1))
    planned = now(definition, facts).day
    facts.wait(80)
    tick(facts)
    facts.add(e.StepCompleted("plan", 1), e.BranchChosen("fråga", 1, "fråga>uppföljning"))
    met = now(definition, facts)
    assert (met.day, met.met_on) == (planned, date(2026, 4, 2))


def test_a_limit_that_renews_stands_again_as_soon_as_its_date_is_set_anew() -> None:
    flows = "(start > stöd > ?igen > plan > stöd\n ?igen > )slut : nej"
    more = rule("date:tom", before=True, renews=True, met_by="ring")
    definition, facts = having(more, flows=flows), opened()
    facts.add(e.DateRecorded("tom", date(2026, 6, 30)))
    assert now(definition, facts).day == date(2026, 5, 30), "before the flow has come to the step"
    facts.wait(60)
    facts.add(e.StepCompleted("stöd", 1), e.BranchChosen("igen", 1, "igen>plan"))
    tick(facts)
    facts.add(e.StepCompleted("plan", 1))
    assert now(definition, facts).met_on == facts.day, "the old date is met and not asked for again"
    facts.add(e.DateRecorded("tom", date(2026, 12, 31)))
    again = now(definition, facts)
    assert (again.open, again.day, again.id) == (True, date(2026, 11, 30), "plan/gräns#2")
    facts.add(e.StepCompleted("stöd", 2), e.BranchChosen("igen", 2, "igen>slut"))
    assert not now(definition, facts).open, "the flow cannot come back"
