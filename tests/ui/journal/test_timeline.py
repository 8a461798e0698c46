"""The tab Journal: what is seen, found and done with the notes of a case."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around
from tests.ui.journal.conftest import Write, editor_of, shown_tab
from tests.ui.names import unnamed

from familjeflow.services import journal, profile
from familjeflow.services.desk import Desk
from familjeflow.services.profile import RecordSettings
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.journal.correction import NoteCorrector
from familjeflow.ui.journal.note_model import PAGE
from familjeflow.ui.journal.reader import NoteReader
from familjeflow.ui.journal.tab import JournalTab

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


def texts(tab: JournalTab) -> list[str]:
    return [note.text for note in tab.list.note_model.notes()]


def press(tab: JournalTab, qtbot: QtBot, name: str) -> None:
    button = tab.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT)


def test_an_empty_journal_says_what_to_do_and_does_it(tab: JournalTab, page: CasePage, qtbot: QtBot) -> None:
    said = " ".join(label.text() for label in tab.findChildren(QLabel) if label.isVisible())
    assert "Ctrl+J" in said
    qtbot.keyClick(tab.way_in(), ENTER)
    assert editor_of(page).text.hasFocus()


def test_the_newest_note_comes_first_and_drafts_before_it(
    page: CasePage, write: Write, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    write("den äldre", day=date(2026, 11, 2))
    write("den nyare", day=date(2026, 11, 19))
    page.journal.write()
    qtbot.keyClicks(editor_of(page).text, "inte klar")
    editor_of(page).leave()
    tab = shown_tab(page)
    assert texts(tab) == ["inte klar", "den nyare", "den äldre"]


def test_a_screen_reader_hears_each_note_as_one_sentence(page: CasePage, write: Write, desk: Desk) -> None:
    write("Vi sågs i parken.\nDet gick bra.", kind="visit", day=date(2026, 11, 19))
    tab = shown_tab(page)
    row = QAccessible.queryAccessibleInterface(tab.list).child(0)
    heard = row.text(QAccessible.Text.Name)
    assert heard == (
        "tors 2026-11-19, Besök, Påhittson, Ada, Att föra in, Åsa Exempelek, Socialsekreterare: "
        "Vi sågs i parken. Det gick bra."
    )


def test_everything_in_the_tab_has_a_name(page: CasePage, write: Write) -> None:
    write("Något att läsa")
    tab = shown_tab(page)
    tab.list.setFocus()
    assert unnamed(tab) == []


def test_the_filters_leave_out_what_is_not_wanted_and_let_it_come_back(page: CasePage, write: Write) -> None:
    write("Ringde skolan", kind="phone")
    write("Hos familjen", kind="visit")
    tab = shown_tab(page)
    tab.filters.kind.setCurrentIndex(tab.filters.kind.findText("Telefon"))
    assert texts(tab) == ["Ringde skolan"]
    assert tab.count.text() == "1 av 2 anteckningar"
    tab.filters.clear()
    assert len(texts(tab)) == 2


def test_words_are_found_in_the_texts_of_this_case(page: CasePage, write: Write, qtbot: QtBot) -> None:
    write("Mötet flyttas till måndag")
    write("Något helt annat")
    tab = shown_tab(page)
    qtbot.keyClicks(tab.filters.search, "flyttas")
    qtbot.waitUntil(lambda: texts(tab) == ["Mötet flyttas till måndag"])
    tab.filters.search.setText("finns inte alls")
    qtbot.waitUntil(lambda: texts(tab) == [])
    again = next(b for b in tab.findChildren(QPushButton) if b.text() == "Visa alla")
    qtbot.mouseClick(again, LEFT)
    assert len(texts(tab)) == 2


def test_enter_shows_the_whole_note_and_escape_goes_back_to_its_row(
    page: CasePage, write: Write, qtbot: QtBot
) -> None:
    write("Den andra", day=date(2026, 11, 3))
    write("rad\n" * 40 + "sist av allt", day=date(2026, 11, 2))
    tab = shown_tab(page)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    qtbot.keyClick(tab.list, ENTER)
    reader = page.findChild(NoteReader)
    assert reader is not None
    assert "sist av allt" in reader.text.toPlainText()
    qtbot.keyClick(reader.text, Qt.Key.Key_Escape)
    assert tab.list.hasFocus()
    chosen = tab.list.note()
    assert chosen is not None
    assert chosen.text.endswith("sist av allt")


def test_a_correction_shows_what_stood_there_who_changed_it_and_why(
    page: CasePage, write: Write, qtbot: QtBot
) -> None:
    write("Samtal den 15 november")
    tab = shown_tab(page)
    tab.list.setFocus()
    press(tab, qtbot, "note-correct")
    corrector = page.findChild(NoteCorrector)
    assert corrector is not None
    corrector.text.setPlainText("Samtal den 14 november")
    qtbot.keyClick(corrector.text, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(NoteCorrector) is corrector  # a reason is asked for first
    corrector.reason.set_text("Fel datum")
    qtbot.keyClick(corrector.text, ENTER, Qt.KeyboardModifier.ControlModifier)
    note = tab.list.note_model.notes()[0]
    assert (note.text, note.corrections[0].before) == ("Samtal den 14 november", "Samtal den 15 november")
    page.journal.open(note)
    reader = next(r for r in page.findChildren(NoteReader) if r.isVisible())
    struck = [area for area in reader.findChildren(QPlainTextEdit) if area.font().strikeOut()]
    assert [area.toPlainText() for area in struck] == ["Samtal den 15 november"]
    said = " ".join(label.text() for label in reader.findChildren(QLabel))
    assert "Rättad 2026-11-21 av Åsa Exempelek" in said
    assert "Fel datum" in said


def test_a_correction_that_changes_nothing_says_so(page: CasePage, write: Write, qtbot: QtBot) -> None:
    write("Rätt från början")
    tab = shown_tab(page)
    page.journal.correct(tab.list.note_model.notes()[0])
    corrector = page.findChild(NoteCorrector)
    assert corrector is not None
    qtbot.keyClick(corrector.text, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert "som förut" in corrector.notice.text.text()


def test_leaving_half_a_correction_asks_first(
    page: CasePage, write: Write, around: Around, qtbot: QtBot
) -> None:
    write("Rätt från början")
    page.journal.correct(shown_tab(page).list.note_model.notes()[0])
    corrector = page.findChild(NoteCorrector)
    assert corrector is not None
    qtbot.keyClicks(corrector.text, "!")
    around.dialogs.agree = False
    qtbot.keyClick(corrector.text, Qt.Key.Key_Escape)
    assert corrector.isVisible()
    assert "sparas inte" in around.dialogs.said[-1]


def test_a_note_is_copied_marked_and_that_is_taken_back(page: CasePage, write: Write, qtbot: QtBot) -> None:
    write("Till det andra systemet")
    tab = shown_tab(page)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Till det andra systemet"
    press(tab, qtbot, "note-enter")
    assert tab.list.note_model.notes()[0].state == "entered"
    assert tab.list.hasFocus()
    press(tab, qtbot, "note-undo")
    assert tab.list.note_model.notes()[0].state == "to_enter"


def test_a_draft_is_thrown_away_only_after_a_question(
    page: CasePage, around: Around, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    page.journal.write()
    qtbot.keyClicks(editor_of(page).text, "blir inget")
    editor_of(page).leave()
    tab = shown_tab(page)
    tab.list.setFocus()
    around.dialogs.agree = False
    press(tab, qtbot, "note-discard")
    assert texts(tab) == ["blir inget"]
    around.dialogs.agree = True
    press(tab, qtbot, "note-discard")
    assert journal.open_drafts(desk) == ()


def test_what_is_locked_here_can_only_be_read_and_corrected(
    page: CasePage, write: Write, desk: Desk, qtbot: QtBot
) -> None:
    profile.set_settings(desk, RecordSettings(record="internal"))
    write("Låst för gott")
    tab = shown_tab(page)
    tab.list.setFocus()
    seen = {b.objectName() for b in tab.acts.findChildren(QPushButton) if b.isVisible()}
    assert seen == {"note-read", "note-correct"}


def test_thousands_of_notes_are_drawn_a_page_at_a_time(page: CasePage, write: Write, qtbot: QtBot) -> None:
    write("en av många")
    tab = shown_tab(page)
    note = tab.list.note_model.notes()[0]
    tab.list.show_notes([note] * 3000)
    assert tab.list.note_model.rowCount() == PAGE
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_End)
    assert tab.list.currentIndex().row() == 2999
    assert tab.list.indexAt(QPoint(40, tab.list.viewport().height() - 20)).row() == 2999
