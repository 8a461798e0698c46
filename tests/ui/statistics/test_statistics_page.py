"""The page Statistik by keyboard alone: what is chosen, what is read out, and what is saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons, steps
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.ui import tasks, theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.statistics.page import StatisticsPage

PROCESS = "kontaktperson"


@pytest.fixture
def dialogs() -> Scripted:
    return Scripted()


@pytest.fixture
def page(desk: Desk, dialogs: Scripted, qtbot: QtBot) -> StatisticsPage:
    found = StatisticsPage(
        desk, Context(dialogs, lambda: None, lambda _c: None, lambda _e: None, lambda _c, _s: None)
    )
    qtbot.addWidget(found)
    found.resize(1100, 660)
    found.show()
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def six_cases(desk: Desk) -> None:
    person = persons.register(desk, PersonRecorded("Ida", "Exempelius"))
    for _number in range(6):
        case_id = cases.open_case(desk, PROCESS, person)
        steps.complete(desk, case_id, case_view(desk, case_id).steps[0].id)


def counted(page: StatisticsPage) -> None:
    page.reload()
    settle()


def settle() -> None:
    assert tasks.wait_for_all()
    for _round in range(3):
        QApplication.processEvents()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)
        settle()


def tab_to(qtbot: QtBot, words: str) -> None:
    """Press Tab until something with that name has the keyboard."""
    for _press in range(40):
        widget = focused()
        if words in (widget.accessibleName(), widget.text() if isinstance(widget, QPushButton) else ""):
            return
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    raise AssertionError(f"{words!r} cannot be reached by Tab")


def test_an_empty_work_file_says_what_will_be_here(page: StatisticsPage) -> None:
    counted(page)
    assert page.isVisible()
    assert not page.tabs.isVisible()
    assert "Inget att räkna än" in words(page)


def words(page: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisible())


def test_every_topic_is_reached_with_the_arrows_and_has_a_table_that_can_be_read_out(
    page: StatisticsPage, desk: Desk, qtbot: QtBot
) -> None:
    six_cases(desk)
    counted(page)
    page.take_focus()
    tab_to(qtbot, "Vad som visas")
    seen = []
    for _tab in range(page.tabs.count() - 1):
        topic = page.topic()
        assert topic is not None
        seen.append(topic.slug)
        assert page.summary.text() == topic.summary
        assert page.table is not None
        assert page.table.accessibleName() == topic.title
        press(qtbot, Qt.Key.Key_Right)
    assert seen == ["cases", "times", "overdue", "endings", "visits", "goals"]
    assert page.topic() is None
    assert "Välj en process" in words(page)


def test_a_process_is_chosen_and_its_picture_is_told_in_words(
    page: StatisticsPage, desk: Desk, qtbot: QtBot
) -> None:
    six_cases(desk)
    counted(page)
    page.take_focus()
    box = focused()
    assert isinstance(box, QComboBox)
    press(qtbot, *[Qt.Key.Key_Down] * box.findData(PROCESS))
    tab_to(qtbot, "Vad som visas")
    press(qtbot, *[Qt.Key.Key_Right] * 6)
    topic = page.topic()
    assert topic is not None
    assert "6 ärenden" in topic.summary
    tab_to(qtbot, topic.title)
    spoken = QAccessible.queryAccessibleInterface(focused())
    assert spoken.text(QAccessible.Text.Description) == topic.summary
    assert page.table is not None
    first = page.table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Klara omgångar: 6" in first
    assert unnamed(page) == []
    theme.apply(_app(), "dark")
    settle()
    assert page.picture.grab().toImage() != page.grab().toImage()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def test_what_the_colour_shows_is_chosen(page: StatisticsPage, desk: Desk, qtbot: QtBot) -> None:
    six_cases(desk)
    page.choices.process.addItem("Kontaktperson", PROCESS)
    page.choices.process.setCurrentIndex(page.choices.process.findData(PROCESS))
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    counted(page)
    page.take_focus()
    tab_to(qtbot, "Färgen visar")
    press(qtbot, Qt.Key.Key_Down)
    topic = page.topic()
    assert topic is not None
    assert topic.title == "Processbild: hur länge de har stått här"


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("Spara som kalkylblad", "a.xlsx", b"PK"),
        ("Spara som PDF", "a.pdf", b"%PDF"),
        ("Spara bilden som SVG", "a.svg", b"<svg"),
    ],
)
def test_each_file_is_saved_with_the_keyboard(
    page: StatisticsPage,
    desk: Desk,
    dialogs: Scripted,
    qtbot: QtBot,
    tmp_path: Path,
    button: str,
    name: str,
    begins: bytes,
) -> None:
    six_cases(desk)
    counted(page)
    dialogs.path = tmp_path / name
    page.take_focus()
    tab_to(qtbot, button)
    press(qtbot, Qt.Key.Key_Return)
    assert dialogs.path.read_bytes().startswith(begins)
    assert page.notice.text.text() == f"Sparat. Filen heter {name}."


def test_an_event_log_asks_for_a_process_first_and_is_then_saved(
    page: StatisticsPage, desk: Desk, dialogs: Scripted, qtbot: QtBot, tmp_path: Path
) -> None:
    six_cases(desk)
    counted(page)
    dialogs.path = tmp_path / "log.xes"
    page.take_focus()
    tab_to(qtbot, "Spara händelselogg (XES)")
    press(qtbot, Qt.Key.Key_Return)
    assert page.notice.text.text().startswith("Välj en process först.")
    page.choices.process.setCurrentIndex(page.choices.process.findData(PROCESS))
    settle()
    press(qtbot, Qt.Key.Key_Return)
    assert dialogs.path.read_bytes().count(b"<trace>") == 6


def test_a_place_that_cannot_be_written_is_said(
    page: StatisticsPage, desk: Desk, dialogs: Scripted, qtbot: QtBot, tmp_path: Path
) -> None:
    six_cases(desk)
    counted(page)
    dialogs.path = tmp_path / "finns inte" / "a.pdf"
    page.take_focus()
    tab_to(qtbot, "Spara som PDF")
    press(qtbot, Qt.Key.Key_Space)
    assert page.notice.text.text().startswith("Filen kunde inte sparas.")
    assert not page.stop_button.isVisible()
