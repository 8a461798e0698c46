"""Tells how far a large paper has come, with a way to stop it. A small one is done before anything shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from familjeflow.i18n import _
from familjeflow.services.papers import Watch
from familjeflow.ui.case.trouble import TroubleStrip

_PATIENCE = 300
_EVERY = 100


class Progress(QObject):
    """Reads `watch` now and then and says in the strip which page it has come to.

    It asks instead of being told, so that a thousand pages do not become a thousand messages.
    """

    def __init__(
        self, owner: QObject, watch: Watch, strip: TroubleStrip, words: Callable[[int], str]
    ) -> None:
        super().__init__(owner)
        self._watch = watch
        self._strip = strip
        self._words = words
        self._timer = QTimer(self)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._tell)
        self._timer.start()
        self._stopped = False

    def end(self) -> None:
        """It is made, or it was stopped."""
        self._timer.stop()
        self._strip.stop_working()
        self.deleteLater()

    def _tell(self) -> None:
        self._timer.setInterval(_EVERY)
        page = self._watch.page
        said = self._words(page) if page else _("Papperet görs i ordning …")
        self._strip.say_working(_("Avbryter …") if self._stopped else said, self._stop)

    def _stop(self) -> None:
        self._stopped = True
        self._watch.stop()
        self._tell()
