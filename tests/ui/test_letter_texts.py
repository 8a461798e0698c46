"""The organisation's texts of the letters in the settings."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed

from familjeflow.services import letters
from familjeflow.services.desk import Desk
from familjeflow.ui.settings.letter_texts import LetterTextsCard


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> LetterTextsCard:
    made = LetterTextsCard(desk)
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show_kept()
    made.show()
    return made


def choose(card: LetterTextsCard, kind: str) -> None:
    card.kind.setCurrentIndex(card.kind.findData(kind))


@pytest.mark.parametrize("kind", letters.KINDS)
def test_the_text_of_every_letter_can_be_changed_and_taken_back(
    desk: Desk, card: LetterTextsCard, qtbot: QtBot, kind: str
) -> None:
    choose(card, kind)
    assert card.text.toPlainText() == letters.default_text(kind)
    assert not card.original.isVisible()
    card.text.setPlainText("# Vi ses\n\nHej {mottagare}!")
    with qtbot.waitSignal(card.kept):
        card.save()
    assert letters.texts(desk)[kind].startswith("# Vi ses")
    assert card.original.isVisible()
    card.bring_back()
    assert letters.texts(desk)[kind] == letters.default_text(kind)
    assert not card.original.isVisible()


def test_a_field_that_does_not_exist_is_refused_in_words(desk: Desk, card: LetterTextsCard) -> None:
    card.text.setPlainText("Hej {namnn}!")
    assert card.text_field.problem().startswith("{namnn} finns inte. Fält som finns:")
    card.save()
    assert letters.texts(desk)["kallelse"] == letters.default_text("kallelse")


def test_a_field_is_put_where_the_cursor_stands(card: LetterTextsCard) -> None:
    card.text.setPlainText("Välkommen ")
    card.text.moveCursor(card.text.textCursor().MoveOperation.End)
    chosen = next(act for act in card.insert.menu().actions() if "{dag}" in act.text())
    chosen.trigger()
    assert card.text.toPlainText() == "Välkommen {dag}"
    assert len(card.insert.menu().actions()) == len(letters.known_fields())


def test_what_is_written_stays_while_another_letter_is_looked_at(card: LetterTextsCard) -> None:
    card.text.setPlainText("# Vi ses")
    choose(card, "informationsbrev")
    assert card.text.toPlainText() == letters.default_text("informationsbrev")
    choose(card, "kallelse")
    assert card.text.toPlainText() == "# Vi ses"


def test_every_field_is_listed(card: LetterTextsCard) -> None:
    said = " ".join(label.text() for label in card.findChildren(type(card.text_field.title)))
    assert all(f"{{{name}}}" in said for name in letters.known_fields())
    assert any(button.text() == "Lägg in ett fält" for button in card.findChildren(QPushButton))


def test_a_screen_reader_can_name_everything(card: LetterTextsCard) -> None:
    assert unnamed(card) == []
