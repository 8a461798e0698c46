"""Whatever lies in the vault becomes a case, and what two desks did apart becomes one."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.definitions import Facts, process

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case, Conflict
from familjeflow.domain.fold import fold
from familjeflow.domain.process import Answer, ProcessDefinition, Question, RoleTask, StepContent
from familjeflow.domain.states import standings

CHOICE = """
    (start > remiss > ?fråga > samla > insats > )slut : ja
    ?fråga > avslag > )nej : nej
"""


def opened(*payloads: e.Payload) -> Facts:
    facts = Facts()
    facts.open()
    facts.add(*payloads)
    return facts


def states(definition: ProcessDefinition, facts: list[e.Event]) -> str:
    stands = standings(definition, fold(definition, facts))
    return " ".join(f"{s.step}:{s.state}" for s in stands.values())


LINE = process("(start > remiss > beslut > )slut")


@pytest.mark.parametrize(
    "strange",
    [
        e.StepStarted("okänt", 1),
        e.StepCompleted("okänt", 1),
        e.StepSkipped("okänt", 7, "Skäl"),
        e.RoundBegun("okänt", 2, "Skäl"),
        e.BranchChosen("okänd", 1, "okänt>okänt"),
        e.BranchChosen("remiss", 1, "okänt>okänt"),
        e.BranchChosen("remiss", 1, "beslut>slut"),
        e.TaskTicked("okänt", 1, "ring"),
        e.LimitAdopted("okänt/gräns#1", date(2026, 3, 1), date(2026, 2, 1)),
        e.SettingChosen("okänd", "val"),
        e.ParticipantRemoved("okänd", "adult"),
        e.Retracted("finns-inte"),
        e.DocumentExported("okänt", "0" * 64),
        e.PersonRecorded("Ida", "Exempelius"),
        e.OriginBegun("restored"),
    ],
    ids=lambda p: type(p).__name__,
)
def test_what_the_definition_does_not_know_changes_no_step(strange: e.Payload) -> None:
    assert states(LINE, opened(strange).facts) == "remiss:ready beslut:not_started"


@pytest.mark.parametrize("number", [-1, 0, 1, 2, 99])
def test_a_round_number_that_does_not_fit_still_counts_once(number: int) -> None:
    case = fold(LINE, opened(e.StepCompleted("remiss", number)).facts)
    assert [r.number for r in case.rounds("remiss")] == [1]
    assert case.rounds("remiss")[0].done


def test_facts_without_an_opening_are_a_case_without_a_start() -> None:
    facts = opened(e.StepCompleted("remiss", 1)).facts[1:]
    assert fold(LINE, facts).opened is None
    assert fold(LINE, []) == Case("")


def test_a_thinned_fact_is_passed_over() -> None:
    facts = opened(e.TaskTicked("remiss", 1, "ring"), e.StepCompleted("remiss", 1)).facts
    thinned = [f._replace(payload=None) if f.header.kind == "task_ticked" else f for f in facts]
    assert states(LINE, thinned) == "remiss:done beslut:ready"
    assert fold(LINE, thinned).rounds("remiss")[0].ticks == ()


def test_the_same_fact_twice_counts_once() -> None:
    facts = opened(e.StepCompleted("remiss", 1), e.TaskTicked("beslut", 1, "ring")).facts
    assert fold(LINE, facts * 3) == fold(LINE, facts)


def test_a_second_opening_is_a_conflict_and_the_first_holds() -> None:
    case = fold(LINE, opened(e.CaseOpened("2026-0002", "prov", "hash", "annan")).facts)
    assert (case.number, case.client_id) == ("2026-0001", "klient")
    assert len(case.conflicts) == 1


def two_desks(one: list[e.Payload], other: list[e.Payload]) -> tuple[Facts, Facts, list[e.Event]]:
    """What two desks did after the same opening, and everything together."""
    first = opened()
    second = Facts("b", first.lamport)
    first.add(*one)
    second.add(*other)
    return first, second, [*second.facts, *first.facts]


def test_a_step_that_two_desks_ended_is_one_round_and_a_conflict_that_is_shown() -> None:
    first, second, both = two_desks(
        [e.StepCompleted("remiss", 1)], [e.StepSkipped("remiss", 1, "Behövs inte")]
    )
    case = fold(LINE, both)
    assert len(case.rounds("remiss")) == 1
    assert case.conflicts == (Conflict("remiss", 1, first.facts[-1].id, second.facts[-1].id),)


def test_a_start_that_arrives_after_the_end_of_its_round_begins_nothing() -> None:
    _a, _b, both = two_desks(
        [e.StepCompleted("remiss", 1)], [e.TaskTicked("beslut", 1, "ring"), e.StepStarted("remiss", 1)]
    )
    assert states(LINE, both) == "remiss:done beslut:active"


def test_a_round_that_both_desks_began_is_one_round() -> None:
    done, again = e.StepCompleted("remiss", 1), e.RoundBegun("remiss", 2, "Nya uppgifter")
    first = opened(done)
    second = Facts("b", first.lamport)
    first.add(again, e.StepCompleted("remiss", 2))
    second.add(e.TaskTicked("beslut", 1, "ring"), e.TaskTicked("beslut", 1, "ring"), again)
    case = fold(LINE, [*first.facts, *second.facts])
    assert [r.number for r in case.rounds("remiss")] == [1, 2]
    assert case.rounds("remiss")[-1].done


def test_a_case_closed_by_both_desks_is_closed_once_and_the_conflict_is_shown() -> None:
    first, _second, both = two_desks([e.CaseClosed("Flyttat")], [e.CaseClosed("Klart")])
    case = fold(LINE, both)
    assert case.closed is not None
    assert case.closed.event_id == first.facts[-1].id
    assert len(case.conflicts) == 1


def test_a_document_saved_again_after_its_step_is_done_leaves_the_step_done() -> None:
    form = e.FormSaved("d", "remiss", "remiss", 1, "remiss", 1, "klient", "Remiss", {"a": "först"})
    facts = opened(form, e.StepCompleted("remiss", 1), replace(form, answers={"a": "rättat"}))
    case = fold(LINE, facts.facts)
    assert [v.answers["a"] for v in case.documents["d"].versions] == ["först", "rättat"]
    assert states(LINE, facts.facts) == "remiss:done beslut:ready"


def test_facts_under_old_names_follow_the_case_to_a_new_version() -> None:
    new = process("(start > anmälan > beslut > )slut")
    facts = opened(
        e.StepCompleted("remiss", 1), e.BundleChanged("ny", (("remiss", "anmälan"),), "Ny version")
    )
    assert states(new, facts.facts) == "anmälan:done beslut:ready"


def test_an_answer_taken_again_withdraws_the_way_through_gateways_and_its_facts() -> None:
    question = Question("Ja?", (Answer("fråga>samla", "Ja", sets=("ja",)), Answer("fråga>avslag", "Nej")))
    definition = process(
        CHOICE.replace("> samla >", "> ?samla >"), content=[StepContent("fråga", "F", question=question)]
    )
    facts = opened(e.StepCompleted("remiss", 1), e.BranchChosen("fråga", 1, "fråga>samla"))
    assert "insats:ready" in states(definition, facts.facts)
    assert fold(definition, facts.facts).holds(("ja",))
    facts.add(e.RoundBegun("fråga", 2, "Fel svar"), e.BranchChosen("fråga", 2, "fråga>avslag"))
    assert "insats:not_applicable" in states(definition, facts.facts)
    assert "avslag:ready" in states(definition, facts.facts)
    assert fold(definition, facts.facts).holds(("not:ja",))


SPLIT = """
    (start > remiss > ?fråga > +dela > brev > +möts > beslut > )slut : ja
    +dela > samtal > +möts
    ?fråga > avslag > )nej : nej
