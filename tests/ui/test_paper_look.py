"""Arms, colour and footer in the settings."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.services import letterheads
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.context import Context
from familjeflow.ui.settings.paper_look import PaperLookCard

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><path d="M0 0h4v5z"/></svg>'


@pytest.fixture
def dialogs() -> Scripted:
    return Scripted()


@pytest.fixture
def card(desk: Desk, dialogs: Scripted, qtbot: QtBot) -> PaperLookCard:
    context = Context(dialogs, lambda: None, lambda _c: None, lambda _e: None, lambda _c, _s: None)
    made = PaperLookCard(desk, context)
    qtbot.addWidget(made)
    made.show_kept()
    made.show()
    return made


def press(card: PaperLookCard, text: str) -> None:
    next(b for b in card.findChildren(QPushButton) if b.text() == text).click()


def test_the_look_is_kept(desk: Desk, card: PaperLookCard, dialogs: Scripted, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "vapen.svg"
    dialogs.path.write_text(SVG)
    press(card, "Välj vapen")
    card.colour.setText("#1f4e79")
    card.footer.setText("www.sjovik.example")
    card.envelope.setCurrentIndex(1)
    press(card, "Spara utseendet")
    assert letterheads.look(desk) == letterheads.PaperLook(
        SVG.encode(), "#1f4e79", "www.sjovik.example", "left"
    )
    press(card, "Ta bort vapnet")
    press(card, "Spara utseendet")
    assert letterheads.look(desk).arms == b""


def test_arms_that_cannot_be_used_are_told_and_not_kept(
    desk: Desk, card: PaperLookCard, dialogs: Scripted, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "vapen.svg"
    dialogs.path.write_text(SVG.replace("<path", "<script/><path"))
    press(card, "Välj vapen")
    press(card, "Spara utseendet")
    assert "annat än former" in card.notice.text.text()
    assert letterheads.look(desk).arms == b""


def test_a_colour_too_pale_to_read_is_told(card: PaperLookCard) -> None:
    card.colour.setText("#ffff99")
    press(card, "Spara utseendet")
    assert "vitt papper" in card.notice.text.text()


def test_everything_has_a_name(card: PaperLookCard) -> None:
    assert unnamed(card) == []
