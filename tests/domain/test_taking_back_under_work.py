"""Work that an act opened the way to holds the act in place, also when no flow was moved by it."""

import pytest
from tests.support.definitions import Facts

from familjeflow.domain import events as e
from familjeflow.domain.errors import DomainError
from familjeflow.domain.retraction import retract

FORM = e.FormSaved("d1", "plan", "plan", 1, "beslut", 1, "klient", "Plan", {"a": "b"})


def why_not(place: int, *payloads: e.Payload) -> str:
    """The code with which the fact at a place after the opening is kept, "" when it may go."""
    facts = Facts()
    facts.open()
    facts.add(*payloads)
    try:
        retract(facts.facts, facts.facts[place + 1].id)
    except DomainError as error:
        return error.code
    return ""


@pytest.mark.parametrize("work", [e.TaskTicked("beslut", 1, "ring"), FORM], ids=["tick", "document"])
def test_a_completion_is_kept_when_work_has_begun_in_the_step_after_it(work: e.Payload) -> None:
    assert why_not(0, e.StepCompleted("remiss", 1), work) == "built_upon"


def test_a_completion_may_go_when_only_work_begun_before_it_has_gone_on() -> None:
    begun, more = e.TaskTicked("beslut", 1, "ring"), e.TaskTicked("beslut", 1, "kalla")
    assert why_not(1, begun, e.StepCompleted("remiss", 1), more) == ""


@pytest.mark.parametrize(
    "after",
    [
        e.StepStarted("efter", 1),
        e.StepCompleted("efter", 1),
        e.StepSkipped("efter", 1, "Flyttat"),
        e.TaskTicked("efter", 1, "ring"),
    ],
    ids=lambda p: type(p).__name__,
)
def test_a_closing_is_kept_when_something_was_done_after_it(after: e.Payload) -> None:
    assert why_not(0, e.CaseClosed("Klart"), after) == "built_upon"


def test_a_closing_may_go_after_late_ticks_in_rounds_from_before_it() -> None:
    done = e.StepCompleted("remiss", 1)
    assert why_not(1, done, e.CaseClosed("Klart"), e.TaskTicked("remiss", 1, "procapita")) == ""


@pytest.mark.parametrize(
    "asked",
    [
        e.AnswerRecorded("ord", "text", "fråga", 1),
        e.FactRecorded("akut", True, "fråga", 1),
        e.DateRecorded("dag", Facts().day, "fråga", 1),
    ],
    ids=lambda p: type(p).__name__,
)
def test_what_was_asked_on_the_way_to_an_answer_is_kept_under_it(asked: e.Payload) -> None:
    assert why_not(0, asked, e.BranchChosen("fråga", 1, "fråga>beslut")) == "built_upon"
