"""Kontakter: the sources' firms as old examples, kept, put aside, and suggested by name."""

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import directory
from familjeflow.services.directory import Contact


def test_the_firms_of_the_source_come_in_once_and_are_marked_as_old(home: House) -> None:
    directory.add_examples(home.desk)
    firms = directory.contacts(home.desk, "interpreter")
    assert len(firms) == 3
    assert all(firm.is_old and firm.phone[0] == "0" and firm.customer.isdigit() for firm in firms)
    directory.hide(home.desk, firms[0].entry_id)
    home.reopen()
    directory.add_examples(home.desk)
    assert len(directory.contacts(home.desk, "interpreter")) == 2
    assert len(directory.contacts(home.desk, "interpreter", hidden=True)) == 3


def test_what_somebody_has_looked_over_is_no_longer_old(home: House) -> None:
    directory.add_examples(home.desk)
    firm = directory.contacts(home.desk, "interpreter")[0]
    directory.save(home.desk, firm)
    assert not directory.contacts(home.desk, "interpreter")[0].is_old


def test_rooms_are_suggested_by_name_and_hidden_ones_are_not(home: House) -> None:
    room = directory.save(home.desk, Contact("", "room", " Rum Åsen "))
    directory.save(home.desk, Contact("", "room", "Lekrummet"))
    assert directory.names(home.desk, "room") == ("Lekrummet", "Rum Åsen")
    directory.hide(home.desk, room.entry_id)
    assert directory.names(home.desk, "room") == ("Lekrummet",)
    directory.hide(home.desk, room.entry_id, hidden=False)
    assert "Rum Åsen" in directory.names(home.desk, "room")


def test_a_contact_person_keeps_where_it_stands(home: House) -> None:
    directory.save(
        home.desk, Contact("", "contact_person", "Vera Hittepå", status="interested", note="Helger")
    )
    home.reopen()
    (found,) = directory.contacts(home.desk, "contact_person")
    assert (directory.status_word(found.status), found.note) == ("Intresserad", "Helger")


def test_a_contact_has_a_name_and_exists(home: House) -> None:
    with pytest.raises(DomainError, match="entry_name_needed"):
        directory.save(home.desk, Contact("", "room", "  "))
    with pytest.raises(DomainError, match="unknown_entry"):
        directory.hide(home.desk, "finns-inte")
