"""Whose akt a document goes into: said above the form, chosen where the case has several persons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from familjeflow.domain.forms import Answers, FormDefinition
from familjeflow.i18n import _
from familjeflow.services.akt_check import mentioned
from familjeflow.services.form_filling import FormView
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta


class AktLine(QWidget):
    """The line "Förs i akten för". `chosen` carries the person before and the person now."""

    chosen = Signal(str, str)

    def __init__(self, view: FormView) -> None:
        super().__init__()
        self._view = view
        self._person = view.filed_under
        self.choice: CalmComboBox | None = None
        self._moved = meta("", wrap=True)
        if view.can_choose_akt:
            self.choice = self._make_choice()
            name = label(_("Förs i akten för"), type_="meta", tone="muted")
            name.setBuddy(self.choice)
            first = row(name, self.choice, None, spacing=theme.S)
        else:
            first = row(meta(_("Förs i akten för {name}").format(name=view.filed_under_name), wrap=True))
        self.setLayout(column(first, self._moved, spacing=2))
        self._show_moved()

    def person(self) -> str | None:
        """Who has been chosen; None where there is nothing to choose."""
        return self._person if self.choice is not None else None

    def name(self) -> str:
        """The name of the person whose akt it is."""
        return next((p.name for p in self._view.people if p.id == self._person), self._view.filed_under_name)

    def _make_choice(self) -> CalmComboBox:
        combo = CalmComboBox()
        combo.setAccessibleName(_("Förs i akten för"))
        for person in self._view.people:
            combo.addItem(person.name, person.id)
        combo.setCurrentIndex(max(combo.findData(self._person), 0))
        combo.currentIndexChanged.connect(self._choose)
        return combo

    def _choose(self) -> None:
        if self.choice is not None:
            before, self._person = self._person, str(self.choice.currentData())
            self._show_moved()
            self.chosen.emit(before, self._person)

    def _show_moved(self) -> None:
        saved = self._view.saved_under
        is_new = saved is not None and self.choice is not None and saved != self._person
        owner = next((p.name for p in self._view.people if p.id == saved), "")
        words = _("Sparas som ett eget dokument. Det som redan är sparat ligger kvar i akten för {name}.")
        self._moved.setText(words.format(name=owner) if is_new else "")
        self._moved.setVisible(is_new)


class OthersNotice(Notice):
    """Says when the text names somebody else than the person whose akt it goes into. It stops nothing."""

    def __init__(self, view: FormView) -> None:
        super().__init__("waiting")
        self._people = view.people

    def check(self, form: FormDefinition, answers: Answers, filed_under: str, owner: str) -> None:
        """Look through the answers and say what was found."""
        names = [p.name for p in mentioned(form, answers, filed_under, self._people)]
        words = _("Texten nämner {others}. Ska det stå i akten för {owner}?")
        self.say(words.format(others=_listed(names), owner=owner) if names else "")


def _listed(names: list[str]) -> str:
    """Names that hold a comma, so they are kept apart by semicolons."""
    return "; ".join(names)
