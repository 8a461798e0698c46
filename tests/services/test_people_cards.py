"""What is known of a person: kept with its history, found before it is kept twice, hidden where protected."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.house import CLIENT, House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.services import person_cards, persons

TODAY = date(2026, 3, 1)


def spellings(born: date, last: str) -> st.SearchStrategy[str]:
    """The ways in which people write one number."""
    day = st.sampled_from([f"{born:%Y%m%d}", f"{born:%y%m%d}", f"{born:%Y %m %d}", f" {born:%y%m%d}"])
    between = st.sampled_from(["-", "", " ", " - ", "\u2013", "\u00a0-"])
    return st.builds(lambda d, b, end: f"{d}{b}{last}{end}", day, between, st.sampled_from(["", " "]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(written=spellings(date(2015, 1, 15), "9808"))
def test_the_same_number_in_any_spelling_is_found_before_it_is_kept_twice(home: House, written: str) -> None:
    if not home.client:
        home.people()
    read = persons.parse_number(written, TODAY)
    (found,) = persons.perhaps_same(home.desk, PersonRecorded("Någon", "Annan", read.number, read.kind))
    assert (found.person.person_id, found.reason_word) == (home.client, "Samma nummer")
    assert [row.person_id for row in persons.find(home.desk, written)] == [home.client]


def test_the_likeliest_is_shown_first_and_a_person_is_not_like_itself(home: House) -> None:
    home.people()
    twin = persons.register(home.desk, PersonRecorded("Ida", "Exempelus", born=CLIENT.born))
    same_name = persons.register(home.desk, PersonRecorded("Ida", "Exempelius"))
    found = persons.perhaps_same(home.desk, CLIENT)
    assert [one.person.person_id for one in found] == [home.client, twin, same_name]
    assert home.client not in [
        one.person.person_id for one in persons.perhaps_same(home.desk, CLIENT, home.client)
    ]


def test_nobody_like_a_new_person_gives_nothing(home: House) -> None:
    home.people()
    assert persons.perhaps_same(home.desk, PersonRecorded("Siv", "Sagolund", born=date(1999, 1, 1))) == ()
    assert persons.perhaps_same(home.desk, PersonRecorded("", "")) == ()


def test_each_change_stands_in_the_history_with_who_made_it(home: House) -> None:
    home.people()
    changed = replace(
        CLIENT, family_name="Fabelstam", phone="040-123", language="somaliska", interpreter=True
    )
    person_cards.save(home.desk, home.client, changed, with_address=True)
    home.reopen()
    card = person_cards.card(home.desk, home.client)
    assert card.known == changed
    latest, first = card.changes
    assert latest.who == "Alva Lindqvist-Fabel"
    assert "Efternamn: Exempelius → Fabelstam" in latest.lines
    assert "Behöver tolk: nej → ja" in latest.lines
    assert first.lines == ("Registrerad",)


def test_saving_what_is_the_same_leaves_no_trace(home: House) -> None:
    home.people()
    assert person_cards.save(home.desk, home.client, CLIENT, with_address=True).event_ids == ()
    assert len(person_cards.card(home.desk, home.client).changes) == 1


def test_a_protected_address_is_on_no_card_and_in_no_history_but_is_kept(home: House) -> None:
    home.people()
    secret = replace(CLIENT, protection="protected", address="Hemliga vägen 1")
    person_cards.save(home.desk, home.client, secret, with_address=True)
    card = person_cards.card(home.desk, home.client)
    assert card.hides_address
    assert "Hemliga" not in repr(card) + card.known.address + str([c.lines for c in card.changes])
    person_cards.save(home.desk, home.client, replace(card.known, phone="1"), with_address=False)
    assert person_cards.protected_address(home.desk, home.client) == "Hemliga vägen 1"
    person_cards.save(home.desk, home.client, replace(secret, protection=""), with_address=True)
    card = person_cards.card(home.desk, home.client)
    assert not card.hides_address
    assert card.known.address == "Hemliga vägen 1"
    assert "Hemliga" not in str([c.lines for c in card.changes])


def test_a_day_of_birth_of_its_own_is_kept_beside_the_number(home: House) -> None:
    home.people()
    person_cards.save(home.desk, home.client, replace(CLIENT, born=date(2015, 1, 14)), with_address=True)
    assert persons.person(home.desk, home.client).born == date(2015, 1, 14)
    (row,) = persons.find(home.desk, CLIENT.number)
    assert row.born == date(2015, 1, 14)


def test_a_card_of_nobody_is_refused(home: House) -> None:
    with pytest.raises(DomainError, match="unknown_person"):
        person_cards.card(home.desk, "finns-inte")
