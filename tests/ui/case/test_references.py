"""The organisation's own file, where a step only refers to one."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around, OpenCase, OpenPage

from familjeflow.services import processes, references
from familjeflow.services.papers import recovery_paper
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.papers.paper_page import PaperPage
from familjeflow.ui.papers.preview_pane import PreviewPane

STEP = next(
    step
    for p in processes.shipped()
    if p.info.id == "familjebehandlare"
    for step, content in p.content.items()
    if any(d.id == "insatsmeny" for d in content.documents)
)


def words(pane: PreviewPane) -> str:
    return " ".join(label.text() for label in pane.trouble.findChildren(QLabel))


def the_place(page: CasePage) -> QPushButton:
    page.goto(STEP)
    shown = page.panel.findChildren(QPushButton, "reference:insatsmeny")
    return shown[-1]  # the ones before wait to be deleted


def test_an_empty_place_asks_for_the_file_and_then_gives_it_back(
    open_case: OpenCase, open_page: OpenPage, around: Around, tmp_path: Path
) -> None:
    page = open_page(open_case("familjebehandlare"))
    assert the_place(page).accessibleName() == "Lägg till er fil: Insatsmeny behandlingsgruppen"
    around.dialogs.path = tmp_path / "meny.docx"
    around.dialogs.path.write_bytes(b"vad vi erbjuder")
    the_place(page).click()
    assert the_place(page).accessibleName() == "Visa Insatsmeny behandlingsgruppen"
    around.dialogs.path = tmp_path / "kopia.docx"
    the_place(page).click()
    assert around.dialogs.path.read_bytes() == b"vad vi erbjuder"


def test_a_file_that_cannot_be_read_is_said_and_the_place_stays_empty(
    open_case: OpenCase, open_page: OpenPage, around: Around, tmp_path: Path
) -> None:
    page = open_page(open_case("familjebehandlare"))
    around.dialogs.path = tmp_path / "finns-inte.pdf"
    the_place(page).click()
    assert "Filen går inte att läsa." in around.dialogs.said[-1]
    assert the_place(page).accessibleName().startswith("Lägg till")


def test_a_pdf_is_shown_in_the_program_and_a_broken_one_is_said(
    open_case: OpenCase, open_page: OpenPage, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(open_case("familjebehandlare"))
    for name, data, said in (
        ("meny.pdf", recovery_paper("ABCD", date(2026, 11, 22)), ""),
        ("trasig.pdf", b"%PDF-1.7 trasig", "Filen går inte att visa."),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        references.attach(page._desk, "familjebehandlare", "insatsmeny", path)
        page.reload()
        the_place(page).click()
        shown = page.writing.page
        assert isinstance(shown, PaperPage)
        pane = shown.pane
        if said:
            qtbot.waitUntil(lambda pane=pane, said=said: said in words(pane), timeout=20000)
        else:
            qtbot.waitUntil(lambda pane=pane: pane.pages.count == 1, timeout=20000)
        page.writing.leave()
