"""What the acts on a limit ask for: a day, a reason, a few words. One at a time, under the list."""

from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from familjeflow.i18n import _
from familjeflow.services.case_limits import LimitLine
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import ReasonLine
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label

_DAY_WIDTH = 190


class Asked(Protocol):
    """What a strip asks about: its words, and the day that it has."""

    @property
    def text(self) -> str:
        """What it is called."""
        ...

    @property
    def day(self) -> date | None:
        """Its day, if it has one."""
        ...


class Strip(QFrame):
    """A small form. Esc leaves it; `left` tells that it was left, `kept` that it shall be done."""

    left = Signal()
    kept = Signal()

    def __init__(self, title: str, save: str, *parts: QWidget) -> None:
        super().__init__()
        theme.mark(self, surface="card")
        self.save: QPushButton = buttons.primary(save, self.keep)
        self.title = label(title, type_="strong", wrap=True)
        fields = row(*parts, spacing=theme.M)
        for place in range(1, len(parts)):
            fields.setStretch(place, 1)
        for part in parts:
            fields.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        acts = row(self.save, buttons.quiet(_("Avbryt"), self.left.emit), None)
        self.setLayout(column(self.title, fields, acts, spacing=theme.S, margin=theme.M))

    def keep(self) -> None:
        """Do it if everything has been said; otherwise the keyboard goes to what is missing."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MoveStrip(Strip):
    """Another day, and why."""

    def __init__(self, today: date) -> None:
        self._day = DateEntry(today)
        self.reason = ReasonLine(
            (_("Överenskommet med klienten"), _("Mötet har flyttats"), _("Sjukdom"), _("Väntar på andra"))
        )
        super().__init__("", _("Flytta"), _named(_("Ny dag"), self._day), self.reason)
        self.day.setObjectName("limit-move-day")
        self.day.setAccessibleName(_("Ny dag"))
        self.day.returnPressed.connect(self.reason.setFocus)
        self.reason.done.connect(self.keep)

    @property
    def day(self) -> QLineEdit:
        """The line for the day."""
        return self._day.line

    def begin(self, line: Asked) -> None:
        """Ask about a limit."""
        self.title.setText(_("Flytta ”{limit}”").format(limit=line.text))
        self._day.set_day(line.day)
        self.reason.set_text("")
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def said(self) -> tuple[date | None, str]:
        """The day and the reason."""
        return self._day.day(), self.reason.text()

    def keep(self) -> None:
        """Only with a day and a reason."""
        day, reason = self.said()
        theme.mark(self.day, problem="false" if day else "true")
        if day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not reason:
            self.reason.ask()
        else:
            self.kept.emit()


class GoneStrip(Strip):
    """Why a limit no longer applies."""

    def __init__(self) -> None:
        self.reason = ReasonLine((_("Ärendet har ändrats"), _("Lades till av misstag"), _("Gjort av andra")))
        super().__init__("", _("Gäller inte längre"), self.reason)
        self.reason.done.connect(self.keep)

    def begin(self, line: LimitLine) -> None:
        """Ask about a limit."""
        self.title.setText(_("”{limit}” gäller inte längre").format(limit=line.text))
        self.reason.set_text("")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Only with a reason."""
        if self.reason.text():
            self.kept.emit()
        else:
            self.reason.ask()


class WatchStrip(Strip):
    """An own reminder: on which day, and of what."""

    def __init__(self, today: date) -> None:
        self._day = DateEntry(today)
        self.text = QLineEdit()
        self.text.setAccessibleName(_("Vad du vill bli påmind om"))
        super().__init__(
            _("Bevakning: en egen påminnelse, tidsgränsen står kvar"),
            _("Sätt bevakning"),
            _named(_("Dag, eller +14 för om två veckor"), self._day),
            _named(_("Vad du vill bli påmind om"), self.text),
        )
        self.day.setObjectName("watch-day")
        self.day.setAccessibleName(_("Dag, eller +14 för om två veckor"))
        self.day.setPlaceholderText(_("+14 eller datum"))
        self.day.returnPressed.connect(self.keep)
        self.text.returnPressed.connect(self.keep)

    @property
    def day(self) -> QLineEdit:
        """The line for the day."""
        return self._day.line

    def begin(self, line: Asked | None) -> None:
        """Ask, with the limit's words as what to be reminded of."""
        self._day.set_day(None)
        theme.mark(self.day, problem="false")
        self.text.setText(line.text if line else "")
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> tuple[date | None, str]:
        """The day and the words."""
        return self._day.day(), self.text.text().strip()

    def keep(self) -> None:
        """Only with a day."""
        day, _text = self.said()
        theme.mark(self.day, problem="false" if day else "true")
        if day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            self.day.selectAll()
        else:
            self.kept.emit()


def _named(name: str, editor: QWidget) -> QWidget:
    """An editor with its name over it, in small type."""
    result = QWidget()
    title = label(name, type_="strong")
    title.setBuddy(editor)
    result.setLayout(column(title, editor, spacing=theme.XS))
    result.setMinimumWidth(_DAY_WIDTH)
    return result
