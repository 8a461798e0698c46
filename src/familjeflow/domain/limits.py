"""The time limits of a case: which hold, when they fall, and whether they have been met."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from familjeflow.domain import flow
from familjeflow.domain.case import Adopted, Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.states import OPEN_STATES, Standing, StepState, standings
from familjeflow.domain.time_rules import (
    Anchor,
    AnchorEvent,
    Calendar,
    LimitRule,
    add,
    half_year_week,
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LIVE = OPEN_STATES | {StepState.NOT_STARTED}


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit as it stands. `id` is "step/rule#occurrence".

    `day` is None while `anchor` has no date. `met_on` is when the latest round or tick met it. `warn_from` is
    the first day it should be seen. `reason` is why it was moved. `since` is the day it is counted from: the
    anchor's, or in a series the latest time it was met. `choice` is what holds of the settings it depends on.
    """

    id: str
    step: str
    rule: LimitRule
    anchor: Anchor | None = None
    anchor_day: date | None = None
    day: date | None = None
    warn_from: date | None = None
    met_on: date | None = None
    moved: bool = False
    reason: str = ""
    since: date | None = None
    choice: str = ""

    @property
    def open(self) -> bool:
        """Whether it has a day and still has to be met."""
        return self.day is not None and self.met_on is None


def limits(definition: ProcessDefinition, case: Case, calendar: Calendar) -> tuple[Limit, ...]:
    """Every limit that the routine sets for this case now, steps in the order of the content."""
    limited = [step for step, content in definition.content.items() if content.limits]
    standing = standings(definition, case, [s for s in limited if s in definition.reading_order])
    ahead = flow.reachable(definition.graph, case.marking)
    return tuple(
        _limit(
            definition, case, calendar, step, rule, _goes_on(case, rule, standing.get(step), step in ahead)
        )
        for step in limited
        for rule in definition.content[step].limits
        if case.holds(rule.when)
    )


def _limit(
    definition: ProcessDefinition,
    case: Case,
    calendar: Calendar,
    step: str,
    rule: LimitRule,
    goes_on: bool,
) -> Limit:
    met = _times_met(case, step, rule)
    before = len(_times_met(case, step, rule, all_closings=True)) - len(met)
    choice = _setting(definition, case, rule.setting)
    anchor, anchor_day = _anchored(case, step, rule, choice)
    met_on = None if goes_on or not met else met[-1]
    earlier = met if goes_on else met[:-1]
    since = earlier[-1] if earlier and _counts_from_latest(rule, choice) else anchor_day
    name = f"{step}/{rule.id}#{before + len(earlier) + 1}"
    chosen = "/".join(filter(None, (choice, _setting(definition, case, rule.week_setting))))
    limit = Limit(name, step, rule, anchor, anchor_day, met_on=met_on, since=since, choice=chosen)
    if anchor_day is None or (not goes_on and not met):
        return limit
    return _dated(definition, case, calendar, limit, earlier, choice)


def _counts_from_latest(rule: LimitRule, choice: str) -> bool:
    """Whether the next day of a series is counted from the latest time, not from the anchor."""
    return bool(rule.weekly) or (rule.repeats is not None and choice not in rule.fixed_series)


def _times_met(case: Case, step: str, rule: LimitRule, *, all_closings: bool = False) -> list[date]:
    """The days on which the limit was met: ticks of its task, or ends of the step's rounds.

    A skipped round moves a series on; it does not meet a limit that comes once. What is counted from the
    closing is met after the latest one, or with `all_closings` after any.
    """
    rounds = case.rounds(step)
    if rule.met_by:
        ticks = (t for r in rounds for t in r.ticks if t.task == rule.met_by and t.outcome != "not_needed")
        acts = [t.act for t in ticks]
    else:
        acts = [r.ended for r in rounds if r.ended is not None and (r.done or rule.repeats is not None)]
    return [act.on for act in acts if all_closings or not _from_closing(rule) or case.after_closing(act)]


def _from_closing(rule: LimitRule) -> bool:
    return any(anchor.event is AnchorEvent.CLOSED for _, anchor in rule.anchors)


def _goes_on(case: Case, rule: LimitRule, stands: Standing | None, comes_back: bool) -> bool:
    """Whether the limit still has to be met. `comes_back` tells that the flow can reach the step again."""
    if stands is None:
        return False
    if _from_closing(rule):
        return not _times_met(case, stands.step, rule)
    if case.closed is not None:
        return False
    current = case.open_round(stands.step)
    if rule.met_by and not rule.repeats and current is not None:
        return not any(t.task == rule.met_by for t in current.ticks)
    if stands.state in _LIVE:
        return True
    again = rule.repeats is not None or (rule.renews and _set_anew(case, stands.step, rule))
    return again and stands.state is StepState.DONE and comes_back


