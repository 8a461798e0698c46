"""Medians and quartiles, periods, and counts that nobody can work out."""

import statistics
from collections import Counter
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain.statistics import (
    SMALLEST,
    Counts,
    DayTally,
    PeriodKind,
    SkipTally,
    Tallies,
    hide_small,
    hide_small_alike,
    hide_small_in_groups,
    period_of,
    periods,
    share,
    spread,
    step_numbers,
)

few = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 7), min_size=1)


@given(st.lists(st.integers(0, 900), min_size=SMALLEST, max_size=60))
def test_median_and_quartiles_are_those_of_the_standard_library(days: list[int]) -> None:
    found = spread(Counter(days))
    assert found is not None
    assert found.values == len(days)
    low, middle, high = statistics.quantiles(days, n=4, method="inclusive")
    for ours, theirs in ((found.low, low), (found.middle, middle), (found.high, high)):
        assert abs(ours - theirs) < 1e-6


@given(st.lists(st.integers(0, 900), max_size=SMALLEST - 1))
def test_too_few_values_have_no_spread(days: list[int]) -> None:
    assert spread(Counter(days)) is None


def possible(counts: Counts) -> dict[str, set[int]]:
    """Every number that each hidden count may be, for who sees the rest and knows that 0 is shown."""
    hidden = [name for name, shown in counts.cells.items() if shown is None]
    assert counts.total is not None
    left = counts.total - sum(shown or 0 for shown in counts.cells.values())
    found: dict[str, set[int]] = {name: set() for name in hidden}
    for tried in product(range(1, left + 1), repeat=len(hidden)):
        if sum(tried) == left:
            for name, value in zip(hidden, tried, strict=True):
                found[name].add(value)
    return found


@given(few)
def test_no_small_count_is_shown_and_none_can_be_worked_out(counts: dict[str, int]) -> None:
    shown = hide_small(counts)
    for name, count in counts.items():
        assert shown.cells[name] in (None, count)
        assert not (0 < count < SMALLEST and shown.cells[name] is not None)
        assert count or shown.cells[name] == 0
    if shown.total is not None:
        assert shown.total == sum(counts.values())
        assert shown.total == 0 or shown.total >= SMALLEST
        assert all(len(values) > 1 for values in possible(shown).values())
    else:
        assert all(value is None or counts[name] == 0 for name, value in shown.cells.items())


@given(st.dictionaries(st.sampled_from("pqr"), few, min_size=1))
def test_groups_do_not_give_each_other_away(groups: dict[str, dict[str, int]]) -> None:
    shown = hide_small_in_groups(groups)
    sums = Counts(shown.total, {name: counts.total for name, counts in shown.groups.items()})
    if sums.total is not None:
        assert all(len(values) > 1 for values in possible(sums).values())
    for name, counts in shown.groups.items():
        if counts.total is not None:
            assert all(len(values) > 1 for values in possible(counts).values())
        else:
            assert all(value in (None, 0) for value in counts.cells.values())
        assert all(v is None or v == groups[name][key] for key, v in counts.cells.items())


@given(few, few)
def test_tables_that_split_the_same_sums_hide_the_same_groups(
    one: dict[str, int], two: dict[str, int]
) -> None:
    groups, total = {"p": one, "q": two}, {"p": {"a": sum(one.values())}, "q": {"b": sum(two.values())}}
    shown = hide_small_alike(groups, total)
    assert [c.total for c in shown[0].groups.values()] == [c.total for c in shown[1].groups.values()]
    assert shown[0].total == shown[1].total


def test_one_small_count_hides_the_next_smallest_with_it() -> None:
    shown = hide_small({"a": 3, "b": 12, "c": 40, "d": 0})
    assert shown == Counts(55, {"a": None, "b": None, "c": 40, "d": 0})


def test_a_sum_that_is_small_itself_is_hidden() -> None:
    assert hide_small({"a": 1, "b": 2}) == Counts(None, {"a": None, "b": None})
    assert hide_small({"a": 0}) == Counts(0, {"a": 0})


@given(st.sampled_from(PeriodKind), st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_lies_in_its_period_and_the_next_day_begins_the_next(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert period.first <= day <= period.last
    assert period.first.day == 1
    assert period_of(kind, period.last + timedelta(days=1)).first == period.last + timedelta(days=1)


def test_periods_go_back_to_the_first_year() -> None:
    quarters = periods(PeriodKind.QUARTER, 2025, date(2026, 5, 4))
    assert [(p.first, p.last) for p in (quarters[0], quarters[-1])] == [
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2025, 1, 1), date(2025, 3, 31)),
    ]
    assert len(quarters) == 6


def test_a_share_of_something_hidden_is_hidden() -> None:
    assert (share(None, 10), share(3, None), share(0, 0), share(6, 8)) == (None, None, None, 75)


def test_a_step_tells_how_many_stand_there_how_long_it_takes_and_why_it_is_skipped() -> None:
    tallies = Tallies(
        leads=(DayTally("p", "a", 2, 6), DayTally("p", "a", 10, 6), DayTally("p", "b", 1, 4)),
        standing=(DayTally("p", "a", 30, 7), DayTally("p", "b", None, 9), DayTally("q", "a", 1, 50)),
        skips=(
            SkipTally("p", "a", False, "", 12),
            SkipTally("p", "a", True, "declined", 8),
            SkipTally("p", "a", True, "own_words", 6),
        ),
    )
    numbers = step_numbers(tallies, "p", ("a", "b", "c"))
    assert numbers["a"].standing == 7
    assert numbers["a"].lead is not None
    assert numbers["a"].lead.middle == 6
    assert (numbers["a"].done, numbers["a"].skipped) == (12, 14)
    assert numbers["a"].reasons == (("declined", 8), ("own_words", 6))
    assert numbers["b"].stood is None
    assert numbers["b"].lead is None
    assert numbers["c"].standing == 0


def test_numbers_of_steps_that_the_process_no_longer_has_do_not_disturb() -> None:
    tallies = Tallies(standing=(DayTally("p", "gone", 3, 9), DayTally("p", "a", 3, 6)))
    assert step_numbers(tallies, "p", ("a",))["a"].standing == 6
