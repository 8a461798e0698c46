"""Meetings and own reminders as their facts leave them."""

from datetime import date, datetime

from tests.support.definitions import Facts

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.meetings import Meeting, meetings
from familjeflow.domain.watches import watches

BOOKED = w.MeetingBooked(
    "m1", "kartlaggning", "2026-02-03T10:00", 90, ("klient",), room="Eken", step="remiss"
)
SET = w.WatchSet("w1", date(2026, 2, 1), "Ring skolan", "remiss")
RENAMED = e.BundleChanged("ny", (("remiss", "anmalan"),), "Ny version")


def told(*payloads: e.Payload) -> list[e.Event]:
    return Facts().add(*payloads)


def only(*payloads: e.Payload) -> Meeting:
    (meeting,) = meetings(reversed(told(*payloads)))
    return meeting


def test_a_booked_meeting_has_its_time_room_and_step() -> None:
    meeting = only(BOOKED, RENAMED)
    assert (meeting.starts, meeting.minutes, meeting.room) == (datetime(2026, 2, 3, 10), 90, "Eken")
    assert (meeting.step, meeting.outcome, meeting.booked, meeting.latest) == ("anmalan", "", "a1", "a1")


def test_a_moved_meeting_stands_at_its_new_time() -> None:
    meeting = only(BOOKED, w.MeetingMoved("m1", "2026-02-05T13:00", 60, "Linden", "Arabiska"))
    assert (meeting.starts, meeting.minutes) == (datetime(2026, 2, 5, 13), 60)
    assert (meeting.room, meeting.interpreter, meeting.moved, meeting.latest) == (
        "Linden",
        "Arabiska",
        1,
        "a2",
    )


def test_what_became_of_a_meeting_is_kept_and_can_be_taken_back() -> None:
    ended = w.MeetingEnded("m1", "missed", "Inget svar")
    assert (only(BOOKED, ended).outcome, only(BOOKED, ended).note) == ("missed", "Inget svar")
    assert only(BOOKED, ended, e.Retracted("a2")).outcome == ""


def test_meetings_stand_in_order_of_time_and_odd_facts_are_passed_over() -> None:
    earlier = w.MeetingBooked("m2", "annat", "2026-01-20T09:00", 30)
    unreadable = w.MeetingBooked("m3", "annat", "i morgon", 30)
    facts = told(BOOKED, earlier, unreadable, BOOKED, w.MeetingEnded("m9", "held"))
    assert [m.meeting_id for m in meetings([*facts, *facts])] == ["m2", "m1"]
    assert only(BOOKED, w.MeetingMoved("m1", "senare", 45)).starts == datetime(2026, 2, 3, 10)


def test_a_reminder_set_again_is_moved_and_one_dealt_with_is_gone() -> None:
    moved = w.WatchSet("w1", date(2026, 3, 1), "Ring skolan igen", "remiss")
    (watch,) = watches(told(SET, moved, RENAMED))
    assert (watch.day, watch.text, watch.step, watch.latest) == (moved.day, moved.text, "anmalan", "a2")
    assert watches(told(SET, w.WatchEnded("w1"))) == ()
    assert len(watches(told(SET, w.WatchEnded("w1"), e.Retracted("a2"), w.WatchEnded("w9")))) == 1


def test_reminders_stand_in_order_of_day() -> None:
    earlier = w.WatchSet("w2", date(2026, 1, 20), "Tidigare")
    assert [watch.watch_id for watch in watches(told(SET, earlier))] == ["w2", "w1"]
