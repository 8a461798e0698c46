"""Booking, moving and ending meetings, and what two desks make of the same ones."""

import random
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.definitions import Facts

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError
from familjeflow.domain.meetings import (
    Meeting,
    Visits,
    book,
    end,
    meetings,
    move,
    next_after,
    overlap,
    usual_minutes,
    usual_writer,
    visits,
)

TODAY = date(2026, 2, 3)
BOOKED = w.MeetingBooked(
    "m1", "talk", "2026-02-03T10:00", 60, ("klient",), ("hpt",), "Eken", "Arabiska", "hpt", "remiss"
)


def known(*payloads: e.Payload) -> tuple[Meeting, ...]:
    return meetings(Facts().add(*payloads))


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_a_mapping_talk_takes_an_hour_and_a_half_unless_the_step_says_otherwise() -> None:
    assert (usual_minutes("mapping"), usual_minutes("talk"), usual_minutes("mapping", 45)) == (90, 60, 45)


def test_the_responsible_writes_when_present() -> None:
    assert usual_writer(("hpt", "handlaggare"), "handlaggare", "Åsa") == "handlaggare"
    assert usual_writer(("hpt",), "handlaggare", "Åsa") == "Åsa"
    assert usual_writer((), "", "Åsa") == "Åsa"


def test_what_cannot_be_booked_is_told() -> None:
    assert book((), BOOKED) == (BOOKED,)
    assert refusal(lambda: book(known(BOOKED), BOOKED)) == "already_booked"
    assert refusal(lambda: book((), w.MeetingBooked("m", "talk", "i morgon", 60))) == "bad_time"
    assert refusal(lambda: book((), w.MeetingBooked("m", "talk", "2026-02-03T10:00", 0))) == "bad_length"


def test_a_meeting_is_moved_until_it_is_over() -> None:
    said = w.MeetingMoved("m1", "2026-02-04T10:00", 60, "Eken", "Arabiska", "Sjukdom")
    assert move(known(BOOKED), said) == (said,)
    same = w.MeetingMoved("m1", "2026-02-03T10:00", 60, "Eken", "Arabiska")
    assert refusal(lambda: move(known(BOOKED), same)) == "nothing_moved"
    assert refusal(lambda: move((), said)) == "unknown_meeting"
    over = known(BOOKED, w.MeetingEnded("m1", "held"))
    assert refusal(lambda: move(over, said)) == "meeting_over"


def test_nobody_has_come_to_a_meeting_of_tomorrow() -> None:
    tomorrow = known(w.MeetingBooked("m2", "talk", "2026-02-04T10:00", 60))
    assert refusal(lambda: end(tomorrow, "m2", "held", TODAY)) == "meeting_not_yet"
    assert end(tomorrow, "m2", "cancelled", TODAY) == (w.MeetingEnded("m2", "cancelled"),)
    assert end(known(BOOKED), "m1", "missed", TODAY, "Ringde") == (w.MeetingEnded("m1", "missed", "Ringde"),)
    assert refusal(lambda: end(known(BOOKED), "m1", "late", TODAY)) == "unknown_outcome"
    over = known(BOOKED, w.MeetingEnded("m1", "held"))
    assert refusal(lambda: end(over, "m1", "missed", TODAY)) == "meeting_over"


def test_the_next_meeting_is_the_same_a_week_later() -> None:
    (said,) = next_after(known(BOOKED), "m1", "m2", TODAY)
    assert (said.starts, said.minutes, said.follows) == ("2026-02-10T10:00", 60, "m1")
    assert (said.room, said.interpreter, said.people, said.others, said.writer, said.step) == (
        "Eken",
        "Arabiska",
        ("klient",),
        ("hpt",),
        "hpt",
        "remiss",
    )
    both = known(BOOKED, said)
    assert refusal(lambda: next_after(both, "m1", "m3", TODAY)) == "next_booked"
    cancelled = known(BOOKED, said, w.MeetingEnded("m2", "cancelled"))
    assert next_after(cancelled, "m1", "m3", TODAY)[0].starts == "2026-02-10T10:00"


def test_a_series_keeps_its_interval_and_never_lands_in_the_past() -> None:
    monthly = w.MeetingBooked("m2", "talk", "2026-03-04T10:00", 60, follows="m1")
    (said,) = next_after(known(BOOKED, monthly), "m2", "m3", TODAY)
    assert said.starts == "2026-04-01T10:00"
    (late,) = next_after(known(BOOKED), "m1", "m2", date(2026, 3, 1))
    assert late.starts == "2026-03-03T10:00"


def test_visits_are_counted_without_those_cancelled() -> None:
    others = [w.MeetingBooked(f"n{n}", "talk", f"2026-01-{n + 10}T10:00", 60) for n in range(4)]
    ends = [w.MeetingEnded(f"n{n}", outcome) for n, outcome in enumerate(("held", "missed", "cancelled"))]
    assert visits(known(BOOKED, *others, *ends, w.MeetingEnded("m1", "held"))) == Visits(2, 1)


def test_meetings_that_meet_only_at_the_door_do_not_clash() -> None:
    ten = datetime(2026, 2, 3, 10)
    assert overlap(ten, 60, datetime(2026, 2, 3, 10, 30), 60)
    assert overlap(datetime(2026, 2, 3, 10, 30), 15, ten, 60)
    assert not overlap(ten, 60, datetime(2026, 2, 3, 11), 60)


def test_two_endings_are_shown_as_contested_and_the_same_twice_is_not() -> None:
    (meeting,) = known(BOOKED, w.MeetingEnded("m1", "held"), w.MeetingEnded("m1", "missed"))
    assert (meeting.outcome, meeting.contested) == ("missed", True)
    (agreed,) = known(BOOKED, w.MeetingEnded("m1", "held"), w.MeetingEnded("m1", "held"))
    assert not agreed.contested


IDS = st.sampled_from(("m1", "m2", "m3"))
TIMES = st.sampled_from(("2026-02-03T10:00", "2026-02-10T13:30", "2026-03-01T08:15", "oläsligt"))
PAYLOADS = st.one_of(
    st.builds(
        w.MeetingBooked,
        meeting_id=IDS,
        kind=st.just("talk"),
        starts=TIMES,
        minutes=st.integers(15, 120),
        follows=st.sampled_from(("", "m1")),
    ),
    st.builds(w.MeetingMoved, meeting_id=IDS, starts=TIMES, minutes=st.integers(15, 120)),
    st.builds(w.MeetingEnded, meeting_id=IDS, outcome=st.sampled_from(("held", "missed", "cancelled"))),
    st.builds(e.Retracted, event_id=st.sampled_from(("a1", "a2", "b1", "b2"))),
)


@given(st.lists(PAYLOADS, max_size=8), st.lists(PAYLOADS, max_size=8), st.randoms())
def test_two_desks_see_the_same_meetings_in_whatever_order_facts_come(
    one: list[e.Payload], other: list[e.Payload], chance: random.Random
) -> None:
    facts = [*Facts("a").add(*one), *Facts("b", lamport=1).add(*other)]
    expected = meetings(facts)
    chance.shuffle(facts)
    assert meetings(facts) == expected
    assert meetings([*facts, *facts]) == expected
    assert sum((visits(expected).kept, visits(expected).missed)) <= len(expected) <= 3
