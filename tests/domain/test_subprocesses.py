"""What ends with a sub-process, and what begins in one."""

from tests.support.definitions import Facts, process

from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.fold import fold
from familjeflow.domain.process import ProcessDefinition, StepContent
from familjeflow.domain.states import standings

FLOWS = "(start > före > #del > efter > )slut\n (in > a > b > )ut"
WITHIN = {name: "del" for name in ("in", "a", "b", "ut")}
DEFINITION = process(FLOWS, inside=WITHIN, content=[StepContent("del", "Del", sets=("delen_klar",))])
WITHOUT_START = process(
    "(start > #del > efter > )slut\n a > b\n ?m > c", inside={n: "del" for n in ("a", "b", "m", "c")}
)


def opened(*payloads: e.Payload) -> Facts:
    facts = Facts()
    facts.open()
    facts.add(*payloads)
    return facts


def states(facts: Facts, definition: ProcessDefinition = DEFINITION) -> str:
    stands = standings(definition, fold(definition, facts.facts))
    return " ".join(f"{s.step}:{s.state}" for s in stands.values())


def ended(facts: Facts, step: str) -> list[str]:
    """How each round of a step came out."""
    case: Case = fold(DEFINITION, facts.facts)
    words = {(True, False): "done", (False, True): "skipped", (False, False): "open"}
    return [words[r.done, r.skipped] for r in case.rounds(step)]


def test_skipping_a_sub_process_leaves_what_was_begun_in_it_undone() -> None:
    facts = opened(e.StepCompleted("före", 1), e.StepStarted("a", 1), e.StepSkipped("del", 1, "Behövs inte"))
    assert states(facts) == "före:done del:skipped a:skipped b:not_applicable efter:ready"


def test_what_was_taken_again_in_a_sub_process_ends_with_it_and_is_not_done() -> None:
    facts = opened(e.StepCompleted("före", 1), e.StepCompleted("a", 1), e.RoundBegun("a", 2, "Fel"))
    facts.add(e.StepCompleted("b", 1))
    assert ended(facts, "a") == ["done", "skipped"]
    assert ended(facts, "del") == ["done"]


def test_a_sub_process_whose_steps_were_all_done_early_is_done_when_the_flow_comes() -> None:
    facts = opened(e.StepCompleted("a", 1, early=True), e.StepCompleted("b", 1, early=True))
    assert not fold(DEFINITION, facts.facts).holds(("delen_klar",))
    facts.add(e.StepCompleted("före", 1))
    assert states(facts) == "före:done del:done a:done b:done efter:ready"
    assert fold(DEFINITION, facts.facts).holds(("delen_klar",))


def test_a_sub_process_without_a_start_begins_all_that_no_flow_leads_to() -> None:
    facts = opened()
    assert states(facts, WITHOUT_START) == "del:active a:ready b:not_started c:ready efter:not_started"
    facts.add(e.StepCompleted("a", 1), e.StepCompleted("c", 1))
    assert "del:active" in states(facts, WITHOUT_START)
    facts.add(e.StepCompleted("b", 1))
    assert states(facts, WITHOUT_START).endswith("efter:ready")
    assert "del:done" in states(facts, WITHOUT_START)
