"""A note in full: what holds now, and under it every earlier text, struck through, with who, when and why."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services.desk import SWEDEN
from familjeflow.services.journal import Correction, NoteLine
from familjeflow.services.words import day_word, time_word
from familjeflow.ui import icons, theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.forms.plain_text import PlainText
from familjeflow.ui.journal import words
from familjeflow.ui.journal.note_page import NotePage
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta, page_title


class NoteReader(NotePage):
    """`correct_wanted` asks to correct the note."""

    correct_wanted = Signal()

    def __init__(self, note: NoteLine) -> None:
        super().__init__()
        self.text = _read_only(words.body(note), _("Anteckningen"))
        parts: list[QWidget] = [self.text, Notice("waiting", words.contested(note))]
        for correction in reversed(note.corrections):
            parts += _correction(correction)
        content = holder(column(*parts, None, spacing=theme.M))
        content.setMaximumWidth(theme.LINE_LENGTH + 2 * theme.XL)
        around = row(content, None)
        around.setStretch(0, 100)
        around.setContentsMargins(theme.L, theme.L, theme.L, theme.XL)
        layout = column(_head(note, self._leave), scrolling(holder(around), name=note.kind_word), spacing=0)
        layout.setStretch(1, 1)
        if note.can_correct:
            foot = QFrame()
            theme.mark(foot, surface="foot")
            line = row(None, buttons.plain(_("Rätta"), self.correct_wanted.emit, icon="pencil"))
            line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
            foot.setLayout(line)
            layout.addWidget(foot)
        self.setLayout(layout)
        bind(self, "back", self._leave)

    def focus_first(self) -> None:
        """Begin with the text."""
        self.text.setFocus()

    def way_in(self) -> QWidget:
        """F6 comes to the text."""
        return self.text

    def _leave(self) -> None:
        self.left.emit()


def _head(note: NoteLine, leave: buttons.Act) -> QFrame:
    frame = QFrame()
    theme.mark(frame, surface="bar")
    back = buttons.quiet(_("Tillbaka till journalen"), leave, icon="chevron-left")
    back.setObjectName("back")
    mark = label()
    role = words.STATE_ROLES[note.state]
    icons.dress(mark, words.STATE_ICONS[note.state], role, 16)
    state = label(words.state_text(note), type_="strong", tone=role)
    title = page_title(f"{note.kind_word} {day_word(note.day)}")
    facts = [note.person, note.step_label, note.signed, _written(note)]
    about = meta(" · ".join(fact for fact in facts if fact), wrap=True)
    first = row(title, mark, state, spacing=theme.S)
    first.setStretch(0, 1)
    inner = column(first, about, spacing=2)
    inner.setContentsMargins(theme.S, 0, 0, 0)
    layout = column(row(back, None), inner, spacing=2)
    layout.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
    frame.setLayout(layout)
    return frame


def _written(note: NoteLine) -> str:
    if note.written_at is None:
        return ""
    day = note.written_at.astimezone(SWEDEN).date().isoformat()
    return _("skriven {day} {time}").format(day=day, time=time_word(note.written_at))


def _correction(correction: Correction) -> list[QWidget]:
    parts: list[QWidget] = [label(words.corrected(correction), type_="strong", wrap=True)]
    if correction.before:
        struck = _read_only(correction.before, _("Tidigare text, överstruken"))
        font = QFont(struck.font())
        font.setStrikeOut(True)
        struck.setFont(font)
        parts.append(struck)
    return parts


def _read_only(text: str, name: str) -> QPlainTextEdit:
    """Text that can be selected and copied, as high as its lines."""
    area = PlainText(min_lines=1)
    area.setPlainText(text)
    area.setReadOnly(True)
    area.setAccessibleName(name)
    return area
