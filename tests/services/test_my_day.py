"""Min dag: what is late and what is next, by role and client, and own reminders."""

from datetime import date

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded
from familjeflow.services import profile, undoing, watches
from familjeflow.services.my_day import ALL, MINE, DayRow, DayView, my_day


@pytest.fixture
def case(home: House) -> House:
    home.people()
    home.open("kontaktperson")
    return home


def rows(view: DayView, slug: str) -> tuple[DayRow, ...]:
    return next((g.rows for g in view.groups if g.slug == slug), ())


def test_a_reminder_comes_up_on_its_day_and_goes_when_it_has_been_dealt_with(case: House) -> None:
    watches.set_watch(case.desk, case.case_id, date(2026, 1, 15), "Ring skolan", step="remiss")
    (coming,) = (r for r in rows(my_day(case.desk), "week") if r.kind == "watch")
    assert (coming.what, coming.when_text, coming.step, coming.tickable) == (
        "Ring skolan",
        "tors 2026-01-15",
        "remiss",
        True,
    )
    case.go("2026-01-15")
    assert "Ring skolan" in [r.what for r in rows(my_day(case.desk), "today")]
    case.go("2026-01-16")
    view = my_day(case.desk)
    assert "Ring skolan" in [r.what for r in rows(view, "overdue")]
    watches.set_watch(case.desk, case.case_id, date(2026, 1, 30), watch_id=coming.item)
    assert "Ring skolan" not in [r.what for r in rows(my_day(case.desk), "overdue")]
    (moved,) = watches.open_watches(case.desk, case.case_id)
    assert (moved.text, moved.day, moved.step) == ("Ring skolan", date(2026, 1, 30), "remiss")
    ended = watches.end_watch(case.desk, case.case_id, coming.item)
    assert watches.open_watches(case.desk, case.case_id) == ()
    undoing.undo(case.desk, case.case_id, ended.event_ids[-1])
    assert len(watches.open_watches(case.desk, case.case_id)) == 1


def test_a_reminder_in_the_past_or_that_is_gone_is_refused(case: House) -> None:
    with pytest.raises(DomainError) as refused:
        watches.set_watch(case.desk, case.case_id, date(2026, 1, 11))
    assert refused.value.code == "past_day"
    with pytest.raises(DomainError) as gone:
        watches.end_watch(case.desk, case.case_id, "okänd")
    assert gone.value.code == "unknown_watch"


def test_own_roles_come_first_and_what_others_have_next_is_waited_for(case: House) -> None:
    everything = my_day(case.desk)
    assert (everything.role, rows(everything, "waiting")) == (ALL, ())
    (first,) = rows(everything, "next")
    profile.set_profile(case.desk, ActorRecorded("Åsa Ek", "Familjesekreterare", ("familjehemssekreterare",)))
    mine = my_day(case.desk)
    assert (mine.role, rows(mine, "next")) == (MINE, ())
    (waited,) = rows(mine, "waiting")
    assert (waited.what, waited.client) == (first.what, "Exempelius, Ida")
    assert rows(my_day(case.desk, role="hpt"), "next") == (first,)
    assert (MINE, "Mina roller") in mine.roles


def test_a_day_is_narrowed_to_a_client_or_a_case_number(case: House) -> None:
    view = my_day(case.desk)
    number = rows(view, "next")[0].number
    for wanted in ("exemp", "Ida Exempelius", number):
        assert rows(my_day(case.desk, client=wanted), "next")
    for other in ("Fabel", "xempelius", "1999-0001"):
        assert not my_day(case.desk, client=other).groups


def test_a_follow_up_that_never_came_proposes_to_close_and_closes_nothing(home: House) -> None:
    home.open("oppenvard-vuxna")
    home.record("infomote", bistand_tom="2026-03-31")
    home.go("2026-04-01")
    (late,) = (r for r in rows(my_day(home.desk), "overdue") if r.kind == "limit")
    assert late.what.endswith("ta ställning till att avsluta")
    assert "avslutas ärendet" in home.view.proposes_close
    assert home.view.closed_on is None
