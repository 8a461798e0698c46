"""The event log of a process for process mining: steps, days and roles of every case, and nobody's name.

Only what the process itself says is written: names of steps and of roles. Case numbers, people, reasons and
answers stay in the work file; a trace has a new random name each time, and the order of traces is theirs.
"""

import threading
from collections.abc import Callable, Sequence
from functools import partial

from familjeflow.domain import events as e
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import live_facts, new_names
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.statistics import SMALLEST
from familjeflow.export.xes import LogEvent, Trace, xes
from familjeflow.i18n import _
from familjeflow.services.case_work import load
from familjeflow.services.desk import Desk
from familjeflow.services.processes import FormatError, offered_process
from familjeflow.storage.store import Store

_CASES_AT_A_TIME = 200
"""Cases in one transaction, so that an act never waits long for the log."""


class Stopped(Exception):  # noqa: N818  # nobody erred
    """Somebody stopped the making of the log. Nothing was written."""


def event_log(
    desk: Desk,
    process: str,
    *,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    stopped: threading.Event | None = None,
) -> bytes:
    """The log of every case of a process, as XES. `told` gets cases done of cases.

    Raises DomainError "unknown_process", or "too_few_cases" below SMALLEST; Stopped when `stopped` was set.
    """
    title = offered_process(process)[0].info.title
    ids = desk.vault.read(lambda store: _cases_of(store, process))
    if len(ids) < SMALLEST:
        raise DomainError("too_few_cases", least=SMALLEST)
    traces: list[Trace] = []
    for start in range(0, len(ids), _CASES_AT_A_TIME):
        if stopped is not None and stopped.is_set():
            raise Stopped
        some = ids[start : start + _CASES_AT_A_TIME]
        traces += desk.vault.read(partial(_traces, desk, some))
        told(min(start + _CASES_AT_A_TIME, len(ids)), len(ids))
    return xes(title, sorted(traces, key=lambda trace: trace.name))


def _cases_of(store: Store, process: str) -> tuple[str, ...]:
    rows = store.case_rows(open_only=False)
    return tuple(row.case_id for row in rows if row.process_id == process)


def _traces(desk: Desk, cases: Sequence[str], store: Store) -> list[Trace]:
    found = []
    for case_id in cases:
        try:
            loaded = load(store, case_id)
        except (DomainError, FormatError):
            continue  # a case that cannot be shown cannot be told of either
        definition, facts = loaded.definition, live_facts(loaded.facts)
        names = new_names(facts)
        events = (_event(definition, names, fact) for fact in facts)
        ordered = sorted((event for event in events if event is not None), key=lambda event: event.on)
        found.append(Trace(desk.new_id(), tuple(ordered)))
    return found


def _event(definition: ProcessDefinition, names: dict[str, str], fact: e.Event) -> LogEvent | None:
    said = fact.payload
    role = definition.info.roles.get(fact.header.role, "")
    day = fact.header.occurred_on
    match said:
        case e.CaseOpened():
            return LogEvent(_("Ärendet öppnades"), day, "", "complete")
        case e.CaseClosed():
            return LogEvent(_("Ärendet avslutades"), day, "", "pi_abort" if said.open_left else "complete")
        case e.StepStarted() | e.StepCompleted() | e.StepSkipped():
            name, how = _step_name(definition, names, said.step), _TRANSITIONS[type(said)]
        case e.BranchChosen():
            name, how = _step_name(definition, names, said.gateway), "complete"
        case _:
            return None
    return LogEvent(name, day, role, how) if name else None


_TRANSITIONS: dict[type, str] = {
    e.StepStarted: "start",
    e.StepCompleted: "complete",
    e.StepSkipped: "manualskip",
}


def _step_name(definition: ProcessDefinition, names: dict[str, str], step: str) -> str:
    now = names.get(step, step)
    if now not in definition.graph.node:
        return ""
    content = definition.step(now)
    return content.question.text if content.question is not None else content.label
