"""Locks after some minutes without a key or a move of the mouse, and says so for the last half minute."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

WARNING_SECONDS = 30
_TICK = 1000
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    )
)


class IdleWatch(QObject):
    """Install on the application. `counting` carries the seconds left, or -1 when input came; then `expired`.

    `monotonic` gives seconds that never go back, also through a clock that is set.
    """

    counting = Signal(int)
    expired = Signal()

    def __init__(self, minutes: int, monotonic: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._limit = 60.0 * minutes
        self._last = monotonic()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Another time without input, in minutes."""
        self._limit = 60.0 * minutes
        self.touch()

    def touch(self) -> None:
        """Input came: begin anew."""
        self._last = self._monotonic()
        if self._warned:
            self._warned = False
            self.counting.emit(-1)

    def look(self) -> None:
        """See how long it has been quiet; called once a second."""
        left = self._limit - (self._monotonic() - self._last)
        if left <= 0:
            self._timer.stop()
            self.expired.emit()
        elif left <= WARNING_SECONDS:
            self._warned = True
            self.counting.emit(round(left))

    def stop(self) -> None:
        """Stop counting."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only listens: every event goes on."""
        if event.type() in _INPUT:
            self.touch()
        return False
