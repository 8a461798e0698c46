"""What can be done with the chosen note: one row of buttons, of which only those that serve it are seen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from familjeflow.i18n import _
from familjeflow.services.journal import NoteLine
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.text import ElidedLabel

Act = Callable[[NoteLine], object]


@dataclass(frozen=True)
class NoteActs:
    """What each button does with a note. `read` opens a draft for writing and other notes for reading."""

    read: Act
    correct: Act
    copy: Act
    enter: Act
    undo: Act
    discard: Act
    clear: Act


class NoteActsLine(QWidget):
    """The buttons for a note, and a few words where there is none."""

    def __init__(self, acts: NoteActs) -> None:
        super().__init__()
        self._note: NoteLine | None = None
        self._words = ElidedLabel(
            _("Välj en anteckning för att läsa eller rätta den."), type_="meta", tone="muted"
        )
        self.read = self._button("note-read", _("Läs"), acts.read, "eye")
        self.correct = self._button("note-correct", _("Rätta"), acts.correct, "pencil")
        self.copy = self._button("note-copy", _("Kopiera"), acts.copy, "copy")
        self.enter = self._button("note-enter", _("Markera införd"), acts.enter, "check")
        self.undo = self._button("note-undo", _("Ångra"), acts.undo, "undo-2")
        self.discard = self._button("note-discard", _("Kasta utkastet"), acts.discard, "trash-2")
        self.clear = self._button("note-clear", _("Rensa …"), acts.clear, "trash-2")
        line = row(self._words, *self._all(), spacing=theme.S)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.show_note(None)

    def show_note(self, note: NoteLine | None) -> None:
        """Offer what can be done with this note."""
        self._note = note
        seen: dict[QPushButton, bool] = dict.fromkeys(self._all(), False)
        if note is not None:
            seen = {
                self.read: True,
                self.correct: note.can_correct,
                self.copy: note.can_enter,
                self.enter: note.can_enter,
                self.undo: note.can_undo and bool(note.event_id),
                self.discard: note.state == "draft",
                self.clear: note.can_clear,
            }
            self.read.setText(_("Skriv vidare") if note.state == "draft" else _("Läs"))
        for button, is_seen in seen.items():
            button.setVisible(is_seen)
        self._words.setText("" if note is not None else _("Välj en anteckning för att läsa eller rätta den."))

    def _all(self) -> tuple[QPushButton, ...]:
        return (self.undo, self.discard, self.clear, self.correct, self.copy, self.enter, self.read)

    def _button(self, name: str, text: str, act: Act, icon: str) -> QPushButton:
        result = buttons.quiet(text, lambda: act(self._note) if self._note is not None else None, icon=icon)
        result.setObjectName(name)
        return result
