"""Which backups are kept, when the next is due, and when it is time to remind. Pure, in UTC."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

REMIND_AFTER = timedelta(days=7)
"""So long without a backup that succeeded, and the person is reminded."""

AGAIN_AT_START = timedelta(hours=4)
"""A backup this new is new enough when the program starts: who locks for a coffee makes no new one."""


@dataclass(frozen=True, slots=True)
class KeepRule:
    """How many of the latest days, weeks (ISO) and months that have a copy keep their latest copy."""

    days: int = 7
    weeks: int = 4
    months: int = 12


def kept(
    copies: Iterable[datetime], rule: KeepRule, *, written: datetime | None = None
) -> frozenset[datetime]:
    """The copies to keep, by the time in their names (UTC).

    Days without a copy are passed over, so a holiday removes nothing. `written` is the copy that was just
    made: it is kept although a clock that was set back, or a file from the future, puts others after it. At
    most days + weeks + months are kept.
    """
    latest_first = sorted(set(copies), reverse=True)
    found = {
        *_latest(latest_first, rule.days, lambda at: at.date()),
        *_latest(latest_first, rule.weeks, lambda at: at.isocalendar()[:2]),
        *_latest(latest_first, rule.months, lambda at: (at.year, at.month)),
    }
    return frozenset(found | ({written} & set(latest_first) if written else set()))


def _latest(latest_first: list[datetime], most: int, of: Callable[[datetime], Hashable]) -> list[datetime]:
    first: dict[Hashable, datetime] = {}
    for at in latest_first:
        first.setdefault(of(at), at)
    return list(first.values())[:most]


def due(latest: datetime | None, now: datetime, *, at_start: bool) -> bool:
    """Whether to make a backup now: at start when there is no new one, later once a day (UTC).

    A copy from the future says nothing, since a clock was wrong then or is wrong now.
    """
    if latest is None or latest > now:
        return True
    return now - latest >= AGAIN_AT_START if at_start else latest.date() < now.date()


def late(latest: datetime | None, now: datetime) -> bool:
    """Whether it is time to remind. A copy from more than a day ahead is no comfort."""
    return latest is None or now - latest > REMIND_AFTER or latest - now > timedelta(days=1)
