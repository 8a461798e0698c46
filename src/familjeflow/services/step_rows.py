"""The rows that statistics are counted from, computed from a case: rounds of steps, and its outcome."""

from collections.abc import Iterator, Mapping
from datetime import date

from familjeflow.domain.case import Case, Round, RoundKind
from familjeflow.domain.plans import goal_count
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.projections import OutcomeRow, StepRow
from familjeflow.domain.states import OPEN_STATES, Standing
from familjeflow.services.reason_kinds import kind_of


def step_rows(definition: ProcessDefinition, case: Case, stands: Mapping[str, Standing]) -> Iterator[StepRow]:
    """A row for each round, and one for each step that is open without a round yet."""
    about = (case.case_id, definition.info.id)
    for step, standing in stands.items():
        rounds = case.rounds(step)
        is_open = standing.state in OPEN_STATES
        for number, done in enumerate(rounds, 1):
            if done.ended is None:
                state, reason = standing.state.value, ""
            else:
                state = "skipped" if done.skipped else "done"
                reason = kind_of(done.ended.reason) if done.skipped else ""
            began = _began(case, step, done, latest=number == len(rounds))
            ended = done.ended.on if done.ended else None
            yield StepRow(*about, step, number, state, began, ended, done.skipped, reason)
        if is_open and not (rounds and rounds[-1].ended is None):
            began = case.marking.reached.get(step)
            yield StepRow(*about, step, standing.round, standing.state.value, began, None, False, "")


def _began(case: Case, step: str, counted: Round, *, latest: bool) -> date | None:
    """The day the flow came to the step, where it did; else the day when somebody began.

    Only the latest arrival is known, so it counts for the latest round alone.
    """
    begun = counted.begun.on if counted.begun else None
    if latest and counted.kind is RoundKind.FLOW:
        reached = case.marking.reached.get(step)
        if reached is not None and (begun is None or reached < begun):
            return reached
    return begun


def outcome_row(definition: ProcessDefinition, case: Case) -> OutcomeRow:
    """Who opened the case, how it ended and what became of its goals."""
    goals = fulfilled = 0
    for document in case.documents.values():
        form = definition.forms.get(document.form)
        if form is not None:
            many, reached = goal_count(form, document.answers)
            goals, fulfilled = goals + many, fulfilled + reached
    early = case.closed is not None and bool(case.open_left)
    return OutcomeRow(
        case_id=case.case_id,
        opened_by=case.opened.actor if case.opened else "",
        ended_early=early,
        reason=kind_of(case.closed.reason) if case.closed and early else "",
        goals=goals,
        fulfilled=fulfilled,
    )
