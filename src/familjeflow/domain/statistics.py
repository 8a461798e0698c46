"""Numbers of many cases: periods, medians and quartiles, and small counts that are not shown.

A count from 1 to 4 is hidden, since it may point at somebody. Where the sum is shown too, further counts are
hidden until no hidden one can be worked out from the rest. 0 is shown: it is about nobody.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

SMALLEST = 5
"""The smallest count above 0 that is shown, and the fewest values that a median is taken of."""

Shown = int | None
"""A count as it may be shown: None for one that is hidden."""


# ---- periods ----


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Some whole months. `first` and `last` are Swedish civil dates, both included."""

    kind: PeriodKind
    first: date
    last: date


def period_of(kind: PeriodKind, day: date) -> Period:
    """The month, quarter or year that a day lies in."""
    months = _MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    years, month = divmod(first.month - 1 + months, 12)
    after = date(first.year + years, month + 1, 1) if first.year + years <= date.max.year else None
    return Period(kind, first, after - timedelta(days=1) if after else date.max)


def periods(kind: PeriodKind, first_year: int, last: date) -> tuple[Period, ...]:
    """The periods from a year until the one of a day, the latest first."""
    found = [period_of(kind, last)]
    while found[-1].first > date(first_year, 1, 1):
        found.append(period_of(kind, found[-1].first - timedelta(days=1)))
    return tuple(found)


# ---- what is counted ----


class CaseTally(NamedTuple):
    """Cases of a process whose next act is in a step: open and late now, opened and closed in the period."""

    process: str
    process_short: str
    next_step: str
    open: int
    overdue: int
    opened: int
    closed: int


class EndTally(NamedTuple):
    """Cases closed in the period: with something left open or not, and the kind of reason for that."""

    process: str
    early: bool
    reason: str
    cases: int


class DayTally(NamedTuple):
    """How many rounds of a step took, or have stood for, so many days. None where the days are not known."""

    process: str
    step: str
    days: int | None
    rounds: int


class SkipTally(NamedTuple):
    """Rounds that ended in the period: skipped or done, and the kind of reason for skipping."""

    process: str
    step: str
    skipped: bool
    reason: str
    rounds: int


class VisitTally(NamedTuple):
    """Meetings of the period that were "held" or "missed"."""

    process: str
    outcome: str
    meetings: int


class GoalTally(NamedTuple):
    """Goals of the plans of cases that were open in the period, as they stand now."""

    process: str
    goals: int
    fulfilled: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """What the work file was counted to. Nothing here has been hidden yet."""

    cases: tuple[CaseTally, ...] = ()
    ends: tuple[EndTally, ...] = ()
    leads: tuple[DayTally, ...] = ()
    standing: tuple[DayTally, ...] = ()
    skips: tuple[SkipTally, ...] = ()
    visits: tuple[VisitTally, ...] = ()
    goals: tuple[GoalTally, ...] = ()


# ---- small counts ----


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts that add up to a total, as they may be shown, by name."""

    total: Shown
    cells: Mapping[str, Shown]


def hide_small(counts: Mapping[str, int], hidden: Collection[str] = ()) -> Counts:
    """The counts as they may be shown together with their sum. Those in `hidden` are hidden in any case.

    Afterwards none is hidden, or at least two whose sum is not small and which may be several numbers each.
    Where that can not be reached the sum is hidden too.
    """
    total = sum(counts.values())
    gone = {name for name, count in counts.items() if 0 < count < SMALLEST or (name in hidden and count)}
    if not gone:
        return Counts(total, dict(counts))
    left = sorted((n for n, c in counts.items() if c and n not in gone), key=lambda n: (counts[n], n))
    while not _is_safe([counts[name] for name in gone]) and left:
        gone.add(left.pop(0))
    safe = _is_safe([counts[name] for name in gone])
    if not safe:
        gone |= {name for name, count in counts.items() if count}
    cells = {name: None if name in gone else count for name, count in counts.items()}
    return Counts(total if safe else None, cells)


def _is_safe(gone: Sequence[int]) -> bool:
    """Whether hidden counts, each at least 1, can not be worked out from their sum."""
    return len(gone) > 1 and sum(gone) >= SMALLEST and sum(gone) > len(gone)


@dataclass(frozen=True, slots=True)
class Groups:
    """Counts in groups, such as phases in processes: every group's own counts, and the sum of all."""

    total: Shown
    groups: Mapping[str, Counts]


def hide_small_in_groups(groups: Mapping[str, Mapping[str, int]], hidden: Collection[str] = ()) -> Groups:
    """The counts as they may be shown together with each group's sum and the sum of all.

    A group whose sum would give a count away has its sum hidden, and so has one whose sum is hidden for the
    sake of another; then all its counts are. The groups named in `hidden` are hidden in any case.
    """
    alone = {name: hide_small(counts) for name, counts in groups.items()}
    forced = [name for name, counts in alone.items() if counts.total is None or name in hidden]
    sums = hide_small({name: sum(counts.values()) for name, counts in groups.items()}, forced)
    return Groups(
        sums.total,
        {
            name: counts if sums.cells[name] is not None else _all_hidden(groups[name])
            for name, counts in alone.items()
        },
    )


