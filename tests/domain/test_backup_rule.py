"""Which backups are kept and when the next is due, whatever the clock has done."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from familjeflow.domain.backup_rule import KeepRule, due, kept, late

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
RULE = KeepRule()
MOST = RULE.days + RULE.weeks + RULE.months
TIMES = st.lists(
    st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)), max_size=60
)


@given(TIMES)
def test_the_latest_is_kept_and_never_more_than_the_rule(copies: list[datetime]) -> None:
    found = kept(copies, RULE)
    assert found <= set(copies)
    assert len(found) <= MOST
    assert not copies or max(copies) in found


@given(TIMES, st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))
def test_the_copy_just_written_is_kept_whatever_the_clock_says(
    copies: list[datetime], written: datetime
) -> None:
    found = kept([*copies, written], RULE, written=written)
    assert written in found
    assert len(found) <= MOST


@given(TIMES)
def test_what_was_let_go_never_comes_back_and_what_is_kept_stays(copies: list[datetime]) -> None:
    once = kept(copies, RULE)
    assert kept(once, RULE) == once


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 420), st.integers(1, 3))
def test_one_who_works_every_day_has_seven_days_four_weeks_and_twelve_months(
    days: int, each_day: int
) -> None:
    present: set[datetime] = set()
    for day in range(days):
        for hour in range(each_day):
            at = NOW + timedelta(days=day, hours=hour)
            present = set(kept({*present, at}, RULE, written=at))
    assert len(
        {at.date() for at in present} & {(NOW + timedelta(days=days - 1 - n)).date() for n in range(7)}
    ) == min(7, days)
    assert len({at.isocalendar()[:2] for at in present}) >= min(4, days // 7)
    assert len({(at.year, at.month) for at in present}) >= min(12, days // 31)
    assert len(present) <= MOST


def test_a_holiday_removes_nothing() -> None:
    before = {NOW - timedelta(days=n) for n in range(7)}
    after = NOW + timedelta(days=40)
    assert before - {min(before)} <= kept({*before, after}, RULE, written=after)


def test_one_is_due_at_start_after_four_hours_and_else_once_a_day() -> None:
    assert due(None, NOW, at_start=True)
    assert due(None, NOW, at_start=False)
    assert not due(NOW - timedelta(hours=3), NOW, at_start=True)
    assert due(NOW - timedelta(hours=5), NOW, at_start=True)
    assert not due(NOW - timedelta(hours=5), NOW, at_start=False)
    assert due(NOW - timedelta(hours=9), NOW, at_start=False)


def test_a_copy_from_the_future_is_no_comfort() -> None:
    assert due(NOW + timedelta(hours=1), NOW, at_start=True)
    assert late(NOW + timedelta(days=2), NOW)
    assert not late(NOW + timedelta(hours=2), NOW)


def test_the_person_is_reminded_after_seven_days() -> None:
    assert late(None, NOW)
    assert not late(NOW - timedelta(days=7), NOW)
    assert late(NOW - timedelta(days=7, minutes=1), NOW)
