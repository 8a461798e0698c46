"""What is done after the case is closed, once and once again."""

from datetime import date, timedelta

import pytest
from tests.support.definitions import FIRST_DAY, Facts, process

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import RoleTask, StepContent
from familjeflow.domain.states import standings
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Calendar, Force, Interval, LimitRule

CALL = LimitRule("ring", "Ring", (("", Anchor(AnchorEvent.CLOSED)),), Interval(days=30), Force.GUIDELINE)
TASK = RoleTask("skriv", "roll", "Skriv")
CONTENT = [
    StepContent("ett", "Ett", tasks=(TASK,)),
    StepContent("två", "Två", tasks=(TASK,)),
    StepContent("ring", "Ring upp", tasks=(TASK,), limits=(CALL,)),
]
DEFINITION = process("(start > ett > två > ring > )slut", content=CONTENT)


def folded(facts: Facts) -> Case:
    return fold(DEFINITION, facts.facts)


def state(facts: Facts, step: str) -> str:
    return standings(DEFINITION, folded(facts))[step].state.value


def call(facts: Facts) -> Limit:
    (found,) = limits(DEFINITION, folded(facts), Calendar(frozenset()))
    return found


def closed() -> Facts:
    facts = Facts()
    facts.open()
    facts.add(e.StepCompleted("ett", 1), e.CaseClosed("Flyttat"))
    return facts


def test_a_case_closed_again_is_followed_up_again() -> None:
    facts = closed()
    facts.add(*acts.complete(DEFINITION, folded(facts), "ring"))
    assert (state(facts, "ring"), call(facts).open) == ("done", False)
    facts.wait(100)
    facts.add(e.CaseReopened("Återkom"), e.CaseClosed("Klart"))
    assert state(facts, "ring") == "ready"
    assert (call(facts).open, call(facts).day) == (True, FIRST_DAY + timedelta(days=130))
    facts.add(*acts.complete(DEFINITION, folded(facts), "ring"))
    assert [r.done for r in folded(facts).rounds("ring")] == [True, True]
    assert (state(facts, "ring"), call(facts).open) == ("done", False)


def test_a_day_moved_after_the_first_closing_is_not_the_day_after_the_second() -> None:
    facts = closed()
    facts.add(*acts.move_limit(call(facts), date(2026, 3, 2), "Överenskommet"))
    facts.add(*acts.complete(DEFINITION, folded(facts), "ring"))
    facts.wait(100)
    facts.add(e.CaseReopened("Återkom"), e.CaseClosed("Klart"))
    assert call(facts).day == FIRST_DAY + timedelta(days=130)


def test_a_step_after_the_closing_can_be_taken_again_and_others_not() -> None:
    facts = closed()
    facts.add(*acts.complete(DEFINITION, folded(facts), "ring"))
    facts.add(*acts.redo(DEFINITION, folded(facts), "ring", "Fick inget svar"))
    assert state(facts, "ring") == "active"
    with pytest.raises(DomainError, match="case_closed"):
        acts.redo(DEFINITION, folded(facts), "ett", "Fel")


def test_a_late_tick_needs_a_reason_only_where_the_flow_never_came() -> None:
    facts = closed()
    for step in ("ett", "ring"):
        assert acts.tick(DEFINITION, folded(facts), step, "skriv")
    facts.add(e.CaseReopened("Fel"), e.StepSkipped("två", 1, "Behövs inte"), e.CaseClosed("Klart"))
    assert acts.tick(DEFINITION, folded(facts), "två", "skriv")


def test_a_late_tick_in_a_step_that_was_never_reached_tells_why() -> None:
    facts = Facts()
    facts.open()
    facts.add(e.CaseClosed("Flyttat"))
    with pytest.raises(DomainError, match="reason_needed"):
        acts.tick(DEFINITION, folded(facts), "två", "skriv")
    assert acts.tick(DEFINITION, folded(facts), "två", "skriv", reason="Gjordes i förväg")
    assert acts.tick(DEFINITION, folded(facts), "ett", "skriv")