def hide_small_alike(*tables: Mapping[str, Mapping[str, int]]) -> tuple[Groups, ...]:
    """Tables that split the same sums differently: a sum that is hidden in one is hidden in all of them."""
    shown = [hide_small_in_groups(groups) for groups in tables]
    hidden = {n for found in shown for n, counts in found.groups.items() if counts.total is None}
    return tuple(hide_small_in_groups(groups, hidden) for groups in tables)


def _all_hidden(counts: Mapping[str, int]) -> Counts:
    return Counts(None, {name: None if count else 0 for name, count in counts.items()})


def share(part: Shown, whole: Shown) -> int | None:
    """Whole per cent, None where either is hidden or there is nothing to share."""
    return round(100 * part / whole) if part is not None and whole else None


# ---- days ----


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something takes: the number of values, lower quartile, median and upper quartile in days."""

    values: int
    low: float
    middle: float
    high: float


def spread(days: Mapping[int, int]) -> Spread | None:
    """The spread of values that are given as how often each occurs; None for fewer than SMALLEST.

    A quartile between two values lies on the line between them (Hyndman and Fan 1996, definition 7).
    """
    ordered = sorted((day, many) for day, many in days.items() if many > 0)
    count = sum(many for _day, many in ordered)
    if count < SMALLEST:
        return None
    return Spread(count, *(_at(ordered, (count - 1) * part / 4) for part in (1, 2, 3)))


def _at(ordered: Sequence[tuple[int, int]], place: float) -> float:
    """The value at a place, counted from 0, among sorted values; between two of them on the line between."""
    whole = int(place)
    below, above = _value(ordered, whole), _value(ordered, min(whole + 1, sum(n for _d, n in ordered) - 1))
    return below + (above - below) * (place - whole)


def _value(ordered: Sequence[tuple[int, int]], place: int) -> int:
    for day, many in ordered:
        if place < many:
            return day
        place -= many
    raise IndexError(place)


def days_by_step(tallies: Iterable[DayTally]) -> dict[tuple[str, str], Counter[int]]:
    """How often each number of days occurs, by process and step. Days that are not known are left out."""
    found: dict[tuple[str, str], Counter[int]] = {}
    for tally in tallies:
        if tally.days is not None:
            found.setdefault((tally.process, tally.step), Counter())[max(0, tally.days)] += tally.rounds
    return found


# ---- the numbers of a process's steps ----


@dataclass(frozen=True, slots=True)
class StepNumbers:
    """What is known of a step: how many stand there, how long, how long it takes, how often it is skipped.

    `done` and `skipped` rounds ended in the period; their sum is never told. `reasons` are kinds of reason
    with how many were skipped for each.
    """

    standing: Shown = 0
    stood: Spread | None = None
    lead: Spread | None = None
    done: Shown = 0
    skipped: Shown = 0
    reasons: tuple[tuple[str, Shown], ...] = ()


def step_numbers(
    tallies: Tallies, process: str, steps: Sequence[str], *, hide_standing: bool = False
) -> dict[str, StepNumbers]:
    """The numbers of every step of a process, small counts hidden.

    `hide_standing` is for a process whose open cases are hidden as a whole: their sum would tell how many.
    """
    standing = dict.fromkeys(steps, 0)
    for tally in tallies.standing:
        if tally.process == process:
            standing[tally.step] = standing.get(tally.step, 0) + tally.rounds
    stands = (_all_hidden(standing) if hide_standing else hide_small(standing)).cells
    stood, leads = days_by_step(tallies.standing), days_by_step(tallies.leads)
    skips: dict[str, list[SkipTally]] = {}
    for skip in tallies.skips:
        if skip.process == process:
            skips.setdefault(skip.step, []).append(skip)
    return {
        step: _numbers(
            stands[step],
            stood.get((process, step), {}),
            leads.get((process, step), {}),
            skips.get(step, ()),
        )
        for step in steps
    }


def _numbers(
    standing: Shown, stood: Mapping[int, int], lead: Mapping[int, int], skips: Sequence[SkipTally]
) -> StepNumbers:
    reasons: Counter[str] = Counter()
    done = 0
    for skip in skips:
        if skip.skipped:
            reasons[skip.reason] += skip.rounds
        else:
            done += skip.rounds
    skipped = hide_small(reasons)
    return StepNumbers(
        standing=standing,
        stood=spread(stood) if standing is not None else None,
        lead=spread(lead),
        done=None if 0 < done < SMALLEST else done,
        skipped=skipped.total,
        reasons=tuple((kind, skipped.cells[kind]) for kind, _many in reasons.most_common()),
    )
