"""The case page as a whole: header, tabs, list, documents, people, history, forms."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import Around, OpenPage
from tests.ui.names import unnamed

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, form_filling, persons, steps
from familjeflow.services.desk import Desk
from familjeflow.ui.case.history import HistoryTab
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.people import PeopleTab
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.case.tabs import DOCUMENTS, HISTORY, LIST, PEOPLE
from familjeflow.ui.forms.form_page import FormPage

LEFT = Qt.MouseButton.LeftButton
REMISS = OpenDocument("remiss", "remiss", None)


def form_of(page: CasePage) -> FormPage:
    found = page.findChild(FormPage)
    assert found is not None
    return found


def fill(form: FormPage) -> None:
    """Fill in whatever the form demands."""
    for box in form.fields.boxes.values():
        control = box.editor.control
        if isinstance(control, QPlainTextEdit):
            control.setPlainText("Påhittad text")
        elif isinstance(control, QLineEdit) and not control.text():
            control.setText("2026-11-20" if "ÅÅÅÅ" in control.placeholderText() else "Påhittat svar")


def test_the_header_says_who_and_how_it_stands(page: CasePage) -> None:
    assert page.header.name.text() == "Påhittson, Ada"
    shown = "\n".join(w.text() for w in page.header.findChildren(type(page.header.name)))
    assert "Kontaktperson" in shown


def test_the_next_act_is_a_press_away(page: CasePage, qtbot: QtBot) -> None:
    page.goto("avslut")
    qtbot.mouseClick(page.header.next.go, LEFT)
    assert page.panel.step_id == "remiss"
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def test_a_screen_reader_can_name_everything(page: CasePage) -> None:
    for number in range(page.tabs.bar.count()):
        page.tabs.bar.setCurrentIndex(number)
        assert unnamed(page) == [], page.tabs.place()


def test_the_list_shows_what_the_picture_shows(page: CasePage) -> None:
    page.tabs.go_to(LIST)
    assert page.case is not None
    model = page.list.steps
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == [step.spoken for step in page.case.steps]


def test_moving_in_the_list_shows_the_step_and_enter_goes_into_it(page: CasePage, qtbot: QtBot) -> None:
    page.tabs.go_to(LIST)
    page.list.setFocus()
    page.list.show_current("remiss")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.panel.step_id == page.list.current_step() != "remiss"
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def test_an_act_done_in_the_panel_shows_in_the_list(page: CasePage, qtbot: QtBot) -> None:
    page.tabs.go_to(LIST)
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    index = page.list.steps.index(page.list.steps.row_of("remiss"))
    assert "Klart" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert page.list.current_step() == "remiss"


def test_an_act_is_begun_from_the_list(page: CasePage) -> None:
    page.tabs.go_to(LIST)
    page.list.act_wanted.emit("remiss", "skip")
    assert page.panel.acts.primary.text() == "Hoppa över"


def test_surfaces_take_the_keyboard(page: CasePage) -> None:
    for surface in page.surfaces():
        surface.setFocus()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert surface is focused or surface.isAncestorOf(focused)


def test_history_tells_what_happened_and_takes_it_back(page: CasePage, qtbot: QtBot) -> None:
    page.goto("remiss")
    qtbot.mouseClick(page.panel.acts.primary, LEFT)
    page.tabs.go_to(HISTORY)
    history = page.tabs.part(HISTORY)
    assert isinstance(history, HistoryTab)
    assert "blev klart" in str(history.model.index(0, 1).data())
    history.table.setCurrentIndex(history.model.index(0, 0))
    qtbot.mouseClick(history.undo, LEFT)
    assert page.case is not None
    assert page.case.step("remiss").state == "ready"
    assert "tillbakataget" in str(history.model.index(0, 1).data())


def test_a_person_is_added_and_a_role_is_given(page: CasePage, desk: Desk, qtbot: QtBot) -> None:
    persons.register(desk, PersonRecorded("Nils", "Fabelstam", "19900101-9809", "personnummer"))
    page.tabs.go_to(PEOPLE)
    people = page.tabs.part(PEOPLE)
    assert isinstance(people, PeopleTab)
    people._search.line.setText("Fabelstam")
    assert people._search.found.count() == 1
    people._part.setCurrentIndex(people._part.findData("contact"))
    qtbot.mouseClick(next(b for b in people.findChildren(QPushButton) if b.text() == "Lägg till"), LEFT)
    assert page.case is not None
    assert any(p.name == "Fabelstam, Nils" for p in page.case.participants)


def test_a_document_opens_in_the_page_and_its_draft_is_kept(page: CasePage, desk: Desk, qtbot: QtBot) -> None:
    page.tabs.go_to(DOCUMENTS)
    page.ask(REMISS)
    form = form_of(page)
    box = next(b for b in form.fields.boxes.values() if isinstance(b.editor.control, QPlainTextEdit))
    assert isinstance(box.editor.control, QPlainTextEdit)
    box.editor.control.setPlainText("Halvfärdig tanke")
    assert not form.is_saved()
    qtbot.waitUntil(form.is_saved, timeout=2000)
    kept = form_filling.form(desk, page.case.case_id if page.case else "", "remiss", "remiss")
    assert kept.answers[box.field.key] == "Halvfärdig tanke"


def test_escape_goes_back_and_the_draft_is_there_again(page: CasePage, qtbot: QtBot) -> None:
    page.ask(REMISS)
    form = form_of(page)
    box = next(b for b in form.fields.boxes.values() if isinstance(b.editor.control, QPlainTextEdit))
    qtbot.keyClicks(box.editor.control, "Ett ord")
    qtbot.keyClick(box.editor.control, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert page.panel.step_id == "remiss"
    assert page.case is not None
    assert page.case.step("remiss").documents[0].status == "draft"
    page.ask(REMISS)
    again = next(f for f in page.findChildren(FormPage) if f.isVisible())
    assert again.fields.read()[box.field.key] == "Ett ord"


def test_saving_asks_for_what_is_missing_and_then_keeps_the_document(page: CasePage, qtbot: QtBot) -> None:
    page.ask(REMISS)
    form = form_of(page)
    required = [b for b in form.fields.boxes.values() if b.field.required]
    for box in required:
        if isinstance(box.editor.control, QLineEdit):
            box.editor.control.clear()
    qtbot.mouseClick(named_button(form, "adopt"), LEFT)
    assert any(box.problem() for box in required)
    assert "behöver ses över" in form.summary.text.text()
    assert required[0].editor.control.hasFocus() or required[0].problem() == ""
    fill(form)
    qtbot.mouseClick(named_button(form, "adopt"), LEFT)
    assert page.case is not None
    assert page.case.step("remiss").documents[0].status == "saved"


def named_button(root: QWidget, name: str) -> QPushButton:
    found = root.findChild(QPushButton, name)
    assert found is not None
    return found


def test_leaving_the_page_keeps_what_was_typed(page: CasePage, desk: Desk) -> None:
    page.ask(REMISS)
    form = form_of(page)
    box = next(b for b in form.fields.boxes.values() if isinstance(b.editor.control, QPlainTextEdit))
    assert isinstance(box.editor.control, QPlainTextEdit)
    box.editor.control.setPlainText("Sista ordet")
    page.flush()
    kept = form_filling.form(desk, page.case.case_id if page.case else "", "remiss", "remiss")
    assert kept.answers[box.field.key] == "Sista ordet"


def test_the_case_is_saved_as_pdf_off_the_gui_thread(
    page: CasePage, around: Around, qtbot: QtBot, tmp_path: Path
) -> None:
    around.dialogs.path = tmp_path / "ärende på prov.pdf"
    page.save_pdf()
    qtbot.waitUntil(lambda: "Sparat." in page.trouble.text(), timeout=20000)
    assert around.dialogs.path.read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_said_calmly(
    page: CasePage, around: Around, qtbot: QtBot, tmp_path: Path
) -> None:
    around.dialogs.path = tmp_path / "finns inte" / "bild.svg"
    page.exports.picture_svg()
    qtbot.waitUntil(lambda: "kunde inte sparas" in page.trouble.text(), timeout=20000)


def test_nothing_is_clipped_with_a_very_long_name(desk: Desk, open_page: OpenPage) -> None:
    long = PersonRecorded(
        "Anna-Karin Viktoria Desirée", "Lindqvist-Fabelstam von Påhittson-Exempelius af Långstanamnet"
    )
    client = persons.register(desk, long)
    page = open_page(cases.open_case(desk, "kontaktperson", client, participants=[(client, "child")]))
    steps.complete(desk, page.case.case_id if page.case else "", "remiss")
    page.reload()
    page.goto("informera")
    assert page.minimumSizeHint().width() <= 1132
    for widget in (page.header.name, page.header.next.go, page.panel.acts.primary, page.panel.acts.more):
        assert widget.isVisible()
        right = widget.mapTo(page, widget.rect().topRight()).x()
        assert right <= page.width()
    assert page.header.name.toolTip() in ("", page.header.name.text())


def test_the_page_fits_a_window_at_150_percent(page: CasePage) -> None:
    # 1280 pixels at 150 % are 853; navigation takes 148 of them.
    assert page.minimumSizeHint().width() <= 853 - 148 + 12


def test_times_are_shown_in_swedish_time(page: CasePage) -> None:
    page.ask(REMISS)
    form = form_of(page)
    form._show_saved(datetime(2026, 11, 21, 13, 2, tzinfo=UTC))
    assert form._saved.text() == "Utkast sparat 14:02"
