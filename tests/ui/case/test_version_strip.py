"""A case whose process has a newer version says so quietly, and moves only by an act with a reason."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from tests.ui.case.conftest import OpenPage

from familjeflow.formats import bundle
from familjeflow.services import processes
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.version_strip import VersionStrip


def ship_newer(monkeypatch: pytest.MonkeyPatch, process_id: str) -> None:
    """The same process with another purpose: a version that differs in nothing that stands in the picture."""
    _definition, files = processes.shipped_process(process_id)
    changed = {**files, "content.toml": files["content.toml"] + b"\n# another version\n"}
    definition = bundle.read_bundle(changed)
    monkeypatch.setattr(processes, "_shipped", lambda: {process_id: (definition, changed)})


def strip_of(page: CasePage) -> VersionStrip:
    strip = page.findChild(VersionStrip)
    assert strip is not None
    return strip


def test_nothing_is_said_while_the_case_runs_on_the_shipped_version(page: CasePage) -> None:
    assert not strip_of(page).isVisibleTo(page)


def test_a_move_is_looked_at_first_and_needs_a_reason(
    desk: Desk, case_id: str, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship_newer(monkeypatch, "kontaktperson")
    page = open_page(case_id)
    strip = strip_of(page)
    assert strip.isVisibleTo(page)
    strip.unfold.click()
    QApplication.processEvents()
    shown = "\n".join(found.text() for found in strip.findChildren(QLabel) if found.isVisibleTo(strip))
    assert "Detta händer" in shown
    move = strip.findChild(QPushButton, "version-move")
    assert move is not None
    move.click()
    assert case_view(desk, case_id).has_newer
    reason = strip.findChild(QComboBox, "reason")
    assert reason is not None
    reason.setEditText("Rutinen är ändrad")
    move.click()
    assert not case_view(desk, case_id).has_newer
    assert not strip.isVisibleTo(page)


def test_a_case_seen_as_it_stood_is_not_moved(
    desk: Desk, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship_newer(monkeypatch, "kontaktperson")
    opened = case_view(desk, case_id).opened_on
    assert not case_view(desk, case_id, as_of=opened).has_newer
