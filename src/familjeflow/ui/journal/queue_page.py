"""The queue as a page of its own, for those who enter everything at the end of the day."""

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services.desk import Desk
from familjeflow.services.profile import settings
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.journal.queue import EnterQueue
from familjeflow.ui.widgets.layouts import column, holder, scrolling
from familjeflow.ui.widgets.panels import EmptyState
from familjeflow.ui.widgets.text import page_title


class EnterQueuePage(QWidget):
    """The groups of the queue with a heading, and what an empty one says."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self.queue = EnterQueue(desk, context)
        self._title = page_title("")
        text = _("När en anteckning är klar står den här tills den är införd. Ctrl+J i ett ärende skriver.")
        self._empty = EmptyState("circle-check", _("Inget väntar"), text)
        area = scrolling(holder(column(self.queue, self._empty, None)), name=_("Att föra in"))
        parts = column(self._title, area, spacing=theme.M, margin=theme.L)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.queue.told.connect(self._show_empty)

    def reload(self) -> None:
        """Read what waits."""
        internal = settings(self._desk).record == "internal"
        self._title.setText(_("Att låsa") if internal else _("Att föra in"))
        self.queue.reload()
        self._show_empty()

    def take_focus(self) -> None:
        """Go to the first row."""
        self.queue.take_focus()

    def _show_empty(self) -> None:
        self._empty.setVisible(self.queue.is_empty())
