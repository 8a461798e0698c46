"""The *Familjegrupp* of the client: who is in it, and a way to each one's open cases."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from familjeflow.domain.projections import PersonRow
from familjeflow.i18n import _
from familjeflow.services.families import Family, Member, PersonCase
from familjeflow.ui import icons, theme
from familjeflow.ui.case.panel.parts import heading
from familjeflow.ui.people.marks import ProtectionMark
from familjeflow.ui.people.person_search import PersonSearch
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row
from familjeflow.ui.widgets.text import label, meta

_INDENT = 26


class FamilyPart(QWidget):
    """`link_wanted` and `leave_wanted` carry a person's id, `case_wanted` the id of a case."""

    link_wanted = Signal(str)
    leave_wanted = Signal(str)
    case_wanted = Signal(str)

    def __init__(self, find: Callable[[str], tuple[PersonRow, ...]]) -> None:
        super().__init__()
        self.setObjectName("family-group")
        self._members = QVBoxLayout()
        self._members.setContentsMargins(0, 0, 0, 0)
        self._members.setSpacing(theme.S)
        add = buttons.plain(_("Lägg till i gruppen"), self._add, icon="plus")
        hint = _(
            "Syskon och vuxna vars ärenden du arbetar med tillsammans. En person kan vara med i en grupp."
        )
        self.search = PersonSearch(_("Länka en person"), hint, find, add)
        self._form = holder(column(self.search))
        self._open = buttons.link(_("Länka syskon eller vuxen"), self._unfold)
        self._form.hide()
        self.setLayout(
            column(
                heading(_("Familjegrupp")),
                holder(self._members),
                row(self._open, None),
                self._form,
                spacing=theme.S,
            )
        )

    def show_family(self, family: Family | None, client_id: str) -> None:
        """Show the group, or that there is none."""
        clear(self._members)
        others = [m for m in family.members if m.person_id != client_id] if family else []
        if not others:
            words = _(
                "Ingen familjegrupp. Länka syskon för att skriva en anteckning i flera akter på en gång."
            )
            self._members.addWidget(meta(words, wrap=True))
        for member in others:
            self._members.addWidget(self._row(member))

    def done(self) -> None:
        """Somebody was linked."""
        self.search.clear()
        self._form.hide()
        self._open.show()
        self._open.setFocus()

    def _row(self, member: Member) -> QWidget:
        mark = label()
        icons.dress(mark, "users", "muted", 18)
        gone = buttons.link(_("Ta bort ur gruppen"), lambda: self.leave_wanted.emit(member.person_id))
        gone.setAccessibleName(_("Ta bort {name} ur familjegruppen").format(name=member.name))
        head = row(mark, label(member.name), ProtectionMark(member.protection), None, gone, spacing=theme.S)
        return holder(column(head, *(self._case(member, case) for case in member.cases), spacing=2))

    def _case(self, member: Member, case: PersonCase) -> QWidget:
        words = f"{case.number} · {case.process_short}"
        go = buttons.link(words, lambda: self.case_wanted.emit(case.case_id))
        go.setAccessibleName(_("Öppna {name}, {case}").format(name=member.name, case=words))
        line = row(go, None)
        line.setContentsMargins(_INDENT, 0, 0, 0)
        return holder(line)

    def _add(self) -> None:
        if self.search.chosen():
            self.link_wanted.emit(self.search.chosen())
        else:
            self.search.ask()

    def _unfold(self) -> None:
        self._open.hide()
        self._form.show()
        self.search.ask()
