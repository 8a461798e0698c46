"""The history of a case: every fact in words, newest first, and taking one back."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import HistoryLine
from familjeflow.services.words import time_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import Ask
from familjeflow.ui.case.requests import TakeBack
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import ElidedLabel
from familjeflow.ui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """Day, what, who and why of each fact."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[HistoryLine, ...] = ()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these facts."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, index: Index) -> HistoryLine | None:
        """The fact of a row."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each fact."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Day, what, who, reason."""
        return 0 if parent is not None and parent.isValid() else len(_headings())

    def headerData(
        self, place: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _headings()[place]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; a fact that was taken back is struck through and says so."""
        line = self.line(index)
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cells(line)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_tip(line))
        if role == Qt.ItemDataRole.FontRole and line.retracted:
            font = QFont()
            font.setPointSize(theme.BODY)
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and line.retracted:
            return theme.colour("muted")
        return None


class HistoryTab(QWidget):
    """The table, and under it the act for the chosen row."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.model = HistoryModel(self)
        self.table = QTableView()
        self.table.setAccessibleName(_("Historik"))
        theme.mark(self.table, plain="true")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)  # a wrapped name would show its first word only
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.CONTROL_HEIGHT)
        header = self.table.horizontalHeader()
        for place, width in enumerate((104, 300, 216, 150)):
            self.table.setColumnWidth(place, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.undo = buttons.plain(_("Ta tillbaka"), self._take_back, icon="undo-2")
        self.undo.setObjectName("take-back")
        self._words = ElidedLabel(type_="meta", tone="muted")
        foot = row(self.undo, self._words, spacing=theme.M)
        foot.setStretch(1, 1)
        foot.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        self.setLayout(column(self.table, foot, spacing=0))
        self.table.selectionModel().currentChanged.connect(lambda *_a: self._show_act())
        self._show_act()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show the facts of a case."""
        self.model.show_lines(lines)
        self._show_act()

    def _show_act(self) -> None:
        line = self.model.line(self.table.currentIndex())
        self.undo.setEnabled(line is not None and line.can_undo)
        if line is None:
            self._words.setText(_("Välj en rad för att ta tillbaka den."))
        elif line.can_undo:
            self._words.setText(_("Raden blir kvar, överstruken."))
        elif line.retracted:
            self._words.setText(_("Raden är redan tillbakatagen."))
        else:
            self._words.setText(_("Senare händelser bygger på den här."))

    def _take_back(self) -> None:
        line = self.model.line(self.table.currentIndex())
        if line is not None and line.can_undo:
            self._ask(TakeBack(line.event_id))


def _headings() -> tuple[str, ...]:
    return (_("Dag"), _("Vad som hände"), _("Vem"), _("Skäl"))


def _cells(line: HistoryLine) -> tuple[str, ...]:
    text = _("{what} (tillbakataget)").format(what=line.text) if line.retracted else line.text
    return (line.occurred_on.isoformat(), text, line.who, line.reason)


def _tip(line: HistoryLine) -> str:
    written = _("Skrivet {day} {time}").format(
        day=line.recorded_at.date().isoformat(), time=time_word(line.recorded_at)
    )
    return "\n".join(part for part in (line.text, line.who, line.reason, written) if part)
