"""The rows of the queue: what waits to be entered elsewhere, or to be locked here, the oldest first."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from familjeflow.i18n import _, ngettext
from familjeflow.services.journal import QueueRow
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.journal.words import STATE_ICONS, age
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable

_FRAME = 4
_OLD = 3
"""Days after which a note that waits is pointed out: it is to be in the akt without delay (SoL)."""


def columns() -> tuple[Column[QueueRow], ...]:
    """Day, what and how long, client, whose akt, and the first words of the text."""
    return (
        Column(_("Dag"), lambda r: day_word(r.day), 172, icon=_icon),
        Column(_("Vad"), lambda r: r.kind_word, 172),
        Column(_("Väntat"), waited, 180, tone=lambda r: "waiting" if r.age_days >= _OLD else "muted"),
        Column(_("I akten för"), lambda r: r.person, 196),
        Column(_("Text"), lambda r: " ".join(r.text.split()), 0, tone=lambda _r: "muted"),
    )


def _icon(row: QueueRow) -> str:
    return STATE_ICONS[row.state]


def waited(row: QueueRow) -> str:
    """How long a row has waited, in days."""
    if row.state == "draft":
        return age(row.age_days)
    if row.age_days <= 0:
        return _("skriven idag")
    return ngettext("väntat {n} dag", "väntat {n} dagar", row.age_days).format(n=row.age_days)


def spoken(row: QueueRow) -> str:
    """The whole line for a screen reader."""
    case = _("ärende {number}").format(number=row.case_number) if row.case_number else ""
    text = " ".join(row.text.split())
    head = ", ".join(p for p in (day_word(row.day), row.kind_word, row.person, case, waited(row)) if p)
    return f"{head}: {text}" if text else head


class QueueTable(RowsTable):
    """As high as its rows, so that it can stand as a group among others.

    Arrow keys go on into the group above or below: `passed` carries -1 or 1.
    """

    passed = Signal(int)

    def __init__(self, title: str, rows: tuple[QueueRow, ...], hint: str) -> None:
        self.queue: RowsModel[QueueRow] = RowsModel(columns(), spoken)
        super().__init__(self.queue, title)
        self.queue.setParent(self)
        self.setAccessibleDescription(hint)
        theme.mark(self, plain="true")
        self.queue.show_rows(rows)
        self.horizontalHeader().hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def line(self) -> QueueRow | None:
        """The chosen row."""
        place = self.chosen()
        return self.queue.rows[place] if 0 <= place < len(self.queue.rows) else None

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        height = self.verticalHeader().defaultSectionSize() * self.queue.rowCount() + _FRAME
        return QSize(600, height)

    def minimumSizeHint(self) -> QSize:
        """Never lower than the rows."""
        return QSize(300, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next group at the ends."""
        last = self.queue.rowCount() - 1
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
            self.setCurrentIndex(self.queue.index(-1, -1))
