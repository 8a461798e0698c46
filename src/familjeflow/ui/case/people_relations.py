"""A new relation between two persons of the case, written as a sentence: somebody is what to whom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services.case_people import CasePerson
from familjeflow.services.relations import RELATIONS
from familjeflow.services.words import relation_word
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.text import label

_OTHER = "other"


class RelationForm(QWidget):
    """`wanted` carries (person, other, relation): the other is the relation of the person."""

    wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("relation-form")
        self.who, self.relation, self.whose = CalmComboBox(), CalmComboBox(), CalmComboBox()
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("till exempel moster"))
        names = (_("Vem"), _("Är vad"), _("Till vem"))
        for box, name in zip((self.who, self.relation, self.whose), names, strict=True):
            box.setAccessibleName(name)
            box.view().setAccessibleName(name)
            box.setMinimumContentsLength(10)
        self.words.setAccessibleName(_("Relationen med egna ord"))
        for slug in RELATIONS:
            self.relation.addItem(relation_word(slug).lower(), slug)
        self.relation.addItem(_("annat …"), _OTHER)
        self.add = buttons.plain(_("Spara relationen"), self._save)
        self._open = buttons.link(_("Ny relation"), self._unfold)
        sentence = row(self.who, label(_("är")), self.relation, label(_("till")), self.whose, spacing=theme.S)
        sentence.setStretch(0, 1)
        sentence.setStretch(4, 1)
        self._form = holder(
            column(sentence, self.words, row(self.add, buttons.quiet(_("Avbryt"), self._fold), None))
        )
        self.setLayout(column(row(self._open, None), self._form))
        self.relation.currentIndexChanged.connect(lambda _place: self._show_words())
        self._show_words()
        self._form.hide()

    def offer(self, people: Sequence[CasePerson]) -> None:
        """The people to choose from; two are needed."""
        for box, place in ((self.who, 1), (self.whose, 0)):
            kept = box.currentData()
            box.clear()
            for person in people:
                box.addItem(person.name, person.person_id)
            found = box.findData(kept)
            box.setCurrentIndex(found if found >= 0 else min(place, box.count() - 1))
        self.setVisible(len(people) > 1)

    def done(self) -> None:
        """The relation was saved."""
        self.words.clear()
        self._fold()

    def _save(self) -> None:
        relation = str(self.relation.currentData())
        said = self.words.text().strip() if relation == _OTHER else relation
        self.wanted.emit(str(self.whose.currentData()), str(self.who.currentData()), said)

    def _show_words(self) -> None:
        self.words.setVisible(self.relation.currentData() == _OTHER)

    def _unfold(self) -> None:
        self._open.hide()
        self._form.show()
        self.who.setFocus()

    def _fold(self) -> None:
        self._form.hide()
        self._open.show()
        self._open.setFocus()
