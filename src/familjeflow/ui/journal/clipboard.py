"""A text on its way into the other system: on the clipboard, and off it again."""

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT = 120_000
"""Milliseconds that a text stays on the clipboard."""

# What programs that collect the clipboard look for: KDE and GNOME, macOS, and the history of Windows.
_NOT_COLLECTED = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\0\0\0\0"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\0\0\0\0"),
)


class Lent(QObject):
    """The clipboard holds a text for two minutes, or until the session ends.

    It is cleared only if it still holds that very text: what somebody has copied since is theirs. Clipboard
    histories and their copies in the cloud are asked to leave it alone.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEPT)
        self.timer.timeout.connect(self.take_back)
        app = QCoreApplication.instance()
        if app is not None:
            # Also since Qt would else let the text go after Python has ended, and crash in doing so.
            app.aboutToQuit.connect(self.take_back)

    def lend(self, text: str) -> None:
        """Put a text on the clipboard."""
        data = QMimeData()
        data.setText(text)
        for name, value in _NOT_COLLECTED:
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._text = text
        self.timer.start()

    def take_back(self) -> None:
        """Clear the clipboard if it still holds the text."""
        self.timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""


def lent() -> Lent:
    """The one of the program: it goes on counting when the page that the text was copied from is closed."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no clipboard before the program has begun")
    return app.findChild(Lent) or Lent(app)
