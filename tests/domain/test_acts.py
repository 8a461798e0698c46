"""What may be done, what asks for a reason, and the few things that are refused."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.support.definitions import Facts, process

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.process import Ask, AskKind, Gate, RoleTask, StepContent
from familjeflow.domain.states import standings
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Force, Interval, LimitRule

FLOWS = """
    (start > remiss > möte > ?fråga > insats > )slut : ja
    ?fråga > avslag > )nej : nej
"""
TOLD = e.Told("Vera Hittepå", "phone", date(2026, 1, 9), "Allt klart")
CALL = LimitRule(
    "ring", "Ring", (("", Anchor(AnchorEvent.CLOSED)),), Interval(months=12), Force.GUIDELINE, met_by="ring"
)
CONTENT = [
    StepContent(
        "remiss",
        "Remiss",
        tasks=(
            RoleTask("skriv", "roll", "Skriv", sets=("skriven",)),
            RoleTask("procapita", "roll", "För in", system="procapita", partial_allowed=True),
            RoleTask("samtal", "roll", "Samtal", per="adult"),
            RoleTask("ring", "roll", "Ring", repeats=True),
        ),
        asks=(
            Ask("dag", "Vilken dag?", AskKind.DATE),
            Ask("akut", "Är det akut?", AskKind.YES_NO),
            Ask("val", "Vilket?", AskKind.CHOICE, (("a", "A"), ("b", "B"))),
            Ask("ord", "Vad mer?", AskKind.TEXT),
        ),
        sets=("remitterad",),
    ),
    StepContent(
        "möte",
        "Möte",
        tasks=(
            RoleTask("protokoll", "roll", "Protokoll", requires=("skriven",)),
            RoleTask("beslut", "roll", "Beslut"),
            RoleTask("lag", "roll", "Lagen"),
        ),
        gates=(
            Gate("först", "complete", ("skriven",), "Remissen först", fix="remiss/skriv"),
            Gate("beslut_först", "beslut", ("skriven",), "Remissen först"),
            Gate("lagen", "lag", ("lagligt",), "Lagen stänger", hard=True),
            Gate("blankett", "plan", ("lagligt",), "Lagen stänger", hard=True),
        ),
    ),
    StepContent("avslag", "Avslag", tasks=(RoleTask("ring", "roll", "Ring"),), limits=(CALL,)),
]
DEFINITION = process(FLOWS, content=CONTENT)


class Story:
    """A case that is told act by act, each decided on what came before."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.facts.open()

    @property
    def case(self) -> Case:
        return fold(DEFINITION, self.facts.facts)

    def __call__(self, act: str, *args: object, **more: object) -> tuple[e.Payload, ...]:
        """Do an act of `acts` by its name and keep what it gives."""
        decide: Callable[..., tuple[e.Payload, ...]] = getattr(acts, act)
        case = self.case
        first = (case,) if act == "reopen" else (DEFINITION, case)
        payloads = decide(*first, *args, **more)
        self.facts.add(*payloads)
        return payloads

    def refused(self, code: str, act: str, *args: object, **more: object) -> None:
        before = len(self.facts.facts)
        with pytest.raises(DomainError) as caught:
            self(act, *args, **more)
        assert caught.value.code == code
        assert len(self.facts.facts) == before

    def state(self, step: str) -> str:
        return standings(DEFINITION, self.case)[step].state.value


@pytest.fixture
def story() -> Story:
    return Story()


def closed(story: Story) -> Story:
    story("close", "Klienten har flyttat")
    return story


@pytest.mark.parametrize(
    ("act", "args"),
    [
        ("start", ("remiss",)),
        ("complete", ("remiss",)),
        ("skip", ("remiss", "Skäl")),
        ("redo", ("remiss", "Skäl")),
        ("answer", ("fråga", "fråga>insats")),
        ("record", ("remiss", "ord", "text")),
        ("close", ("Skäl",)),
    ],
)
def test_a_closed_case_is_opened_again_before_more_is_done(
    story: Story, act: str, args: tuple[str, ...]
) -> None:
    closed(story).refused("case_closed", act, *args)


@pytest.mark.parametrize("act", ["start", "complete", "skip"])
def test_only_steps_are_worked_with(story: Story, act: str) -> None:
    story.refused("unknown_step", act, "finns_inte", *(["Skäl"] if act == "skip" else []))
    story.refused("not_a_step", act, "fråga", *(["Skäl"] if act == "skip" else []))


def test_a_step_starts_once(story: Story) -> None:
    story("start", "remiss")
    story.refused("already_started", "start", "remiss")
    assert story.state("remiss") == "active"


@pytest.mark.parametrize("act", ["start", "complete"])
def test_an_early_step_asks_for_a_reason(story: Story, act: str) -> None:
    story("tick", "remiss", "skriv")
    story.refused("reason_needed", act, "insats")
    story.refused("reason_needed", act, "insats", reason="  ")
    story(act, "insats", reason="Brådskande")
    assert story.case.rounds("insats")[0].deviates


