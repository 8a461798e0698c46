"""The table of cases: many rows at once, sorted in the data, opened by keys."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from familjeflow.domain.projections import CaseLine
from familjeflow.ui.case_list.page import columns, spoken
from familjeflow.ui.widgets.rows_table import RowsModel, RowsTable

MANY = 10_000


def made_up(number: int) -> CaseLine:
    due = date(2026, 1, 1) + timedelta(days=number * 7919 % MANY) if number % 3 != 1 else None
    name = f"Påhittson{number * 6151 % MANY:05}, Nils"
    late = due is not None and due < date(2026, 11, 21)
    return CaseLine(
        f"{number:032x}", f"2026-{number:05}", "kontaktperson", "Kontaktperson", name, "20150315-9806", "",
        "Skicka remiss", "remiss", "hpt", due, None, late,
    )  # fmt: skip


def model_of(count: int) -> RowsModel[CaseLine]:
    model = RowsModel(columns(), spoken)
    model.show_rows([made_up(n) for n in range(count)])
    return model


def names(model: RowsModel[CaseLine]) -> list[str]:
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules() -> None:
    model = model_of(20)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(4)
    model.show_rows([])
    model.show_rows([made_up(1)])


def test_ten_thousand_rows_are_shown_and_sorted(qtbot: QtBot) -> None:
    model = model_of(0)
    table = RowsTable(model, "Ärenden")
    qtbot.addWidget(table)
    rows = [made_up(n) for n in range(MANY)]
    table.resize(1100, 600)
    table.show()
    model.show_rows(rows)
    model.sort(0)
    table.grab()
    assert names(model) == sorted(names(model))


def test_rows_without_a_day_come_last_and_a_late_one_is_marked_in_colour_and_icon() -> None:
    model = model_of(60)
    model.sort(4)
    assert [row.next_due is None for row in model.rows] == [False] * 40 + [True] * 20
    model.show_rows([made_up(0), *model.rows])
    assert model.rows[0].overdue
    late = model.index(0, 4)
    assert model.data(late, Qt.ItemDataRole.ForegroundRole) is not None
    assert model.data(late, Qt.ItemDataRole.DecorationRole) is not None
    assert "försenat" in model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_sorting_keeps_the_chosen_case_chosen(qtbot: QtBot) -> None:
    model = model_of(50)
    table = RowsTable(model, "Ärenden")
    qtbot.addWidget(table)
    table.choose(7)
    kept = model.rows[7].case_id
    model.sort(0)
    assert model.rows[table.chosen()].case_id == kept


def test_enter_opens_the_chosen_row(qtbot: QtBot) -> None:
    table = RowsTable(model_of(3), "Ärenden")
    qtbot.addWidget(table)
    table.choose(1)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [1]
