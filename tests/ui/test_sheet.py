"""A list saved as a spreadsheet: chosen, looked at, asked about, and noted."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons, spreadsheets
from familjeflow.services.desk import Desk
from familjeflow.ui.case_list.page import CaseListPage
from familjeflow.ui.case_list.sheet import SHOWN, SheetPage
from familjeflow.ui.frame.context import Context


def open_case(desk: Desk, family: str, process: str = "kontaktperson", protection: str = "") -> str:
    number = "20150315-9803"
    person = PersonRecorded("Ada", family, number, "personnummer", protection=protection)
    return cases.open_case(desk, process, persons.register(desk, person))


@pytest.fixture
def dialogs(tmp_path: Path) -> Scripted:
    return Scripted(path=tmp_path / "vald.xlsx")


@pytest.fixture
def page(desk: Desk, dialogs: Scripted, qtbot: QtBot) -> CaseListPage:
    context = Context(dialogs, lambda: None, lambda _c: None, lambda _e: None, lambda _c, _s: None)
    shown = CaseListPage(desk, context)
    qtbot.addWidget(shown)
    shown.resize(1116, 670)
    shown.reload()
    shown.show()
    return shown


def sheet_of(page: CaseListPage, qtbot: QtBot) -> SheetPage:
    page.save_as_sheet()
    sheet = page.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.count.text() != "")
    return sheet


def choose(sheet: SheetPage, kind: str) -> None:
    sheet.choices.kind.setCurrentIndex(sheet.choices.kind.findData(kind))
    sheet.show_preview()


def shown(sheet: SheetPage) -> list[list[str]]:
    assert sheet.table is not None
    model = sheet.table.model()
    places = range(model.columnCount())
    return [[str(model.data(model.index(row, at))) for at in places] for row in range(model.rowCount())]


def test_the_first_rows_are_shown_before_anything_is_saved(
    desk: Desk, page: CaseListPage, qtbot: QtBot
) -> None:
    for _number in range(SHOWN + 1):
        open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    assert sheet.count.text() == f"{SHOWN + 1} rader. Här syns de första {SHOWN}."
    assert len(shown(sheet)) == SHOWN
    assert shown(sheet)[0][0] == "Påhittson, Ada"


def test_a_list_is_saved_and_noted(desk: Desk, page: CaseListPage, dialogs: Scripted, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    sheet.choices.boxes["process"].setChecked(False)
    sheet.save()
    qtbot.waitUntil(lambda: "Sparat" in sheet.notice.text.text())
    assert dialogs.said == ["Klientlista"]
    assert dialogs.path is not None
    saved = load_workbook(dialogs.path).active
    assert saved is not None
    header = [cell.value for cell in next(iter(saved.iter_rows()))]
    assert "Klient" in header
    assert "Process" not in header
    qtbot.waitUntil(lambda: "Klientlista, 1 rad" in sheet.told.text())
    assert spreadsheets.saved_lists(desk)


def test_the_columns_are_chosen_again_the_next_time(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    sheet.choices.boxes["number"].setChecked(True)
    sheet.choices.boxes["due"].setChecked(False)
    sheet.save()
    qtbot.waitUntil(lambda: "Sparat" in sheet.notice.text.text())
    again = sheet_of(page, qtbot)
    assert again.choices.boxes["number"].isChecked()
    assert not again.choices.boxes["due"].isChecked()


def test_somebody_protected_is_asked_about_first(
    page: CaseListPage, desk: Desk, dialogs: Scripted, qtbot: QtBot
) -> None:
    open_case(desk, "Gömdström", protection="marked")
    sheet = sheet_of(page, qtbot)
    dialogs.agree = False
    sheet.save()
    (said,) = dialogs.said
    assert "skyddade uppgifter" in said
    assert dialogs.path is not None
    assert not dialogs.path.exists()
    assert "Gömdström" not in str(shown(sheet))


def test_process_and_period_change_what_is_shown(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    open_case(desk, "Fabelstam", "oppenvard-vuxna")
    sheet = sheet_of(page, qtbot)
    process = sheet.choices.process
    process.setCurrentIndex(process.findText("Kontaktperson"))
    qtbot.waitUntil(lambda: sheet.count.text() == "1 rad")
    sheet.choices.last.setText("2020-01-01")
    qtbot.waitUntil(lambda: sheet.count.text().startswith("Inga rader"))
    assert not sheet.save_button.isEnabled()


def test_what_cannot_be_read_is_said_beside_it(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    sheet.choices.first.setText("i våras")
    sheet.show_preview()
    assert "2026-03-31" in sheet.choices.first_field.problem()
    sheet.choices.first.setText("2026-03-01")
    sheet.choices.last.setText("2026-02-01")
    sheet.show_preview()
    assert sheet.choices.last_field.problem() == "Den dagen är före den första."
    assert not sheet.save_button.isEnabled()


def test_a_list_without_columns_is_not_saved(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    for box in sheet.choices.boxes.values():
        box.setChecked(False)
    sheet.show_preview()
    assert not sheet.save_button.isEnabled()


def test_the_measures_name_nobody(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    choose(sheet, "measures")
    assert "Påhittson" not in str(shown(sheet))
    assert "2026-0001" in str(shown(sheet))


def test_a_folder_that_is_not_there_is_told(
    page: CaseListPage, desk: Desk, dialogs: Scripted, tmp_path: Path, qtbot: QtBot
) -> None:
    open_case(desk, "Påhittson")
    dialogs.path = tmp_path / "finns inte" / "vald.xlsx"
    sheet = sheet_of(page, qtbot)
    sheet.save()
    qtbot.waitUntil(lambda: "kunde inte sparas" in sheet.notice.text.text())
    assert spreadsheets.saved_lists(desk) == ()
    assert sheet.save_button.isEnabled()


def test_going_back_and_searching_show_the_cases(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet_of(page, qtbot).left.emit()
    assert page.sheet is None
    assert len(page.rows()) == 1
    sheet_of(page, qtbot)
    page.search("Påhitt")
    assert page.sheet is None


def test_a_screen_reader_can_name_everything(page: CaseListPage, desk: Desk, qtbot: QtBot) -> None:
    open_case(desk, "Påhittson")
    sheet = sheet_of(page, qtbot)
    assert unnamed(sheet) == []
