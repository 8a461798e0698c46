"""F1 speaks of the very thing that has the keyboard, and of the page where that has no help of its own."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from familjeflow.ui.frame.help_texts import help_text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("task:boka_tolk:", "En uppgift"),
        ("answer:f_ja", "Ett svar på frågan"),
        ("step:avslut", "Ett steg i bilden"),
        ("move-day:uppfoljning", "Flytta datum"),
        ("reason", "Skäl"),
    ],
)
def test_a_control_has_help_of_its_own(qtbot: QtBot, name: str, title: str) -> None:
    control = QCheckBox()
    qtbot.addWidget(control)
    control.setObjectName(name)
    assert help_text("case", control)[0] == title


def test_a_control_inside_another_has_the_outer_ones_help(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    form.setObjectName("told-form")
    assert help_text("case", QLineEdit(form))[0] == "Besked"


@pytest.mark.parametrize("page", ["my_day", "cases", "processes", "settings", "new_case", "who", "case"])
def test_every_page_has_help(page: str) -> None:
    title, text = help_text(page)
    assert title
    assert text


def test_a_page_that_is_not_known_still_answers() -> None:
    assert help_text("something else")[0]
