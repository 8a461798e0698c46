"""From the key to a painted list of 10 000 cases, against bare SQL and a bare table of the same rows."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.many_cases import new_id, now, vault_with
from benchmarks.side_by_side import compare

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_SQL = "SELECT case_number, process_short, client_id, next_text, next_role, next_due FROM case_row"


def lines() -> Iterator[str]:
    """The lines of the report."""
    from PySide6.QtWidgets import QApplication

    from familjeflow.services import vaults
    from familjeflow.services.desk import Desk
    from familjeflow.storage.connection import reader
    from familjeflow.ui.case_list.page import CaseListPage

    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        with vault_with(10_000, Path(folder)) as (desk, _ids, key):
            path = desk.vault.path

        def ours() -> None:
            vault = vaults.open(path, key, now=now(), new_id=new_id, state_folder=Path(folder))
            page = CaseListPage(Desk(vault, "matning", now, new_id))
            page.reload()
            _paint(page)
            vaults.close(vault, new_id=new_id, state_folder=Path(folder))

        def floor() -> None:
            db = reader(path, key)
            rows = db.execute_sql(_SQL).fetchall()
            db.close()
            _paint(_bare_table(rows))

        yield compare(ours, floor, 7).line("key to painted list of 10 000 cases vs SQL + table", "3")
    del app


def _paint(widget: Any) -> None:
    widget.resize(1100, 600)
    widget.grab()
    widget.deleteLater()


def _bare_table(rows: list[tuple[Any, ...]]) -> Any:
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
    from PySide6.QtWidgets import QTableView

    class Bare(QAbstractTableModel):
        def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
            return len(rows)

        def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
            return len(rows[0])

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
            return rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    view = QTableView()
    view.setModel(Bare(view))
    return view
