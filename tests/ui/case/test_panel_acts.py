"""The panel's acts go through the services, and the page shows what became of them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around, OpenCase, OpenPage

from familjeflow.services import case_views, steps
from familjeflow.services.desk import Desk
from familjeflow.services.views import StepView
from familjeflow.ui.case.page import CasePage

SPACE, LEFT = Qt.Key.Key_Space, Qt.MouseButton.LeftButton


def step_of(page: CasePage, step_id: str) -> StepView:
    assert page.case is not None
    return page.case.step(step_id)


def named(root: QWidget, name: str) -> QWidget:
    QApplication.processEvents()  # a layout shows what is added to it with the next event
    found = [w for w in root.findChildren(QWidget, name) if w.isVisibleTo(root)]
    assert found, name
    return found[-1]


def texts(root: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in root.findChildren(QLabel) if w.isVisibleTo(root))


def choose(menu: QMenu, text: str) -> None:
    action = next(a for a in menu.actions() if a.text() == text)
    action.trigger()
    QApplication.processEvents()


def menu_of(page: CasePage) -> QMenu:
    menu = page.panel.acts.more.menu()
    assert menu is not None
    return menu


def write_reason(page: CasePage, text: str) -> None:
    line = named(page.panel.acts, "reason")
    assert isinstance(line, QComboBox)
    line.setEditText(text)


def test_a_tick_by_keyboard_is_kept_and_shown(page: CasePage, qtbot: QtBot, around: Around) -> None:
    page.goto("remiss")
    tick = named(page.panel, "task:skicka_remiss:")
    tick.setFocus()
    qtbot.keyClick(tick, SPACE)
    assert step_of(page, "remiss").tasks[0].outcome == "done"
    assert around.changes[-1].event_ids
    assert around.saves == 1
    focused = page.panel.focusWidget()
    assert focused is not None
    assert focused.objectName() == "task:skicka_remiss:"


def test_a_second_press_takes_the_tick_back(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    for _press in range(2):
        qtbot.keyClick(named(page.panel, "task:skicka_remiss:"), SPACE)
    assert step_of(page, "remiss").tasks[0].outcome == ""


def test_completing_marks_the_step_done_and_moves_what_comes_next(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "remiss").state == "done"
    assert page.case is not None
    assert page.case.next is not None
    assert page.case.next.step == "informera"
    assert "Klart" in texts(page.panel)


def test_what_happens_is_said_before_the_act(page: CasePage) -> None:
    page.goto("remiss")
    assert "Detta händer: ”2. Informera socialsekreterare” kan göras." in texts(page.panel.acts)


def test_skipping_asks_for_a_reason_first(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    choose(menu_of(page), "Hoppa över")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "remiss").state == "ready"
    write_reason(page, "Redan gjort på annat sätt")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "remiss").state == "skipped"
    assert "Frångår rutinen: Redan gjort på annat sätt" in texts(page.panel)


def test_the_reason_has_suggestions(page: CasePage) -> None:
    page.goto("remiss")
    choose(menu_of(page), "Hoppa över")
    line = named(page.panel.acts, "reason")
    assert isinstance(line, QComboBox)
    assert tuple(line.itemText(n) for n in range(line.count())) == steps.reasons("skip")
    assert line.currentText() == ""


def test_cancelling_an_act_brings_the_leading_one_back(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    choose(menu_of(page), "Hoppa över")
    qtbot.mouseClick(page.panel.acts.cancel, LEFT)
    assert page.panel.acts.primary.text() == "Markera klart"
    assert not page.panel.acts.cancel.isVisible()


def test_an_early_act_asks_for_a_reason_when_it_is_pressed(page: CasePage, qtbot: QtBot) -> None:
    page.goto("tilldelas")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "tilldelas").state == "not_started"
    write_reason(page, "Brådskande")
    qtbot.keyClick(named(page.panel.acts, "reason"), Qt.Key.Key_Return)
    assert step_of(page, "tilldelas").state == "done"
    assert step_of(page, "tilldelas").deviates


def test_a_besked_is_written_down_as_somebody_elses(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    choose(menu_of(page), "Registrera besked")
    who = named(page.panel.acts, "told:who")
    said = named(page.panel.acts, "told:answer")
    assert isinstance(who, QLineEdit)
    who.setText("Nils Fabelstam")
    qtbot.keyClicks(said, "Skickad i fredags")
    qtbot.keyClick(said, Qt.Key.Key_Return)
    line = next(li for li in step_of(page, "remiss").rounds[-1].lines if "Nils Fabelstam" in li)
    assert "enligt uppgift från" in line
    assert step_of(page, "remiss").state == "done"


def test_redoing_begins_a_second_round(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    choose(menu_of(page), "Gör om")
    write_reason(page, "Behöver göras om")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "remiss").round == 2
    assert "omgång 2" in texts(page.panel)


def test_undo_takes_the_latest_act_back(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    qtbot.mouseClick(named(page, "undo"), LEFT)
    assert step_of(page, "remiss").state == "ready"


def test_undo_has_its_key_outside_text(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: step_of(page, "remiss").state == "ready")


def test_the_question_is_answered_in_the_panel(page: CasePage, qtbot: QtBot) -> None:
    for step in ("remiss", "informera"):
        page.goto(step)
        qtbot.mouseClick(page.panel.acts.primary, LEFT)
    page.go_to_next()
    first = named(page.panel, "answer:f_hittad")
    assert first.hasFocus()
    assert "Ja, det finns ett förslag" in first.accessibleName()
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "fraga_hittad").state == "ready"
    assert "Välj ett av svaren först." in texts(page.panel)
    qtbot.keyClick(first, SPACE)
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert step_of(page, "fraga_hittad").state == "done"
    assert step_of(page, "tilldelas").state == "ready"


def test_a_date_that_is_asked_for_is_kept_when_it_is_left(page: CasePage, qtbot: QtBot) -> None:
    page.goto("beslut")
    line = named(page.panel, "ask:bistand_tom:")
    qtbot.keyClicks(line, "20270301")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    asked = {a.id: a.value for a in step_of(page, "beslut").asks}
    assert asked["bistand_tom"] == "2027-03-01"


def test_words_that_were_typed_are_kept_when_the_page_is_flushed(
    open_case: OpenCase, open_page: OpenPage, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(open_case("oppenvard-vuxna"))
    assert page.case is not None
    found = [(s, a) for s in page.case.steps for a in s.asks if a.kind == "text"]
    if not found:
        pytest.skip("no process asks for words in the panel")
    step, asked = found[0]
    page.goto(step.id)
    area = named(page.panel, f"ask:{asked.id}:{asked.person_id or ''}")
    assert isinstance(area, QPlainTextEdit)
    area.setPlainText("Tisdagar klockan tio")
    page.flush()
    kept = case_views.case_view(desk, page.case.case_id).step(step.id)
    assert any(a.value == "Tisdagar klockan tio" for a in kept.asks)


def test_a_yes_or_no_is_kept_when_it_is_pressed(
    open_case: OpenCase, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(open_case("oppenvard-vuxna"))
    assert page.case is not None
    step, asked = next((s, a) for s in page.case.steps for a in s.asks if a.kind == "yes_no")
    page.goto(step.id)
    yes = named(page.panel, f"ask:{asked.id}:{asked.person_id or ''}:yes")
    assert isinstance(yes, QRadioButton)
    qtbot.keyClick(yes, SPACE)
    assert any(a.id == asked.id and a.value == "yes" for a in step_of(page, step.id).asks)


def walk_past(page: CasePage, desk: Desk, *done: str, skipped: str = "") -> None:
    """Do steps of kontaktperson as a colleague would have, the question answered with yes."""
    assert page.case is not None
    case_id = page.case.case_id
    for step in done:
        if step == "fraga_hittad":
            steps.answer(desk, case_id, step, "f_hittad")
        else:
            steps.complete(desk, case_id, step)
    if skipped:
        steps.skip(desk, case_id, skipped, "Görs senare")
    page.reload()


def test_a_gate_says_what_comes_first_and_may_be_passed_with_a_reason(
    page: CasePage, desk: Desk, qtbot: QtBot
) -> None:
    walk_past(page, desk, "remiss", "informera", "fraga_hittad", skipped="tilldelas")
    page.goto("beslut")
    qtbot.keyClick(named(page.panel, "task:klubba:"), SPACE)
    assert "Enligt rutinen klubbas beslutet när kontaktperson finns" in texts(page.panel)
    assert not any(t.outcome for t in step_of(page, "beslut").tasks)
    reason = named(page.panel, "reason")
    assert isinstance(reason, QComboBox)
    reason.setEditText("Kontaktperson är på väg")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert {t.id: t.outcome for t in step_of(page, "beslut").tasks}["klubba"] == "done"


def test_a_limit_is_moved_with_a_reason(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.keyClick(named(page.panel, "task:rekrytering:"), SPACE)
    page.goto("tilldelas")
    limit = next(li for li in step_of(page, "tilldelas").limits if li.day is not None)
    assert limit.day is not None
    named_button = page.panel.findChild(QPushButton, f"because:{limit.id}:button")
    assert named_button is not None
    qtbot.mouseClick(named_button, LEFT)
    qtbot.mouseClick(named(page.panel, f"move:{limit.id}"), LEFT)
    day = named(page.panel, f"move-day:{limit.id}")
    assert isinstance(day, QLineEdit)
    day.setText("2027-01-15")
    reason = named(page.panel, "reason")
    assert isinstance(reason, QComboBox)
    reason.setEditText("Mötet har flyttats")
    qtbot.mouseClick(named(page.panel, f"move-save:{limit.id}"), LEFT)
    moved = next(li for li in step_of(page, "tilldelas").limits if li.id == limit.id)
    assert moved.day == date(2027, 1, 15)
    assert moved.moved


def test_the_primary_button_is_in_sight_at_1280_by_720_for_every_step(page: CasePage) -> None:
    assert page.case is not None
    for step in page.case.steps:
        page.goto(step.id)
        button = page.panel.acts.primary
        assert button.visibleRegion().boundingRect() == button.rect(), step.id


def test_a_repeated_task_counts_and_says_when_last(page: CasePage, desk: Desk, qtbot: QtBot) -> None:
    walk_past(page, desk, "remiss", "informera", "fraga_hittad", "tilldelas", "beslut", "planeringsmote")
    page.goto("handledning")
    for _time in range(2):
        qtbot.mouseClick(named(page.panel, "task:telefon:"), LEFT)
    task = next(t for t in step_of(page, "handledning").tasks if t.id == "telefon")
    assert task.times == 2
    assert "2&nbsp;gånger" in texts(page.panel)


def test_closing_asks_why_when_something_is_open_and_opens_again(page: CasePage, qtbot: QtBot) -> None:
    page.ask_close()
    strip = named(page, "close-agree")
    qtbot.mouseClick(strip, LEFT)
    assert page.case is not None
    assert page.case.closed_on is None
    line = next(w for w in page.findChildren(QComboBox, "reason") if w.isVisible())
    line.setEditText("Klienten har flyttat")
    qtbot.mouseClick(named(page, "close-agree"), LEFT)
    assert page.case.closed_on is not None
    page.ask_reopen()
    line = next(w for w in page.findChildren(QComboBox, "reason") if w.isVisible())
    line.setEditText("Stängdes av misstag")
    qtbot.mouseClick(named(page, "close-agree"), LEFT)
    assert page.case.closed_on is None


def test_what_the_world_refuses_is_said_in_the_strip_and_nothing_is_lost(
    page: CasePage, desk: Desk, qtbot: QtBot
) -> None:
    page.goto("remiss")
    assert page.case is not None
    steps.complete(desk, page.case.case_id, "remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    assert page.trouble.isVisible()
    assert page.trouble.text()
    assert step_of(page, "remiss").state == "ready"
