"""One paper of a case to look at, before it is printed or saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.papers.preview_pane import PreviewPane
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import page_title


class PaperPage(QWidget):
    """`left` asks to go back to the case."""

    left = Signal()

    def __init__(self, title: str, pane: PreviewPane) -> None:
        super().__init__()
        self.pane = pane
        layout = column(self._head(title), pane, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        ground(self, "raised")
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def flush(self) -> None:
        """Nothing to keep."""

    def focus_first(self) -> None:
        """Begin in the pages."""
        self.pane.pages.setFocus()

    def toggle_preview(self) -> None:
        """The key that showed the paper takes it away."""
        self.left.emit()

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return (self.pane,)

    def _head(self, title: str) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        back = buttons.quiet(_("Tillbaka till ärendet"), self.left.emit, icon="chevron-left")
        back.setObjectName("back")
        heading = page_title(title)
        heading.setContentsMargins(theme.S, 0, 0, 0)
        layout = column(row(back, None), heading, spacing=2)
        layout.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        frame.setLayout(layout)
        return frame
