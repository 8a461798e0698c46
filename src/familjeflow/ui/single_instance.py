"""One window per user and work file: a second start asks the first to come forward."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 300
"""Milliseconds to wait for the first start's answer."""


def server_name(vault: Path) -> str:
    """A name that is the same for the same user and file, and says nothing of either."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    seed = f"{home}\n{vault.absolute()}"
    return "familjeflow-" + hashlib.sha256(seed.encode()).hexdigest()[:20]


def raise_running(name: str) -> bool:
    """Ask a window that already runs to come forward. False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_WAIT)
    socket.disconnectFromServer()
    return True


class Guard(QObject):
    """Holds the name while this program runs. `asked_forward` is sent when somebody starts it again."""

    asked_forward = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):
            # A program that crashed leaves its socket behind on Unix; raise_running found nobody there.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.asked_forward.emit()

    def close(self) -> None:
        """Let the name go."""
        self._server.close()
