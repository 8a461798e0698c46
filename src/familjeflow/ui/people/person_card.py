"""The card of a person: what is known, to read and change, the cases, and the history of changes."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from familjeflow.domain.events import PersonRecorded
from familjeflow.i18n import _
from familjeflow.services import person_cards, persons
from familjeflow.services.desk import Desk
from familjeflow.services.person_cards import Changed, PersonCard
from familjeflow.services.words import clock_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import section
from familjeflow.ui.people.marks import ProtectionMark
from familjeflow.ui.people.person_fields import PersonFields
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import ElidedLabel, meta

T = TypeVar("T")
_WIDTH = 760


class Act(Protocol):
    """Tries something that the world may refuse; None when it did."""

    def __call__(self, work: Callable[[], T]) -> T | None:
        """Do it, say what went wrong, and tell who must read again."""
        ...


class PersonCardPage(QWidget):
    """`left` asks to go back, `case_wanted` carries the id of one of the person's cases."""

    left = Signal()
    case_wanted = Signal(str)

    def __init__(self, desk: Desk, act: Act) -> None:
        super().__init__()
        self.setObjectName("person-card")
        self._desk = desk
        self._act = act
        self._card: PersonCard | None = None
        self._shown = PersonRecorded("", "")
        self.fields = PersonFields(desk.today, short=False)
        self.notice = Notice("done")
        self.save_button = buttons.primary(_("Spara uppgifterna"), self.save)
        self._back = buttons.quiet(_("Tillbaka"), self.leave, icon="arrow-left")
        self._name = ElidedLabel(type_="page")
        self._mark = row()
        self._cases = _bare()
        self._history = _bare()
        self._compose()
        self.fields.address.asked.connect(self._show_address)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    @property
    def person_id(self) -> str:
        """Whose card is shown, "" for none."""
        return self._card.person_id if self._card is not None else ""

    def show_person(self, person_id: str) -> bool:
        """Show a person's card. False when it could not be read."""
        card = self._act(lambda: person_cards.card(self._desk, person_id))
        if card is None:
            return False
        self.notice.say("")
        self._fill(card)
        return True

    def reload(self) -> None:
        """Read the card again, unless something is being written on it."""
        if self._card is not None and not self.is_changed():
            self.show_person(self._card.person_id)

    def is_changed(self) -> bool:
        """Whether something has been written that is not saved."""
        return self._card is not None and self.fields.read() != self._shown

    def save(self) -> None:
        """Keep what was written. A person who looks like another one is said, and kept."""
        if self._card is None or not self._is_whole():
            return
        person_id, written = self._card.person_id, self.fields.read()
        with_address = not self.fields.address.is_hidden
        done = self._act(lambda: person_cards.save(self._desk, person_id, written, with_address=with_address))
        if done is not None:
            self.show_person(person_id)
            self._tell_saved(person_id, written)

    def leave(self) -> None:
        """Go back. What has been written is saved first, as everywhere in the program."""
        if self.is_changed():
            self.save()
        if not self.is_changed():
            self.left.emit()

    def flush(self) -> None:
        """Keep what has been written, before the page goes away; what cannot be kept asks nothing then."""
        if self.is_changed():
            self.save()

    def take_focus(self) -> None:
        """Begin with the name."""
        self.fields.given.editor.setFocus()

    def _is_whole(self) -> bool:
        """Whether it can be kept; what is missing is said at its field."""
        written = self.fields.read()
        has_name = bool(written.given_name or written.family_name)
        self.fields.given.show_problem("" if has_name else _("Skriv minst ett av namnen."))
        is_read = self.fields.check_born()
        if not has_name:
            self.fields.given.editor.setFocus()
        elif not is_read:
            self.fields.born.editor.setFocus()
        return has_name and is_read

    def _tell_saved(self, person_id: str, written: PersonRecorded) -> None:
        alike = persons.perhaps_same(self._desk, written, person_id)
        if not alike:
            self.notice.say(_("Uppgifterna är sparade."), "done")
            return
        names = "; ".join(f"{one.person.family_name}, {one.person.given_name}" for one in alike[:3])
        words = _("Uppgifterna är sparade. Kontrollera att det inte är samma person som {names}.")
        self.notice.say(words.format(names=names), "waiting")

    def _show_address(self) -> None:
        if self._card is None:
            return
        person_id = self._card.person_id
        address = self._act(lambda: person_cards.protected_address(self._desk, person_id))
        if address is not None:
            is_changed = self.is_changed()
            self.fields.address.write(address)
            self.fields.address.focus()
            if not is_changed:
                self._shown = self.fields.read()

    def _fill(self, card: PersonCard) -> None:
        self._card = card
        self._name.setText(", ".join(filter(None, (card.known.family_name, card.known.given_name))))
        clear(self._mark)
        self._mark.addWidget(ProtectionMark(card.known.protection))
        self.fields.show_person(card.known)
        if card.hides_address:
            self.fields.address.hide_it()
        self._shown = self.fields.read()
        clear(self._cases)
        clear(self._history)
        lines: list[QWidget] = [
            self._case_line(case.case_id, case.number, case.process_short, case.closed_on is not None)
            for case in card.cases
        ]
        self._cases.addWidget(section(_("Egna ärenden"), *(lines or [meta(_("Inget eget ärende."))])))
        changes = [_change_line(change) for change in card.changes]
        self._history.addWidget(section(_("Ändringar"), *changes))

    def _case_line(self, case_id: str, number: str, process: str, is_closed: bool) -> QWidget:
        words = f"{number} · {process}" + (_(" · avslutat") if is_closed else "")
        go = buttons.link(words, lambda: self.case_wanted.emit(case_id))
        go.setAccessibleName(_("Öppna ärende {number}, {process}").format(number=number, process=process))
        return holder(row(go, None))

    def _compose(self) -> None:
        head = row(self._back, self._name, self._mark, spacing=theme.M)
        head.setStretch(1, 1)
        foot = row(self.save_button, meta(_("Tidigare uppgifter står kvar under Ändringar.")), None)
        body = column(
            head,
            self.notice,
            self.fields,
            foot,
            holder(self._cases),
            holder(self._history),
            None,
            spacing=theme.L,
        )
        body.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        content = holder(body)
        content.setMaximumWidth(_WIDTH)
        self.setLayout(column(scrolling(content, name=_("Personkort"))))


def _bare() -> QVBoxLayout:
    result = QVBoxLayout()
    result.setContentsMargins(0, 0, 0, 0)
    return result


def _change_line(change: Changed) -> QWidget:
    when = " · ".join(part for part in (clock_word(change.at), change.who) if part)
    result = QWidget()
    result.setLayout(column(meta(when), *(meta(line, wrap=True) for line in change.lines), spacing=2))
    return result
