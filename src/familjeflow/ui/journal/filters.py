"""The line above the timeline: words in this case, kind, person and state."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services.journal import JournalView
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.journal.note_model import CONTACT_KINDS, CONTACTS, Wanted
from familjeflow.ui.widgets.layouts import row

_PAUSE = 150
"""Milliseconds of rest before the texts are searched."""
_WIDTH = 146


class FilterLine(QWidget):
    """What is wanted. `changed` tells of another choice; words are told after a short rest."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Sök i ärendet"))
        self.search.setAccessibleName(_("Sök i ärendet"))
        self.search.setAccessibleDescription(_("Söker i texterna i det här ärendet och inget annat."))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_WIDTH)
        for child in self.search.findChildren(QWidget):
            child.setAccessibleName(_("Töm sökrutan"))
        self.kind = _choice(_("Slag"))
        self.person = _choice(_("Person"))
        self.state = _choice(_("Läge"))
        line = row(self.search, self.kind, self.person, self.state)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        for box in (self.kind, self.person, self.state):
            box.currentIndexChanged.connect(self.changed)

    def offer(self, view: JournalView) -> None:
        """Offer what there is in the journal; what has been chosen stays."""
        kinds = {note.kind: note.kind_word for note in view.notes}
        states = {note.state: note.state_word for note in view.notes}
        people = {note.person_id: note.person for note in view.notes}
        contacts = [(CONTACTS, _("Samtal, mejl och besök"))] if kinds.keys() & CONTACT_KINDS else []
        _offer(self.kind, _("Alla slag"), [*contacts, *kinds.items()])
        _offer(self.person, _("Alla personer"), people.items())
        _offer(self.state, _("Alla lägen"), states.items())
        self.person.setVisible(len(people) > 1 or self.person.currentIndex() > 0)

    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def wanted(self, found: frozenset[str] | None) -> Wanted:
        """What has been chosen; `found` are the notes that have the words."""
        kind, person, state = (str(b.currentData() or "") for b in (self.kind, self.person, self.state))
        return Wanted(kind, person, state, found)

    def want_contacts(self) -> None:
        """Want calls, mails and visits."""
        self.kind.setCurrentIndex(max(self.kind.findData(CONTACTS), 0))

    def clear(self) -> None:
        """Want everything again."""
        self.search.clear()
        for box in (self.kind, self.person, self.state):
            box.setCurrentIndex(0)
        self._timer.stop()
        self.changed.emit()


def _choice(name: str) -> CalmComboBox:
    box = CalmComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(_WIDTH)
    return box


def _offer(box: QComboBox, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    chosen = str(box.currentData() or "")
    before = box.blockSignals(True)
    box.clear()
    box.addItem(everything, "")
    for slug, word in choices:
        box.addItem(word, slug)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(before)
