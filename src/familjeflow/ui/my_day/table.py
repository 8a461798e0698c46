"""One group of Min dag: a table without headings that is as high as its rows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from familjeflow.i18n import _
from familjeflow.services.my_day import DayRow
from familjeflow.ui import theme
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable

_FRAME = 4


def columns() -> tuple[Column[DayRow], ...]:
    """When, what, client, process, role: the same widths in every group, so that the days line up."""
    return (
        Column(
            _("När"),
            lambda r: r.when_text or _("utan datum"),
            166,
            icon=_when_icon,
            tone=lambda r: "overdue" if r.overdue else "" if r.day else "muted",
            strong=False,
        ),
        Column(_("Vad"), _what, 0),
        Column(_("Klient"), lambda r: r.client, 172),
        Column(_("Process"), lambda r: r.process, 176, tone=lambda _r: "muted"),
        Column(_("Roll"), lambda r: r.role, 150, tone=lambda _r: "muted"),
    )


def _when_icon(row: DayRow) -> str:
    if row.tickable:
        return "square"
    return "clock-alert" if row.overdue else ""


def _what(row: DayRow) -> str:
    guideline = row.force_word and row.force_word != _("Senast")
    return f"{row.what} ({row.force_word.lower()})" if guideline else row.what


def spoken(row: DayRow) -> str:
    """The whole line for a screen reader."""
    late = _("försenat") if row.overdue else ""
    parts = (late, row.when_text, _what(row), row.client, row.process, row.role)
    return ", ".join(part for part in parts if part)


class DayTable(RowsTable):
    """Arrow keys go on into the group above or below: `passed` carries -1 or 1."""

    passed = Signal(int)

    def __init__(self, title: str, rows: tuple[DayRow, ...]) -> None:
        self.day_rows: RowsModel[DayRow] = RowsModel(columns(), spoken)
        super().__init__(self.day_rows, title)
        theme.mark(self, plain="true")
        self.day_rows.show_rows(rows)
        self.horizontalHeader().hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        height = self.verticalHeader().defaultSectionSize() * self.day_rows.rowCount() + _FRAME
        return QSize(600, height)

    def minimumSizeHint(self) -> QSize:
        """Never lower than the rows."""
        return QSize(300, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next group at the ends."""
        last = self.day_rows.rowCount() - 1
        if event.key() == Qt.Key.Key_Up and self.chosen() <= 0:
            self.passed.emit(-1)
        elif event.key() == Qt.Key.Key_Down and self.chosen() == last:
            self.passed.emit(1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Only one row on the page looks chosen."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clearSelection()
            self.setCurrentIndex(self.day_rows.index(-1, -1))
