"""Meetings of a case: booked, moved, ended, taken back, and what is told beside."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.unit_meetings import UnitMeeting
from familjeflow.domain.work_events import MeetingBooked
from familjeflow.services import letters, meetings, undoing, unit_meetings
from familjeflow.services.case_work import load
from familjeflow.services.meetings import Booking, MeetingLine

TIME = datetime(2026, 1, 13, 10)


@pytest.fixture
def case(home: House) -> House:
    home.people()
    home.open("oppenvard-vuxna")
    return home


def booked(case: House, starts: datetime = TIME, **other: Any) -> MeetingLine:
    usual: dict[str, Any] = {"kind": "talk", "minutes": 60, "people": (case.client,)}
    wanted = Booking(starts=starts, room="Eken", interpreter="Arabiska", **(usual | other))
    changed = meetings.book(case.desk, case.case_id, wanted)
    found = meetings.latest_booked(case.desk, case.case_id, changed)
    assert found is not None
    return found


def test_a_booked_meeting_says_who_where_and_who_writes(case: House) -> None:
    line = booked(case, others=("ansvarig_handlaggare",))
    assert (line.when_text, line.who) == (
        "tis 2026-01-13 10:00–11:00",
        "Exempelius, Ida; Ansvarig handläggare",
    )
    assert (line.room, line.interpreter, line.writer) == ("Eken", "Arabiska", "Ansvarig handläggare")
    assert booked(case, datetime(2026, 1, 14, 9)).writer == "Alva Lindqvist-Fabel"
    assert booked(case, datetime(2026, 1, 15, 9), writer="B-kontakt").writer == "B-kontakt"


def test_a_meeting_is_held_and_the_next_booked_and_both_taken_back(case: House) -> None:
    line = booked(case)
    case.go("2026-01-13")
    ended = meetings.end(case.desk, case.case_id, line.meeting_id, "held")
    following = meetings.book_next(case.desk, case.case_id, line.meeting_id)
    view = meetings.meetings(case.desk, case.case_id)
    assert [m.when_text for m in view.coming] == ["tis 2026-01-20 10:00–11:00"]
    assert [(m.outcome_word, m.has_next) for m in view.past] == [("Kom", True)]
    assert (view.visits.kept, view.visits.missed) == (1, 0)
    case.reopen()
    for act in (following, ended):
        undoing.undo(case.desk, case.case_id, act.event_ids[-1])
    view = meetings.meetings(case.desk, case.case_id)
    assert [m.meeting_id for m in view.coming] == [line.meeting_id]
    assert (view.past, view.visits.kept) == ((), 0)


def test_a_meeting_of_this_morning_waits_for_what_became_of_it(case: House) -> None:
    booked(case, datetime(2026, 1, 12, 8, 30))
    booked(case, datetime(2026, 1, 12, 23, 30))
    assert [m.waits for m in meetings.meetings(case.desk, case.case_id).coming] == [True, False]


def test_a_moved_meeting_keeps_what_it_is(case: House) -> None:
    line = booked(case)
    later = datetime(2026, 1, 15, 13)
    meetings.move(
        case.desk, case.case_id, line.meeting_id, later, 90, room="Linden", reason="Rummet var upptaget"
    )
    (moved,) = meetings.meetings(case.desk, case.case_id).coming
    assert (moved.when_text, moved.room, moved.interpreter, moved.moved) == (
        "tors 2026-01-15 13:00–14:30",
        "Linden",
        "",
        1,
    )


def test_clashes_and_holidays_are_told_and_never_refused(case: House) -> None:
    line = booked(case)
    (clash,) = meetings.warnings(case.desk, datetime(2026, 1, 13, 10, 30), 60)
    assert clash == "Krockar med ett möte 10:00–11:00 i ärende 2026-0001."
    assert meetings.warnings(case.desk, TIME, 60, but=line.meeting_id) == ()
    assert meetings.warnings(case.desk, datetime(2026, 1, 13, 11), 60) == ()
    assert meetings.warnings(case.desk, datetime(2026, 1, 12, 9, 30), 60) == (
        "Krockar med Veckomöte 09:00–10:00.",
    )
    assert "Trettondedag" in " ".join(meetings.warnings(case.desk, datetime(2026, 1, 6, 9), 60))
    assert booked(case).meeting_id != line.meeting_id


def test_only_people_and_steps_of_the_case_are_booked(case: House) -> None:
    with pytest.raises(DomainError, match="unknown_person"):
        booked(case, people=("någon annan",))
    with pytest.raises(DomainError, match="unknown_step"):
        booked(case, step="finns inte")


def test_a_kallelse_is_filled_by_the_meeting(case: House) -> None:
    line = booked(case)
    known = meetings.invitation(case.desk, case.case_id, line.meeting_id)
    assert known == {
        "dag": "tisdag 13 januari 2026",
        "tid": "klockan 10:00–11:00",
        "rum": "Eken",
        "tolk": "Vi bokar tolk: Arabiska",
    }
    form = letters.letter_form(case.desk, case.case_id, "kallelse", known)
    assert {name: form.given[name] for name in known} == known
    assert meetings.receiver_of(case.desk, case.case_id, line.meeting_id) == case.client


def test_a_room_is_offered_to_others_once_two_cases_have_used_it(case: House) -> None:
    booked(case)
    assert meetings.meetings(case.desk, case.case_id).rooms == ()
    case.open("kontaktperson")
    booked(case, datetime(2026, 1, 14, 10))
    assert meetings.meetings(case.desk, case.case_id).rooms == ("Eken",)


def test_the_step_of_a_process_gives_the_length(home: House) -> None:
    home.open("hela-familjen")
    view = meetings.meetings(home.desk, home.case_id)
    (step,) = view.minutes
    assert meetings.usual_minutes(view, "talk", step) == 90
    assert meetings.usual_minutes(view, "talk", "") == 60


def test_what_is_written_is_what_was_asked_for(case: House) -> None:
    booked(case)
    facts = case.vault.read(lambda store: load(store, case.case_id).facts)
    (said,) = (f.payload for f in facts if isinstance(f.payload, MeetingBooked))
    assert (said.starts, said.people, said.minutes) == ("2026-01-13T10:00", (case.client,), 60)


def test_the_weekly_meeting_lists_what_waits_to_be_allotted(case: House) -> None:
    (weekly,) = unit_meetings.unit_meetings(case.desk)
    assert (weekly.title, weekly.weekly) == ("Veckomöte", "mon 09:00")
    assert unit_meetings.agenda(case.desk, weekly.meeting_id) == (date(2026, 1, 12), ())
    case.done(case.view.steps[0].id)
    day, (waiting,) = unit_meetings.agenda(case.desk, weekly.meeting_id)
    assert (day, waiting.client, waiting.case_id) == (date(2026, 1, 12), "Exempelius, Ida", case.case_id)


def test_own_meetings_of_the_unit_are_kept_changed_and_removed(case: House) -> None:
    (weekly,) = unit_meetings.unit_meetings(case.desk)
    unit_meetings.put(case.desk, replace(weekly, starts="08:30"))
    unit_meetings.put(case.desk, replace(weekly, meeting_id="", title="Teammöte", weekday=2))
    assert [(m.title, m.starts) for m in unit_meetings.unit_meetings(case.desk)] == [
        ("Veckomöte", "08:30"),
        ("Teammöte", "09:00"),
    ]
    for meeting in unit_meetings.unit_meetings(case.desk):
        unit_meetings.remove(case.desk, meeting.meeting_id)
    assert unit_meetings.unit_meetings(case.desk) == ()
    with pytest.raises(DomainError, match="name_needed"):
        unit_meetings.put(case.desk, replace(weekly, title=" "))


def test_the_team_meeting_takes_up_what_the_routine_gives_to_it(home: House) -> None:
    home.open("familjebehandlare")
    unit_meetings.put(home.desk, UnitMeeting("team", "Teammöte", 2, "13:00", 60, allots=True))
    assert unit_meetings.agenda(home.desk, "team")[1] == ()
    step = next(s for s in home.view.steps if "teammöte" in s.label.casefold())
    for earlier in home.view.steps:
        if earlier.id == step.id:
            break
        home.done(earlier.id)
    assert [line.case_id for line in unit_meetings.agenda(home.desk, "team")[1]] == [home.case_id]
