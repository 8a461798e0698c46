"""The picture: painted from the display list, with real controls over the steps."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from familjeflow.domain.picture.display import Circle, Icon, Picture, Polygon, Polyline, Rect, Text
from familjeflow.domain.picture.icons import ICONS
from familjeflow.domain.process import Bounds
from familjeflow.ui import theme
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.picture_painter import to_image
from familjeflow.ui.case.picture_tab import png_bytes
from familjeflow.ui.case.picture_tiles import Tiles
from familjeflow.ui.case.picture_view import neighbour
from familjeflow.ui.case.step_button import StepButton

ONE_OF_EACH = Picture(
    200,
    120,
    (
        Rect(Bounds(10, 10, 80, 40), 6, "done_soft", "done", 1.4, (4, 3)),
        Polyline(((90, 30), (140, 30)), "text", 2.2),
        Polygon(((140, 30), (150, 25), (150, 35)), "text"),
        Circle((170, 30), 12, "raised", "muted", 3),
        Text((50, 35), "Åtgärd", 11, "text", bold=True),
        Text((20, 110), "Bana", 10.5, "muted", upwards=True),
        *(Icon(name, (12 * n, 80), 12, "accent") for n, name in enumerate(ICONS)),
    ),
    (),
)


def colours(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_kind_of_item_is_drawn_in_the_colours_of_the_theme(name: theme.ThemeName) -> None:
    palette = theme.palette(name)
    drawn = colours(to_image(ONE_OF_EACH, palette))
    for role in ("raised", "done_soft", "text", "accent"):
        assert palette[role] in drawn, role


def test_a_picture_file_is_as_large_as_was_asked_for() -> None:
    assert to_image(ONE_OF_EACH, theme.palette("light"), 2.0).width() == 400


def test_png_is_a_picture_file() -> None:
    image = QImage.fromData(png_bytes(ONE_OF_EACH))
    assert (image.width(), image.height()) == (400, 240)


def test_items_far_off_the_screen_are_left_out() -> None:
    far = tuple(Rect(Bounds(1000 * n, 0, 50, 50), fill="line") for n in range(500))
    assert len(Tiles(far).within(QRectF(0, 0, 800, 600))) <= 2


def test_items_keep_their_order() -> None:
    stacked = tuple(Rect(Bounds(0, 0, 600, 600), fill=role) for role in ("line", "done", "text"))
    assert Tiles(stacked).within(QRectF(0, 0, 10, 10)) == list(stacked)


def button(page: CasePage, step_id: str) -> StepButton:
    found = page.picture.view.button(step_id)
    assert found is not None
    return found


def test_each_step_and_question_has_a_control_over_its_box(page: CasePage) -> None:
    assert page.case is not None
    for step in page.case.steps:
        control = button(page, step.id)
        assert control.accessibleName() == step.spoken
        assert control.isVisible()


def test_controls_follow_the_zoom(page: CasePage) -> None:
    view = page.picture.view
    view.set_zoom(1.0)
    before = button(page, "remiss").size()
    view.set_zoom(2.0)
    after = button(page, "remiss").size()
    assert after.width() == pytest.approx(2 * before.width() - 12, abs=3)


def test_ctrl_and_the_wheel_zoom_around_the_pointer(page: CasePage) -> None:
    view = page.picture.view
    view.set_zoom(1.5)
    at = QPoint(200, 150)
    sheet = view.widget()
    before = (at - sheet.pos()).x() / view.zoom
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom > 1.5
    assert (at - sheet.pos()).x() / view.zoom == pytest.approx(before, abs=2)


def test_keys_zoom_and_fit(page: CasePage, qtbot: QtBot) -> None:
    button(page, "remiss").setFocus()
    view = page.picture.view
    ctrl = Qt.KeyboardModifier.ControlModifier
    view.set_zoom(1.0)
    qtbot.keyClick(button(page, "remiss"), Qt.Key.Key_Plus, ctrl)
    assert view.zoom > 1.0
    qtbot.keyClick(button(page, "remiss"), Qt.Key.Key_0, ctrl)
    assert view.zoom == 1.0


def test_a_fitted_picture_lies_within_the_window(page: CasePage) -> None:
    view = page.picture.view
    view.fit()
    assert view.widget().width() <= view.viewport().width()


def test_dragging_the_ground_pans(page: CasePage, qtbot: QtBot) -> None:
    view = page.picture.view
    view.set_zoom(3.0)
    bar = view.horizontalScrollBar()
    bar.setValue(200)
    sheet = view.widget()
    start = sheet.mapFrom(view.viewport(), QPoint(300, 10))
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(sheet, start - QPoint(50, 0))
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=start - QPoint(50, 0))
    assert bar.value() > 200


def test_pressing_a_step_opens_it_in_the_panel_and_marks_it(page: CasePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page, "beslut"), Qt.MouseButton.LeftButton)
    assert page.panel.step_id == "beslut"
    assert button(page, "beslut").is_shown
    assert not button(page, "remiss").is_shown


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_step_is_opened_by_keyboard(page: CasePage, qtbot: QtBot, key: Qt.Key) -> None:
    button(page, "beslut").setFocus()
    qtbot.keyClick(button(page, "beslut"), key)
    assert page.panel.step_id == "beslut"
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def test_tab_goes_in_reading_order(page: CasePage, qtbot: QtBot) -> None:
    assert page.case is not None
    ids = [step.id for step in page.case.steps]
    button(page, ids[0]).setFocus()
    visited = [ids[0]]
    for _step in ids[1:]:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        assert isinstance(reached, StepButton)
        visited.append(reached.step_id)
    assert visited == ids


def test_arrows_move_between_neighbours_and_show_the_card(page: CasePage, qtbot: QtBot) -> None:
    button(page, "remiss").setFocus()
    qtbot.keyClick(button(page, "remiss"), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is button(page, "informera")
    card = page.picture.view._card
    assert card.isVisible()


def test_an_arrow_follows_a_flow_rather_than_what_is_nearest() -> None:
    bounds = {
        "a": QRectF(0, 0, 100, 50),
        "near": QRectF(150, 80, 100, 50),
        "linked": QRectF(400, 60, 100, 50),
    }
    assert neighbour(bounds, (), "a", 1, 0) == "near"
    assert neighbour(bounds, (("a", "linked"),), "a", 1, 0) == "linked"
    assert neighbour(bounds, (), "a", -1, 0) == ""


def show_day(page: CasePage, day: str) -> QLineEdit:
    line = page.findChild(QLineEdit, "as-of")
    assert line is not None
    line.setText(day)
    line.editingFinished.emit()
    return line


def test_the_picture_as_it_stood_offers_no_acts(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, Qt.MouseButton.LeftButton)
    show_day(page, "2026-11-10")
    assert page.case is not None
    assert page.case.as_of is not None
    assert page.case.step("remiss").state == "ready"
    assert not page.panel.acts.primary.isVisible()
    today = page.findChild(QPushButton, "as-of-today")
    assert today is not None
    qtbot.mouseClick(today, Qt.MouseButton.LeftButton)
    assert page.case.as_of is None
    assert page.case.step("remiss").state == "done"


@pytest.mark.parametrize("day", ["2030-01-01", "2020-01-01", "i våras"])
def test_a_day_that_the_case_did_not_have_is_refused_where_it_is_typed(page: CasePage, day: str) -> None:
    line = show_day(page, day)
    assert page.case is not None
    assert page.case.as_of is None
    assert line.property("problem") == "true"


def test_my_own_steps_are_asked_of_the_service(page: CasePage) -> None:
    before = page.picture._picture
    page.picture.mine_only.click()
    assert page.picture._picture != before
