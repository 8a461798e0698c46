"""The tour: a strip at the right that tells, and a frame around what it tells about."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QMainWindow, QWidget

from familjeflow.i18n import _
from familjeflow.services.desk import Desk
from familjeflow.services.tour import keep_tour_seen
from familjeflow.ui import theme
from familjeflow.ui.tour.steps import Around, tour_steps
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, meta, section_title

_WIDTH = 250
_LINE = 3


class Highlight(QWidget):
    """A frame over a control. Clicks and keys go through it, and a screen reader does not meet it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.target: QWidget | None = None
        self.hide()

    def show_on(self, target: QWidget | None) -> None:
        """Frame a control, as long as it is there; None takes the frame away."""
        if self.target is not None:
            self.target.removeEventFilter(self)
            self.target.destroyed.disconnect(self._gone)
        self.target = target
        if target is not None:
            target.installEventFilter(self)
            target.destroyed.connect(self._gone)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The control was moved, resized, shown or hidden."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line in the accent colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), _LINE))
        inset = _LINE // 2 + 1
        frame = self.rect().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.end()

    def _gone(self) -> None:
        self.target = None
        self.hide()

    def _follow(self) -> None:
        target, window = self.target, self.parentWidget()
        if target is None or window is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(window, target.rect().topLeft())
        self.setGeometry(corner.x(), corner.y(), target.width(), target.height())
        self.show()
        self.raise_()


class TourStrip(QFrame):
    """The words of one step, with *Nästa* and *Avsluta*. Esc ends the tour."""

    def __init__(self, go_on: buttons.Act, end: buttons.Act) -> None:
        super().__init__()
        theme.mark(self, surface="panel")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Rundtur"))
        self._end = end
        self._number = meta("")
        self._title = section_title("")
        self._text = label("", wrap=True)
        self.next_button = buttons.primary(_("Nästa"), go_on)
        self.end_button = buttons.quiet(_("Avsluta"), end)
        acts = row(self.next_button, self.end_button, None)
        parts = column(self._number, self._title, self._text, theme.S, acts, None, spacing=theme.S)
        parts.setContentsMargins(theme.L, theme.XL, theme.L, theme.L)
        self.setLayout(parts)
        self.hide()

    def way_in(self) -> QWidget:
        """*Nästa*."""
        return self.next_button

    def say(self, number: int, total: int, title: str, text: str) -> None:
        """Show a step. The words are also said with the button, which has the keyboard."""
        self._number.setText(_("Rundtur, {n} av {all}").format(n=number, all=total))
        self._title.setText(title)
        self._text.setText(text)
        last = number == total
        self.next_button.setText(_("Klar") if last else _("Nästa"))
        self.next_button.setAccessibleDescription(f"{title}. {text}")
        self.end_button.setHidden(last)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the tour."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)


class Tour:
    """Walks the steps. It is shown once by itself; the list of commands begins it again."""

    def __init__(self, window: QMainWindow, around: Around, desk: Desk) -> None:
        self._desk = desk
        self._around = around
        self._steps = tour_steps(around)
        self._place = -1
        self._on = False
        self.strip = TourStrip(self.go_on, self.end)
        self.frame = Highlight(window)

    def begin(self) -> None:
        """Show the first step, with the keyboard on *Nästa*."""
        self._place = -1
        self._on = True
        self.go_on()

    def give_way(self, taken: bool) -> None:
        """The help stands in the same place; when it goes the tour is where it was."""
        self.strip.setVisible(self._on and not taken)

    def go_on(self) -> None:
        """Show the next step that has something to point at; after the last one the tour is over."""
        self._place += 1
        while self._place < len(self._steps) and self._steps[self._place].target() is None:
            self._place += 1
        if self._place >= len(self._steps):
            self.end()
            return
        step = self._steps[self._place]
        self.strip.say(self._place + 1, len(self._steps), step.title, step.text)
        self.frame.show_on(step.target())
        self.strip.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Take the tour away and remember that it has been shown. The keyboard goes back to the page."""
        self._on = False
        self.strip.hide()
        self.frame.show_on(None)
        keep_tour_seen(self._desk)
        self._around.pages.take_focus()
