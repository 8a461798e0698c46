"""The foot of the panel: what happens, what is asked for, and that it can be seen."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.ui.case.conftest import OpenPage

from familjeflow.services import case_views, steps
from familjeflow.services.desk import Desk
from familjeflow.ui.case.page import CasePage


def walk_to_question(desk: Desk, case_id: str) -> str:
    """Do what comes next until a question is next."""
    while True:
        view = case_views.case_view(desk, case_id)
        assert view.next is not None
        upcoming = view.step(view.next.step)
        if upcoming.question is not None:
            return upcoming.id
        steps.complete(desk, case_id, upcoming.id, reason="Gjort tidigare")


def words(root: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in root.findChildren(QLabel) if w.isVisibleTo(root))


def in_sight(page: CasePage, name: str) -> bool:
    """Whether a control of the foot is seen as a whole without scrolling."""
    QApplication.processEvents()
    widget = page.panel.acts.findChild(QWidget, name)
    return widget is not None and widget.visibleRegion().boundingRect() == widget.rect()


def test_an_answer_tells_what_it_leads_to_when_it_is_marked(
    desk: Desk, case_id: str, open_page: OpenPage
) -> None:
    question = walk_to_question(desk, case_id)
    page = open_page(case_id)
    page.goto(question)
    assert "Detta händer" not in words(page.panel.acts)
    assert page.case is not None
    found = page.case.step(question).question
    assert found is not None
    told = set()
    for answer in found.answers:
        assert answer.effects
        button = page.panel.findChild(QWidget, f"answer:{answer.flow}")
        assert button is not None
        button.click()  # type: ignore[attr-defined]
        shown = words(page.panel.acts)
        assert answer.effects[0] in shown
        told.add(shown)
    assert len(told) == len(found.answers)


def test_a_question_that_the_case_has_not_reached_tells_nothing(page: CasePage) -> None:
    assert page.case is not None
    ahead = [step.question for step in page.case.steps if step.question is not None]
    assert ahead
    assert all(answer.effects == () for question in ahead for answer in question.answers)


def test_what_is_asked_for_is_in_sight_at_once(page: CasePage) -> None:
    page.panel.acts.begin("skip")
    assert in_sight(page, "reason")
    page.panel.acts.cancel.click()
    page.panel.acts.begin_told()
    assert in_sight(page, "told:who")
    assert in_sight(page, "told:answer")


def test_the_keyboard_comes_to_the_step_that_is_next(desk: Desk, case_id: str, open_page: OpenPage) -> None:
    steps.complete(desk, case_id, case_views.case_view(desk, case_id).next.step)  # type: ignore[union-attr]
    page = open_page(case_id)
    assert page.case is not None
    assert page.case.next is not None
    assert page.picture.way_in() is page.picture.view.button(page.case.next.step)
