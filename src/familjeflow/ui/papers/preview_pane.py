"""The paper of what is being written, made again off the GUI thread when the typing pauses."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from familjeflow.i18n import _
from familjeflow.services import preview
from familjeflow.services.preview import PageImage, Sheets
from familjeflow.services.sentences import sentence
from familjeflow.ui import theme
from familjeflow.ui.case.trouble import WORLD_FAULTS
from familjeflow.ui.papers.leaving import Make
from familjeflow.ui.papers.page_stack import PageStack
from familjeflow.ui.tasks import Task, run_task
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import meta

PAUSE = 200
"""Milliseconds without a change before the paper is made again: a page follows within half a second."""

_LEAST_WIDTH = 380  # room for the whole bar

Pictures = Mapping[int, PageImage]


@dataclass(frozen=True)
class PreviewActs:
    """`paper` is called in the GUI thread and gives what makes the paper of what stands there now; that is
    called in another. `save_word` is None for papers that are not made for Word."""

    paper: Callable[[], Make]
    print_paper: Callable[[], object]
    save_pdf: Callable[[], object]
    save_word: Callable[[], object] | None = None


class PreviewPane(QFrame):
    """Pages, zoom, the way between pages, and print, save and close.

    `shown` tells that the paper as it is now is in place, `closed` that somebody does not want to see it.
    """

    shown = Signal()
    closed = Signal()

    def __init__(self, acts: PreviewActs, *, can_close: bool = True) -> None:
        super().__init__()
        theme.mark(self, surface="panel")
        self.setAccessibleName(_("Förhandsgranskning"))
        self._acts = acts
        self._task: Task[tuple[Sheets, Pictures]] | None = None
        self._filling: Task[Pictures] | None = None
        self._sheets: Sheets | None = None
        self._stale = True
        self.pages = PageStack()
        self.pages.moved.connect(self._moved)
        self.pages.zoomed.connect(self._show_zoom)
        self.trouble = Notice("waiting")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._begin)
        layout = column(self._bar(can_close), self.trouble, self.pages, spacing=0)
        layout.setStretch(2, 1)
        self._layout = layout
        self.setLayout(layout)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._moved()

    def changed(self) -> None:
        """What the paper says has changed: make it again when there is a pause."""
        self._stale = True
        if self.isVisible():
            self._wait.start()

    def hold(self, strip: QWidget) -> None:
        """Put a strip that says something above the pages."""
        self._layout.insertWidget(0, strip)

    def way_in(self) -> QWidget:
        """The pages, which the arrow keys and Page Down scroll."""
        return self.pages

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is made now."""
        super().showEvent(event)
        if self._stale:
            self._begin()

    def _begin(self) -> None:
        """Make the paper, and the pages that are in sight. An answer on its way is out of date: drop it."""
        self._wait.stop()
        self._stale = False
        for task in (self._task, self._filling):
            if task is not None:
                task.cancel()
        make, scale = self._acts.paper(), self.pages.scale
        first = self.pages.current()
        wanted = range(max(first - 1, 0), first + 3)

        def work(stopped: threading.Event) -> tuple[Sheets, Pictures]:
            made = preview.sheets(make)
            return made, {} if stopped.is_set() else preview.images(made, wanted, scale)

        self._task = run_task(self, work, self._show, self._failed)

    def _show(self, answer: tuple[Sheets, Pictures]) -> None:
        self._sheets, pictures = answer
        self._task = None
        self.trouble.say("")
        self.pages.show_paper(self._sheets.sizes, pictures)
        self.shown.emit()

    def _fill(self) -> None:
        """Draw the pages that have come into sight."""
        sheets, missing, scale = self._sheets, self.pages.missing(), self.pages.scale
        if sheets is None or self._task is not None or not missing or not self.isVisible():
            return
        if self._filling is not None:
            self._filling.cancel()

        def work(stopped: threading.Event) -> Pictures:
            return {} if stopped.is_set() else preview.images(sheets, missing, scale)

        self._filling = run_task(self, work, self._filled, self._failed)

    def _filled(self, pictures: Pictures) -> None:
        self._filling = None
        self.pages.draw(pictures)

    def _failed(self, error: BaseException) -> None:
        self._task = self._filling = None
        if not isinstance(error, WORLD_FAULTS):
            raise error
        said = sentence(error)
        self.trouble.say(" ".join(filter(None, (said.title, said.text))))

    def _moved(self) -> None:
        count = self.pages.count
        place = self.pages.current() + 1
        self._place.setText(_("{n} av {count}").format(n=place, count=count) if count else "–")
        self._earlier.setEnabled(place > 1)
        self._later.setEnabled(place < count)
        self._fill()

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")
        self._zoom.setAccessibleName(_("Storlek {n} procent. Anpassa.").format(n=round(zoom * 100)))

    def _bar(self, can_close: bool) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        smaller = buttons.icon_button("minus", _("Mindre papper"), self.pages.smaller)
        larger = buttons.icon_button("plus", _("Större papper"), self.pages.larger)
        self._zoom = buttons.quiet("100 %", lambda: self.pages.set_zoom(None))
        self._zoom.setToolTip(_("Anpassa till bredden"))
        self._earlier = buttons.icon_button("arrow-up", _("Föregående sida"), lambda: self._turn(-1))
        self._later = buttons.icon_button("arrow-down", _("Nästa sida"), lambda: self._turn(1))
        self._place = meta("–")
        printer = buttons.icon_button("printer", _("Skriv ut papperet"), self._acts.print_paper)
        printer.setObjectName("print-paper")
        parts: list[QWidget] = [smaller, self._zoom, larger, self._earlier, self._place, self._later]
        line = row(*parts, None, printer, self._save_button(), spacing=2)
        if can_close:
            close = buttons.icon_button("x", _("Stäng förhandsgranskningen"), self.closed.emit)
            line.addWidget(close)
        line.insertSpacing(3, theme.S)
        line.setContentsMargins(theme.S, theme.XS, theme.S, theme.XS)
        frame.setLayout(line)
        return frame

    def _turn(self, way: int) -> None:
        self.pages.go_to(self.pages.current() + way)

    def _save_button(self) -> QWidget:
        menu = QMenu(self)
        menu.addAction(_("Spara som PDF"), self._acts.save_pdf)
        if self._acts.save_word is not None:
            menu.addAction(_("Spara som Word"), self._acts.save_word)
        button = buttons.icon_button("download", _("Spara papperet"))
        button.setMenu(menu)
        button.setPopupMode(button.ToolButtonPopupMode.InstantPopup)
        return button
