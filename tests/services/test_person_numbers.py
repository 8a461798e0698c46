"""Numbers in every spelling that people paste, and people found by what the law lets one search for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.house import ADULTS, CLIENT, House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.services import persons
from familjeflow.services.persons import parse_number

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1212",
        "191212121212",
        "1912 12 12 - 1212",
        " 19121212 1212 ",
        "19121212\u20131212",
        "19121212\u00a0-\u00a01212",
        "121212+1212",
    ],
)
def test_one_number_has_many_spellings(text: str) -> None:
    found = parse_number(text, TODAY)
    assert (found.number, found.kind, found.warning) == ("19121212-1212", "personnummer", False)
    assert found.born == date(1912, 12, 12)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("800401-9801", date(1980, 4, 1)),
        ("8004019801", date(1980, 4, 1)),
        ("260301-0000", date(2026, 3, 1)),
        ("260302-0000", date(1926, 3, 2)),
        ("121212-1212", date(2012, 12, 12)),
        ("260101+0000", date(1926, 1, 1)),
        ("261231+0000", date(1926, 12, 31)),
        ("270101+0000", date(1827, 1, 1)),
    ],
)
def test_ten_digits_are_the_latest_birthday_that_has_been(text: str, born: date) -> None:
    assert parse_number(text, TODAY).born == born


@given(st.dates(date(1900, 1, 1), TODAY))
def test_a_plus_is_written_from_the_year_in_which_one_turns_100(born: date) -> None:
    sign = "+" if born.year <= TODAY.year - 100 else "-"
    assert parse_number(f"{born:%y%m%d}{sign}0000", TODAY).born == (
        born if sign == "+" or born.year > 1926 else born.replace(year=born.year + 100)
    )


def test_a_coordination_number_has_its_day_sixty_later() -> None:
    found = parse_number("701063-2391", TODAY)
    assert (found.number, found.kind, found.warning) == ("19701063-2391", "samordningsnummer", False)
    assert found.born == date(1970, 10, 3)


@pytest.mark.parametrize(
    "text", ["19800401-9803", "800401-9803", "19801301-9802", "19800231-1234", "19121260-1212"]
)
def test_a_wrong_checksum_or_day_warns_and_is_kept(text: str) -> None:
    found = parse_number(text, TODAY)
    assert found.warning
    assert found.number.endswith(text[-5:])


@pytest.mark.parametrize("text", ["TF-123", "1234", "19800401-98011", "800401--9802", "åäö", "19800401-980A"])
def test_what_is_no_number_is_a_reserve_number_as_written(text: str) -> None:
    found = parse_number(f" {text} ", TODAY)
    assert (found.number, found.kind, found.warning, found.born) == (text, "reserve", False, None)


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_no_number_is_nothing(text: str) -> None:
    assert parse_number(text, TODAY).kind == "none"


@pytest.mark.parametrize("person", [CLIENT, *ADULTS], ids=lambda p: p.given_name)
def test_the_made_up_people_have_right_numbers(person: PersonRecorded) -> None:
    assert not parse_number(person.number, TODAY).warning
    assert 980 <= int(person.number[-4:-1]) <= 999


@given(st.text(max_size=30))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert parse_number(text, TODAY).kind in ("personnummer", "samordningsnummer", "reserve", "none")


def test_a_person_is_kept_and_each_change_is_a_new_fact(home: House) -> None:
    home.people()
    persons.change(home.desk, home.client, PersonRecorded("Ida", "Fabelstam", CLIENT.number, "personnummer"))
    home.reopen()
    assert persons.person(home.desk, home.client).family_name == "Fabelstam"
    (row,) = persons.find(home.desk, "fabelstam ida")
    assert row.person_id == home.client


@pytest.mark.parametrize(
    "text", ["Påhittson", "påhitt", "800401-9801", "19800401-9801", "198004019801", "eva"]
)
def test_a_person_is_found_by_name_or_number(home: House, text: str) -> None:
    home.people()
    assert [row.given_name for row in persons.find(home.desk, text)] == ["Eva"]


def test_a_person_needs_a_name_and_has_to_exist(home: House) -> None:
    with pytest.raises(DomainError, match="name_needed"):
        persons.register(home.desk, PersonRecorded(" ", ""))
    with pytest.raises(DomainError, match="unknown_person"):
        persons.person(home.desk, "finns-inte")
