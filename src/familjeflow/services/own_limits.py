"""Adds, moves and ends time limits of a person's own choice in a case."""

from dataclasses import dataclass
from datetime import date

from familjeflow.domain import events as e
from familjeflow.domain import own_limits as own
from familjeflow.domain.errors import DomainError
from familjeflow.domain.own_limits import OwnLimit
from familjeflow.domain.time_rules import Force, Interval, add
from familjeflow.domain.work_events import OwnLimitEnded, OwnLimitSet
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_work import Loaded, act, load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.limit_library import limit_of


@dataclass(frozen=True, slots=True)
class NewLimit:
    """What a person writes for a limit in own words."""

    text: str
    day: date
    force: Force = Force.GUIDELINE
    source: str = ""


def own_limits(desk: Desk, case_id: str) -> tuple[OwnLimit, ...]:
    """The limits added to a case, open and ended, by day."""
    return desk.vault.read(lambda store: own.own_limits(load(store, case_id).facts))


def falls_on(desk: Desk, rule: str, anchor_day: date) -> date:
    """The day that a limit of the library falls when it counts from a day. Raises DomainError."""
    return add(anchor_day, Interval.parse(limit_of(desk, rule).span), swedish_calendar())


def add_from_library(desk: Desk, case_id: str, rule: str, anchor_day: date) -> ChangeSet:
    """Let a limit of the library count in a case from a day. Raises DomainError "unknown_limit"."""
    chosen, day = limit_of(desk, rule), falls_on(desk, rule, anchor_day)

    def decide(_now: Loaded) -> tuple[e.Payload, ...]:
        return (
            OwnLimitSet(
                limit_id=desk.new_id(),
                rule=chosen.id,
                text=chosen.text,
                force=chosen.force.value,
                anchor=chosen.anchor,
                anchor_day=anchor_day,
                day=day,
                source=chosen.source,
                repeats=chosen.repeats,
            ),
        )

    return act(desk, case_id, decide)


def add_own(desk: Desk, case_id: str, written: NewLimit) -> ChangeSet:
    """Add a limit in a person's own words. Raises DomainError "limit_text_needed"."""
    if not written.text.strip():
        raise DomainError("limit_text_needed")
    limit = OwnLimitSet(
        limit_id=desk.new_id(),
        rule="",
        text=written.text.strip(),
        force=written.force.value,
        anchor="",
        anchor_day=desk.today,
        day=written.day,
        source=written.source.strip(),
    )
    return act(desk, case_id, lambda _now: (limit,))


def move(desk: Desk, case_id: str, limit_id: str, day: date, reason: str) -> ChangeSet:
    """Move a limit. Raises DomainError "reason_needed", "limit_ended" or "unknown_limit"."""
    if not reason.strip():
        raise DomainError("reason_needed")

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        known = _open(now, limit_id)
        return (
            OwnLimitSet(
                limit_id=known.limit_id,
                rule=known.rule,
                text=known.text,
                force=known.force.value,
                anchor=known.anchor,
                anchor_day=known.anchor_day,
                day=day,
                source=known.source,
                repeats=known.repeats,
                reason=reason.strip(),
            ),
        )

    return act(desk, case_id, decide)


def met(desk: Desk, case_id: str, limit_id: str, *, on: date | None = None) -> ChangeSet:
    """What the limit is about has been done; one that repeats gives the next. Raises DomainError."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        known, day = _open(now, limit_id), on or desk.today
        return own.met(known, day, swedish_calendar(), desk.new_id())

    return act(desk, case_id, decide, on=on)


def let_go(desk: Desk, case_id: str, limit_id: str, reason: str) -> ChangeSet:
    """The limit does not apply any longer. Raises DomainError "reason_needed", "limit_ended"."""
    if not reason.strip():
        raise DomainError("reason_needed")

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        return (OwnLimitEnded(_open(now, limit_id).limit_id, "gone", reason.strip()),)

    return act(desk, case_id, decide)


def _open(now: Loaded, limit_id: str) -> OwnLimit:
    found = next((li for li in own.own_limits(now.facts) if li.limit_id == limit_id), None)
    if found is None:
        raise DomainError("unknown_limit")
    if found.outcome:
        raise DomainError("limit_ended")
    return found
