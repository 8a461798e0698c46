"""*Kvar att registrera*: what an outside system still lacks, whatever round it was for."""

import pytest
from tests.support.definitions import Facts, process

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.process import RoleTask, StepContent

TASKS = (
    RoleTask("system", "roll", "För in", system="procapita"),
    RoleTask("barn", "roll", "För in för varje barn", system="procapita", per="child"),
)
CONTENT = [StepContent("ett", "Ett", tasks=TASKS[:1]), StepContent("två", "Två", tasks=TASKS[1:])]
DEFINITION = process("(start > ett > två > )slut", content=CONTENT)


def opened(*payloads: e.Payload) -> Facts:
    facts = Facts()
    facts.open()
    facts.add(*payloads)
    return facts


def folded(facts: Facts) -> Case:
    return fold(DEFINITION, facts.facts)


def left(facts: Facts) -> list[tuple[str, int, str]]:
    found = acts.unregistered_rounds(DEFINITION, folded(facts))
    return [(step, number, task.id) for step, number, task in found]


def test_what_was_left_in_an_earlier_round_stays_left_until_it_is_ticked_there() -> None:
    facts = opened(e.StepCompleted("ett", 1), e.RoundBegun("ett", 2, "Ändrat"))
    facts.add(e.TaskTicked("ett", 2, "system"), e.StepCompleted("ett", 2))
    assert left(facts) == [("ett", 1, "system")]
    assert [step for step, _task in acts.unregistered(DEFINITION, folded(facts))] == ["ett"]
    facts.add(*acts.tick(DEFINITION, folded(facts), "ett", "system", round_number=1))
    assert left(facts) == []
    with pytest.raises(DomainError, match="already_ticked"):
        acts.tick(DEFINITION, folded(facts), "ett", "system", round_number=1)


def test_a_tick_for_what_the_latest_round_has_already_goes_to_the_round_that_lacks_it() -> None:
    facts = opened(e.StepCompleted("ett", 1), e.RoundBegun("ett", 2, "Ändrat"))
    for _time in range(2):
        facts.add(*acts.tick(DEFINITION, folded(facts), "ett", "system"))
    assert left(facts) == []
    with pytest.raises(DomainError, match="already_ticked"):
        acts.tick(DEFINITION, folded(facts), "ett", "system")


def test_a_task_for_each_person_is_left_while_there_is_nobody_to_tick_it_for() -> None:
    facts = opened(e.StepSkipped("ett", 1, "Behövs inte"), e.StepCompleted("två", 1))
    assert left(facts) == [("två", 1, "barn")]
    facts.add(e.ParticipantAdded("ada", "child"), e.TaskTicked("två", 1, "barn", person_id="ada"))
    assert left(facts) == []
