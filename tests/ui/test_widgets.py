"""The shared parts: a problem is said in words, text is never cut, work is done off the GUI thread."""

import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from familjeflow.ui.tasks import run_task, wait_for_all
from familjeflow.ui.widgets import buttons, text
from familjeflow.ui.widgets.fields import Field, passphrase_field
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Notice


def test_a_problem_is_read_with_the_field_and_goes_away(qtbot: QtBot) -> None:
    editor = QLineEdit()
    field = Field("Namn", editor, hint="Som i folkbokföringen.")
    qtbot.addWidget(field)
    field.show_problem("Skriv ett namn.")
    assert editor.accessibleName() == "Namn"
    assert editor.accessibleDescription() == "Skriv ett namn."
    field.show_problem("")
    assert editor.accessibleDescription() == "Som i folkbokföringen."


def test_a_passphrase_is_hidden_until_somebody_wants_to_see_it(qtbot: QtBot) -> None:
    field = passphrase_field("Lösenfras")
    qtbot.addWidget(field)
    eye = field.findChild(buttons.QToolButton)
    assert isinstance(field.editor, QLineEdit)
    assert field.editor.echoMode() == QLineEdit.EchoMode.Password
    eye.click()
    assert field.editor.echoMode() == QLineEdit.EchoMode.Normal


def test_running_text_is_never_lower_than_its_lines(qtbot: QtBot) -> None:
    words = text.reading("Ett ganska långt stycke som måste brytas till flera rader. " * 6)
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(column(None, row(None, words, None), None))
    window.resize(420, 500)
    window.show()
    qtbot.waitExposed(window)
    assert words.height() >= words.heightForWidth(words.width())


def test_a_name_is_never_read_as_markup(qtbot: QtBot) -> None:
    shown = text.label("<b>Ada</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat().name == "PlainText"


def test_a_notice_without_words_takes_no_room(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    notice = Notice("overdue")
    notice.setParent(place)
    assert notice.isHidden()
    notice.say("Något hände.")
    assert not notice.isHidden()


def test_work_runs_off_the_gui_thread_and_answers_on_it(qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[int] = []
    here = threading.get_ident()
    run_task(owner, lambda _stop: threading.get_ident(), seen.append, lambda error: None)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] != here


def test_nobody_is_told_when_the_one_who_asked_is_gone_or_has_cancelled(qtbot: QtBot) -> None:
    told: list[object] = []
    go_on = threading.Event()
    owner = QWidget()
    run_task(owner, lambda _stop: go_on.wait(5), told.append, told.append)
    kept = QObject()
    task = run_task(kept, lambda _stop: go_on.wait(5), told.append, told.append)
    task.cancel()
    owner.deleteLater()
    qtbot.wait(1)
    go_on.set()
    assert wait_for_all()
    qtbot.wait(1)
    assert told == []


def test_a_fault_in_the_work_reaches_the_one_who_asked(qtbot: QtBot) -> None:
    owner = QObject()
    faults: list[BaseException] = []

    def fail(_stop: threading.Event) -> None:
        raise OSError("no")

    run_task(owner, fail, lambda _none: None, faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], OSError)
