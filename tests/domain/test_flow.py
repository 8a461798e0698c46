"""Where the tokens go: what can be done next, and why."""

from tests.support.definitions import Facts, process

from familjeflow.domain import events as e
from familjeflow.domain.fold import fold
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.states import standings

LINE = "(start > remiss > beslut > )slut"


def seen(definition: ProcessDefinition, facts: Facts) -> str:
    """Every step and question with its state, as one line."""
    case = fold(definition, facts.facts)
    return " ".join(f"{s.step}:{s.state}" for s in standings(definition, case).values())


def opened() -> Facts:
    facts = Facts()
    facts.open()
    return facts


def test_only_the_first_step_is_ready_at_first() -> None:
    assert seen(process(LINE), opened()) == "remiss:ready beslut:not_started"


def test_a_completed_step_opens_the_next() -> None:
    facts = opened()
    facts.add(e.StepCompleted("remiss", 1))
    assert seen(process(LINE), facts) == "remiss:done beslut:ready"


def test_a_skipped_step_is_never_done_but_the_flow_goes_on() -> None:
    facts = opened()
    facts.add(e.StepSkipped("remiss", 1, "Behövs inte"))
    assert seen(process(LINE), facts) == "remiss:skipped beslut:ready"


def test_a_step_done_early_is_passed_when_its_turn_comes() -> None:
    facts = opened()
    facts.add(e.StepCompleted("beslut", 1, early=True, reason="Brådskande"))
    assert seen(process(LINE), facts) == "remiss:ready beslut:done"
    facts.add(e.StepCompleted("remiss", 1))
    assert seen(process(LINE), facts) == "remiss:done beslut:done"


CHOICE = """
    (start > remiss > ?fråga > insats > )slut : ja
    ?fråga > avslag > )nej : nej
"""


def test_the_way_not_taken_is_not_applicable() -> None:
    facts = opened()
    facts.add(e.StepCompleted("remiss", 1), e.BranchChosen("fråga", 1, "fråga>insats"))
    assert seen(process(CHOICE), facts) == "remiss:done fråga:done insats:ready avslag:not_applicable"


def test_a_question_taken_again_withdraws_the_untouched_way() -> None:
    facts = opened()
    facts.add(e.StepCompleted("remiss", 1), e.BranchChosen("fråga", 1, "fråga>insats"))
    facts.add(e.RoundBegun("fråga", 2, "Fel svar"), e.BranchChosen("fråga", 2, "fråga>avslag"))
    assert seen(process(CHOICE), facts) == "remiss:done fråga:done insats:not_applicable avslag:ready"


def test_a_question_taken_again_leaves_work_that_has_begun() -> None:
    facts = opened()
    facts.add(e.StepCompleted("remiss", 1), e.BranchChosen("fråga", 1, "fråga>insats"))
    facts.add(
        e.StepStarted("insats", 1),
        e.RoundBegun("fråga", 2, "Nytt"),
        e.BranchChosen("fråga", 2, "fråga>avslag"),
    )
    assert seen(process(CHOICE), facts) == "remiss:done fråga:done insats:active avslag:ready"


LOOP = """
    (start > kontakt > ?vidare > avslut > )slut : nej
    ?vidare > kontakt : ja
"""


def test_a_loop_begins_a_new_round_and_keeps_the_old_one() -> None:
    facts = opened()
    facts.add(e.StepCompleted("kontakt", 1), e.BranchChosen("vidare", 1, "vidare>kontakt"))
    definition = process(LOOP)
    assert seen(definition, facts) == "kontakt:ready vidare:done avslut:not_started"
    facts.add(e.StepCompleted("kontakt", 2))
    case = fold(definition, facts.facts)
    assert [r.number for r in case.rounds("kontakt")] == [1, 2]


JOIN = """
    (start > +dela > socialsekreterare > +möts > möte > )slut
    +dela > chef > +möts
"""


def test_a_step_behind_a_join_waits_for_the_ones_that_have_not_come() -> None:
    definition, facts = process(JOIN), opened()
    facts.add(e.StepCompleted("socialsekreterare", 1))
    assert seen(definition, facts) == "socialsekreterare:done chef:ready möte:waiting"
    assert standings(definition, fold(definition, facts.facts))["möte"].waiting_for == ("chef",)
    facts.add(e.StepCompleted("chef", 1))
    assert seen(definition, facts) == "socialsekreterare:done chef:done möte:ready"


FREE = "(start > ~löpande > avslut > )slut"


def test_steps_in_free_order_may_be_done_any_number_of_times() -> None:
    definition = process(FREE + "\n samtal > besök", inside={"samtal": "löpande", "besök": "löpande"})
    facts = opened()
    assert "samtal:ready besök:ready" in seen(definition, facts)
    facts.add(e.StepCompleted("besök", 1), e.StepCompleted("besök", 2), e.StepCompleted("löpande", 1))
    assert seen(definition, facts).endswith("besök:done avslut:ready")


def test_a_sub_process_ends_with_its_last_step() -> None:
    inside = {name: "del" for name in ("in", "första", "andra", "ut")}
    definition = process("(start > #del > efter > )slut\n (in > första > andra > )ut", inside=inside)
    facts = opened()
    assert "del:active" in seen(definition, facts)
    assert "första:ready" in seen(definition, facts)
    facts.add(e.StepCompleted("första", 1), e.StepCompleted("andra", 1))
    assert seen(definition, facts).endswith("efter:ready")


def test_the_inside_of_a_skipped_sub_process_is_left() -> None:
    inside = {name: "del" for name in ("in", "första", "ut")}
    definition = process("(start > #del > efter > )slut\n (in > första > )ut", inside=inside)
    facts = opened()
    facts.add(e.StepSkipped("del", 1, "Behövs inte"))
    assert "första:not_applicable" in seen(definition, facts)
    assert seen(definition, facts).endswith("efter:ready")
