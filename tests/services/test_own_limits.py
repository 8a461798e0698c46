"""Time limits beside those of the process: from the library of law, or in own words."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Force, Interval
from familjeflow.services import limit_library, own_limits, undoing
from familjeflow.services.limit_library import LibraryLimit
from familjeflow.services.my_day import my_day
from familjeflow.services.own_limits import NewLimit


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    return home


def refused(code: str) -> "pytest.RaisesExc[DomainError]":
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_every_limit_of_the_library_says_what_it_counts_from_and_how_sure_it_is() -> None:
    for limit in limit_library.shipped():
        assert limit.text
        assert limit.anchor
        assert limit.certainty
        assert Interval.parse(limit.span) != Interval()
        assert not limit.repeats or Interval.parse(limit.repeats)
    assert len({limit.id for limit in limit_library.shipped()}) == len(limit_library.shipped())


def test_a_limit_of_the_library_shows_on_its_day_and_gives_the_next_when_it_repeats(case: House) -> None:
    own_limits.add_from_library(case.desk, case.case_id, "lvu_2_overvagande", date(2025, 8, 31))
    (limit,) = own_limits.own_limits(case.desk, case.case_id)
    assert (limit.day, limit.force, limit.source) == (
        date(2026, 2, 28),
        Force.LATEST,
        "13 § LVU (1990:52)",
    )
    case.go("2026-03-01")
    (late,) = next(g.rows for g in my_day(case.desk).groups if g.slug == "overdue")
    assert (late.what, late.force_word) == ("Övervägande av vård enligt 2 § LVU", "Senast")
    met = own_limits.met(case.desk, case.case_id, limit.limit_id)
    done, following = own_limits.own_limits(case.desk, case.case_id)
    assert (done.outcome, following.outcome, following.day) == ("met", "", date(2026, 9, 1))
    with refused("limit_ended"):
        own_limits.met(case.desk, case.case_id, limit.limit_id)
    undoing.undo(case.desk, case.case_id, met.event_ids[-1])
    assert [li.outcome for li in own_limits.own_limits(case.desk, case.case_id)] == [""]


def test_a_limit_in_own_words_is_moved_and_let_go_with_a_reason(case: House) -> None:
    own_limits.add_own(case.desk, case.case_id, NewLimit("Svara skolan", date(2026, 1, 20)))
    (limit,) = own_limits.own_limits(case.desk, case.case_id)
    with refused("reason_needed"):
        own_limits.move(case.desk, case.case_id, limit.limit_id, date(2026, 1, 27), " ")
    own_limits.move(case.desk, case.case_id, limit.limit_id, date(2026, 1, 27), "Skolan har lov")
    (moved,) = own_limits.own_limits(case.desk, case.case_id)
    assert (moved.day, moved.moved, moved.reason) == (date(2026, 1, 27), True, "Skolan har lov")
    own_limits.let_go(case.desk, case.case_id, limit.limit_id, "Skolan har svarat själv")
    (gone,) = own_limits.own_limits(case.desk, case.case_id)
    assert (gone.outcome, gone.reason) == ("gone", "Skolan har svarat själv")
    assert not [r for g in my_day(case.desk).groups for r in g.rows if r.what == "Svara skolan"]
    with refused("limit_text_needed"):
        own_limits.add_own(case.desk, case.case_id, NewLimit(" ", date(2026, 1, 20)))
    with refused("unknown_limit"):
        own_limits.met(case.desk, case.case_id, "okänd")


def test_the_organisation_changes_hides_adds_and_restores(home: House) -> None:
    desk = home.desk
    appeal = limit_library.limit_of(desk, "overklagande")
    limit_library.keep(desk, replace(appeal, span="P4W"))
    assert own_limits.falls_on(desk, "overklagande", date(2026, 1, 1)) == date(2026, 1, 29)
    limit_library.keep(desk, replace(appeal, hidden=True))
    assert "overklagande" not in [li.id for li in limit_library.library(desk)]
    limit_library.restore(desk, "overklagande")
    assert limit_library.limit_of(desk, "overklagande") == appeal
    limit_library.keep(desk, LibraryLimit("", "Ring upp", "Besöket", "P5B", Force.GUIDELINE))
    added = limit_library.library(desk)[-1]
    assert (added.text, added.own, bool(added.id)) == ("Ring upp", True, True)
    for wrong, code in (
        (replace(added, span="snart"), "bad_interval"),
        (replace(added, text=""), "limit_text_needed"),
    ):
        with refused(code):
            limit_library.keep(desk, wrong)
    limit_library.restore(desk, added.id)
    assert added.id not in [li.id for li in limit_library.library(desk, hidden=True)]
