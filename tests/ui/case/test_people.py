"""The tab Personer: who takes part, how people are related, the family group, and each person's card."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import OpenCase, OpenPage
from tests.ui.names import unnamed

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, families, journal, person_cards, persons
from familjeflow.services.desk import Desk
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.people import PeopleTab
from familjeflow.ui.case.tabs import PEOPLE
from familjeflow.ui.journal.editor import NoteEditor
from familjeflow.ui.people.person_fields import line

LEFT = Qt.MouseButton.LeftButton


def people_of(page: CasePage) -> PeopleTab:
    page.tabs.go_to(PEOPLE)
    people = page.tabs.part(PEOPLE)
    assert isinstance(people, PeopleTab)
    return people


def press(people: PeopleTab, qtbot: QtBot, words: str) -> None:
    button = next(b for b in people.findChildren(QPushButton) if words in (b.text(), b.accessibleName()))
    qtbot.mouseClick(button, LEFT)


def who(page: CasePage) -> list[tuple[str, str]]:
    assert page.case is not None
    return [(person.name, person.part) for person in page.case.participants]


def test_somebody_who_is_new_to_the_vault_is_registered_and_takes_part(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    press(people, qtbot, "Registrera ny person")
    line(people._register.given).setText("Siv")
    line(people._register.family).setText("Sagolund")
    press(people, qtbot, "Registrera personen")
    assert ("Sagolund, Siv", "adult") in who(page)


def test_somebody_added_by_mistake_goes_again_but_never_the_client(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    assert ("Exempelius, Sten", "guardian") in who(page)
    press(people, qtbot, "Ta bort Exempelius, Sten som Vårdnadshavare")
    assert ("Exempelius, Sten", "guardian") not in who(page)
    assert ("Exempelius, Sten", "adult") in who(page)
    assert not [b for b in people.findChildren(QPushButton) if "som Klient" in b.accessibleName()]


def words(people: PeopleTab) -> list[str]:
    """Every text that can be read in the tab."""
    QApplication.processEvents()  # what was just made is shown at the next turn
    shown: list[QLabel | QPushButton] = [*people.findChildren(QLabel), *people.findChildren(QPushButton)]
    return [part.text() for part in shown if part.isVisibleTo(people)]


def client(page: CasePage) -> str:
    assert page.case is not None
    return page.case.client_id


def test_what_was_taken_away_comes_back_by_undo(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    press(people, qtbot, "Ta bort Exempelius, Sten som Vuxen")
    assert ("Exempelius, Sten", "adult") not in who(page)
    press(people, qtbot, "Ångra: Exempelius, Sten togs bort som vuxen.")
    assert ("Exempelius, Sten", "adult") in who(page)


def test_somebody_who_is_here_already_is_asked_about_before_being_registered_twice(
    page: CasePage, qtbot: QtBot, desk: Desk
) -> None:
    nils = persons.register(desk, PersonRecorded("Nils", "Påhittson", "19840315-9813", "personnummer"))
    people = people_of(page)
    press(people, qtbot, "Registrera ny person")
    line(people._register.given).setText("Nils")
    line(people._register.number).setText("840315 9813")
    press(people, qtbot, "Registrera personen")
    assert ("Påhittson, Nils", "adult") not in who(page)
    press(people, qtbot, "Det är samma person")
    assert ("Påhittson, Nils", "adult") in who(page)
    assert [row.person_id for row in persons.find(desk, "nils")] == [nils]


def test_it_is_another_person_and_is_registered(page: CasePage, qtbot: QtBot, desk: Desk) -> None:
    persons.register(desk, PersonRecorded("Nils", "Påhittson"))
    people = people_of(page)
    press(people, qtbot, "Registrera ny person")
    line(people._register.given).setText("Nils")
    line(people._register.family).setText("Påhittson")
    press(people, qtbot, "Registrera personen")
    press(people, qtbot, "Det är en annan person")
    assert len(persons.find(desk, "nils påhittson")) == 2
    assert ("Påhittson, Nils", "adult") in who(page)


def test_a_relation_is_written_as_a_sentence_and_shown_both_ways(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    press(people, qtbot, "Ny relation")
    form = people.relations
    form.who.setCurrentIndex(form.who.findText("Exempelius, Eva"))
    form.whose.setCurrentIndex(form.whose.findText("Påhittson, Ada"))
    press(people, qtbot, "Spara relationen")
    assert {"Mor till Påhittson, Ada", "Barn till Exempelius, Eva"} <= set(words(people))
    press(people, qtbot, "Ångra: Relationen är sparad.")
    assert "Mor till Påhittson, Ada" not in words(people)


def test_a_sibling_is_linked_and_the_way_to_the_case_is_shown(
    open_page: OpenPage, open_case: OpenCase, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(open_case("kontaktperson"))
    bo = persons.register(desk, PersonRecorded("Bo", "Fabelstam", protection="marked"))
    cases.open_case(desk, "kontaktperson", bo)
    people = people_of(page)
    press(people, qtbot, "Länka syskon eller vuxen")
    qtbot.keyClicks(people.family.search.line, "fabelst")
    press(people, qtbot, "Lägg till i gruppen")
    assert {"Fabelstam, Bo", "Sekretessmarkering", "2026-0002 · Kontaktperson"} <= set(words(people))
    press(people, qtbot, "Ta bort Fabelstam, Bo ur familjegruppen")
    assert families.family(desk, bo) is None
    press(people, qtbot, "Ångra: Personen togs bort ur familjegruppen.")
    assert families.family(desk, bo) is not None


def test_a_card_is_changed_and_the_name_follows_everywhere(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    press(people, qtbot, "Påhittson, Ada")
    assert people.card.person_id == client(page)
    qtbot.keyClicks(line(people.card.fields.phone), "040-1")
    line(people.card.fields.family).setText("Sagolund")
    qtbot.keyClick(people.card.fields.given.editor, Qt.Key.Key_Escape)
    assert page.case is not None
    assert page.case.client_name == "Sagolund, Ada"
    assert "Sagolund, Ada" in words(people)


def test_a_protected_address_takes_a_press_to_see(page: CasePage, qtbot: QtBot, desk: Desk) -> None:
    known = persons.person(desk, client(page))
    persons.change(desk, client(page), replace(known, address="Hemliga vägen 1"))
    people = people_of(page)
    people.open_card(client(page))
    address = people.card.fields.address
    assert (address.text(), address.show_button.isVisibleTo(people)) == ("", True)
    line(people.card.fields.phone).setText("040-2")
    people.card.save()
    assert person_cards.protected_address(desk, client(page)) == "Hemliga vägen 1"
    address.show_button.click()
    assert address.text() == "Hemliga vägen 1"
    assert not people.card.is_changed()


def test_what_is_written_on_a_card_is_kept_when_the_page_closes(page: CasePage, desk: Desk) -> None:
    people = people_of(page)
    people.open_card(client(page))
    line(people.card.fields.language).setText("arabiska")
    page.flush()
    assert persons.person(desk, client(page)).language == "arabiska"


def test_a_note_offers_the_siblings_and_says_in_which_case_it_lands(
    page: CasePage, qtbot: QtBot, desk: Desk
) -> None:
    bo = persons.register(desk, PersonRecorded("Bo", "Fabelstam"))
    other = cases.open_case(desk, "kontaktperson", bo)
    families.link(desk, client(page), bo)
    page.journal.write()
    editor = page.findChild(NoteEditor)
    assert editor is not None
    assert editor.facts.people[bo].text() == "Fabelstam, Bo (ärende 2026-0002)"
    editor.text.insertPlainText("Syskonen var på besök.")
    editor.facts.people[bo].setChecked(True)
    editor.finish()
    editor.finish()
    (note,) = journal.journal(desk, other).notes
    assert (note.person_id, note.text) == (bo, "Syskonen var på besök.")


def test_everything_in_the_tab_has_a_name(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    press(people, qtbot, "Ny relation")
    press(people, qtbot, "Länka syskon eller vuxen")
    press(people, qtbot, "Registrera ny person")
    assert unnamed(people) == []
    people.open_card(client(page))
    assert unnamed(people) == []
