"""A question answered again after work has begun behind its old answer: nothing is asked for twice."""

import pytest
from tests.support.definitions import Facts, process

from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.fold import fold
from familjeflow.domain.process import ProcessDefinition

MERGED = process(
    "(start > ?val > a > ?m > c > d > )slut : ja\n ?val > b > ?m : nej\n ?val > z > )annat : kanske"
)
BESIDE = process("""
    (start > +dela > ?val > a > ?m > +möts > c > )slut : ja
    ?val > b > ?m : nej
    +dela > x > +möts
""")
JA, NEJ, KANSKE = "val>a", "val>b", "val>z"


class Story:
    """A case told by what is done, each in the round that is next."""

    def __init__(self, definition: ProcessDefinition = MERGED) -> None:
        self.definition = definition
        self.facts = Facts()
        self.facts.open()

    @property
    def case(self) -> Case:
        return fold(self.definition, self.facts.facts)

    @property
    def resting(self) -> dict[str, int]:
        return {step: count for step, count in self.case.marking.resting.items() if count}

    def answer(self, *flows: str) -> None:
        """Answer the question, taking it again where it has been answered before."""
        for flow in flows:
            number = self.case.round_number("val")
            if number > 1:
                self.facts.add(e.RoundBegun("val", number, "Nya uppgifter"))
            self.facts.add(e.BranchChosen("val", number, flow))

    def begin(self, step: str) -> None:
        self.facts.add(e.StepStarted(step, self.case.round_number(step)))

    def done(self, *steps: str) -> None:
        for step in steps:
            self.facts.add(e.StepCompleted(step, self.case.round_number(step)))


def test_the_same_answer_again_leaves_the_work_that_has_begun_as_it_is() -> None:
    story = Story()
    story.answer(JA)
    story.begin("a")
    story.answer(JA, JA)
    assert story.resting == {"a": 1}
    story.done("a", "c", "d")
    assert story.resting == {}


def test_the_same_answer_again_asks_for_nothing_that_was_done_behind_it() -> None:
    story = Story()
    story.answer(JA)
    story.done("a", "c")
    story.answer(JA)
    assert story.resting == {"d": 1}


def test_the_same_answer_again_at_the_end_of_its_way_opens_the_way_anew() -> None:
    story = Story()
    story.answer(JA)
    story.done("a", "c", "d")
    story.answer(JA)
    assert story.resting == {"a": 1}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_another_answer_keeps_begun_work_and_asks_for_the_common_step_once(order: str) -> None:
    story = Story()
    story.answer(JA)
    story.begin("a")
    story.answer(NEJ)
    assert story.resting == {"a": 1, "b": 1}
    story.done(order[0], "c", order[1])
    assert story.resting == {"d": 1}
    story.done("d")
    assert story.resting == {}


@pytest.mark.parametrize("done", [["a"], ["a", "c"], ["a", "c", "d"]])
def test_another_answer_after_the_common_step_was_reached_asks_only_for_its_own(done: list[str]) -> None:
    story = Story()
    story.answer(JA)
    story.done(*done[:2])
    story.answer(NEJ)
    story.done(*done[2:], "b")
    left = {1: {"c": 1}, 2: {"d": 1}, 3: {}}
    assert story.resting == left[len(done)]


def test_answers_to_and_fro_leave_one_token_on_each_begun_way() -> None:
    story = Story()
    story.answer(JA)
    story.begin("a")
    story.answer(NEJ, JA, KANSKE, JA)
    assert story.resting == {"a": 1}
    story.done("a", "c", "d")
    assert story.resting == {}


def test_ways_that_never_meet_are_both_finished() -> None:
    story = Story()
    story.answer(JA)
    story.begin("a")
    story.answer(KANSKE)
    assert story.resting == {"a": 1, "z": 1}
    story.done("z", "a", "c", "d")
    assert story.resting == {}


def test_a_join_after_the_meeting_still_gets_its_token() -> None:
    story = Story(BESIDE)
    story.answer(JA)
    story.done("a")
    story.answer(NEJ)
    story.done("b", "x")
    assert story.resting == {"c": 1}
