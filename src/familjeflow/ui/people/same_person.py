"""The question before somebody new is registered: is it one of those who are here already?"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services.case_context import full_name
from familjeflow.services.persons import Alike
from familjeflow.ui import theme
from familjeflow.ui.people.marks import ProtectionMark
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, rule
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import ElidedLabel, meta

_MOST = 6


class SamePerson(QWidget):
    """`same` carries the id of the person that it is; `other` says that it is none of them."""

    same = Signal(str)
    other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("same-person")
        self.notice = Notice("waiting")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.S)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.other_button = buttons.plain(_("Det är en annan person"), self.other.emit)
        parts = (self.notice, holder(self._rows), row(self.other_button, None))
        self.setLayout(column(*parts, spacing=theme.S))
        self.hide()

    def ask(self, found: Sequence[Alike]) -> None:
        """Show those who may be the same, with the keyboard on the likeliest."""
        clear(self._rows)
        words = ngettext(
            "En person som liknar finns redan. Är det samma person?",
            "{count} personer som liknar finns redan. Är det någon av dem?",
            len(found),
        )
        self.notice.say(words.format(count=len(found)))
        lines = [self._line(one) for one in found[:_MOST]]
        for line in lines:
            self._rows.addWidget(line)
            self._rows.addWidget(rule())
        self.show()
        if lines:
            lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, one: Alike) -> QWidget:
        person = one.person
        name = full_name(person)
        same = buttons.plain(_("Det är samma person"), lambda: self.same.emit(person.person_id))
        same.setAccessibleName(
            _("Det är samma person: {name}, {number}. {reason}").format(
                name=name, number=person.number or _("inget nummer"), reason=one.reason_word
            )
        )
        born = person.born.isoformat() if person.born else ""
        facts = " · ".join(filter(None, (person.number, _("född {day}").format(day=born) if born else "")))
        words = column(ElidedLabel(name, type_="strong"), meta(facts), meta(one.reason_word), spacing=2)
        line = row(words, ProtectionMark(person.protection), same, spacing=theme.M)
        line.setStretch(0, 1)
        result = holder(line)
        result.setFocusProxy(same)
        return result
