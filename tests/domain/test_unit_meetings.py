"""The unit's recurring meetings by weekday and week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain.errors import DomainError
from familjeflow.domain.unit_meetings import (
    UnitMeeting,
    WeeklyTime,
    checked,
    days_of,
    next_day,
    read_weekly,
)

MONDAY = date(2026, 1, 12)
MEETING = UnitMeeting("u1", "Veckomöte", 0, "09:00", 60)


def test_a_weekly_time_is_read_as_a_process_writes_it() -> None:
    assert read_weekly("mon 09:00") == WeeklyTime(0, "09:00", 60)
    assert read_weekly("mon 14:00-15:30") == WeeklyTime(0, "14:00", 90)
    assert read_weekly("måndag 9") is None
    assert read_weekly("mon 25:00") is None
    assert MEETING.weekly == "mon 09:00"


def test_a_meeting_every_other_week_keeps_to_its_weeks() -> None:
    every_other = UnitMeeting("u2", "Teammöte", 2, "13:00", 60, weeks=2, first=MONDAY)
    assert days_of(every_other, MONDAY, date(2026, 2, 11)) == (
        date(2026, 1, 14),
        date(2026, 1, 28),
        date(2026, 2, 11),
    )
    assert next_day(every_other, date(2026, 1, 15)) == date(2026, 1, 28)


@pytest.mark.parametrize(
    ("meeting", "code"),
    [
        (UnitMeeting("u", " ", 0, "09:00", 60), "name_needed"),
        (UnitMeeting("u", "Möte", 0, "", 60), "bad_time"),
        (UnitMeeting("u", "Möte", 0, "09:00", 0), "bad_length"),
    ],
)
def test_what_cannot_be_kept_is_told(meeting: UnitMeeting, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        checked(meeting)
    assert refused.value.code == code


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 6), st.integers(1, 6))
def test_the_next_day_is_on_its_weekday_and_never_before(since: date, weekday: int, weeks: int) -> None:
    meeting = UnitMeeting("u", "Möte", weekday, "09:00", 60, weeks=weeks, first=MONDAY)
    day = next_day(meeting, since)
    assert day.weekday() == weekday
    assert since <= day <= since + timedelta(days=7 * weeks)
