"""The queue *Att föra in*: two keys a note, the clipboard emptied, and what may be cleared."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around
from tests.ui.journal.conftest import Write
from tests.ui.names import unnamed

from familjeflow.services import journal, profile
from familjeflow.services.desk import Desk
from familjeflow.services.profile import RecordSettings
from familjeflow.ui.journal.clipboard import KEPT, lent
from familjeflow.ui.journal.queue import EnterQueue
from familjeflow.ui.journal.queue_page import EnterQueuePage

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
Show = Callable[[], EnterQueuePage]


@pytest.fixture
def show(desk: Desk, around: Around, qtbot: QtBot) -> Show:
    """Shows the page of the queue, read afresh."""

    pages: list[EnterQueuePage] = []

    def shown() -> EnterQueuePage:
        page = EnterQueuePage(desk, around.context())
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 600)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.reload()
        page.take_focus()
        return page

    return shown


@pytest.fixture(autouse=True)
def _nothing_lent(qapp: QObject) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    lent().timer.stop()
    QGuiApplication.clipboard().clear()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def said(queue: EnterQueue) -> str:
    return queue.notice.text.text() if queue.notice.isVisible() else ""


def test_a_note_goes_into_the_other_system_with_two_keys(
    show: Show, write: Write, desk: Desk, qtbot: QtBot
) -> None:
    write("Den yngre", day=date(2026, 11, 19))
    write("Den äldsta", day=date(2026, 11, 3))
    queue = show().queue
    table = queue.tables["to_enter"]
    assert table.hasFocus()
    qtbot.keyClick(table, ENTER)
    assert clipboard() == "Den äldsta"
    assert "Procapita" in said(queue)
    qtbot.keyClick(table, SPACE)
    assert [row.text for row in journal.to_enter(desk)] == ["Den yngre"]
    assert queue.tables["to_enter"].hasFocus()


def test_a_marking_is_taken_back_with_the_keyboard(
    show: Show, write: Write, desk: Desk, qtbot: QtBot
) -> None:
    write("Den ena", day=date(2026, 11, 3))
    write("Den andra", day=date(2026, 11, 4))
    queue = show().queue
    qtbot.keyClick(queue.tables["to_enter"], SPACE)
    assert queue.undo_button.isVisible()
    qtbot.keyClick(queue.tables["to_enter"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(journal.to_enter(desk)) == 2
    assert said(queue) == ""


def test_the_last_marking_can_be_taken_back_too(show: Show, write: Write, desk: Desk, qtbot: QtBot) -> None:
    write("Den enda")
    page = show()
    qtbot.keyClick(page.queue.tables["to_enter"], SPACE)
    assert page.queue.undo_button.isVisible()
    assert page.queue.undo_button.hasFocus()
    qtbot.keyClick(page.queue.undo_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(journal.to_enter(desk)) == 1


def test_the_clipboard_is_emptied_after_two_minutes_if_it_still_holds_the_text() -> None:
    lent().lend("en text om någon")
    assert lent().timer.interval() == KEPT == 120_000
    lent().timer.timeout.emit()
    assert clipboard() == ""


def test_what_somebody_has_copied_since_stays_on_the_clipboard() -> None:
    lent().lend("en text om någon")
    QGuiApplication.clipboard().setText("något eget")
    lent().timer.timeout.emit()
    assert clipboard() == "något eget"


def test_the_clock_goes_on_when_the_page_is_closed(show: Show, write: Write, qtbot: QtBot) -> None:
    write("en text om någon")
    page = show()
    qtbot.keyClick(page.queue.tables["to_enter"], ENTER)
    page.close()
    page.deleteLater()
    assert lent().timer.isActive()
    lent().take_back()
    assert clipboard() == ""


def test_clipboard_histories_are_asked_to_leave_the_text_alone() -> None:
    lent().lend("en text om någon")
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_a_draft_is_opened_where_it_is_written(show: Show, desk: Desk, case_id: str, qtbot: QtBot) -> None:
    draft = journal.new_draft(desk, case_id)
    journal.save_draft(desk, case_id, replace(draft, texts=dict.fromkeys(draft.texts, "halv")))
    queue = show().queue
    with qtbot.waitSignal(queue.note_wanted) as wanted:
        qtbot.keyClick(queue.tables["draft"], ENTER)
    assert wanted.args == [case_id, draft.note_id]


def test_where_the_record_is_kept_here_the_list_is_what_to_lock(show: Show, desk: Desk, case_id: str) -> None:
    profile.set_settings(desk, RecordSettings(record="internal"))
    draft = journal.new_draft(desk, case_id)
    journal.save_draft(desk, case_id, replace(draft, texts=dict.fromkeys(draft.texts, "halv")))
    page = show()
    assert page.queue.tables["draft"].accessibleName() == "Att låsa"
    assert "Att låsa" in [label.text() for label in page.findChildren(QLabel)]


def test_the_arrows_go_on_into_the_next_group(
    show: Show, write: Write, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    write("Klar")
    draft = journal.new_draft(desk, case_id)
    journal.save_draft(desk, case_id, replace(draft, texts=dict.fromkeys(draft.texts, "halv")))
    queue = show().queue
    qtbot.keyClick(queue.tables["to_enter"], Qt.Key.Key_Down)
    assert queue.tables["draft"].hasFocus()
    qtbot.keyClick(queue.tables["draft"], Qt.Key.Key_Up)
    assert queue.tables["to_enter"].hasFocus()


def test_an_empty_queue_says_that_nothing_waits(show: Show) -> None:
    page = show()
    said_here = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "Inget väntar" in said_here


def test_what_was_entered_long_ago_is_cleared_after_a_question_about_what_goes_and_stays(
    show: Show, write: Write, desk: Desk, case_id: str, around: Around, qtbot: QtBot
) -> None:
    write("En text som redan finns i det andra systemet")
    (row,) = journal.to_enter(desk)
    journal.mark_entered(desk, case_id, row.note_id)
    later = replace(desk, clock=lambda: desk.clock() + timedelta(days=800))
    page = EnterQueuePage(later, around.context())
    qtbot.addWidget(page)
    page.show()
    page.reload()
    press = next(b for b in page.findChildren(QPushButton) if b.text() == "Rensa alla …")
    around.dialogs.agree = False
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert "går inte att få tillbaka" in around.dialogs.said[-1]
    assert "Kvar här står" in around.dialogs.said[-1]
    assert journal.journal(later, case_id).notes[0].text
    around.dialogs.agree = True
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    (note,) = journal.journal(later, case_id).notes
    assert (note.state, note.text) == ("cleared", "")
    assert page.queue.is_empty()


def test_a_screen_reader_hears_a_row_as_one_sentence(show: Show, write: Write) -> None:
    write("Ringde.\nInget svar.", kind="phone", day=date(2026, 11, 20))
    page = show()
    rows = page.queue.tables["to_enter"].queue
    words = str(rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    assert words.startswith("fre 2026-11-20, Telefon, Påhittson, Ada, ärende ")
    assert words.endswith(", skriven idag: Ringde. Inget svar.")
    assert unnamed(page) == []
