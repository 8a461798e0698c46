"""The people of a case: who takes part, and who holds which role."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services import cases, persons
from familjeflow.services.desk import Desk
from familjeflow.services.views import CaseView, ParticipantView
from familjeflow.services.words import part_word
from familjeflow.ui import icons, theme
from familjeflow.ui.case.panel.parts import section
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.new_case.register_form import RegisterForm
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.text import label, meta

T = TypeVar("T")


class Act(Protocol):
    """Tries something that the world may refuse; None when it did."""

    def __call__(self, work: Callable[[], T]) -> T | None:
        """Do it, say what went wrong, and tell who must read again."""
        ...


PARTS = ("adult", "guardian", "child", "contact")


class PeopleTab(QWidget):
    """Participants and roles. `act` carries out a change and shows what the world does not allow."""

    def __init__(self, desk: Desk, case_id: str, act: Act) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._act = act
        self._people = QVBoxLayout()
        self._people.setSpacing(theme.S)
        self._roles = QVBoxLayout()
        self._roles.setSpacing(theme.S)
        body = column(holder(self._people), self._add_form(), holder(self._roles), None, spacing=theme.XL)
        body.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        for layout in (self._people, self._roles):
            layout.setContentsMargins(0, 0, 0, 0)
        content = holder(body)
        content.setMaximumWidth(theme.LINE_LENGTH + 2 * theme.L)
        self.setLayout(column(scrolling(content, name=_("Personer"))))

    def show_case(self, case: CaseView) -> None:
        """Show the people of a case."""
        clear(self._people)
        rows = [self._person_row(person) for person in case.participants]
        self._people.addWidget(section(_("Deltar i ärendet"), *rows))
        clear(self._roles)
        roles = _roles(case)
        if roles:
            named = dict(case.assigned)
            rows = [self._role_row(slug, title, named.get(title, "")) for slug, title in roles.items()]
            self._roles.addWidget(section(_("Vem som har vilken roll"), *rows))

    def _add_form(self) -> QWidget:
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Namn eller personnummer"))
        self._found = CalmComboBox()
        self._found.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._found.setMinimumContentsLength(24)
        self._found.setAccessibleName(_("Personer som hittades"))
        self._part = CalmComboBox()
        for part in PARTS:
            self._part.addItem(part_word(part), part)
        self._part.setAccessibleName(_("Deltar som"))
        add = buttons.plain(_("Lägg till"), self._add, icon="plus")
        add.setAccessibleName(_("Lägg till personen i ärendet"))
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._found.setFocus)
        line = row(self._found, self._part, add, spacing=theme.S)
        line.setStretch(0, 1)
        hint = _("Här finns de personer som är registrerade i arbetsfilen. Sök alltid först.")
        self._register = RegisterForm(self._desk, _("Registrera personen"))
        self._register.registered.connect(self._registered)
        self._register.left.connect(lambda: self._show_register(False))
        self._register_link = buttons.link(_("Registrera ny person"), lambda: self._show_register(True))
        self._register.hide()
        search = Field(_("Lägg till en person"), self._search, hint=hint)
        return holder(column(search, line, row(self._register_link, None), self._register))

    def _show_register(self, shown: bool) -> None:
        self._register.setVisible(shown)
        self._register_link.setVisible(not shown)
        if shown:
            self._register.begin(self._search.text())
        else:
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _registered(self, person_id: str) -> None:
        part = str(self._part.currentData())
        self._act(lambda: cases.add_participant(self._desk, self._case_id, person_id, part))
        self._search.clear()
        self._show_register(False)

    def _find(self, text: str) -> None:
        self._found.clear()
        if len(text.strip()) < 2:
            return
        found = self._act(lambda: persons.find(self._desk, text.strip()))
        for person in found or ():
            name = f"{person.family_name}, {person.given_name} {person.number}".strip(", ")
            self._found.addItem(name, person.person_id)

    def _add(self) -> None:
        person_id = self._found.currentData()
        if not person_id:
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        part = str(self._part.currentData())
        if self._act(lambda: cases.add_participant(self._desk, self._case_id, str(person_id), part)):
            self._search.clear()

    def _person_row(self, person: ParticipantView) -> QWidget:
        mark = label()
        icons.dress(mark, "user", "muted", 18)
        line = row(mark, label(person.name, wrap=True), meta(person.part_word), spacing=theme.S)
        line.setStretch(1, 1)
        if person.part != "client":
            gone = buttons.link(_("Ta bort"), lambda: self._remove(person))
            gone.setAccessibleName(
                _("Ta bort {name} som {part}").format(name=person.name, part=person.part_word)
            )
            line.addWidget(gone)
        return holder(line)

    def _remove(self, person: ParticipantView) -> None:
        self._act(lambda: cases.remove_participant(self._desk, self._case_id, person.person_id, person.part))

    def _role_row(self, slug: str, title: str, name: str) -> QWidget:
        line = QLineEdit(name)
        line.setObjectName(f"role:{slug}")
        line.setPlaceholderText(_("Ingen än"))
        line.setAccessibleName(title)
        words = label(title, wrap=True)
        words.setBuddy(line)
        words.setFixedWidth(220)

        def keep() -> None:
            if line.text().strip() != name:
                self._act(lambda: cases.assign_role(self._desk, self._case_id, slug, line.text()))

        line.editingFinished.connect(keep)
        return holder(row(words, line, spacing=theme.M))


def _roles(case: CaseView) -> dict[str, str]:
    """The roles of the process by slug, as the tasks name them; the plainest title where they differ."""
    found: dict[str, str] = {}
    for step in case.steps:
        for task in (*step.tasks, *step.registrations):
            if task.role and len(task.role_title) < len(found.get(task.role, task.role_title + " ")):
                found[task.role] = task.role_title
    return found
