"""The page Kontakter, by keyboard alone: a room is written, an old firm is looked over, one is put aside."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.services import directory
from familjeflow.services.desk import Desk
from familjeflow.ui.directory.page import DirectoryPage
from familjeflow.ui.frame.context import Context
from familjeflow.ui.people.person_fields import line


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DirectoryPage:
    nothing = Context(Scripted(), lambda: None, lambda _c: None, lambda _e: None, lambda _c, _s: None)
    made = DirectoryPage(desk, nothing)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    made.reload()
    made.take_focus()
    return made


def key(qtbot: QtBot, wanted: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, wanted)


def test_old_firms_say_so_to_the_eye_and_the_ear(page: DirectoryPage) -> None:
    model = page.table.model()
    heard = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())]
    seen = [model.index(n, 4).data() for n in range(model.rowCount())]
    assert set(seen) == {"Gammal uppgift ur källan, kontrollera"}
    assert all("Gammal uppgift ur källan, kontrollera" in words for words in heard)


def test_an_old_firm_is_looked_over_with_the_keyboard(page: DirectoryPage, qtbot: QtBot, desk: Desk) -> None:
    name = page.rows()[0].name
    key(qtbot, Qt.Key.Key_Return)
    assert not page.form.old.isHidden()
    page.form.save_button.setFocus()
    key(qtbot, Qt.Key.Key_Return)
    assert [c.name for c in directory.contacts(desk) if not c.is_old] == [name]
    assert page.table.hasFocus()


def test_a_new_room_is_suggested_afterwards(page: DirectoryPage, qtbot: QtBot, desk: Desk) -> None:
    page.kind.setCurrentIndex(page.kind.findData("room"))
    assert page.rows() == ()
    page.begin()
    line(page.form.name).setText("Rum Åsen")
    assert not page.form.phone.isVisibleTo(page)
    page.form.save()
    assert [c.name for c in page.rows()] == ["Rum Åsen"]
    assert directory.names(desk, "room") == ("Rum Åsen",)


def test_a_contact_without_a_name_is_asked_for_it(page: DirectoryPage) -> None:
    page.begin()
    page.form.save()
    assert page.form.name.problem()


def test_one_that_is_put_aside_can_be_seen_again(page: DirectoryPage) -> None:
    first = page.rows()[0]
    page.open(first)
    page.form.hide_button.click()
    assert first.entry_id not in [c.entry_id for c in page.rows()]
    page.hidden.setChecked(True)
    assert first.entry_id in [c.entry_id for c in page.rows()]


def test_a_contact_person_has_an_assignment_state(page: DirectoryPage, desk: Desk) -> None:
    page.begin()
    page.form.kind.setCurrentIndex(page.form.kind.findData("contact_person"))
    line(page.form.name).setText("Vera Hittepå")
    page.form.status.setCurrentIndex(page.form.status.findData("free"))
    page.form.save()
    assert [c.status for c in directory.contacts(desk, "contact_person")] == ["free"]


def test_esc_goes_back_and_everything_has_a_name(page: DirectoryPage, qtbot: QtBot) -> None:
    assert unnamed(page) == []
    key(qtbot, Qt.Key.Key_Return)
    assert unnamed(page) == []
    key(qtbot, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
