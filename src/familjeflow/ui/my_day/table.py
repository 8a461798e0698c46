"""One group of Min dag: a table without headings that is as high as its rows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from familjeflow.i18n import _
from familjeflow.services.my_day import DayRow
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable

_FRAME = 4
_PROCESS = 3
_WIDE = 900
"""Pixels below which the column Process gives its room away."""


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
        Column(
            _("Klient"), _client, 172, icon=_client_icon, tone=lambda r: "protected" if r.protection else ""
        ),
        Column(_("Process"), lambda r: r.process, 176, tone=lambda _r: "muted"),
        Column(_("Roll"), lambda r: r.role, 150, tone=lambda _r: "muted"),
    )


def _when_icon(row: DayRow) -> str:
    if row.tickable:
        return "square"
    return "clock-alert" if row.overdue else ""


def _client(row: DayRow) -> str:
    return _("{name} (skyddad)").format(name=row.client) if row.protection else row.client


def _client_icon(row: DayRow) -> str:
    return "shield-alert" if row.protection else ""


def _client_tone(row: DayRow) -> str:
    return "protected" if row.protection else ""


def _what(row: DayRow) -> str:
    guideline = row.force_word and row.force_word != _("Senast")
    return f"{row.what} ({row.force_word.lower()})" if guideline else row.what


def spoken(row: DayRow) -> str:
    """The whole line for a screen reader."""
    late = _("försenat") if row.overdue else ""
    parts = (late, row.when_text, _what(row), _client(row), row.process, row.role)
    return ", ".join(part for part in parts if part)


class DayTable(RowsTable):
    """Arrow keys go on into the group above or below: `passed` carries -1 or 1. The right arrow asks for
    what stands beside: `aside`."""

    passed = Signal(int)
    aside = Signal()
    watch_wanted = Signal()
    move_wanted = Signal()
    told_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, title: str, rows: tuple[DayRow, ...]) -> None:
        self.day_rows: RowsModel[DayRow] = RowsModel(columns(), spoken)
        super().__init__(self.day_rows, title)
        theme.mark(self, plain="true")
        self.day_rows.show_rows(rows)
        self.horizontalHeader().hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = False
        bind(self, "day_watch", self.watch_wanted.emit)
        bind(self, "day_move", self.move_wanted.emit)
        bind(self, "day_told", self.told_wanted.emit)
        bind(self, "day_undo", self.undo_wanted.emit)

    def row(self) -> DayRow | None:
        """The chosen row."""
        place = self.chosen()
        return self.day_rows.rows[place] if 0 <= place < len(self.day_rows.rows) else None

    def hold(self, held: bool) -> None:
        """Let the chosen row look chosen while a small line about it has the keyboard."""
        self._held = held

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        height = self.verticalHeader().defaultSectionSize() * self.day_rows.rowCount() + _FRAME
        return QSize(600, height)

    def minimumSizeHint(self) -> QSize:
        """Never lower than the rows."""
        return QSize(300, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is to be done needs the room more than which process it is in."""
        super().resizeEvent(event)
        self.setColumnHidden(_PROCESS, event.size().width() < _WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next group at the ends."""
        last = self.day_rows.rowCount() - 1
        if event.key() == Qt.Key.Key_Up and self.chosen() <= 0:
            self.passed.emit(-1)
        elif event.key() == Qt.Key.Key_Down and self.chosen() == last:
            self.passed.emit(1)
        elif event.key() == Qt.Key.Key_Right:
            self.aside.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Only one row on the page looks chosen."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self._held:
            self.clearSelection()
            self.setCurrentIndex(self.day_rows.index(-1, -1))
