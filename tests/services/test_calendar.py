"""The calendar's month, week and list, and the files that leave it, read back by another program."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from tests.support.house import House

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import (
    calendar,
    calendar_files,
    cases,
    directory,
    meetings,
    persons,
    watches,
)
from familjeflow.services.directory import Contact
from familjeflow.services.meetings import Booking

DAY = date(2026, 1, 20)


@pytest.fixture
def case(home: House) -> House:
    home.people()
    home.open("kontaktperson")
    return home


def book(case: House, starts: datetime, room: str = "Eken", minutes: int = 60) -> str:
    wanted = Booking("talk", starts, minutes, (case.client,), room=room)
    changed = meetings.book(case.desk, case.case_id, wanted)
    found = meetings.latest_booked(case.desk, case.case_id, changed)
    assert found is not None
    return found.meeting_id


def day_of(case: House, day: date) -> calendar.CalendarDay:
    return next(d for d in calendar.month(case.desk, day).days if d.day == day)


def test_a_month_has_whole_weeks_from_monday_with_iso_numbers(case: House) -> None:
    view = calendar.month(case.desk, date(2027, 1, 15))
    assert view.title == "Januari 2027"
    assert [week for week, _days in view.weeks] == [53, 1, 2, 3, 4]
    assert all(days[0].day.weekday() == 0 and len(days) == 7 for _week, days in view.weeks)
    assert [d.day for d in view.days if d.in_month][0::30] == [date(2027, 1, 1), date(2027, 1, 31)]
    assert next(d.holiday for d in view.days if d.day == date(2027, 1, 1)) == "Nyårsdagen"


def test_a_day_is_said_in_one_sentence(case: House) -> None:
    book(case, datetime(2026, 1, 20, 9))
    book(case, datetime(2026, 1, 20, 14))
    watches.set_watch(case.desk, case.case_id, DAY, "Ring skolan")
    day = day_of(case, DAY)
    assert day.spoken == "tisdag 20 januari, 2 möten, 1 bevakning"
    assert [(line.kind, line.time) for line in day.lines] == [
        ("meeting", "09:00"),
        ("meeting", "14:00"),
        ("watch", ""),
    ]
    assert day_of(case, date(2026, 1, 12)).spoken.startswith("måndag 12 januari, idag")
    assert day_of(case, date(2026, 1, 21)).spoken == "onsdag 21 januari, inget"


def test_limits_show_whether_they_must_or_should(home: House) -> None:
    home.open("oppenvard-vuxna")
    home.done(home.view.steps[0].id)
    lines = calendar.lines_of(home.desk, *calendar.month_days(DAY))
    assert ("guideline", "Riktmärke") in [(line.kind, line.word) for line in lines]


def test_a_full_day_reads_a_few_lines_and_knows_how_many_there_are(case: House) -> None:
    for hour in range(8, 18):
        book(case, datetime(2026, 1, 20, hour))
    day = day_of(case, DAY)
    assert (len(day.lines), day.total) == (calendar.IN_A_CELL, 10)
    (_week, days) = calendar.week(case.desk, DAY).weeks[0]
    assert (days[0].day, len(days[1].lines)) == (date(2026, 1, 19), 10)
    assert len(calendar.lines_of(case.desk, DAY, DAY)) == 10


def test_a_cancelled_meeting_leaves_the_calendar_and_one_held_says_so(case: House) -> None:
    gone = book(case, datetime(2026, 1, 20, 9))
    meetings.end(case.desk, case.case_id, gone, "cancelled")
    assert day_of(case, DAY).total == 0
    held = book(case, datetime(2026, 1, 12, 8))
    meetings.end(case.desk, case.case_id, held, "held")
    assert [line.word for line in calendar.lines_of(case.desk, date(2026, 1, 12), date(2026, 1, 12))] == [
        "Kom"
    ]


def test_the_week_names_its_number_and_days(case: House) -> None:
    assert calendar.week(case.desk, DAY).title == "Vecka 4 · 19–25 januari 2026"
    assert calendar.week(case.desk, date(2026, 1, 1)).title == "Vecka 1 · 29 december–4 januari 2026"


def test_months_are_stepped_through_without_falling_off() -> None:
    assert calendar.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert calendar.add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)


# ---- files ----


def test_one_meeting_is_read_back_with_its_time_in_utc(case: House) -> None:
    summer = datetime(2026, 7, 7, 10)
    meeting_id = book(case, summer, minutes=90)
    read = Calendar.from_ical(calendar_files.one_meeting(case.desk, case.case_id, meeting_id))
    (event,) = read.walk("VEVENT")
    assert event["SUMMARY"] == "Möte 2026-0001"
    assert event.decoded("DTSTART") == datetime(2026, 7, 7, 8, tzinfo=UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=90)
    assert event["UID"] == f"{meeting_id}@familjeflow"
    assert "LOCATION" not in event


def test_a_moved_meeting_replaces_the_one_before_in_another_calendar(case: House) -> None:
    meeting_id = book(case, datetime(2026, 1, 20, 9))
    before = Calendar.from_ical(calendar_files.one_meeting(case.desk, case.case_id, meeting_id))
    meetings.move(case.desk, case.case_id, meeting_id, datetime(2026, 1, 21, 9), 60)
    after = Calendar.from_ical(calendar_files.one_meeting(case.desk, case.case_id, meeting_id))
    (one,), (other,) = before.walk("VEVENT"), after.walk("VEVENT")
    assert (one["UID"], one["SEQUENCE"], other["SEQUENCE"]) == (other["UID"], 0, 1)


def test_all_coming_meetings_and_no_others(case: House) -> None:
    book(case, datetime(2026, 1, 5, 9))
    coming = [book(case, datetime(2026, 1, day, 9)) for day in (13, 20)]
    cancelled = book(case, datetime(2026, 1, 27, 9))
    meetings.end(case.desk, case.case_id, cancelled, "cancelled")
    data = calendar_files.coming_meetings(case.desk)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [f"{m}@familjeflow" for m in coming]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_file_never_names_anybody_and_a_place_only_where_it_is_the_units_own(case: House) -> None:
    directory.save(case.desk, Contact("", "room", "Eken"))
    own = book(case, datetime(2026, 1, 20, 9))
    home_visit = book(case, datetime(2026, 1, 21, 9), room="Hemma hos Ida Exempelius, Storgatan 1")
    read = calendar_files.one_meeting(case.desk, case.case_id, own)
    assert Calendar.from_ical(read).walk("VEVENT")[0]["LOCATION"] == "Eken"
    at_home = calendar_files.one_meeting(case.desk, case.case_id, home_visit)
    for data in (read, at_home, calendar_files.coming_meetings(case.desk)):
        text = data.decode()
        for name in ("Ida", "Exempelius", "Storgatan", "Arabiska"):
            assert name not in text
    hidden = PersonRecorded("Bo", "Fabelstam", "19851130-9810", "personnummer", protection="protected")
    cases.add_participant(case.desk, case.case_id, persons.register(case.desk, hidden), "contact")
    assert b"LOCATION" not in calendar_files.one_meeting(case.desk, case.case_id, own)
