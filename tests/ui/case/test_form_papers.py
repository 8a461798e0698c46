"""The form page in its case: blank forms and earlier versions are saved where the person wants them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from tests.export.validation import assert_valid_pdf
from tests.ui.case.conftest import Around

from familjeflow.services import form_filling
from familjeflow.services.desk import Desk
from familjeflow.ui import tasks
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.forms.form_page import FormPage

ANSWERS = {
    "remittent": "Åsa Exempelek",
    "bakgrund": "Kort",
    "behov": "Stöd",
    "namn": "Ada",
    "remissdatum": "2026-11-21",
}


def opened(page: CasePage) -> FormPage:
    page.ask(OpenDocument("remiss", "remiss", None))
    return next(f for f in page.findChildren(FormPage) if f.isVisible())


def menu_action(form: FormPage, words: str) -> QAction:
    return next(action for action in form.findChildren(QAction) if action.text() == words)


@pytest.mark.parametrize("words", ["Skriv ut tom blankett", "Spara som ifyllbar PDF"])
def test_a_blank_form_is_saved(
    page: CasePage, around: Around, tmp_path: Path, words: str, qtbot: QtBot
) -> None:
    around.dialogs.path = tmp_path / "blankett.pdf"
    menu_action(opened(page), words).trigger()
    assert tasks.wait_for_all()
    qtbot.waitUntil(lambda: "Sparat." in page.trouble.text())
    assert_valid_pdf(around.dialogs.path.read_bytes())


def test_an_earlier_version_is_saved(
    page: CasePage, desk: Desk, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    assert page.case is not None
    place = (desk, page.case.case_id, "remiss", "remiss", None)
    for background in ("Första", "Andra"):
        view = form_filling.form(*place)
        form_filling.adopt(*place, {**view.answers, **ANSWERS, "bakgrund": background}, reason="Bråttom")
    around.dialogs.path = tmp_path / "version.pdf"
    form = opened(page)
    assert [v.number for v in form_filling.form(*place).versions] == [1, 2]
    form._acts.print_version(1)
    assert tasks.wait_for_all()
    qtbot.waitUntil(lambda: "Sparat." in page.trouble.text())
    assert_valid_pdf(around.dialogs.path.read_bytes())


def test_the_akt_can_be_chosen_where_the_case_has_several_persons(page: CasePage, desk: Desk) -> None:
    form = opened(page)
    assert form.akt.choice is not None
    form.akt.choice.setCurrentIndex(1)
    assert page.case is not None
    kept = form_filling.form(desk, page.case.case_id, "remiss", "remiss")
    assert kept.filed_under_name == form.akt.choice.currentText()
    assert kept.answers["namn"] == form.akt.choice.currentText()