def test_a_tick_or_a_document_begins_an_early_step_with_a_reason_too(story: Story) -> None:
    story.refused("reason_needed", "tick", "avslag", "ring")
    with pytest.raises(DomainError, match="reason_needed"):
        acts.save_form(DEFINITION, story.case, "avslag", "blankett", "")
    story("tick", "avslag", "ring", reason="Brådskande")
    assert story.state("avslag") == "active"
    assert story.case.rounds("avslag")[0].deviates


def test_a_done_step_is_taken_again_and_not_done_twice(story: Story) -> None:
    story("complete", "remiss")
    for act in ("start", "complete"):
        story.refused("use_redo", act, "remiss", reason="Skäl")
    story.refused("nothing_to_skip", "skip", "remiss", "Skäl")
    story.refused("reason_needed", "redo", "remiss", " ")
    story("redo", "remiss", "Nya uppgifter")
    story.refused("round_open", "redo", "remiss", "Skäl")
    assert [r.done for r in story.case.rounds("remiss")] == [True, False]
    story("complete", "remiss")
    assert story.state("möte") == "ready"


def test_what_has_not_been_done_is_not_taken_again(story: Story) -> None:
    story.refused("nothing_to_redo", "redo", "remiss", "Skäl")
    story.refused("unknown_step", "redo", "finns_inte", "Skäl")


def test_skipping_needs_a_reason_and_is_never_done(story: Story) -> None:
    story.refused("reason_needed", "skip", "remiss", "")
    story("skip", "remiss", " Behövs inte ")
    (skipped,) = story.case.rounds("remiss")
    assert (skipped.done, skipped.skipped, skipped.deviates) == (False, True, True)
    assert skipped.ended is not None
    assert skipped.ended.reason == "Behövs inte"
    assert "remitterad" not in story.case.facts


def test_a_gate_is_passed_with_a_reason_and_remembered(story: Story) -> None:
    story("complete", "remiss")
    story.refused("reason_needed", "complete", "möte")
    story("complete", "möte", reason="Överenskommet med chefen")
    assert story.case.rounds("möte")[0].passed_gates == ("först",)
    assert story.case.rounds("möte")[0].deviates


def test_a_gate_that_is_open_asks_for_nothing(story: Story) -> None:
    story("tick", "remiss", "skriv")
    story("complete", "remiss")
    story("complete", "möte")
    assert not story.case.rounds("möte")[0].deviates


def test_a_tick_behind_a_gate_asks_for_a_reason_and_marks_the_round(story: Story) -> None:
    story("complete", "remiss")
    for task in ("protokoll", "beslut"):
        story.refused("reason_needed", "tick", "möte", task)
    story("tick", "möte", "beslut", reason="Brådskande")
    assert story.case.rounds("möte")[0].deviates


def test_what_the_law_closes_is_refused_whatever_the_reason(story: Story) -> None:
    story("complete", "remiss")
    story.refused("gate_shut", "tick", "möte", "lag", reason="Brådskande")
    with pytest.raises(DomainError, match="gate_shut"):
        acts.save_form(DEFINITION, story.case, "möte", "plan", "Brådskande")


def test_questions_are_answered_with_their_own_answers(story: Story) -> None:
    story.refused("not_a_question", "answer", "remiss", "fråga>insats")
    story.refused("not_a_question", "answer", "finns_inte", "fråga>insats")
    story.refused("unknown_answer", "answer", "fråga", "remiss>möte")
    story.refused("reason_needed", "answer", "fråga", "fråga>insats")


def test_an_answer_given_ahead_holds_when_the_flow_comes(story: Story) -> None:
    story("answer", "fråga", "fråga>avslag", reason="Bestämt i förväg")
    assert (story.state("fråga"), story.state("avslag")) == ("done", "not_started")
    story.refused("use_redo", "answer", "fråga", "fråga>insats", reason="Skäl")
    story("complete", "remiss")
    story("complete", "möte", reason="Skäl")
    assert (story.state("fråga"), story.state("avslag")) == ("done", "ready")
    assert story.state("insats") == "not_applicable"


def test_an_answer_given_ahead_can_be_changed_before_the_flow_comes(story: Story) -> None:
    story("answer", "fråga", "fråga>avslag", reason="Bestämt i förväg")
    story("redo", "fråga", "Nya uppgifter")
    story("answer", "fråga", "fråga>insats", reason="Nya uppgifter")
    assert story.state("insats") == "not_started"
    story("complete", "remiss")
    story("complete", "möte", reason="Skäl")
    assert (story.state("insats"), story.state("avslag")) == ("ready", "not_applicable")


def test_ticks_are_for_the_tasks_of_the_step(story: Story) -> None:
    story.refused("unknown_step", "tick", "finns_inte", "skriv")
    story.refused("unknown_task", "tick", "remiss", "finns_inte")
    story("tick", "remiss", "skriv")
    story.refused("already_ticked", "tick", "remiss", "skriv")


