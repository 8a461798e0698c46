"""Writing a note: by keyboard, saved as it is typed, one text for each akt."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around
from tests.ui.journal.conftest import editor_of, shown_tab
from tests.ui.names import unnamed

from familjeflow.services import journal, profile, snippets
from familjeflow.services.desk import Desk
from familjeflow.services.profile import RecordSettings
from familjeflow.services.snippets import Snippet
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.frame.command_list import CommandList
from familjeflow.ui.journal.editor import NoteEditor

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def begin(page: CasePage, qtbot: QtBot) -> NoteEditor:
    """Ctrl+J from wherever the keyboard is in the case."""
    page.take_focus()
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_J, CTRL)
    return editor_of(page)


def notes(desk: Desk, case_id: str) -> list[tuple[str, str, str]]:
    return [(n.kind, n.person, n.text) for n in journal.journal(desk, case_id).notes]


def test_a_note_is_written_with_the_keyboard_alone(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    editor = begin(page, qtbot)
    assert editor.text.hasFocus()
    qtbot.keyClick(editor.text, Qt.Key.Key_T, ALT)
    qtbot.keyClicks(editor.text, "Ringde skolan om på onsdag")
    qtbot.keyClick(editor.text, ENTER, CTRL)
    assert notes(desk, case_id) == [("phone", "Påhittson, Ada", "Ringde skolan om på onsdag")]
    assert page.findChild(NoteEditor) is None or not page.findChild(NoteEditor).isVisible()


def test_the_note_is_about_the_step_that_is_shown_and_about_today(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    page.goto("remiss")
    editor = begin(page, qtbot)
    assert editor.facts.chosen_step() == "remiss"
    assert editor.facts.day.text() == "2026-11-21"


def test_what_is_typed_lies_in_the_vault_before_it_is_finished(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    editor = begin(page, qtbot)
    qtbot.keyClicks(editor.text, "inte klart")
    qtbot.waitUntil(lambda: "Sparat 14:02" in editor._saved.text(), timeout=5000)
    (line,) = journal.journal(desk, case_id).notes
    assert (line.state, line.text) == ("draft", "inte klart")


def test_escape_keeps_the_draft_and_enter_goes_on_writing(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    editor = begin(page, qtbot)
    qtbot.keyClicks(editor.text, "mitt i en")
    qtbot.keyClick(editor.text, ESCAPE)
    tab = shown_tab(page)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, ENTER)
    editor = editor_of(page)
    qtbot.keyClicks(editor.text, " mening")
    assert editor.text.toPlainText() == "mitt i en mening"


def test_a_note_without_a_word_leaves_nothing_behind(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    editor = begin(page, qtbot)
    qtbot.keyClicks(editor.text, "x")
    editor.flush()
    editor.text.clear()
    qtbot.keyClick(editor.text, ESCAPE)
    assert journal.journal(desk, case_id).notes == ()


def test_an_empty_note_is_refused_in_words_and_stays_open(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    qtbot.keyClick(editor.text, ENTER, CTRL)
    assert editor.isVisible()
    assert page.trouble.text()


def test_a_day_that_cannot_be_read_takes_the_keyboard_and_says_why(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    editor = begin(page, qtbot)
    qtbot.keyClicks(editor.text, "Ett samtal")
    editor.facts.day.setText("någon gång")
    qtbot.keyClick(editor.text, ENTER, CTRL)
    assert editor.facts.day.hasFocus()
    assert "går inte att läsa" in editor.facts.day.accessibleDescription()
    editor.facts.day.setText("igår")
    qtbot.keyClick(editor.facts.day, ENTER, CTRL)
    assert journal.journal(desk, case_id).notes[0].day.isoformat() == "2026-11-20"


def test_a_paste_comes_in_as_words_alone(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    pasted = QMimeData()
    pasted.setHtml("<p><b>Fet</b> rubrik</p><p>och&nbsp;text</p>")
    assert editor.text.canInsertFromMimeData(pasted)
    editor.text.insertFromMimeData(pasted)
    assert editor.text.toPlainText() == "Fet rubrik\noch text"


def test_a_text_that_names_somebody_else_is_pointed_out(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    qtbot.keyClicks(editor.text, "Eva Exempelius ringde")
    editor.flush()
    assert "Exempelius, Eva" in editor.warning.text.text()
    editor.text.setPlainText("Mamma ringde")
    editor.flush()
    assert editor.warning.isHidden()


def test_each_person_gets_a_text_of_their_own_that_is_reviewed_before_it_is_finished(
    page: CasePage, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    editor = begin(page, qtbot)
    eva = next(p for p, box in editor.facts.people.items() if "Eva" in box.text())
    editor.facts.people[eva].setChecked(True)
    editor.text.setFocus()
    qtbot.keyClicks(editor.text, "Vi ringde.")
    assert "Granska nästa: Exempelius, Eva" in editor.done.text()
    qtbot.keyClick(editor.text, ENTER, CTRL)
    assert editor.isVisible()
    assert editor.text.accessibleName() == "Anteckning i akten för Exempelius, Eva"
    qtbot.keyClicks(editor.text, " Eva bad om tid.")
    assert editor.done.text() == "Klar att föra in"
    qtbot.keyClick(editor.text, ENTER, CTRL)
    assert sorted(notes(desk, case_id)) == [
        ("journal", "Exempelius, Eva", "Vi ringde. Eva bad om tid."),
        ("journal", "Påhittson, Ada", "Vi ringde."),
    ]


def test_a_text_changed_after_its_review_is_reviewed_again(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    first, second = list(editor.facts.people)[:2]
    editor.facts.people[second].setChecked(True)
    qtbot.keyClicks(editor.text, "Vi ringde.")
    qtbot.keyClick(editor.text, ENTER, CTRL)
    editor.people.bar.setCurrentIndex(0)
    qtbot.keyClicks(editor.text, " Mer.")
    assert editor.texts.text(second) == "Vi ringde. Mer."
    assert set(editor.texts.unreviewed()) == {first, second}


def test_the_last_person_cannot_be_left_out(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    (box,) = [box for box in editor.facts.people.values() if box.isChecked()]
    box.click()
    assert box.isChecked()


def test_a_phrase_is_put_in_where_the_cursor_is(page: CasePage, desk: Desk, qtbot: QtBot) -> None:
    snippets.put(desk, Snippet("Påhittad fras", "Enligt överenskommelse.", "journal"))
    editor = begin(page, qtbot)
    qtbot.keyClicks(editor.text, "Klart. ")
    qtbot.keyClick(editor.text, Qt.Key.Key_Space, CTRL)
    choice = editor.findChild(CommandList)
    assert choice is not None
    assert choice.line.accessibleName() == "Vilken fras?"
    qtbot.keyClicks(choice.line, "hittad fras")
    qtbot.keyClick(choice.line, ENTER)
    assert editor.text.toPlainText() == "Klart. Enligt överenskommelse."
    assert editor.text.hasFocus()


def test_the_button_says_what_becomes_of_the_note(page: CasePage, desk: Desk, qtbot: QtBot) -> None:
    assert begin(page, qtbot).done.text() == "Klar att föra in"
    profile.set_settings(desk, RecordSettings(record="internal"))
    assert begin(page, qtbot).done.text() == "Lås anteckning"


def test_everything_in_the_editor_has_a_name(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    editor.facts.people[list(editor.facts.people)[1]].setChecked(True)
    assert unnamed(editor) == []


def test_tab_goes_in_reading_order(page: CasePage, qtbot: QtBot) -> None:
    editor = begin(page, qtbot)
    seen = []
    for _press in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        seen.append(after.objectName() if isinstance(after, QPushButton) else "")
    assert seen == ["note-discard", "note-snippets", "note-done"]
    editor.text.setFocus()
    qtbot.keyClick(editor.text, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() in editor.facts.people.values()


def test_what_is_typed_survives_the_page(page: CasePage, desk: Desk, case_id: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(begin(page, qtbot).text, "strax borta")
    page.flush()
    assert [n.text for n in journal.journal(desk, case_id).notes] == ["strax borta"]


def test_the_day_is_written_the_way_people_write(page: CasePage, around: Around, qtbot: QtBot) -> None:
    day = begin(page, qtbot).facts.day
    assert isinstance(day, QLineEdit)
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "20/11")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    assert day.text() == "2026-11-20"
