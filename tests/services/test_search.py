"""What a search answers while it is typed: the same as the list, cut, with people who have no open case."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.house import House

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons
from familjeflow.services.case_list import case_list, search
from familjeflow.storage import case_search


@pytest.fixture
def busy(home: House) -> House:
    home.open("kontaktperson")
    home.open("hela-familjen")
    persons.register(home.desk, PersonRecorded("Åsa-Lena", "Lindqvist-Fabel", "TF 12 34", "reserve"))
    number = persons.parse_number("701063-2391", home.desk.today)
    other = persons.register(home.desk, PersonRecorded("Örjan", "Ek", number.number, number.kind))
    cases.open_case(home.desk, "kontaktperson", other)
    cases.close_case(home.desk, home.case_id, "Inte aktuellt")
    return home


@pytest.mark.parametrize("few", [500, 0], ids=["from the people", "down the list"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    text=st.sampled_from(
        ["exemp", "IDA EXEMPELIUS", "20150115-9808", "150115 9808", "1501", "2026-", "2026-0003", "ek örjan"]
    )
    | st.text("aeåäöx -2069,.%_", max_size=6),
    open_only=st.booleans(),
)
def test_both_ways_give_what_the_list_gives(busy: House, few: int, text: str, open_only: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(case_search, "_FEW", few)
        answer = search(busy.desk, text, open_only=open_only)
    wanted = case_list(busy.desk, text, open_only=open_only) if text.strip() else ()
    assert answer.cases == wanted
    assert not answer.is_cut


@pytest.mark.parametrize("text", ["åsa lena", "Lindqvist", "fabel åsa", "ÅSA-LENA"])
def test_people_without_an_open_case_are_found_by_name(busy: House, text: str) -> None:
    answer = search(busy.desk, text)
    assert [person.given_name for person in answer.people] == ["Åsa-Lena"]
    assert answer.cases == ()


@pytest.mark.parametrize("text", ["asa lena", "TF 12 34", "1234", "reserve", "", "  ", "%"])
def test_nobody_is_found_by_anything_else(busy: House, text: str) -> None:
    answer = search(busy.desk, text)
    assert (answer.cases, answer.people) == ((), ())


@pytest.mark.parametrize("text", ["19701063-2391", "7010632391", "701063-2391", "701063 23"])
def test_a_coordination_number_is_found_in_any_spelling(busy: House, text: str) -> None:
    assert [line.client_name for line in search(busy.desk, text).cases] == ["Ek, Örjan"]


def test_a_parent_is_found_beside_the_childs_case(busy: House) -> None:
    answer = search(busy.desk, "påhittson")
    assert [person.given_name for person in answer.people] == ["Eva"]


def test_more_than_the_screen_holds_is_said(busy: House) -> None:
    today = busy.desk.today
    answer = busy.vault.read(lambda store: store.search(today, "2026-", open_only=False, limit=2))
    assert (len(answer.cases), answer.is_cut) == (2, True)