def test_a_task_for_each_adult_is_ticked_for_each(story: Story) -> None:
    story.refused("person_needed", "tick", "remiss", "samtal")
    story.refused("person_needed", "tick", "remiss", "samtal", person_id="ada")
    story.facts.add(e.ParticipantAdded("ada", "adult"), e.ParticipantAdded("bo", "adult"))
    story("tick", "remiss", "samtal", person_id="ada")
    story.refused("already_ticked", "tick", "remiss", "samtal", person_id="ada")
    story("tick", "remiss", "samtal", person_id="bo")


def test_partly_is_only_for_what_can_be_partly_done(story: Story) -> None:
    story.refused("partial_not_allowed", "tick", "remiss", "skriv", outcome="partial")
    story.refused("partial_not_allowed", "tick", "remiss", "procapita", outcome="påhittat")
    story("tick", "remiss", "procapita", outcome="partial")
    assert [task.id for _step, task in acts.unregistered(DEFINITION, story.case)] == ["procapita"]
    story("tick", "remiss", "procapita")
    assert acts.unregistered(DEFINITION, story.case) == ()


def test_repeated_tasks_are_ticked_many_times(story: Story) -> None:
    for _time in range(3):
        story("tick", "remiss", "ring")
    assert len(story.case.rounds("remiss")[0].ticks) == 3


def test_what_is_registered_late_belongs_to_the_round_that_was_done(story: Story) -> None:
    story("tick", "remiss", "skriv")
    story("complete", "remiss")
    closed(story)("tick", "remiss", "procapita")
    (only,) = story.case.rounds("remiss")
    assert [t.task for t in only.ticks] == ["skriv", "procapita"]
    assert story.state("remiss") == "done"


def test_what_is_asked_in_a_done_step_is_answered_in_its_round(story: Story) -> None:
    story("complete", "remiss")
    story("record", "remiss", "val", "a")
    assert story.case.answer("remiss", 1, "val") == "a"


@pytest.mark.parametrize(("ask", "value"), [("akut", "kanske"), ("val", "c")])
def test_an_answer_that_it_cannot_be_is_refused(story: Story, ask: str, value: str) -> None:
    story.refused("bad_answer", "record", "remiss", ask, value)


def test_answers_become_dates_facts_and_words(story: Story) -> None:
    story.refused("bad_date", "record", "remiss", "dag", "i morgon")
    story.refused("unknown_ask", "record", "remiss", "finns_inte", "a")
    for ask, value in (("dag", "2026-02-28"), ("akut", "yes"), ("val", "b"), ("ord", "Fri text")):
        story("record", "remiss", ask, value)
    assert story.case.day("dag") == date(2026, 2, 28)
    assert story.case.holds(("akut",))
    assert story.case.answer("remiss", 1, "ord") == "Fri text"
    story("record", "remiss", "akut", "no")
    assert story.case.holds(("not:akut",))


def test_only_an_open_limit_is_moved_and_with_a_reason(story: Story) -> None:
    with pytest.raises(DomainError, match="no_such_limit"):
        acts.move_limit(None, date(2026, 3, 1), "Skäl")


def test_closing_tells_what_is_left_and_then_asks_why(story: Story) -> None:
    story("tick", "remiss", "skriv")
    story.refused("reason_needed", "close", "")
    story("close", "Klienten har flyttat")
    assert story.case.open_left == ("remiss", "remiss/procapita")


def test_a_case_where_all_is_done_closes_without_a_reason(story: Story) -> None:
    story("tick", "remiss", "skriv")
    story("tick", "remiss", "procapita")
    story("complete", "remiss")
    story("complete", "möte")
    story("answer", "fråga", "fråga>insats")
    story("complete", "insats")
    story("close", "")
    assert story.case.closed is not None


def test_a_step_that_lives_on_is_no_reason_to_keep_the_case_open_and_is_done_afterwards(story: Story) -> None:
    story("tick", "remiss", "skriv")
    story("tick", "remiss", "procapita")
    story("complete", "remiss")
    story("complete", "möte")
    story("answer", "fråga", "fråga>avslag")
    story("close", "")
    assert (story.state("avslag"), story.state("insats")) == ("ready", "not_applicable")
    story("tick", "avslag", "ring")
    story("complete", "avslag")
    assert story.state("avslag") == "done"
    assert not story.case.rounds("avslag")[0].deviates


def test_an_open_case_is_not_opened_and_reopening_needs_a_reason(story: Story) -> None:
    story.refused("case_not_closed", "reopen", "Skäl")
    closed(story).refused("reason_needed", "reopen", " ")
    story("reopen", "Stängdes av misstag")
    assert story.case.closed is None
    assert story.state("remiss") == "ready"


def test_what_another_role_has_told_is_kept_with_the_act(story: Story) -> None:
    story("complete", "remiss", told=TOLD)
    ended = story.case.rounds("remiss")[0].ended
    assert ended is not None
    assert ended.told == TOLD
