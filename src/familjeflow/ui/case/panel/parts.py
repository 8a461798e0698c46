"""Small pieces that the sections of the panel share: headings, folds, marked text, a line for a reason."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column
from familjeflow.ui.widgets.text import label, meta


def heading(text: str) -> QLabel:
    """The small heading of a section, such as a role or *Dokument*."""
    return label(text, type_="heading", wrap=True)


def section(title: str, *parts: QWidget) -> QWidget:
    """A heading with what belongs under it."""
    return stacked(heading(title), *parts, spacing=theme.XS)


def stacked(*parts: QWidget, spacing: int = theme.XS) -> QWidget:
    """Parts under each other in one widget."""
    result = QWidget()
    result.setLayout(column(*parts, spacing=spacing))
    return result


def lines(texts: Sequence[str]) -> QWidget:
    """Short paragraphs in small type."""
    return stacked(*(meta(text, wrap=True) for text in texts))


def marked_text(text: str, marks: Sequence[str]) -> QLabel:
    """A text with small muted marks after it, such as "DOK". Everything is escaped: it shows as typed."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.RichText)
    result.setWordWrap(True)
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    muted = theme.colour("muted").name()
    shown = html.escape(text)
    if marks:
        small = html.escape(" · ".join(marks)).replace(" ", "&nbsp;").replace("·&nbsp;", "· ")
        shown += f' <span style="font-size:{theme.META}pt; color:{muted}">{small}</span>'
    result.setText(shown)
    return result


class Fold(QWidget):
    """A line that unfolds more text under itself. `name` keeps it open when the panel is drawn again."""

    def __init__(self, name: str, title: str, content: QWidget, *, open_: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._content = content
        self.button = buttons.link(title, self._toggle)
        self.button.setObjectName(f"{name}:button")
        layout = column(self.button, content, spacing=theme.XS)
        layout.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        theme.mark(self.button, kind="link")
        self.set_open(open_)

    def is_open(self) -> bool:
        """Whether the text is shown."""
        return not self._content.isHidden()

    def set_open(self, open_: bool) -> None:
        """Fold or unfold."""
        self._content.setVisible(open_)
        icons.dress(self.button, "chevron-down" if open_ else "chevron-right", "accent", 14)
        state = _("utfälld") if open_ else _("hopfälld")
        self.button.setAccessibleDescription(state)

    def _toggle(self) -> None:
        self.set_open(not self.is_open())


class ReasonLine(QWidget):
    """One line for the reason, with fixed suggestions to choose from and room for one's own words."""

    typed = Signal(str)
    done = Signal()

    def __init__(self, suggestions: Sequence[str], why: str = "") -> None:
        super().__init__()
        name = label(_("Skäl"), type_="strong")
        self._box = CalmComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.addItems(list(suggestions))
        self._box.setCurrentIndex(-1)
        self._box.clearEditText()
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box.setMinimumContentsLength(12)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setAccessibleName(_("Skäl"))
        self._box.setAccessibleDescription(why)
        self._box.setObjectName("reason")
        name.setBuddy(self._box)
        line = self._box.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Skriv eller välj"))
            line.setAccessibleName(_("Skäl"))
            line.returnPressed.connect(self.done)
        self._box.editTextChanged.connect(self.typed)
        parts: list[QWidget] = [name] + ([meta(why, wrap=True)] if why else []) + [self._box]
        self.setLayout(column(*parts, spacing=theme.XS))
        self.setFocusProxy(self._box)

    def text(self) -> str:
        """The reason without spaces around it."""
        return self._box.currentText().strip()

    def set_text(self, text: str) -> None:
        """Fill the line in."""
        self._box.setEditText(text)

    def ask(self) -> None:
        """Move the keyboard here and mark that a reason is needed."""
        theme.mark(self._box, problem="true")
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)


Ask = Callable[[object], None]
"""How a section asks for something: called with one of the values of `requests`."""


def fill(layout: QVBoxLayout, parts: Sequence[QWidget]) -> None:
    """Add widgets to a column."""
    for part in parts:
        layout.addWidget(part)
