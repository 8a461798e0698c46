"""Line icons from resources/icons (Lucide, ISC), drawn in a colour role of the theme.

`dress(button, name, role)` keeps the icon right when the theme changes; `icon` and `pixmap` are for painters.
"""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from familjeflow import resources
from familjeflow.ui import theme

SIZE = 18
_SCALES = (1.0, 2.0)
_TEXT_GAP = 6

STATE_ICONS = {
    "not_started": "circle",
    "ready": "circle-dot",
    "active": "contrast",
    "waiting": "hourglass",
    "done": "circle-check",
    "skipped": "circle-slash",
    "not_applicable": "minus",
    "overdue": "clock-alert",
    "deviates": "signpost",
    "protected": "shield-alert",
}
"""A state is colour, icon and word together; here is the icon."""

STATE_ROLES = {
    "not_started": "muted",
    "ready": "ready",
    "active": "active",
    "waiting": "waiting",
    "done": "done",
    "skipped": "skipped",
    "not_applicable": "muted",
    "overdue": "overdue",
    "deviates": "waiting",
    "protected": "protected",
}
"""The colour role of each state."""


def names() -> tuple[str, ...]:
    """Every icon that was packed with the program."""
    files = resources.path("icons").glob("*.svg")
    return tuple(sorted(f.stem for f in files if not f.stem.startswith("control-")))


@lru_cache(maxsize=256)
def svg(name: str, colour: str) -> bytes:
    """The icon's SVG in a colour "#rrggbb". Raises FileNotFoundError when there is no such icon."""
    text = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour).encode()


def pixmap(name: str, role: str = "text", size: int = SIZE, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """The icon `size` pixels square, with `gap` empty pixels after it; `scale` is the device pixel ratio."""
    result = QPixmap(QSize(round((size + gap) * scale), round(size * scale)))
    result.fill(QColor(0, 0, 0, 0))
    result.setDevicePixelRatio(scale)
    painter = QPainter(result)
    paint(painter, QRectF(0, 0, size, size), name, role)
    painter.end()
    return result


def paint(painter: QPainter, where: QRectF, name: str, role: str = "text") -> None:
    """Draw the icon into a rectangle of a running painter."""
    QSvgRenderer(svg(name, theme.palette(theme.current())[role])).render(painter, where)


def icon(name: str, role: str = "text", size: int = SIZE, gap: int = 0) -> QIcon:
    """The icon for buttons and rows, sharp at 100, 150 and 200 %, with `gap` empty pixels after it."""
    result = QIcon()
    for scale in sorted({*_SCALES, QGuiApplication.primaryScreen().devicePixelRatio()}):
        result.addPixmap(pixmap(name, role, size, scale, gap))
    return result


def dress(target: QAbstractButton | QLabel, name: str, role: str = "text", size: int = SIZE) -> None:
    """Give a button or a label an icon that follows the theme."""
    for old in target.children():
        if isinstance(old, _Dresser):
            old.wear(name, role, size)
            return
    _Dresser(target).wear(name, role, size)


class _Dresser(QObject):
    """Remembers the icon of one widget, to draw it again in another theme. A child of the widget."""

    def __init__(self, target: QAbstractButton | QLabel) -> None:
        super().__init__(target)
        self._target = target
        self._worn = ("", "", 0)

    def wear(self, name: str, role: str, size: int) -> None:
        """Show another icon."""
        if self._worn != (name, role, size):
            self._worn = (name, role, size)
            self.draw()

    def draw(self) -> None:
        """Draw it in the theme that is applied now."""
        name, role, size = self._worn
        if isinstance(self._target, QLabel):
            self._target.setPixmap(pixmap(name, role, size, self._target.devicePixelRatioF()))
            return
        gap = _TEXT_GAP if self._target.text() else 0
        self._target.setIconSize(QSize(size + gap, size))
        self._target.setIcon(icon(name, role, size, gap))


def draw_again(widgets: Iterable[QWidget]) -> None:
    """Draw every icon in the theme that is applied now."""
    for widget in widgets:
        for child in widget.children():
            if isinstance(child, _Dresser):
                child.draw()