"""


def test_an_answer_taken_again_withdraws_both_ways_of_a_split_or_neither() -> None:
    definition = process(SPLIT)
    facts = opened(e.StepCompleted("remiss", 1), e.BranchChosen("fråga", 1, "fråga>dela"))
    again = [e.RoundBegun("fråga", 2, "Fel svar"), e.BranchChosen("fråga", 2, "fråga>avslag")]
    untouched = Facts()
    untouched.open()
    untouched.add(*(f.payload for f in facts.facts[1:] if f.payload), *again)
    seen = states(definition, untouched.facts)
    assert "brev:not_applicable" in seen
    assert "samtal:not_applicable" in seen
    facts.add(e.StepCompleted("brev", 1), *again)
    seen = states(definition, facts.facts)
    assert "samtal:ready" in seen
    assert "avslag:ready" in seen


INSIDE = """
    (start > ?fråga > #del > efter > )slut : ja
    ?fråga > avslag > )nej : nej
    (in > +dela > brev > +möts > )ut
    +dela > samtal > +möts
"""
WITHIN = {name: "del" for name in ("in", "dela", "brev", "samtal", "möts", "ut")}


def test_an_answer_taken_again_empties_the_sub_process_it_had_opened() -> None:
    definition = process(INSIDE, inside=WITHIN)
    facts = opened(e.BranchChosen("fråga", 1, "fråga>del"))
    assert "brev:ready samtal:ready" in states(definition, facts.facts)
    facts.add(e.RoundBegun("fråga", 2, "Fel svar"), e.BranchChosen("fråga", 2, "fråga>avslag"))
    assert "brev:not_applicable samtal:not_applicable" in states(definition, facts.facts)


def test_a_sub_process_skipped_half_way_waits_for_all_when_it_is_entered_again() -> None:
    looped = INSIDE.replace("> efter > )slut : ja", "> ?åter > fråga : ja").replace(
        "(in", "?åter > efter > )slut : nej\n (in"
    )
    definition = process(looped, inside=WITHIN)
    facts = opened(
        e.BranchChosen("fråga", 1, "fråga>del"), e.StepCompleted("brev", 1), e.StepSkipped("del", 1, "Skäl")
    )
    facts.add(e.BranchChosen("åter", 1, "åter>fråga"), e.BranchChosen("fråga", 2, "fråga>del"))
    facts.add(e.StepCompleted("samtal", 1))
    assert "del:active" in states(definition, facts.facts)
    facts.add(e.StepCompleted("brev", 2))
    assert "del:done" in states(definition, facts.facts)


def test_a_sub_process_does_not_end_while_a_way_of_its_split_is_left() -> None:
    straight = """
        (start > remiss > #del > efter > )slut
        (in > +dela > brev > )ut
        +dela > samtal > )ut
    """
    within = {name: "del" for name in ("in", "dela", "brev", "samtal", "ut")}
    definition = process(straight, inside=within)
    facts = opened(e.StepCompleted("brev", 1, early=True, reason="Brådskande"), e.StepCompleted("remiss", 1))
    assert "del:active" in states(definition, facts.facts)
    assert "efter:not_started" in states(definition, facts.facts)
    facts.add(e.StepCompleted("samtal", 1))
    assert "efter:ready" in states(definition, facts.facts)


def test_a_debt_stays_until_it_is_paid_and_skipped_steps_owe_nothing() -> None:
    tasks = (RoleTask("system", "roll", "För in", system="procapita"),)
    definition = process(
        "(start > remiss > beslut > )slut",
        content=[StepContent(s, s, tasks=tasks) for s in ("remiss", "beslut")],
    )
    facts = opened(
        e.StepCompleted("remiss", 1), e.StepSkipped("beslut", 1, "Behövs inte"), e.CaseClosed("Klart")
    )
    left = acts.unregistered(definition, fold(definition, facts.facts))
    assert [(step, task.id) for step, task in left] == [("remiss", "system")]
    facts.add(e.TaskTicked("remiss", 1, "system"))
    assert acts.unregistered(definition, fold(definition, facts.facts)) == ()
