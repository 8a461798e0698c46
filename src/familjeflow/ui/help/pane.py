"""The pane at the right that F1 opens: the guide at the very thing that has the keyboard."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.help import guide
from familjeflow.ui.help.places import place_of
from familjeflow.ui.help.reader import GuideReader
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, meta

_WIDTH = 380
_NARROWEST = 250
"""Pixels. A page with wide columns keeps its room in a window of 1280."""
_PLACE = Qt.ItemDataRole.UserRole


class HelpPane(QFrame):
    """The guide with a search line, the page before and after, and Esc to close.

    `left` when it closes and what had the keyboard is gone; `shown` as it comes and goes.
    """

    left = Signal()
    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="panel")
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDTH)
        self.setAccessibleName(_("Hjälp"))
        self._name = guide.ORDER[0]
        self._back: QWidget | None = None
        self.reader = GuideReader()
        self.reader.wanted.connect(self.show_page)
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Sök i handboken"))
        self.search.setPlaceholderText(_("Sök i handboken"))
        self.search.setClearButtonEnabled(True)
        for child in self.search.findChildren(QWidget):
            child.setAccessibleName(_("Töm sökrutan"))
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._open_first)
        self.found = QListWidget()
        self.found.setAccessibleName(_("Sidor som hittades"))
        self.found.setWordWrap(True)
        self.found.itemActivated.connect(self._open_found)
        self.found.hide()
        self._where = meta("")
        self.before = buttons.quiet(_("Föregående"), lambda: self._turn(-1), icon="chevron-left")
        self.after = buttons.quiet(_("Nästa"), lambda: self._turn(1), icon="chevron-right")
        close = buttons.icon_button("x", _("Stäng hjälpen (Esc)"), self.close_pane)
        head = row(label(_("Hjälp"), type_="section"), None, close)
        foot = row(self.before, None, self._where, None, self.after)
        parts = column(head, self.search, self.found, self.reader, foot, spacing=theme.S, margin=theme.M)
        parts.setStretch(3, 1)
        self.setLayout(parts)
        self.hide()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(_WIDTH, super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """What stands in the same place gives way."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What stands in the same place may come back."""
        super().hideEvent(event)
        self.shown.emit(False)

    def way_in(self) -> QWidget:
        """The keyboard begins in the text, where the arrows scroll."""
        return self.reader

    def show_about(self, page: str, focused: QWidget | None) -> None:
        """Open the guide at what has the keyboard, else at the page that is shown."""
        if focused is not None and not self.isAncestorOf(focused):
            self._back = focused
        name, heading = place_of(page, focused)
        self.show_page(name, guide.heading_here(name, heading))

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page of the guide, with a heading of it at the top and the keyboard in the text."""
        self.search.clear()
        self.show()
        self._name = guide.page(name).name
        self.reader.show_page(guide.page(name), heading)
        number = guide.ORDER.index(self._name)
        self._where.setText(_("{n} av {all}").format(n=number + 1, all=len(guide.ORDER)))
        self.before.setEnabled(number > 0)
        self.after.setEnabled(number + 1 < len(guide.ORDER))
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> tuple[str, str]:
        """The name of the shown page and the heading that the cursor is at."""
        return self._name, self.reader.heading()

    def close_pane(self) -> None:
        """Close, with the keyboard back where it was."""
        self.hide()
        back, self._back = self._back, None
        try:
            if back is not None and back.isVisible() and back.isEnabled():
                back.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        except RuntimeError:  # what had the keyboard has been drawn again since
            pass
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Alt with an arrow turns the page."""
        turned = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.close_pane()
        elif turned is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._turn(turned)
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.found.count():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.found.setCurrentRow(0)
        else:
            super().keyPressEvent(event)

    def _turn(self, way: int) -> None:
        number = guide.ORDER.index(self._name) + way
        if 0 <= number < len(guide.ORDER):
            self.show_page(guide.ORDER[number])

    def _find(self, words: str) -> None:
        self.found.clear()
        for section in guide.search(words):
            title = f"{section.page_title}: {section.heading}" if section.heading else section.page_title
            item = QListWidgetItem(title)
            item.setData(_PLACE, (section.place, section.heading))
            self.found.addItem(item)
        if words.strip() and not self.found.count():
            self.found.addItem(_("Inget hittades. Prova ett kortare ord."))
        self.found.setVisible(bool(words.strip()))
        self.reader.setVisible(not words.strip())

    def _open_first(self) -> None:
        if self.found.count():
            self._open_found(self.found.item(0))

    def _open_found(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place:
            self.reader.show()
            self.show_page(*place)
