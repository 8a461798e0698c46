"""Where an interpreter is booked, the firms that the source names can be unfolded."""

from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.case.conftest import OpenCase, OpenPage

from familjeflow.ui.case.panel.parts import Fold


def test_the_firms_stand_under_the_task(open_case: OpenCase, open_page: OpenPage) -> None:
    page = open_page(open_case("oppenvard-vuxna"))
    assert page.case is not None
    step, task = next((s, t) for s in page.case.steps for t in s.tasks if t.directory)
    page.goto(step.id)
    fold = page.panel.findChild(Fold, f"directory:{task.id}")
    assert fold is not None
    assert not fold.is_open()
    fold.button.click()
    QApplication.processEvents()
    shown = "\n".join(found.text() for found in fold.findChildren(QLabel) if found.isVisibleTo(fold))
    assert all(line in shown for line in task.directory)
