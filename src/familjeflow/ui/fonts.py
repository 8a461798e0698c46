"""The bundled type: Noto Sans from resources/fonts, so that every desktop shows the same lines."""

from PySide6.QtGui import QFont, QFontDatabase

from familjeflow import resources

FAMILY = "Noto Sans"
_FILES = ("NotoSans-Regular.ttf", "NotoSans-Italic.ttf", "NotoSans-SemiBold.ttf")


def load(points: int) -> QFont:
    """The body font in that size. Falls back to the desktop's own type where the files are missing."""
    for name in _FILES:
        try:
            file = resources.path(f"fonts/{name}")
        except FileNotFoundError:
            return _sized(QFont(), points)
        if not _loaded(str(file)):
            return _sized(QFont(), points)
    return _sized(QFont(FAMILY), points)


_known: dict[str, int] = {}


def _loaded(file: str) -> bool:
    """Load a file once per process: Qt would keep a second copy for every call."""
    if file not in _known:
        _known[file] = QFontDatabase.addApplicationFont(file)
    return _known[file] != -1


def _sized(font: QFont, points: int) -> QFont:
    font.setPointSize(points)
    return font
