"""The client's own way through a process, in plain words: what has been, where we are, what comes.

Only what concerns the client is told. What the office does among itself, its notes, ticks and reasons, is
not.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from familjeflow import resources
from familjeflow.domain.case import Case
from familjeflow.domain.process import NodeKind, ProcessDefinition
from familjeflow.domain.states import StepState
from familjeflow.services.case_context import Context

StageState = Literal["done", "ongoing", "now", "later"]
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
    """Where the client is. A stage that does not apply, or was skipped, or never came, is left out."""
    words = plain_words(context.definition)
    told = [stage for stage in words.stages if not _is_away(context, stage)]
    if context.case.closed is not None:
        told = [stage for stage in told if StepState.DONE in _standings(context, stage)]
    states = _states(context, told)
    stages = (_stage(context, stage, state) for stage, state in zip(told, states, strict=True))
    return Way(words.intro, tuple(stages))


def _known(context: Context, stage: PlainStage) -> list[str]:
    return [step for step in stage.steps if step in context.stands]


def _is_away(context: Context, stage: PlainStage) -> bool:
    states = [context.stands[step].state for step in _known(context, stage)]
    return all(state in _AWAY for state in states)


def _states(context: Context, stages: Sequence[PlainStage]) -> list[StageState]:
    """One stage is where the case is. What goes on beside it is ongoing; what is redone stays done."""
    if context.case.closed is not None or all(_is_over(context, stage) for stage in stages):
        return ["done"] * len(stages)
    here = _here(context, stages)
    found: list[StageState] = []
    for place, stage in enumerate(stages):
        if place == here:
            found.append("now")
        elif _is_over(context, stage) or _has_been(context, stage):
            found.append("done")
        else:
            found.append("ongoing" if place < here and _has_begun(context, stage) else "later")
    return found


def _here(context: Context, stages: Sequence[PlainStage]) -> int:
    """The last stage that is under way, else the first that can begin; a redone one only if no other."""
    left = [place for place, stage in enumerate(stages) if not _is_over(context, stage)]
    fresh = [place for place in left if not _has_been(context, stages[place])] or left
    active = [place for place in fresh if StepState.ACTIVE in _standings(context, stages[place])]
    begun = [place for place in fresh if _has_begun(context, stages[place])]
    return active[-1] if active else (begun or fresh)[0]


def _standings(context: Context, stage: PlainStage) -> list[StepState]:
    return [context.stands[step].state for step in _known(context, stage)]


def _is_over(context: Context, stage: PlainStage) -> bool:
    return all(state in _OVER for state in _standings(context, stage))


def _has_begun(context: Context, stage: PlainStage) -> bool:
    states = _standings(context, stage)
    return StepState.DONE in states or StepState.ACTIVE in states or StepState.READY in states


def _has_been(context: Context, stage: PlainStage) -> bool:
    """Whether every step of the stage has been carried through once, whatever is done again now."""
    told = [s for s in _known(context, stage) if context.stands[s].state not in _AWAY]
    return all(any(r.done for r in context.case.rounds(step)) for step in told)


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
