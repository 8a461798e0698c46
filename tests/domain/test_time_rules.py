"""Days: intervals, working days over Swedish holidays, and the October and April weeks."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Calendar, Interval, add, half_year_week
from familjeflow.services.calendars import swedish_calendar

WEEKENDS_ONLY = Calendar()
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def after(day: str, interval: str, *, before: bool = False, calendar: Calendar = WEEKENDS_ONLY) -> str:
    return add(date.fromisoformat(day), Interval.parse(interval), calendar, before=before).isoformat()


@pytest.mark.parametrize(
    ("day", "interval", "expected"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2025-08-31", "P6M", "2026-02-28"),
        ("2027-08-31", "P6M", "2028-02-29"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2028-02-29", "P4Y", "2032-02-29"),
        ("2026-11-30", "P3M", "2027-02-28"),
        ("2026-12-31", "P1D", "2027-01-01"),
        ("2026-02-28", "P3W", "2026-03-21"),
        ("2026-01-15", "P1Y2M1W3D", "2027-03-25"),
        ("2026-01-31", "P0D", "2026-01-31"),
    ],
)
def test_an_interval_after_a_day(day: str, interval: str, expected: str) -> None:
    assert after(day, interval) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-03-31", "2027-02-28"), ("2028-03-31", "2028-02-29"), ("2026-01-15", "2025-12-15")],
)
def test_a_month_before_the_assistance_ends(day: str, expected: str) -> None:
    assert after(day, "P1M", before=True) == expected


@pytest.mark.parametrize(
    ("day", "interval", "before", "expected"),
    [
        ("2026-04-02", "P1B", False, "2026-04-07"),  # Thursday before Easter: Friday and Monday are holidays
        ("2026-12-23", "P1B", False, "2026-12-28"),  # Christmas Eve, Christmas Day and Boxing Day
        ("2026-06-18", "P1B", False, "2026-06-22"),  # Midsummer Eve is no holiday by law, but offices close
        ("2026-04-07", "P1B", True, "2026-04-02"),
        ("2026-03-06", "P5B", False, "2026-03-13"),
        ("2026-03-07", "P1B", False, "2026-03-09"),
        ("2026-03-07", "P1B", True, "2026-03-06"),
    ],
)
def test_working_days_pass_over_swedish_holidays(
    day: str, interval: str, before: bool, expected: str
) -> None:
    assert after(day, interval, before=before, calendar=swedish_calendar()) == expected


@pytest.mark.parametrize(
    ("day", "interval", "before"),
    [("9999-12-01", "P1M", False), ("0001-01-15", "P1M", True), ("9999-12-30", "P5B", False)],
)
def test_a_day_outside_the_calendar_is_said_to_be_so(day: str, interval: str, before: bool) -> None:
    with pytest.raises(DomainError) as caught:
        after(day, interval, before=before)
    assert caught.value.code == "date_out_of_range"


@pytest.mark.parametrize("text", ["", "P", "3M", "P3", "PT1H", "P-3M", "P1,5M", "P3M ", "p3m", "P5B2D"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as caught:
        Interval.parse(text)
    assert caught.value.code == "bad_interval"


@given(DAYS, st.integers(0, 60))
def test_months_never_pass_the_month_they_count_to(day: date, months: int) -> None:
    found = add(day, Interval(months=months), WEEKENDS_ONLY)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 40))
def test_working_days_there_and_back(day: date, count: int) -> None:
    calendar = swedish_calendar()
    start = calendar.working_day_from(day)
    there = add(start, Interval(working_days=count), calendar)
    assert calendar.is_working_day(there)
    assert add(there, Interval(working_days=count), calendar, before=True) == start


@pytest.mark.parametrize(
    ("closed", "choice", "expected"),
    [
        (date(2026, 6, 30), "ordagrant", date(2027, 10, 18)),
        (date(2026, 7, 1), "ordagrant", date(2027, 4, 19)),
        (date(2026, 12, 31), "ordagrant", date(2028, 4, 17)),
        (date(2026, 1, 2), "ordagrant", date(2026, 10, 19)),
        (date(2026, 6, 30), "narmast_ett_ar", date(2027, 4, 19)),
        (date(2026, 7, 1), "narmast_ett_ar", date(2027, 4, 19)),
        (date(2026, 12, 31), "narmast_ett_ar", date(2027, 10, 18)),
    ],
)
def test_the_week_in_which_a_closed_case_is_called(closed: date, choice: str, expected: date) -> None:
    assert half_year_week(closed, choice, 3) == expected


@given(DAYS, st.sampled_from(["ordagrant", "narmast_ett_ar"]), st.integers(1, 5))
def test_the_call_comes_after_the_closing_on_a_monday_near_a_year_later(
    closed: date, choice: str, week: int
) -> None:
    call = half_year_week(closed, choice, week)
    assert call > closed
    assert call.weekday() == 0
    months = (call - closed).days / 30.44
    assert (5.4 if choice == "ordagrant" else 8.7) <= months <= (18.6 if choice == "ordagrant" else 15.4)


@given(DAYS, st.integers(1, 4))
def test_to_the_letter_the_half_year_decides_the_month(closed: date, week: int) -> None:
    call = half_year_week(closed, "ordagrant", week)
    assert call.month == (10 if closed.month <= 6 else 4)
    year_later = add(closed, Interval(months=12), WEEKENDS_ONLY)
    others = (
        half_year_week(closed.replace(year=y, day=1), "ordagrant", week)
        for y in (closed.year - 1, closed.year + 1)
    )
    for other in others:
        assert other <= closed or abs((other - year_later).days) >= abs((call - year_later).days)


@given(DAYS, st.integers(1, 5))
def test_nearest_a_year_is_never_further_off_than_to_the_letter(closed: date, week: int) -> None:
    year_later = add(closed, Interval(months=12), WEEKENDS_ONLY)
    near = abs((half_year_week(closed, "narmast_ett_ar", week) - year_later).days)
    assert near <= abs((half_year_week(closed, "ordagrant", week) - year_later).days)


@given(DAYS, st.integers(1, 24))
def test_months_before_keep_the_day_or_take_the_last_of_a_shorter_month(day: date, months: int) -> None:
    found = add(day, Interval(months=months), WEEKENDS_ONLY, before=True)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(st.integers(2000, 2089))
def test_a_month_before_the_end_of_march_is_the_end_of_february(year: int) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    found = add(date(year, 3, 31), Interval(months=1), WEEKENDS_ONLY, before=True)
    assert found == date(year, 2, 29 if leap else 28)


@given(DAYS, st.integers(1, 8))
def test_a_series_from_a_fixed_day_never_drifts_off_its_day_of_the_month(day: date, times: int) -> None:
    first = Interval(months=3)
    found = [add(day, first.plus(Interval(months=6), n), WEEKENDS_ONLY) for n in range(times + 1)]
    for earlier, later in pairwise(found):
        assert (later.year * 12 + later.month) - (earlier.year * 12 + earlier.month) == 6
    assert all(one.day == day.day or (one + timedelta(days=1)).day == 1 for one in found)


@given(DAYS, st.integers(1, 30))
def test_working_days_count_no_weekend_and_no_holiday(day: date, count: int) -> None:
    calendar = swedish_calendar()
    there = add(day, Interval(working_days=count), calendar)
    between = (day + timedelta(days=n) for n in range(1, (there - day).days + 1))
    assert sum(calendar.is_working_day(one) for one in between) == count
