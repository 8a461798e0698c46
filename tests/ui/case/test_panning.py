"""The picture moves under the hand: by its ground, or anywhere while Space is held."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.step_button import StepButton

LEFT, SPACE = Qt.MouseButton.LeftButton, Qt.Key.Key_Space


def enlarged(page: CasePage) -> StepButton:
    """A picture larger than its room, and one of its steps."""
    page.picture.view.set_zoom(3.0)
    QApplication.processEvents()
    assert page.case is not None
    button = page.picture.view.button(page.case.steps[0].id)
    assert button is not None
    page.picture.view.horizontalScrollBar().setValue(200)
    return button


def drag(widget: StepButton, by: QPoint) -> None:
    begin = widget.rect().center()
    QTest.mousePress(widget, LEFT, pos=begin)
    QTest.mouseMove(widget, begin + by)
    QTest.mouseRelease(widget, LEFT, pos=begin)


def test_space_and_drag_on_a_step_moves_the_picture_and_presses_nothing(page: CasePage, qtbot: QtBot) -> None:
    button = enlarged(page)
    across = page.picture.view.horizontalScrollBar()
    before = across.value()
    pressed: list[str] = []
    page.picture.view.pressed.connect(pressed.append)
    button.setFocus()
    QTest.keyPress(button, SPACE)
    drag(button, QPoint(-40, 0))
    QTest.keyRelease(button, SPACE)
    assert across.value() == before + 40
    assert pressed == []


def test_space_alone_still_presses_the_step(page: CasePage, qtbot: QtBot) -> None:
    button = enlarged(page)
    with qtbot.waitSignal(page.picture.view.pressed):
        QTest.keyClick(button, SPACE)


def test_a_drag_on_a_step_without_space_moves_nothing(page: CasePage, qtbot: QtBot) -> None:
    button = enlarged(page)
    before = page.picture.view.horizontalScrollBar().value()
    drag(button, QPoint(-40, 0))
    assert page.picture.view.horizontalScrollBar().value() == before
