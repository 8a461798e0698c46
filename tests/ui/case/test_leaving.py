"""Papers that leave: printed without a printer, stopped half-way, found again where they were saved."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from tests.export.validation import assert_valid_pdf
from tests.ui.case.conftest import Around

from familjeflow.domain.events import DocumentExported
from familjeflow.export.document import Paper
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.services import case_views, form_filling
from familjeflow.services.case_work import load
from familjeflow.services.desk import Desk
from familjeflow.ui import tasks
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.forms.form_page import FormPage
from familjeflow.ui.papers.leaving import LeavingPaper

ANSWERS = {
    "remittent": "Åsa Exempelek",
    "bakgrund": "Kort",
    "behov": "Stöd",
    "namn": "Ada",
    "remissdatum": "2026-11-21",
}
KINDS = ["Ärendeöversikt", "Bild till klienten", "Överlämningssida", "Akt", "Processbild"]


def file_printer(path: Path) -> QPrinter:
    """A printer that writes what it is given as a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def submenu(page: CasePage, name: str) -> dict[str, QAction]:
    button = page.findChild(QPushButton, "papers")
    assert button is not None
    found = next(m for m in button.menu().findChildren(QMenu) if m.title() == name)
    return {act.text(): act for act in found.actions()}


def history(page: CasePage, desk: Desk) -> list[str]:
    assert page.case is not None
    return [line.text for line in case_views.history(desk, page.case.case_id)]


def said(page: CasePage, qtbot: QtBot, words: str) -> None:
    assert tasks.wait_for_all(20)
    qtbot.waitUntil(lambda: words in page.trouble.text())


def opened(page: CasePage) -> FormPage:
    page.ask(OpenDocument("remiss", "remiss", None))
    return next(f for f in page.findChildren(FormPage) if f.isVisible())


def link(page: CasePage, words: str) -> QPushButton:
    return next(b for b in page.trouble.findChildren(QPushButton) if b.text() == words and b.isVisible())


def large_paper() -> bytes:
    """A paper of very many pages, as a very large akt."""
    paper = Paper(PaperFacts("Akt", "", date(2026, 11, 21)), Letterhead("", "", ""))
    for _page in range(5000):
        paper.p("En påhittad rad.")
        paper.page_break()
    return paper.render()


