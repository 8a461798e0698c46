"""Which paragraph a decision of a day may rest on."""

from datetime import date

import pytest
from tests.support.house import REASON, House

from familjeflow.domain.errors import DomainError
from familjeflow.services import form_filling, lagrum
from familjeflow.services.demo_answers import filled


def valid(day: date) -> set[str]:
    return {o.value for o in lagrum.options() if o.valid_on(day)}


@pytest.mark.parametrize(
    ("day", "has", "lacks"),
    [
        (date(2025, 6, 30), "sol_2001_4_1", "sol_2025_11_1"),
        (date(2025, 7, 1), "sol_2025_11_1", "sol_2001_4_1"),
    ],
)
def test_the_law_changed_on_the_first_of_july_2025(day: date, has: str, lacks: str) -> None:
    assert has in valid(day)
    assert lacks not in valid(day)


def test_there_is_always_something_to_choose() -> None:
    assert all("annat" in valid(day) for day in (date(1990, 1, 1), date(2025, 7, 1), date(2090, 1, 1)))
    assert len({o.value for o in lagrum.options()}) == len(lagrum.options())


def test_a_decision_rests_on_the_law_of_its_own_day(home: House) -> None:
    home.open("kontaktperson")

    def decide(ground: str, day: str) -> None:
        view = form_filling.form(home.desk, home.case_id, "beslut", "beslut")
        answers = {**filled(view, home.desk.today), "lagrum": ground, "beslutsdatum": day}
        form_filling.adopt(home.desk, home.case_id, "beslut", "beslut", None, answers, reason=REASON)

    with pytest.raises(DomainError) as caught:
        decide("sol_2001_4_1", "2025-07-01")
    assert caught.value.code == "ground_out_of_time"
    decide("sol_2001_4_1", "2025-06-30")
    decide("sol_2025_11_1", "2026-01-12")
