"""Backups that take themselves: one when the window is there, then one each day. Nothing waits for them."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from familjeflow.services import backups
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import VaultError
from familjeflow.ui.tasks import Task, run_task

_LOG = logging.getLogger(__name__)
_AFTER_START = 3000
_EVERY = 10 * 60 * 1000
"""Milliseconds between two looks at whether a backup is due."""


class BackupWatch(QObject):
    """Looks now and then whether a backup is due, and makes it in a worker. `told` is called after each look
    that made one or failed, so that what is shown of backups can be read again."""

    def __init__(self, desk: Desk, parent: QObject, told: Callable[[], object]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = told
        self._at_start = True
        self._task: Task[bool] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """The first look comes when the window has been seen for a while, the others follow."""
        self._timer.start()
        QTimer.singleShot(_AFTER_START, self, self.look)

    def look(self) -> None:
        """Make a backup if one is due and none is being made."""
        if self._task is not None:
            return
        desk, at_start, self._at_start = self._desk, self._at_start, False

        def work(stopped: threading.Event) -> bool:
            if not backups.due(desk, at_start=at_start):
                return False
            backups.make(desk, stopped=stopped)
            return True

        self._task = run_task(self, work, self._done, self._failed)

    def end(self) -> None:
        """Look no more, and let a backup that is being made stop: what there was before is still there."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()

    def _done(self, made: bool) -> None:
        self._task = None
        if made:
            self._told()

    def _failed(self, error: BaseException) -> None:
        """A fault of the world is remembered by the service, and shown where backups are."""
        self._task = None
        if not isinstance(error, VaultError):
            raise error
        _LOG.warning("backup: %s", error.code)
        self._told()
