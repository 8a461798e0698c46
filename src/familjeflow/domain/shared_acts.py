"""One act that stands in several roles' lists: what can be done together with a step."""

from familjeflow.domain.acts import is_early, is_ticked, round_to_work
from familjeflow.domain.case import Case
from familjeflow.domain.process import ProcessDefinition


def twins(definition: ProcessDefinition, case: Case, step: str) -> tuple[str, ...]:
    """Other roles' steps that are the same act and can be done with it."""
    shared = (twin for twin in definition.step(step).shared if "/" not in twin)
    return tuple(t for t in shared if not case.rounds(t) or not is_early(definition, case, t))


def shared_tasks(definition: ProcessDefinition, case: Case, step: str) -> tuple[tuple[str, str], ...]:
    """Single tasks of other roles' steps that are the same act and are not ticked yet."""
    pairs = [twin.split("/") for twin in definition.step(step).shared if "/" in twin]
    return tuple(
        (other, task)
        for other, task in pairs
        if not is_ticked(case, other, round_to_work(definition, case, other), task, None)
    )
