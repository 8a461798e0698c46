"""The tab Personer: somebody new takes part, and somebody added by mistake goes again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from familjeflow.ui.case.page import PEOPLE, CasePage
from familjeflow.ui.case.people import PeopleTab

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
    people._register._given.setText("Siv")
    people._register._family.setText("Sagolund")
    press(people, qtbot, "Registrera personen")
    assert ("Sagolund, Siv", "adult") in who(page)


def test_somebody_added_by_mistake_goes_again_but_never_the_client(page: CasePage, qtbot: QtBot) -> None:
    people = people_of(page)
    assert ("Exempelius, Sten", "guardian") in who(page)
    press(people, qtbot, "Ta bort Exempelius, Sten som Vårdnadshavare")
    assert ("Exempelius, Sten", "guardian") not in who(page)
    assert ("Exempelius, Sten", "adult") in who(page)
    assert not [b for b in people.findChildren(QPushButton) if "som Klient" in b.accessibleName()]
