"""What a note is about, above its text: kind, day, step and in whose akt it is filed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from familjeflow.i18n import _
from familjeflow.services.akt_check import AktPerson
from familjeflow.services.journal import NOTE_KINDS, NoteDraft, kind_word
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.forms.dates import read_date
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label

_DAY_WIDTH = 116
_LETTERS_IN_A_ROW = 72
"""Of the people that a note may be about: siblings are named with their case, so fewer fit in a row."""
_FACT_WIDTH = 92
"""Of the words to the left, so that what is chosen lines up."""


class NoteFacts(QWidget):
    """`changed` tells of any other choice, `ticked` of a person (id, whether ticked)."""

    changed = Signal()
    ticked = Signal(str, bool)

    def __init__(
        self,
        draft: NoteDraft,
        people: Sequence[AktPerson],
        steps: Sequence[tuple[str, str]],
        today: date,
    ) -> None:
        super().__init__()
        self._today = today
        self._day_kept = draft.day
        self.kinds = _kind_buttons(draft.kind)
        self._group = QButtonGroup(self)
        for button in self.kinds.values():
            self._group.addButton(button)
        self.day = QLineEdit(draft.day.isoformat())
        self.day.setFixedWidth(_DAY_WIDTH)
        self.step = _step_choice(steps, draft.step)
        self.people = {p.id: _tick(p, p.id in draft.texts) for p in people}
        self._compose()
        self._group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)
        self.day.textEdited.connect(lambda _text: self.changed.emit())
        self.day.editingFinished.connect(self._spell_day)
        self.step.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for person, box in self.people.items():
            box.toggled.connect(lambda on, one=person: self.ticked.emit(one, on))

    def bind_letters(self, page: QWidget) -> None:
        """Let Alt and an underlined letter choose a kind from anywhere in a page; the keyboard stays."""
        for button in self.kinds.values():
            letter = button.text().partition("&")[2][:1].upper()
            shortcut = QShortcut(QKeySequence(f"Alt+{letter}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda chosen=button: chosen.setChecked(True))

    def kind(self) -> str:
        """The kind that is chosen."""
        return next(slug for slug, button in self.kinds.items() if button.isChecked())

    def read_day(self) -> date | None:
        """The day that was written, None when it cannot be read."""
        return read_date(self.day.text(), self._today)

    def day_or_last(self) -> date:
        """The day that was written, or the last one that could be read: a draft is kept in any case."""
        self._day_kept = self.read_day() or self._day_kept
        return self._day_kept

    def ask_for_day(self) -> None:
        """Mark the day and go there."""
        theme.mark(self.day, problem="true")
        self.day.setAccessibleDescription(_("Datumet går inte att läsa. Skriv det som 2026-11-21."))
        self.day.setToolTip(self.day.accessibleDescription())
        self.day.setFocus()
        self.day.selectAll()

    def chosen_step(self) -> str:
        """The step that is chosen, "" for none."""
        return str(self.step.currentData() or "")

    def tick_again(self, person: str) -> None:
        """Put a tick back that may not be taken away."""
        box = self.people[person]
        before = box.blockSignals(True)
        box.setChecked(True)
        box.blockSignals(before)

    def _spell_day(self) -> None:
        day = self.read_day()
        if day is not None:
            theme.mark(self.day, problem="false")
            self.day.setAccessibleDescription("")
            self.day.setToolTip("")
            self.day.setText(day.isoformat())

    def _compose(self) -> None:
        kinds = row(*self.kinds.values(), None, spacing=theme.S)
        when = label(_("Dag"), type_="strong")
        when.setBuddy(self.day)
        self.day.setAccessibleName(_("Dagen det handlar om"))
        where = label(_("Steg"), type_="strong")
        where.setBuddy(self.step)
        self.step.setAccessibleName(_("Steg"))
        self.step.view().setAccessibleName(_("Steg"))
        when.setFixedWidth(_FACT_WIDTH)
        about = row(when, self.day, theme.S, where, self.step, spacing=theme.S)
        about.setStretch(4, 1)
        parts: list[QLayout] = [kinds, about]
        if len(self.people) > 1:
            akt = label(_("I akten för"), type_="strong")
            akt.setFixedWidth(_FACT_WIDTH)
            akt.setAlignment(Qt.AlignmentFlag.AlignTop)
            akt.setContentsMargins(0, 3, 0, 0)  # in line with the first row of boxes
            boxes = QGridLayout()
            boxes.setSpacing(theme.S)
            beside = _in_a_row(max(len(box.text()) for box in self.people.values()))
            for place, box in enumerate(self.people.values()):
                boxes.addWidget(box, place // beside, place % beside)
            boxes.setColumnStretch(beside, 1)
            parts.append(row(akt, boxes, spacing=theme.S))
        self.setLayout(column(*parts, spacing=theme.S))


def _in_a_row(longest: int) -> int:
    """How many people stand beside each other when the longest name has so many letters."""
    return max(1, min(3, _LETTERS_IN_A_ROW // max(longest, 1)))


def _kind_buttons(chosen: str) -> dict[str, QRadioButton]:
    """One for each kind, with a letter of its own: Alt and that letter chooses it from anywhere."""
    taken: set[str] = set()
    found: dict[str, QRadioButton] = {}
    for slug in NOTE_KINDS:
        word = kind_word(slug)
        place = next((i for i, letter in enumerate(word) if letter.lower() not in taken), 0)
        letter = word[place].lower()
        taken.add(letter)
        button = QRadioButton(f"{word[:place]}&{word[place:]}")
        button.setAccessibleName(word)
        # Qt's own key for the underlined letter would take the keyboard out of the text; see bind_letters.
        button.setShortcut(QKeySequence())
        button.setToolTip(f"Alt+{letter.upper()}")
        button.setChecked(slug == chosen)
        found[slug] = button
    return found


def _step_choice(steps: Sequence[tuple[str, str]], chosen: str) -> CalmComboBox:
    box = CalmComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.addItem(_("Inget särskilt steg"), "")
    for step, title in steps:
        box.addItem(title, step)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _tick(person: AktPerson, ticked: bool) -> QCheckBox:
    box = QCheckBox(person.name.replace("&", "&&"))
    box.setAccessibleDescription(_("Förs i akten för"))
    box.setChecked(ticked)
    return box
