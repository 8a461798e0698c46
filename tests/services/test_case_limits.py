"""The tab Tidsgränser as data: every limit of a case with its day, what it counts from and its source."""

from datetime import date

import pytest
from tests.support.house import House

from familjeflow.services import own_limits
from familjeflow.services.case_limits import GONE, LATE, MET, OPEN, SOON, WAITING, LimitLine, case_limits
from familjeflow.services.my_day import my_day
from familjeflow.services.steps import move_limit


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    return home


def line(case: House, text: str) -> LimitLine:
    (found,) = (li for li in case_limits(case.desk, case.case_id) if li.text == text)
    return found


def test_a_limit_waits_and_says_for_what_until_its_day_is_known(case: House) -> None:
    waiting = line(case, "Nytt beslut om bistånd")
    assert (waiting.standing, waiting.day, waiting.when_text) == (WAITING, None, "Väntar")
    assert "bistånd" in waiting.counted.lower()
    case.record("beslut", bistand_tom="2026-12-31")
    known = line(case, "Nytt beslut om bistånd")
    assert (known.standing, known.day) == (OPEN, date(2026, 11, 30))
    assert known.counted.endswith("tors 2026-12-31")
    assert known.source.startswith("Källa:")
    assert "rad 52" in known.source
    assert any("en månad före" in words for words in known.because)


def test_a_limit_is_soon_from_its_warning_and_late_after_its_day(case: House) -> None:
    case.record("beslut", bistand_tom="2026-12-31")
    for day, standing in (
        ("2026-10-29", OPEN),
        ("2026-10-30", SOON),
        ("2026-11-30", SOON),
        ("2026-12-01", LATE),
    ):
        case.go(day)
        assert line(case, "Nytt beslut om bistånd").standing == standing
    assert case_limits(case.desk, case.case_id)[0].standing == LATE


def test_a_warning_that_has_begun_shows_in_my_day_before_the_last_week(case: House) -> None:
    case.record("beslut", bistand_tom="2026-12-31")
    seen: dict[str, str] = {}
    for day in ("2026-10-29", "2026-10-30", "2026-11-22", "2026-11-23"):
        case.go(day)
        seen[day] = next(
            (
                g.slug
                for g in my_day(case.desk).groups
                for r in g.rows
                if r.kind == "limit" and r.what == "Nytt beslut om bistånd"
            ),
            "",
        )
    assert seen == {"2026-10-29": "", "2026-10-30": "soon", "2026-11-22": "soon", "2026-11-23": "week"}


def test_a_moved_limit_tells_its_reason(case: House) -> None:
    case.record("beslut", bistand_tom="2026-12-31")
    known = line(case, "Nytt beslut om bistånd")
    move_limit(case.desk, case.case_id, known.id, date(2026, 11, 20), "Nämnden har möte tidigare")
    moved = line(case, "Nytt beslut om bistånd")
    assert (moved.moved, moved.day) == (True, date(2026, 11, 20))
    assert any("Nämnden har möte tidigare" in words for words in moved.because)


def test_an_added_limit_says_how_sure_it_is_and_what_day_it_is(case: House) -> None:
    own_limits.add_from_library(case.desk, case.case_id, "forhandsbedomning", date(2026, 1, 10))
    added = line(case, "Förhandsbedömning (barn) ska vara gjord")
    assert (added.own, added.day, added.standing) == (True, date(2026, 1, 24), SOON)
    assert "Dagen är en lördag" in added.note
    assert any(words.startswith("Senast två veckor efter: Anmälan kom in") for words in added.because)
    assert any("andrahandskälla" in words for words in added.because)
    assert not any("P14D" in words for words in added.because)
    own_limits.met(case.desk, case.case_id, added.id)
    assert line(case, added.text).standing == MET


def test_a_limit_of_own_words_that_no_longer_applies_keeps_its_reason(case: House) -> None:
    own_limits.add_own(case.desk, case.case_id, own_limits.NewLimit("Svara skolan", date(2026, 1, 20)))
    added = line(case, "Svara skolan")
    assert "Källan anges inte." in added.because
    own_limits.let_go(case.desk, case.case_id, added.id, "Skolan svarade själv")
    gone = line(case, "Svara skolan")
    assert (gone.standing, gone.open) == (GONE, False)
    assert any("Skolan svarade själv" in words for words in gone.because)


def test_limits_as_they_stood_an_earlier_day(case: House) -> None:
    case.go("2026-02-01")
    case.record("beslut", bistand_tom="2026-12-31")
    (then,) = (
        li
        for li in case_limits(case.desk, case.case_id, as_of=date(2026, 1, 20))
        if li.text == "Nytt beslut om bistånd"
    )
    assert then.standing == WAITING
