"""Time limits that a person has added to a case, beside those of the process."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.fold import live_facts
from familjeflow.domain.time_rules import Calendar, Force, Interval, add

OWN = "own/"
"""What the id of such a limit begins with where it stands beside those of the process."""
WARNING = timedelta(days=14)
"""How long before its day an added limit should be seen."""


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """A limit as it stands now. `outcome` is "" while it is open, `ended_on` the day that it was met.

    `reason` is why it was moved or ended; `latest` the fact that can be taken back.
    """

    limit_id: str
    rule: str
    text: str
    force: Force
    anchor: str
    anchor_day: date
    day: date
    source: str
    repeats: str
    latest: str
    moved: bool = False
    reason: str = ""
    outcome: str = ""
    ended_on: date | None = None

    @property
    def warn_from(self) -> date:
        """The first day it should be seen."""
        return self.day - WARNING if self.day - date.min > WARNING else self.day


def own_limits(facts: Iterable[e.Event]) -> tuple[OwnLimit, ...]:
    """Every limit that was added, by day. Total: what it does not understand changes nothing."""
    found: dict[str, OwnLimit] = {}
    for fact in live_facts(facts):
        said = fact.payload
        if isinstance(said, w.OwnLimitSet):
            known = found.get(said.limit_id)
            made = _limit(fact.id, said)
            found[said.limit_id] = replace(made, moved=True) if known else made
        elif isinstance(said, w.OwnLimitEnded) and said.limit_id in found:
            found[said.limit_id] = replace(
                found[said.limit_id],
                outcome=said.outcome,
                ended_on=fact.header.occurred_on,
                reason=said.reason,
                latest=fact.id,
            )
    return tuple(sorted(found.values(), key=lambda limit: (limit.day, limit.limit_id)))


def _limit(event_id: str, said: w.OwnLimitSet) -> OwnLimit:
    force = Force.GUIDELINE if said.force == Force.GUIDELINE.value else Force.LATEST
    return OwnLimit(
        limit_id=said.limit_id,
        rule=said.rule,
        text=said.text,
        force=force,
        anchor=said.anchor,
        anchor_day=said.anchor_day,
        day=said.day,
        source=said.source,
        repeats=said.repeats,
        latest=event_id,
        reason=said.reason,
    )


def met(limit: OwnLimit, on: date, calendar: Calendar, next_id: str) -> tuple[e.Payload, ...]:
    """What the limit is about was done on a day. One that repeats gives the next, counted from that day."""
    end = w.OwnLimitEnded(limit.limit_id, "met")
    if not limit.repeats:
        return (end,)
    following = w.OwnLimitSet(
        limit_id=next_id,
        rule=limit.rule,
        text=limit.text,
        force=limit.force.value,
        anchor=limit.text,
        anchor_day=on,
        day=add(on, Interval.parse(limit.repeats), calendar),
        source=limit.source,
        repeats=limit.repeats,
    )
    return (end, following)
