"""Editors for words, numbers, dates and times."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from familjeflow.domain.forms import FormField, JsonValue
from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.forms.dates import read_date, read_time
from familjeflow.ui.forms.editor import Changed, Editor
from familjeflow.ui.forms.plain_text import PlainText
from familjeflow.ui.forms.problem_words import number_text
from familjeflow.ui.widgets.buttons import icon_button
from familjeflow.ui.widgets.layouts import row

_SHORT_WIDTH = 180


def text_editor(field: FormField, changed: Changed) -> Editor:
    """One line of words."""
    line = QLineEdit()
    line.textChanged.connect(changed)
    return Editor(line, line, line.text, lambda value: line.setText(_words(value)))


def area_editor(field: FormField, changed: Changed) -> Editor:
    """Running words in a growing area."""
    area = PlainText()
    area.textChanged.connect(changed)
    return Editor(area, area, area.toPlainText, lambda value: area.setPlainText(_words(value)))


def number_editor(field: FormField, changed: Changed) -> Editor:
    """A number with decimal comma or point. What is no number is kept as typed and reported as a problem."""
    line = QLineEdit()
    line.setMaximumWidth(_SHORT_WIDTH)
    line.textChanged.connect(changed)
    return Editor(
        line, line, lambda: read_number(line.text()), lambda value: line.setText(_number_words(value))
    )


def read_number(text: str) -> JsonValue:
    """The number that the text means, None when empty, the text itself when it is no number."""
    found = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("−", "-")
    if not found:
        return None
    try:
        value = float(found)
    except ValueError:
        return text
    if value != value or value in (float("inf"), float("-inf")):
        return text
    return int(value) if value.is_integer() else value


def date_editor(field: FormField, changed: Changed, today: date) -> Editor:
    """A date to type or to pick. Stored as ISO; what is no date is kept as typed and reported."""
    entry = DateEntry(today)
    entry.line.textChanged.connect(changed)
    return Editor(entry, entry.line, entry.iso, lambda value: entry.line.setText(_words(value)))


def time_editor(field: FormField, changed: Changed) -> Editor:
    """A time of day, stored as "HH:MM"."""
    line = QLineEdit()
    line.setPlaceholderText(_("TT:MM"))
    line.setMaximumWidth(_SHORT_WIDTH)
    line.textChanged.connect(changed)
    line.editingFinished.connect(lambda: line.setText(read_time(line.text()) or line.text()))
    return Editor(
        line, line, lambda: read_time(line.text()) or line.text(), lambda v: line.setText(_words(v))
    )


class DateEntry(QWidget):
    """A line for a date with a calendar beside it. Empty is allowed; `today` is the Swedish civil date.

    `picked` tells that a day was chosen in the calendar.
    """

    picked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("ÅÅÅÅ-MM-DD"))
        self.line.setMaximumWidth(_SHORT_WIDTH - theme.CONTROL_HEIGHT)
        self.line.editingFinished.connect(self._tidy)
        self.button = icon_button("calendar", _("Välj datum i kalender"), self._pick)
        self.setLayout(row(self.line, self.button, None, spacing=theme.XS))
        self.setFocusProxy(self.line)

    def day(self) -> date | None:
        """The date typed, or None when empty or not a date."""
        return read_date(self.line.text(), self._today)

    def set_day(self, day: date | None) -> None:
        """Show a date, or nothing."""
        self.line.setText(day.isoformat() if day else "")

    def iso(self) -> str:
        """The date as ISO text; what is no date as it was typed."""
        day = self.day()
        return day.isoformat() if day else self.line.text().strip()

    def _tidy(self) -> None:
        self.line.setText(self.iso())

    def _pick(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        day = self.day() or self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: self._picked(menu, chosen))
        calendar.clicked.connect(lambda chosen: self._picked(menu, chosen))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _picked(self, menu: QMenu, chosen: QDate) -> None:
        menu.close()
        self.line.setText(chosen.toString(Qt.DateFormat.ISODate))
        self.line.setFocus()
        self.picked.emit()


def _words(value: JsonValue) -> str:
    return "" if value is None else str(value)


def _number_words(value: JsonValue) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value) if isinstance(value, float) else str(value)
    return _words(value)
