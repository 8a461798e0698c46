"""The client's own way through a process, in plain words: what has been, where we are, what comes.

Only what concerns the client is told. What the office does among itself, its notes, ticks and reasons, is
not.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from familjeflow import resources
from familjeflow.domain.case import Case
from familjeflow.domain.process import NodeKind, ProcessDefinition
from familjeflow.domain.states import OPEN_STATES, StepState
from familjeflow.services.case_context import Context

StageState = Literal["done", "now", "later"]
_AWAY = (StepState.SKIPPED, StepState.NOT_APPLICABLE)
_OVER = (StepState.DONE, *_AWAY)


@dataclass(frozen=True, slots=True)
class PlainStage:
    """One stage in plain words, and the steps that it stands for."""

    steps: tuple[str, ...]
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainWords:
    """A process in plain words. `about` completes "Mötet handlar om …"."""

    about: str
    intro: str
    stages: tuple[PlainStage, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a case. `day` is when it was done, or the latest day it should be; `who` are roles."""

    heading: str
    text: str
    state: StageState
    day: date | None
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The whole way of one client."""

    intro: str
    stages: tuple[Stage, ...]


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(resources.path("texts/klientbild.toml").read_text(encoding="utf-8"))


def plain_words(definition: ProcessDefinition) -> PlainWords:
    """The process in plain words; an organisation's own process is told with its steps' names."""
    written = _written().get(definition.info.id)
    if written is None:
        told = (n for n in definition.steps if n.kind is NodeKind.TASK)
        stages = tuple(PlainStage((n.id,), definition.step(n.id).label, "") for n in told)
        return PlainWords(definition.info.short, "", stages)
    stages = tuple(PlainStage(tuple(led["steg"]), led["rubrik"], led["text"]) for led in written["led"])
    return PlainWords(written["om"], written["inledning"], stages)


def way_of(context: Context) -> Way:
    """Where the client is. A stage that does not apply, or was skipped, is left out."""
    words = plain_words(context.definition)
    told = [stage for stage in words.stages if not _is_away(context, stage)]
    states = [_state(context, stage) for stage in told]
    if "now" not in states and "later" in states and context.case.closed is None:
        states[states.index("later")] = "now"
    stages = (_stage(context, stage, state) for stage, state in zip(told, states, strict=True))
    return Way(words.intro, tuple(stages))


def _known(context: Context, stage: PlainStage) -> list[str]:
    return [step for step in stage.steps if step in context.stands]


def _is_away(context: Context, stage: PlainStage) -> bool:
    states = [context.stands[step].state for step in _known(context, stage)]
    return all(state in _AWAY for state in states)


def _state(context: Context, stage: PlainStage) -> StageState:
    states = [context.stands[step].state for step in _known(context, stage)]
    if all(state in _OVER for state in states):
        return "done"
    started = any(state in OPEN_STATES and state is not StepState.WAITING for state in states)
    return "now" if started or StepState.DONE in states else "later"


def _stage(context: Context, stage: PlainStage, state: StageState) -> Stage:
    steps = _known(context, stage)
    day = _done_on(context.case, steps) if state == "done" else _due(context, steps)
    roles = (role for step in steps for role in context.definition.step(step).roles)
    who = tuple(dict.fromkeys(_who(context, role) for role in roles))
    return Stage(stage.heading, stage.text, state, day, who if state != "done" else ())


def _who(context: Context, role: str) -> str:
    """The person in the role when one is named, with the role's title."""
    name = context.case.roles.get(role, "")
    return f"{name} ({context.role(role)})" if name else context.role(role)


def _done_on(case: Case, steps: list[str]) -> date | None:
    ends = [r.ended.on for step in steps for r in case.rounds(step) if r.ended and not r.skipped]
    return max(ends, default=None)


def _due(context: Context, steps: list[str]) -> date | None:
    """The day the case should have come there; one that has passed would only worry the client."""
    days = [limit.day for step in steps for limit in context.limits_of(step) if limit.open and limit.day]
    return min((day for day in days if day >= context.today), default=None)
