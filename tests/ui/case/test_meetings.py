"""The tab Möten by keyboard alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around
from tests.ui.conftest import NOW
from tests.ui.names import unnamed

from familjeflow.services import journal, meetings
from familjeflow.services.desk import SWEDEN, Desk
from familjeflow.services.meetings import Booking
from familjeflow.ui.case.letters.page import LetterPage
from familjeflow.ui.case.meetings.tab import MeetingsTab
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.tabs import JOURNAL, MEETINGS
from familjeflow.ui.journal.note_model import CONTACTS
from familjeflow.ui.journal.tab import JournalTab

LOCAL = NOW.astimezone(SWEDEN).replace(tzinfo=None, minute=0)


@pytest.fixture
def tab(page: CasePage) -> MeetingsTab:
    page.tabs.go_to(MEETINGS)
    found = page.tabs.part(MEETINGS)
    assert isinstance(found, MeetingsTab)
    found.way_in().setFocus()
    return found


@pytest.fixture
def one(tab: MeetingsTab, desk: Desk, case_id: str) -> MeetingsTab:
    """A talk that began an hour ago, chosen."""
    client = meetings.meetings(desk, case_id).client
    meetings.book(desk, case_id, Booking("talk", LOCAL - timedelta(hours=1), 60, (client,), room="Eken"))
    tab.reload()
    tab.way_in().setFocus()
    return tab


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def states(tab: MeetingsTab) -> list[str]:
    return [meeting.outcome_word for meeting in tab.table.meeting_rows.rows]


def test_an_empty_tab_offers_a_booking_and_it_is_made_by_keyboard(
    tab: MeetingsTab, around: Around, qtbot: QtBot
) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is tab.form.kind
    qtbot.keyClicks(focused(), "Kart")
    assert tab.form.minutes.value() == 90
    for _field in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is tab.form.day.line
    qtbot.keyClicks(focused(), "24/11")
    tab.form.time.setFocus()
    qtbot.keyClicks(focused(), "10.30")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (meeting,) = tab.table.meeting_rows.rows
    assert (meeting.kind_word, meeting.when_text) == ("Kartläggningssamtal", "tis 2026-11-24 10:30–12:00")
    assert meeting.who == "Påhittson, Ada"
    assert tab.notice.text.text() == "Bokat: tis 2026-11-24 10:30–12:00."
    assert focused() is tab.table
    assert around.changes


def test_a_day_or_time_that_cannot_be_read_is_said_beside_it(tab: MeetingsTab, qtbot: QtBot) -> None:
    tab.book()
    tab.form.send()
    assert focused() is tab.form.day.line
    assert (tab.form.day_field.problem(), tab.form.time_field.problem()) == (
        "Skriv en dag.",
        "Skriv som 13:30.",
    )
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert not tab.form.isVisible()


def test_a_clash_is_told_while_it_is_written(one: MeetingsTab, qtbot: QtBot) -> None:
    one.book()
    one.form.day.line.setText(LOCAL.date().isoformat())
    one.form.time.setText(f"{LOCAL - timedelta(minutes=30):%H:%M}")
    qtbot.waitUntil(lambda: "Krockar med ett möte" in one.form.clashes.text.text())


@pytest.mark.parametrize(
    ("key", "word", "counted"),
    [(Qt.Key.Key_K, "Kom", "Kom 1 gång"), (Qt.Key.Key_U, "Uteblev", "uteblev 1 gång")],
)
def test_one_key_says_what_became_of_it(
    one: MeetingsTab, qtbot: QtBot, key: Qt.Key, word: str, counted: str
) -> None:
    qtbot.keyClick(focused(), key)
    assert states(one) == [word]
    shown = [label.text() for label in (one.kept, one.missed) if label.isVisible()]
    assert shown == [counted]
    assert focused() is one.table


def test_the_next_meeting_is_booked_with_one_key(one: MeetingsTab, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_K)
    qtbot.keyClick(focused(), Qt.Key.Key_N)
    first, second = one.table.meeting_rows.rows
    assert (first.starts, first.room) == (second.starts + timedelta(days=7), "Eken")
    assert one.table.meeting() == first


def test_a_meeting_is_moved_and_the_move_taken_back(one: MeetingsTab, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_F)
    assert focused() is one.form.day.line
    qtbot.keyClicks(focused(), "2026-12-01")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (moved,) = one.table.meeting_rows.rows
    assert (moved.starts, moved.moved) == (
        datetime.combine(datetime(2026, 12, 1), (LOCAL - timedelta(hours=1)).time()),
        1,
    )
    one._undo_last()
    assert one.table.meeting_rows.rows[0].moved == 0


def test_a_kallelse_has_the_meetings_day_time_and_room(
    one: MeetingsTab, page: CasePage, qtbot: QtBot
) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_M)
    letter = page.findChild(LetterPage)
    assert isinstance(letter, LetterPage)
    assert (letter.lines["dag"].text(), letter.lines["rum"].text()) == ("lördag 21 november 2026", "Eken")


def test_a_kallelse_that_was_begun_takes_the_new_time_and_keeps_the_rest(
    one: MeetingsTab, page: CasePage, qtbot: QtBot
) -> None:
    page.writing.letter("kallelse")
    begun = page.findChild(LetterPage)
    assert isinstance(begun, LetterPage)
    begun.lines["dag"].setText("en gammal dag")
    begun.lines["meddelande"].setText("Ta med papperen.")
    page.writing.leave()
    begun.setParent(None)
    one.do("invite")
    letter = next(p for p in page.findChildren(LetterPage) if p.isVisible())
    assert letter.lines["dag"].text() == "lördag 21 november 2026"
    assert letter.lines["meddelande"].text() == "Ta med papperen."


def test_what_cannot_be_done_cannot_be_pressed(one: MeetingsTab, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_K)
    assert not one.acts["came"].isEnabled()
    assert not one.acts["move_meeting"].isEnabled()
    assert one.acts["next_meeting"].isEnabled()


def test_a_meeting_is_saved_as_a_calendar_file(one: MeetingsTab, around: Around, tmp_path: Path) -> None:
    around.dialogs.path = tmp_path / "mote.ics"
    one.do("ics")
    data = (tmp_path / "mote.ics").read_bytes()
    assert "SUMMARY:Möte 2026-0001".encode() in data
    assert "Påhittson".encode() not in data
    assert "bara Möte" in one.saved.text.text()


def test_the_contact_log_is_the_journal_with_calls_mails_and_visits(
    one: MeetingsTab, page: CasePage, desk: Desk, case_id: str
) -> None:
    for kind in ("phone", "decision"):
        draft = journal.new_draft(desk, case_id, kind=kind)
        journal.finish(desk, case_id, replace(draft, texts=dict.fromkeys(draft.texts, kind)))
    one.contacts_wanted.emit()
    shown = page.tabs.part(JOURNAL)
    assert isinstance(shown, JournalTab)
    assert shown.filters.kind.currentData() == CONTACTS
    assert [note.kind for note in shown.list.note_model.notes()] == ["phone"]


def test_everything_has_a_name(one: MeetingsTab) -> None:
    one.book()
    assert unnamed(one) == []
