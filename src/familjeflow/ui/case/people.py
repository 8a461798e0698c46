"""The people of a case: who takes part, how they are related, the family group, and who holds which role."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from familjeflow.domain.projections import PersonRow
from familjeflow.i18n import _
from familjeflow.services import cases, families, persons, relations
from familjeflow.services.case_people import CasePeople, CasePerson, case_people
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.families import Family
from familjeflow.services.relations import Relation
from familjeflow.services.views import CaseView
from familjeflow.services.words import part_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import section
from familjeflow.ui.case.people_family import FamilyPart
from familjeflow.ui.case.people_relations import RelationForm
from familjeflow.ui.case.people_rows import RowActs, person_row
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.new_case.register_form import RegisterForm
from familjeflow.ui.people.person_card import Act, PersonCardPage
from familjeflow.ui.people.person_search import MOST, PersonSearch
from familjeflow.ui.people.undo_note import UndoNote
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.text import label

PARTS = ("adult", "guardian", "child", "contact")


class PeopleTab(QWidget):
    """`act` carries out a change and shows what the world does not allow, `open_case` goes to another case.

    A person's card takes the place of the list until it is left.
    """

    def __init__(
        self,
        desk: Desk,
        case_id: str,
        act: Act,
        open_case: Callable[[str, str], object] = lambda _c, _s: None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._act = act
        self._shown: CasePeople | None = None
        self._people, self._roles = _bare(), _bare()
        self.undo = UndoNote()
        self.relations = RelationForm()
        self.family = FamilyPart(self._find)
        self.card = PersonCardPage(desk, act)
        add = self._add_form()
        parts = (self.undo, holder(self._people), self.relations, add, self.family, holder(self._roles), None)
        body = column(*parts, spacing=theme.XL)
        body.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        content = holder(body)
        content.setMaximumWidth(theme.LINE_LENGTH + 2 * theme.L)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(content, name=_("Personer")))
        self._stack.addWidget(self.card)
        self.setLayout(column(self._stack))
        self.relations.wanted.connect(self._relate)
        self.family.link_wanted.connect(self._link)
        self.family.leave_wanted.connect(self._leave_family)
        self.family.case_wanted.connect(lambda other: open_case(other, ""))
        self.card.left.connect(self._leave_card)
        self.card.case_wanted.connect(lambda other: open_case(other, ""))

    def show_case(self, case: CaseView) -> None:
        """Show the people of a case."""
        shown = self._act(lambda: case_people(self._desk, self._case_id))
        if shown is not None:
            self._show_people(shown)
        clear(self._roles)
        roles = _roles(case)
        if roles:
            named = dict(case.assigned)
            rows = [self._role_row(slug, title, named.get(title, "")) for slug, title in roles.items()]
            self._roles.addWidget(section(_("Vem som har vilken roll"), *rows))

    def flush(self) -> None:
        """Keep what is being written on a card."""
        self.card.flush()

    def open_card(self, person_id: str) -> None:
        """Show a person's card in the list's place."""
        if self.card.show_person(person_id):
            self._stack.setCurrentWidget(self.card)
            self.card.take_focus()

    def _show_people(self, shown: CasePeople) -> None:
        self._shown = shown
        acts = RowActs(self.open_card, self._remove, self._end_relation)
        clear(self._people)
        rows = [person_row(person, acts) for person in shown.people]
        self._people.addWidget(section(_("Deltar i ärendet"), *rows))
        self.relations.offer(shown.people)
        self.family.show_family(shown.family, shown.client_id)
        self.card.reload()

    def _leave_card(self) -> None:
        self._stack.setCurrentIndex(0)
        self._search.ask()

    def _find(self, text: str) -> tuple[PersonRow, ...]:
        return self._act(lambda: persons.find(self._desk, text, limit=MOST)) or ()

    # Taking part

    def _add_form(self) -> QWidget:
        self._part = CalmComboBox()
        for part in PARTS:
            self._part.addItem(part_word(part), part)
        self._part.setAccessibleName(_("Deltar som"))
        self._part.view().setAccessibleName(_("Deltar som"))
        add = buttons.plain(_("Lägg till"), self._add, icon="plus")
        add.setAccessibleName(_("Lägg till personen i ärendet"))
        hint = _("Här finns de personer som är registrerade i arbetsfilen. Sök alltid först.")
        self._search = PersonSearch(_("Lägg till en person"), hint, self._find, self._part, add)
        self._register = RegisterForm(self._desk, _("Registrera personen"))
        self._register.registered.connect(self._registered)
        self._register.left.connect(lambda: self._show_register(False))
        self._register_link = buttons.link(_("Registrera ny person"), lambda: self._show_register(True))
        self._register.hide()
        return holder(column(self._search, row(self._register_link, None), self._register))

    def _show_register(self, shown: bool) -> None:
        self._register.setVisible(shown)
        self._register_link.setVisible(not shown)
        if shown:
            self._register.begin(self._search.text())
        else:
            self._search.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _registered(self, person_id: str) -> None:
        self._take_part(person_id)
        self._show_register(False)

    def _add(self) -> None:
        if self._search.chosen():
            self._take_part(self._search.chosen())
        else:
            self._search.ask()

    def _take_part(self, person_id: str) -> None:
        part = str(self._part.currentData())
        if self._act(lambda: cases.add_participant(self._desk, self._case_id, person_id, part)):
            self._search.clear()

    def _remove(self, person: CasePerson, part: str, word: str) -> None:
        def back() -> None:
            self._act(lambda: cases.add_participant(self._desk, self._case_id, person.person_id, part))

        gone = self._act(lambda: cases.remove_participant(self._desk, self._case_id, person.person_id, part))
        if gone is not None:
            words = _("{name} togs bort som {part}.").format(name=person.name, part=word.lower())
            self.undo.say(words, back)

    # Relations

    def _relate(self, person_id: str, other_id: str, relation: str) -> None:
        if self._act(lambda: relations.relate(self._desk, person_id, other_id, relation)):
            self.relations.done()
            self.undo.say(
                _("Relationen är sparad."),
                lambda: self._act(lambda: relations.end(self._desk, person_id, other_id)),
            )

    def _end_relation(self, gone: Relation) -> None:
        def back() -> ChangeSet:
            return relations.relate(self._desk, gone.owner_id, gone.other_id, gone.relation)

        if self._act(lambda: relations.end(self._desk, gone.owner_id, gone.other_id)):
            self.undo.say(_("Relationen togs bort."), lambda: self._act(back))

    # The family group

    def _link(self, person_id: str) -> None:
        if self._shown is None:
            return
        client, before = self._shown.client_id, self._shown.family
        theirs = self._act(lambda: families.family(self._desk, person_id) or ())
        if self._act(lambda: families.link(self._desk, client, person_id)):
            self.family.done()
            kept = before or (theirs if isinstance(theirs, Family) else None)
            self._offer_undo(_("Personen är länkad i familjegruppen."), kept)

    def _leave_family(self, person_id: str) -> None:
        before = self._shown.family if self._shown is not None else None
        if self._act(lambda: families.leave(self._desk, person_id)):
            self._offer_undo(_("Personen togs bort ur familjegruppen."), before)

    def _offer_undo(self, words: str, before: Family | None) -> None:
        now = self._shown.family if self._shown is not None else None
        family_id = before.family_id if before else now.family_id if now else ""
        members = tuple(member.person_id for member in before.members) if before else ()
        self.undo.say(words, lambda: self._act(lambda: families.put_back(self._desk, family_id, members)))

    # Roles

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


def _bare() -> QVBoxLayout:
    result = QVBoxLayout()
    result.setContentsMargins(0, 0, 0, 0)
    result.setSpacing(theme.S)
    return result


def _roles(case: CaseView) -> dict[str, str]:
    """The roles of the process by slug, as the tasks name them; the plainest title where they differ."""
    found: dict[str, str] = {}
    for step in case.steps:
        for task in (*step.tasks, *step.registrations):
            if task.role and len(task.role_title) < len(found.get(task.role, task.role_title + " ")):
                found[task.role] = task.role_title
    return found
