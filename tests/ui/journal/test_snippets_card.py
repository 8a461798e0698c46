"""The phrases of the unit in Inställningar."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed

from familjeflow.services import snippets
from familjeflow.services.desk import Desk
from familjeflow.ui.settings.snippets import SnippetsCard

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> Iterator[SnippetsCard]:
    card = SnippetsCard(desk)
    qtbot.addWidget(card)
    card.show()
    card.show_kept()
    yield card
    card.close()


def press(card: SnippetsCard, qtbot: QtBot, words: str) -> None:
    qtbot.mouseClick(next(b for b in card.findChildren(QPushButton) if b.text() == words), LEFT)


def names(desk: Desk) -> list[str]:
    return [snippet.name for snippet in snippets.snippets(desk)]


def test_a_new_phrase_is_kept_and_chosen(card: SnippetsCard, desk: Desk, qtbot: QtBot) -> None:
    press(card, qtbot, "Ny fras")
    assert card.name.text() == ""
    card.name.setText("Påhittad fras")
    card.text.setPlainText("Enligt överenskommelse.")
    card.kind.setCurrentIndex(card.kind.findText("Telefon"))
    with qtbot.waitSignal(card.kept):
        press(card, qtbot, "Spara frasen")
    kept = next(s for s in snippets.snippets(desk) if s.name == "Påhittad fras")
    assert (kept.text, kept.kind) == ("Enligt överenskommelse.", "phone")
    assert card.list.currentItem().text() == "Påhittad fras · Telefon"


def test_another_name_takes_the_place_of_the_old(card: SnippetsCard, desk: Desk, qtbot: QtBot) -> None:
    before = names(desk)
    card.list.setCurrentRow(0)
    old = card.name.text()
    card.name.setText("Nytt namn")
    press(card, qtbot, "Spara frasen")
    assert old not in names(desk)
    assert len(names(desk)) == len(before)


def test_a_phrase_is_removed(card: SnippetsCard, desk: Desk, qtbot: QtBot) -> None:
    card.list.setCurrentRow(0)
    gone = card.name.text()
    press(card, qtbot, "Ta bort frasen")
    assert gone not in names(desk)


@pytest.mark.parametrize(("name", "text"), [("", "text"), ("namn", "")])
def test_what_is_missing_is_said_at_the_field(
    card: SnippetsCard, desk: Desk, qtbot: QtBot, name: str, text: str
) -> None:
    before = names(desk)
    press(card, qtbot, "Ny fras")
    card.name.setText(name)
    card.text.setPlainText(text)
    press(card, qtbot, "Spara frasen")
    assert (card.text_field if name else card.name_field).problem()
    assert names(desk) == before


def test_everything_on_the_card_has_a_name(card: SnippetsCard) -> None:
    assert unnamed(card) == []
