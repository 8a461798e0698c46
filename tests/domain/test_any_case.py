"""Whatever a caseworker does: nothing is lost, nothing is shown done that was not, and it can be read."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.definitions import Facts
from tests.support.random_worker import Worker
from tests.support.small_processes import SMALL

from familjeflow.domain import events as e
from familjeflow.domain.case import Case, Round
from familjeflow.domain.fold import fold
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.states import StepState, standings
from familjeflow.services import history, processes
from familjeflow.services.case_context import Context
from familjeflow.services.case_rows import rows
from familjeflow.services.case_views import case_view_of
from familjeflow.services.case_work import Loaded
from familjeflow.storage import codec

SHIPPED = {d.info.id: d for d in processes.shipped()}
QUICK = {"deadline": None, "suppress_health_check": list(HealthCheck)}


SEEDS = st.integers(0, 2**32)
LENGTHS = st.integers(1, 40)


def opened(definition: ProcessDefinition, seed: int) -> Worker:
    worker = Worker(definition, Random(seed).randrange)
    worker.open()
    return worker


def same_work(before: Round, after: Round) -> bool:
    """Whether the later reading holds all of the earlier: an ended round may only have gained ticks."""
    kept = after.ticks[: len(before.ticks)] == before.ticks
    if before.ended is None:
        return kept and before.number == after.number and before.begun == after.begun
    return kept and replace(after, ticks=()) == replace(before, ticks=())


def hold_together(definition: ProcessDefinition, case: Case) -> None:
    """What is true of every case."""
    counts = (*case.marking.resting.values(), *case.marking.arrived.values(), *case.marking.credit.values())
    assert all(count >= 0 for count in counts)
    for step, stands in standings(definition, case).items():
        rounds = case.rounds(step)
        assert [r.number for r in rounds] == list(range(1, len(rounds) + 1))
        assert all(r.ended is not None for r in rounds[:-1])
        assert not any(r.done and r.skipped for r in rounds)
        if stands.state is StepState.DONE:
            assert rounds[-1].done
        if rounds and rounds[-1].skipped:
            assert stands.state is not StepState.DONE


def read_again(facts: list[e.Event]) -> list[e.Event]:
    """The facts as they come back from a vault."""
    return [
        e.Event(
            codec.decode_header(codec.encode_header(f.header)),
            codec.decode_payload(f.header.kind, f.header.version, codec.encode_payload(f.payload))
            if f.payload is not None
            else None,
        )
        for f in facts
    ]


def seen(worker: Worker) -> Context:
    loaded = Loaded(worker.definition, tuple(worker.all), worker.case)
    stands = standings(worker.definition, worker.case)
    nobody = frozenset[str]()
    return Context(
        loaded, worker.facts.day, worker.limits, stands, {}, {}, nobody, nobody, nobody, None, "me"
    )


def work(worker: Worker, times: int) -> list[e.Event]:
    """Many acts, each checked; the facts that did not change the case come back."""
    idle: list[e.Event] = []
    case = worker.case
    for _act in range(times):
        before, number = case, len(worker.facts.facts)
        worker.act(before)
        case = worker.case
        hold_together(worker.definition, case)
        if not any(isinstance(p, e.Retracted) for p in worker.done):
            for step, rounds in before.steps.items():
                assert all(map(same_work, rounds, case.rounds(step)))
                assert len(case.rounds(step)) >= len(rounds)
            assert set(before.documents) <= set(case.documents)
        if replace(case, heads=before.heads) == before:
            idle += worker.facts.facts[number : number + len(worker.done)]
    return idle


def can_be_shown(worker: Worker, idle: list[e.Event]) -> None:
    """The case page and the lists can be made, and a case read from the vault is the same case.

    What did not change the case stands in its history, as a line of its own or as a line taken back.
    """
    context = seen(worker)
    told = {line.event_id for line in history.history_lines(context)}
    for fact in idle:
        assert (fact.payload.event_id if isinstance(fact.payload, e.Retracted) else fact.id) in told
    view = case_view_of(context, "")
    assert {s.id for s in view.steps} == {
        n.id for n in (*worker.definition.steps, *worker.definition.questions)
    }
    assert (
        rows(worker.definition, worker.case, worker.limits, tuple(worker.all)).case.case_id
        == worker.case.case_id
    )
    assert fold(worker.definition, read_again(worker.all)) == worker.case


@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=25, **QUICK)
@given(seed=SEEDS, times=LENGTHS)
def test_any_acts_in_a_small_process(name: str, seed: int, times: int) -> None:
    worker = opened(SMALL[name], seed)
    can_be_shown(worker, work(worker, times))


@pytest.mark.parametrize("name", SHIPPED)
@settings(max_examples=12, **QUICK)
@given(seed=SEEDS, times=LENGTHS)
def test_any_acts_in_a_shipped_process(name: str, seed: int, times: int) -> None:
    worker = opened(SHIPPED[name], seed)
    can_be_shown(worker, work(worker, times))


@pytest.mark.parametrize("definition", [*SMALL.values(), *SHIPPED.values()], ids=[*SMALL, *SHIPPED])
@settings(max_examples=12, **QUICK)
@given(seed=SEEDS)
def test_two_desks_that_worked_apart_agree_however_their_facts_arrive(
    definition: ProcessDefinition, seed: int
) -> None:
    one, chance = opened(definition, seed), Random(seed)
    for _act in range(6):
        one.act(one.case)
    shared = list(one.facts.facts)
    other = Worker(definition, one.draw, Facts("b", one.facts.lamport), shared)
    other.facts.day = one.facts.day
    for _act in range(8):
        one.act(one.case)
        other.act(other.case)
    chains = [*one.facts.facts, *other.facts.facts]
    merged = fold(definition, chains)
    hold_together(definition, merged)
    delivered = chance.sample(chains, len(chains)) + chance.choices(chains, k=5)
    assert fold(definition, delivered) == merged
    for desk in (one, other):
        assert set(desk.case.documents) <= set(merged.documents) | _taken_back(chains)


def _taken_back(facts: list[e.Event]) -> set[str]:
    gone = {f.payload.event_id for f in facts if isinstance(f.payload, e.Retracted)}
    return {f.payload.document_id for f in facts if f.id in gone and isinstance(f.payload, e.FormSaved)}
