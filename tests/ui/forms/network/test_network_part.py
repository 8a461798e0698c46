"""The network map in a form: dragged, moved by keys and taken back; the list beside it always agrees."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from tests.domain.network.samples import people_list, person
from tests.ui.forms.made_up import TODAY

from familjeflow.domain.forms import JsonValue
from familjeflow.domain.network.keys import ANGLE, DISTANCE
from familjeflow.domain.network.places import point
from familjeflow.domain.process import Point
from familjeflow.ui.case import tab_order
from familjeflow.ui.forms.fields import Fields, FormSurroundings
from familjeflow.ui.forms.network.part import NetworkPart
from familjeflow.ui.forms.network.person_button import PersonButton

ADA = person("Ada Påhittson", "familj", "nära", "stödjande", anmarkning="ringer på söndagar")
BO = person("Bo Fabelstam")
SECTOR = 60.0  # degrees


class Shown:
    """A form with the map, and what changed in it."""

    def __init__(self, qtbot: QtBot, rows: list[JsonValue]) -> None:
        self.changes = 0
        self.fields = Fields((people_list(),), FormSurroundings(TODAY, {}), self._changed)
        qtbot.addWidget(self.fields)
        self.fields.write({"natverk": rows})
        self.fields.resize(660, 1600)
        self.fields.show()
        self.fields.activateWindow()
        found = self.fields.findChild(NetworkPart)
        assert found is not None
        self.part = found

    def _changed(self) -> None:
        self.changes += 1

    def row(self, position: int) -> dict[str, JsonValue]:
        rows = self.fields.read()["natverk"]
        assert isinstance(rows, list)
        row = rows[position]
        assert isinstance(row, dict)
        return row

    def person(self, position: int) -> PersonButton:
        button = self.part.map.button(position)
        assert button is not None
        return button

    def drag(self, position: int, to: Point, *, let_go: bool = True) -> None:
        button = self.person(position)
        grip = button.rect().center()
        target = self.part.map.on_screen(to).toPoint()
        QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=grip)
        for share in (0.3, 0.7, 1.0):
            here = button.geometry().center()
            QTest.mouseMove(button, grip + (target - here) * share)
            QApplication.processEvents()
        if let_go:
            QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=grip)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, [dict(ADA), dict(BO)])


def test_dragging_a_person_changes_sector_and_closeness_in_the_list(shown: Shown) -> None:
    shown.drag(0, point(2 * SECTOR, 100))
    assert (shown.row(0)["sektor"], shown.row(0)["narhet"]) == ("vänner", "mycket_nära")
    in_list = [combo.currentText() for combo in shown.part.rows.rows[0].findChildren(QComboBox)]
    assert in_list == ["Vänner", "Mycket nära", "Stödjande"]
    assert shown.row(0)["anmarkning"] == "ringer på söndagar"
    assert shown.changes == 1


def test_the_exact_place_of_a_drag_is_kept_in_the_row(shown: Shown) -> None:
    shown.drag(0, point(130, 230))
    assert shown.row(0)[ANGLE] == pytest.approx(130, abs=1)
    assert shown.row(0)[DISTANCE] == pytest.approx(230 / 262, abs=0.01)


def test_a_person_without_a_place_is_dragged_into_the_map(shown: Shown) -> None:
    assert "inte placerad" in shown.person(1).accessibleName()
    shown.drag(1, point(5 * SECTOR, 230))
    assert (shown.row(1)["sektor"], shown.row(1)["narhet"]) == ("fritid", "längre_bort")


def test_the_place_is_said_while_the_person_is_carried(shown: Shown) -> None:
    shown.drag(0, point(4 * SECTOR, 230), let_go=False)
    assert shown.part.said.text() == "Ada Påhittson: Myndigheter, Längre bort"
    assert shown.row(0)["sektor"] == "familj"
    QTest.keyClick(shown.person(0), Qt.Key.Key_Escape)
    assert shown.row(0)["sektor"] == "familj"
    assert shown.changes == 0


def test_outside_the_circle_nothing_is_changed(shown: Shown) -> None:
    shown.drag(0, (20, 20))
    assert shown.row(0)["sektor"] == "familj"
    assert "ligger kvar" in shown.part.said.text()
    assert shown.changes == 0


def test_a_click_without_a_drag_changes_nothing(shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.person(0), Qt.MouseButton.LeftButton)
    assert shown.changes == 0
    assert shown.person(0).hasFocus()


def test_arrows_move_a_person_and_a_screen_reader_hears_where(shown: Shown, qtbot: QtBot) -> None:
    ada = shown.person(0)
    ada.setFocus()
    qtbot.keyClick(ada, Qt.Key.Key_Up)
    assert shown.row(0)["narhet"] == "mycket_nära"
    qtbot.keyClick(ada, Qt.Key.Key_Left)
    assert shown.row(0)["sektor"] == "fritid"
    assert ada.accessibleName() == "1. Ada Påhittson: Fritid, mycket nära, stödjande"
    assert shown.part.said.text() == "Ada Påhittson: Fritid, mycket nära, stödjande"
    assert ada.hasFocus()
    assert shown.changes == 2


def test_an_arrow_that_leads_nowhere_changes_nothing(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.person(0), Qt.Key.Key_Down)
    qtbot.keyClick(shown.person(0), Qt.Key.Key_Down)
    assert shown.row(0)["narhet"] == "längre_bort"
    assert shown.changes == 1


def test_ctrl_z_takes_back_the_last_moves_one_by_one(shown: Shown, qtbot: QtBot) -> None:
    shown.drag(0, point(2 * SECTOR, 100))
    shown.drag(0, point(4 * SECTOR, 230))
    qtbot.keyClick(shown.person(0), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.row(0)["sektor"] == "vänner"
    qtbot.keyClick(shown.person(0), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {key: shown.row(0)[key] for key in ADA} == ADA
    assert ANGLE not in shown.row(0)
    assert shown.part.undo_button.isHidden()


def test_a_move_that_the_list_has_changed_since_is_not_taken_back(shown: Shown) -> None:
    shown.drag(0, point(2 * SECTOR, 100))
    shown.part.rows.rows[0].fields.boxes["sektor"].editor.write("släkt")
    shown.part.undo()
    assert shown.row(0)["sektor"] == "släkt"


def test_a_choice_in_the_list_moves_the_person_on_the_map(shown: Shown) -> None:
    before = shown.person(0).geometry().center()
    combo = shown.part.rows.rows[0].findChildren(QComboBox)[0]
    combo.setCurrentIndex(combo.findText("Myndigheter"))
    after = shown.person(0).geometry().center()
    assert after.x() < before.x() - 100
    assert "Myndigheter" in shown.person(0).accessibleName()


def test_a_new_row_is_on_the_map_at_once_and_a_removed_one_is_gone(shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.part.rows.add_button, Qt.MouseButton.LeftButton)
    assert shown.person(2).accessibleName().startswith("3. Person 3")
    qtbot.mouseClick(shown.part.rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert shown.part.map.button(2) is None
    assert shown.person(0).accessibleName().startswith("1. Bo Fabelstam")


def test_enter_goes_to_the_persons_row(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.person(1), Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "Bo Fabelstam"


def tab(shown: Shown) -> str:
    """Where Tab leads, as the case page leads it."""
    assert tab_order.step([shown.fields], forward=True)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def test_tab_goes_through_the_map_and_then_the_list(shown: Shown) -> None:
    shown.drag(0, (20, 20))
    shown.person(0).setFocus()
    assert tab(shown).startswith("2. Bo Fabelstam")
    names = [tab(shown) for _step in range(15)]
    assert names[0] == "Flytta ned: Personer 1"
    assert names.index("Lägg till: Personer") > names.index("Ta bort: Personer 2")


def test_the_map_has_its_text_alternative_and_grows_with_its_width(shown: Shown) -> None:
    assert "Familj: Ada Påhittson, nära, stödjande." in shown.part.map.accessibleDescription()
    high = shown.part.map.height()
    shown.fields.resize(500, 1600)
    QApplication.processEvents()
    assert shown.part.map.height() < high
    for position in (0, 1):
        assert shown.part.map.rect().contains(shown.person(position).geometry().center())


def test_the_answer_is_given_back_as_it_was_shown(qtbot: QtBot) -> None:
    dropped = {**ADA, ANGLE: 12, DISTANCE: 0.7}
    assert Shown(qtbot, [dict(dropped)]).row(0) == dropped


def test_an_empty_map_says_what_to_do(qtbot: QtBot) -> None:
    assert "Lägg till personer" in Shown(qtbot, []).part.said.text()


def test_a_person_is_large_enough_to_hit(qtbot: QtBot) -> None:
    crowd: list[JsonValue] = [person(f"Person {n}", "familj", "mycket_nära") for n in range(30)]
    shown = Shown(qtbot, crowd)
    for position in range(30):
        size = shown.person(position).size()
        assert min(size.width(), size.height()) >= 24