@pytest.mark.parametrize("name", KINDS)
def test_every_paper_can_be_printed(
    page: CasePage, desk: Desk, around: Around, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    target = tmp_path / "utskrift.pdf"
    around.dialogs.printer = file_printer(target)
    submenu(page, "Skriv ut …")[name].trigger()
    said(page, qtbot, "Utskrivet.")
    assert len(PdfReader(target).pages) >= 1
    assert f"Papper utskrivet: {name}" in history(page, desk)


def test_only_the_chosen_pages_are_printed(
    page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "utskrift.pdf"
    printer = file_printer(target)
    printer.setFromTo(2, 2)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    around.dialogs.printer = printer
    submenu(page, "Skriv ut …")["Akt"].trigger()
    said(page, qtbot, "Utskrivet.")
    assert len(PdfReader(target).pages) == 1


def test_a_paper_lies_as_its_page_does(page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "utskrift.pdf"
    around.dialogs.printer = file_printer(target)
    submenu(page, "Skriv ut …")["Processbild"].trigger()
    said(page, qtbot, "Utskrivet.")
    sheet = PdfReader(target).pages[0]
    assert (sheet.rotation % 180 == 90) != (sheet.mediabox.width > sheet.mediabox.height)


def test_printing_asks_first_where_somebody_is_protected(page: CasePage, around: Around) -> None:
    around.dialogs.agree = False
    submenu(page, "Skriv ut …")["Akt"].trigger()
    (question,) = around.dialogs.said
    assert "skyddade uppgifter" in question
    assert "[Skriv ut]" in question


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt warns of the folder that is not there
def test_a_printer_that_does_not_answer_is_said_calmly(
    page: CasePage, desk: Desk, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    around.dialogs.printer = file_printer(tmp_path / "finns inte" / "utskrift.pdf")
    submenu(page, "Skriv ut …")["Överlämningssida"].trigger()
    said(page, qtbot, "Skrivaren svarar inte.")
    assert not any("utskrivet" in line for line in history(page, desk))


def test_a_large_paper_tells_its_page_and_can_be_stopped(
    page: CasePage, desk: Desk, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    around.dialogs.path = tmp_path / "akt.pdf"
    page.exports.save_pdf(LeavingPaper("Akt", "akt.pdf", large_paper, asks=False))
    qtbot.waitUntil(lambda: "Skriver sida" in page.trouble.text())
    link(page, "Avbryt").click()
    assert tasks.wait_for_all(20)
    qtbot.waitUntil(lambda: "Avbrutet." in page.trouble.text())
    assert list(tmp_path.glob("*.pdf")) == []
    assert not any("Papper sparat" in line for line in history(page, desk))


def test_a_saved_paper_is_found_again(page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot) -> None:
    around.dialogs.path = tmp_path / "bild.pdf"
    page.exports.picture_pdf()
    said(page, qtbot, "Filen heter bild.pdf.")
    link(page, "Öppna mappen").click()
    link(page, "Öppna filen").click()
    assert around.dialogs.opened == [tmp_path, around.dialogs.path]


def test_a_draft_is_printed_from_the_preview_and_its_hash_is_noted(
    page: CasePage, desk: Desk, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    form = opened(page)
    with qtbot.waitSignal(form.paper.pane.shown):
        form.toggle_preview()
    sheets = form.paper.pane._sheets
    assert sheets is not None
    around.dialogs.printer = file_printer(tmp_path / "utskrift.pdf")
    button = form.paper.pane.findChild(QToolButton, "print-paper")
    assert button is not None
    button.click()
    said(page, qtbot, "Utskrivet.")
    assert page.case is not None
    case_id = page.case.case_id
    facts = desk.vault.read(lambda store: load(store, case_id).facts)
    last = [f.payload for f in facts if isinstance(f.payload, DocumentExported)][-1]
    assert last == DocumentExported("Remiss", hashlib.sha256(sheets.pdf).hexdigest(), printed=True)


@pytest.mark.parametrize(("words", "ending"), [("Spara som PDF", "pdf"), ("Spara som Word", "docx")])
def test_a_saved_document_is_saved_from_the_form(
    page: CasePage, desk: Desk, around: Around, tmp_path: Path, qtbot: QtBot, words: str, ending: str
) -> None:
    assert page.case is not None
    place = (desk, page.case.case_id, "remiss", "remiss", None)
    before = next(a for a in opened(page).findChildren(QAction) if a.text() == words)
    assert not before.isEnabled()
    form_filling.adopt(*place, {**form_filling.form(*place).answers, **ANSWERS}, reason="Bråttom")
    around.dialogs.path = tmp_path / f"remiss.{ending}"
    action = next(a for a in opened(page).findChildren(QAction) if a.text() == words and a.isEnabled())
    action.trigger()
    said(page, qtbot, "Sparat.")
    if ending == "pdf":
        assert_valid_pdf(around.dialogs.path.read_bytes())
    else:
        assert around.dialogs.path.read_bytes().startswith(b"PK")


def test_preview_and_print_write_no_temporary_file(
    page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tillfälligt"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    seen: set[Path] = set()

    def look(words: str) -> bool:
        seen.update(scratch.iterdir())
        return words in page.trouble.text()

    form = opened(page)
    with qtbot.waitSignal(form.paper.pane.shown):
        form.toggle_preview()
    around.dialogs.printer = file_printer(tmp_path / "utskrift.pdf")
    page.exports.print_paper(page.exports.case_papers()[3])
    qtbot.waitUntil(lambda: look("Utskrivet."), timeout=20000)
    assert (tmp_path / "utskrift.pdf").exists()
    assert seen == set()
