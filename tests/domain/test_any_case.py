"""Whatever a caseworker does: nothing is lost, nothing is shown done that was not, and it can be read again."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.definitions import Facts
from tests.support.random_worker import Draw, Worker
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
ACTS = 30
QUICK = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def drawing(data: st.DataObject) -> Draw:
    """Choices from one long random number, which is cheap to draw and still shrinks."""
    left = data.draw(st.integers(0, 2**1600))

    def draw(below: int) -> int:
        nonlocal left
        left, found = divmod(left, below)
        return found

    return draw


def opened(definition: ProcessDefinition, data: st.DataObject) -> Worker:
    worker = Worker(definition, drawing(data))
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
    return Context(loaded, worker.facts.day, worker.limits, stands, {}, {}, nobody, nobody, None, "me")


def changes_or_is_told(worker: Worker, before: Case, number: int) -> None:
    """Each of the latest facts changed the case or stands in its history."""
    told = {line.event_id for line in history.history_lines(seen(worker))}
    after = replace(worker.case, heads=before.heads)
    for fact in worker.facts.facts[number:]:
        assert fact.id in told or after != before


def work(worker: Worker) -> None:
    for _act in range(ACTS):
        before, number = worker.case, len(worker.facts.facts)
        worker.act()
        case = worker.case
        hold_together(worker.definition, case)
        if not any(isinstance(p, e.Retracted) for p in worker.done):
            for step, rounds in before.steps.items():
                assert all(map(same_work, rounds, case.rounds(step)))
                assert len(case.rounds(step)) >= len(rounds)
            assert set(before.documents) <= set(case.documents)
        changes_or_is_told(worker, before, number)


def can_be_shown(worker: Worker) -> None:
    """The case page and the lists can be made, and a case read from the vault is the same case."""
    view = case_view_of(seen(worker), "")
    assert {s.id for s in view.steps} == {
        n.id for n in (*worker.definition.steps, *worker.definition.questions)
    }
    assert rows(worker.definition, worker.case, worker.limits).case.case_id == worker.case.case_id
    assert fold(worker.definition, read_again(worker.all)) == worker.case


@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=12, **QUICK)
@given(data=st.data())
def test_any_acts_in_a_small_process(name: str, data: st.DataObject) -> None:
    worker = opened(SMALL[name], data)
    work(worker)
    can_be_shown(worker)


@pytest.mark.parametrize("name", SHIPPED)
@settings(max_examples=5, **QUICK)
@given(data=st.data())
def test_any_acts_in_a_shipped_process(name: str, data: st.DataObject) -> None:
    worker = opened(SHIPPED[name], data)
    work(worker)
    can_be_shown(worker)


@pytest.mark.parametrize("definition", [*SMALL.values(), *SHIPPED.values()], ids=[*SMALL, *SHIPPED])
@settings(max_examples=6, **QUICK)
@given(data=st.data())
def test_two_desks_that_worked_apart_agree_however_their_facts_arrive(
    definition: ProcessDefinition, data: st.DataObject
) -> None:
    one = opened(definition, data)
    for _act in range(6):
        one.act()
    shared = list(one.facts.facts)
    other = Worker(definition, one.draw, Facts("b", one.facts.lamport), shared)
    other.facts.day = one.facts.day
    for _act in range(8):
        one.act()
        other.act()
    chains = [*one.facts.facts, *other.facts.facts]
    merged = fold(definition, chains)
    hold_together(definition, merged)
    delivered = data.draw(st.permutations(chains)) + data.draw(st.lists(st.sampled_from(chains), max_size=5))
    assert fold(definition, delivered) == merged
    for desk in (one, other):
        assert set(desk.case.documents) <= set(merged.documents) | _taken_back(chains)


def _taken_back(facts: list[e.Event]) -> set[str]:
    gone = {f.payload.event_id for f in facts if isinstance(f.payload, e.Retracted)}
    return {f.payload.document_id for f in facts if f.id in gone and isinstance(f.payload, e.FormSaved)}
