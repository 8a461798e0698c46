"""When the program itself fails, the person is told, and the report holds nothing about anybody."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.scripted import Scripted

from familjeflow.ui.crash import show_crashes


def crash(words: str) -> None:
    """What Python does with an exception that nobody caught."""
    try:
        raise ValueError(words)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


def test_the_person_is_told_and_the_report_names_places_but_no_values(window: QWidget) -> None:
    dialogs = Scripted(agree=True)
    show_crashes(window, dialogs)
    crash("Ada Påhittson 20150315-9803")
    assert "Det du har sparat finns kvar" in dialogs.said[0]
    report = QGuiApplication.clipboard().text()
    assert report.startswith("ValueError")
    assert "test_crash.py" in report
    assert "Påhittson" not in report
    assert "9803" not in report


def test_one_failure_at_a_time_is_told(window: QWidget) -> None:
    class Failing(Scripted):
        def ask(self, parent: QWidget, title: str, text: str, act: str, *, danger: bool = False) -> bool:
            crash("inne i frågan")
            return super().ask(parent, title, text, act, danger=danger)

    dialogs = Failing(agree=False)
    show_crashes(window, dialogs)
    crash("första")
    assert len(dialogs.said) == 1
