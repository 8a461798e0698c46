"""A table of frozen rows: all in memory, sorting happens once in the data, columns keep their width.

No proxy models: filtering 10,000 rows through Python calls takes seconds, asking the data again milliseconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.layouts import name_scroll_bars
from familjeflow.ui.widgets.tips import tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 36


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading, the text of a row, what it sorts by, and how it looks.

    `width` is in pixels, 0 takes the room that is left. `tone` names a colour role for a row, `icon` an icon.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    key: Callable[[Row], Any] | None = None
    tone: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    strong: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Frozen rows behind Qt's model interface."""

    def __init__(self, columns: Sequence[Column[Row]], spoken: Callable[[Row], str]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._spoken = spoken
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._strong = QFont()
        self._strong.setWeight(QFont.Weight.DemiBold)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order that the person has chosen."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort_rows()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The rows; a cell has none."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            return _colour(column.tone(row))
        if role == Qt.ItemDataRole.FontRole:
            return self._strong if column.strong else None
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return _icon(column.icon(row), column.tone(row) if column.tone else "muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._spoken(row)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the data once; -1 goes back to the order they came in at the next reading."""
        self._order = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        held = [(old, id(self.rows[old.row()])) for old in self.persistentIndexList()]
        self._sort_rows()
        if held:
            places = {id(row): place for place, row in enumerate(self.rows)}
            moved = [self.index(places[row], old.column()) for old, row in held]
            self.changePersistentIndexList([old for old, _row in held], moved)
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        if self._order is None:
            return
        column = self.columns[self._order[0]]
        key = column.key or (lambda row: column.text(row).casefold())
        self.rows.sort(key=key, reverse=self._order[1] == Qt.SortOrder.DescendingOrder)


class RowsTable(QTableView):
    """Whole rows are chosen; Enter or a double click opens, Esc goes back."""

    opened = Signal(int)
    ticked = Signal(int)
    left = Signal()

    def __init__(self, model: RowsModel[Any], name: str) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        name_scroll_bars(self, name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out_columns(model)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def _lay_out_columns(self, model: RowsModel[Any]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for place, column in enumerate(model.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def choose(self, row: int) -> None:
        """Select a row, if there is one."""
        if 0 <= row < self._rows.rowCount():
            self.selectRow(row)

    def chosen(self) -> int:
        """The selected row, -1 when none is."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row is chosen as soon as the table has the focus."""
        if not self.selectionModel().hasSelection():
            self.choose(max(self.chosen(), 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Esc leaves; the rest is Qt's."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() >= 0:
            self.opened.emit(self.chosen())
        elif key == Qt.Key.Key_Space and self.chosen() >= 0:
            self.ticked.emit(self.chosen())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _colour(role: str) -> QColor | None:
    return theme.colour(role) if role else None


def _icon(name: str, role: str) -> QIcon | None:
    return icons.icon(name, role or "muted", 16) if name else None
