"""Processes with more ways through them than can be counted are worked as any other."""

import random
import signal
import sys
from collections.abc import Callable, Iterator

import pytest
from tests.support.definitions import process
from tests.support.random_worker import Worker

from familjeflow.domain import flow
from familjeflow.domain.process import ProcessDefinition
from familjeflow.services.process_guide import guide

DIAMONDS = 160
SECONDS = 60
"""Many times what it takes; what grows with the number of ways would take longer than the world is old."""


@pytest.fixture(autouse=True)
def it_ends() -> Iterator[None]:
    """Stops what does not come to an end."""
    if sys.platform == "win32":
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def questions() -> ProcessDefinition:
    """One question after another, each with two ways to the next."""
    lines = ["(start > ?q0"]
    for n in range(DIAMONDS):
        lines += [f"?q{n} > a{n} : ja", f"?q{n} > b{n} : nej", f"a{n} > ?q{n + 1}", f"b{n} > ?q{n + 1}"]
    lines += [f"?q{DIAMONDS} > )slut : ja", f"?q{DIAMONDS} > ?q0 : nej"]
    return process("\n".join(lines))


def joins() -> ProcessDefinition:
    """One split after another, all ways taken."""
    lines = ["(start > +s0"]
    for n in range(DIAMONDS // 2):
        lines += [f"+s{n} > a{n} > +j{n}", f"+s{n} > b{n} > +j{n}", f"+j{n} > +s{n + 1}"]
    return process("\n".join([*lines, f"+s{DIAMONDS // 2} > sist > )slut"]))


def bare_joins() -> ProcessDefinition:
    """Gateways with many flows to each other and no step between them."""
    lines = ["(start > ett > +g0"]
    for n in range(DIAMONDS):
        lines += [f"+g{n} > ?x{n}", f"+g{n} > ?y{n}", f"?x{n} > +g{n + 1}", f"?y{n} > +g{n + 1}"]
    return process("\n".join([*lines, f"+g{DIAMONDS} > sist > )slut"]))


@pytest.mark.parametrize("made", [questions, joins, bare_joins])
def test_any_acts_are_done_and_folded(made: Callable[[], ProcessDefinition]) -> None:
    definition = made()
    source = random.Random(3)
    worker = Worker(definition, source.randrange)
    worker.open()
    for _number in range(15):
        worker.act(worker.case)
    case = worker.case
    assert case.marking.resting
    assert len(flow.reachable(definition.graph, case.marking)) <= len(definition.graph.nodes)
    for node in definition.steps:
        assert flow.steps_after(definition.graph, node.id) is not None
    assert len(guide(definition, {})) == len(definition.reading_order)
