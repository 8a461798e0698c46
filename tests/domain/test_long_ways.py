"""However long or odd the ways of a picture are, a case on it can be folded and shown."""

from tests.support.definitions import Facts, process

from familjeflow.domain import events as e
from familjeflow.domain.fold import fold
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.states import StepState, standings


def state(definition: ProcessDefinition, facts: Facts, step: str) -> StepState:
    return standings(definition, fold(definition, facts.facts))[step].state


def test_hundreds_of_steps_done_ahead_are_passed_in_one_go() -> None:
    names = [f"s{i}" for i in range(400)]
    definition = process("(start > först > " + " > ".join(names) + " > sist > )slut")
    facts = Facts()
    facts.open()
    facts.add(*(e.StepSkipped(name, 1, "Behövs inte") for name in names))
    assert state(definition, facts, "sist") is StepState.NOT_STARTED
    facts.add(e.StepCompleted("först", 1))
    assert state(definition, facts, "sist") is StepState.READY


def test_hundreds_of_merges_are_passed_in_one_go() -> None:
    merges = " > ".join(f"?m{i}" for i in range(600))
    definition = process(f"(start > {merges} > sist > )slut")
    facts = Facts()
    facts.open()
    assert state(definition, facts, "sist") is StepState.READY


def test_a_way_round_that_nothing_stops_comes_to_rest() -> None:
    definition = process("(start > först > ?m > ?n > ?m\n sist > )slut")
    facts = Facts()
    facts.open()
    facts.add(e.StepCompleted("först", 1))
    assert state(definition, facts, "sist") is StepState.NOT_APPLICABLE