def _set_anew(case: Case, step: str, rule: LimitRule) -> bool:
    """Whether a date that the limit counts from was set after the flow last came to the step."""
    reached = case.marking.reached.get(step)
    dates = (case.dates.get(a.of) for _, a in rule.anchors if a.event is AnchorEvent.DATE)
    return any(reached is None or date.act.on >= reached for date in dates if date is not None)


def _setting(definition: ProcessDefinition, case: Case, name: str | None) -> str:
    """What holds of a setting: the choice for this case or else the default; "" for one that is not there."""
    default = next((s.default for s in definition.info.settings if s.id == name), "")
    return (name and case.settings.get(name)) or default


def _week(definition: ProcessDefinition, case: Case, rule: LimitRule) -> int:
    """The week of the month that is chosen, from 1; what cannot be one is the first."""
    written = _setting(definition, case, rule.week_setting)
    return int(written) if written in ("1", "2", "3", "4", "5") else 1


def _anchored(case: Case, step: str, rule: LimitRule, choice: str) -> tuple[Anchor | None, date | None]:
    """The anchor that counts and its day; the first one without a day where none has any."""
    chosen = [a for name, a in rule.anchors if not choice or name in ("", choice)] or [
        a for _, a in rule.anchors
    ]
    for anchor in chosen:
        day = anchor_day(case, anchor)
        if day is not None:
            return anchor, day
    if rule.weekly and not rule.anchors:
        return None, case.marking.reached.get(step)
    return (chosen[0] if chosen else None), None


def anchor_day(case: Case, anchor: Anchor) -> date | None:
    """The day of a named moment of the case, None while it has not happened."""
    match anchor.event:
        case AnchorEvent.OPENED:
            return case.opened.on if case.opened else None
        case AnchorEvent.CLOSED:
            return case.closed.on if case.closed else None
        case AnchorEvent.DATE:
            return case.day(anchor.of)
        case AnchorEvent.STARTED:
            starts = [r.started or r.begun for r in case.rounds(anchor.of)]
            return next((act.on for act in reversed(starts) if act), None)
        case AnchorEvent.DONE:
            return max((r.ended.on for r in case.rounds(anchor.of) if r.ended and r.done), default=None)
        case AnchorEvent.TASK:
            step, _, task = anchor.of.partition("/")
            ticks = (t for r in case.rounds(step) for t in r.ticks if t.task == task)
            return max((t.act.on for t in ticks if t.outcome != "not_needed"), default=None)


def _dated(
    definition: ProcessDefinition,
    case: Case,
    calendar: Calendar,
    limit: Limit,
    earlier: list[date],
    choice: str,
) -> Limit:
    """The limit with its day: moved by hand, adopted earlier from the same anchor, or computed."""
    adopted, moved = case.adopted.get(limit.id), case.moved.get(limit.id)
    try:
        if moved is not None:
            day, reason = moved.day, moved.act.reason
        elif adopted is not None and _still_binds(adopted, limit):
            day, reason = adopted.day, ""
        else:
            day, reason = _computed(definition, case, calendar, limit, earlier, choice), ""
        warn = add(day, limit.rule.warn, calendar, before=True) if limit.rule.warn else None
    except DomainError:
        return limit
    return replace(limit, day=day, warn_from=warn, moved=moved is not None, reason=reason)


def _still_binds(adopted: Adopted, limit: Limit) -> bool:
    """Whether an adopted day was computed from what holds now. One kept without its choice is believed."""
    return adopted.anchor_day == limit.since and adopted.choice in ("", limit.choice)


def _computed(
    definition: ProcessDefinition,
    case: Case,
    calendar: Calendar,
    limit: Limit,
    earlier: list[date],
    choice: str,
) -> date:
    rule, anchor = limit.rule, limit.anchor_day
    assert anchor is not None
    if rule.function == "half_year_week":
        return half_year_week(anchor, choice, _week(definition, case, rule))
    if rule.weekly:
        return _standing_weekday(rule.weekly, earlier[-1] + timedelta(days=1) if earlier else anchor)
    day = _in_series(rule, anchor, earlier, choice, calendar)
    return calendar.working_day_from(day) if rule.rolls else day


def _in_series(rule: LimitRule, anchor: date, earlier: list[date], choice: str, calendar: Calendar) -> date:
    if rule.repeats is None or not earlier:
        return add(anchor, rule.offset, calendar, before=rule.before)
    if not _counts_from_latest(rule, choice):
        return add(anchor, rule.offset.plus(rule.repeats, len(earlier)), calendar)
    return add(earlier[-1], rule.repeats, calendar)


def _standing_weekday(weekly: str, first: date) -> date:
    """The first such weekday on or after a day; `weekly` is like "mon 09:00"."""
    wanted = WEEKDAYS.index(weekly[:3])
    return first + timedelta(days=(wanted - first.weekday()) % 7)
