"""The tokens of the screens in one place: spacing, radius, type sizes and colour roles for light and dark.

Widgets never write a colour: they name a role, by a Qt property that the style sheet reads (`type`, `tone`,
`kind`) or by `colour(role)` where they paint themselves. Lengths are device
independent pixels, type sizes points.

The first touch of the `Qt` namespace takes 28 ms, since PySide then makes all its enums: a fifth of the time
that an empty window takes. So the modules of the lock screen only touch it (as `QtCore.Qt`) where it is used.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from PySide6 import QtCore
from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from familjeflow import resources
from familjeflow.ui import fonts, style_sheet

ThemeName = Literal["light", "dark"]
ThemeChoice = Literal["light", "dark", "system"]

XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 24
XXL: Final = 32
RADIUS: Final = 6
CONTROL_HEIGHT: Final = 32
LINE_LENGTH: Final = 600
"""The widest running text in pixels: about 75 characters of body text."""

META: Final = 10
BODY: Final = 11
SECTION: Final = 13
PAGE: Final = 16
NAME: Final = 20

TEXT_ROLES: Final = (
    "text", "muted", "accent", "done", "ready", "active", "waiting", "skipped", "overdue", "protected",
)  # fmt: skip
"""Roles that text is written in: 4.5:1 or more on ground, raised and their soft tint (WCAG 2.2, 1.4.3)."""

SOFT_ROLES: Final = ("accent", "done", "ready", "active", "waiting", "skipped", "overdue", "protected")

# Role: (light, dark). `control` is the outline of fields and boxes, 3:1 on its ground (WCAG 2.2, 1.4.11);
# `line` only divides. `on_accent` is the text on a filled accent.
_ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "text": ("#1b2430", "#e8ebf0"),
    "muted": ("#556070", "#a4aebb"),
    "accent": ("#1d5ca6", "#86b7f5"),
    "on_accent": ("#ffffff", "#0e1c2e"),
    "accent_hover": ("#174a87", "#a5caf8"),
    "ground": ("#f5f6f8", "#14171c"),
    "raised": ("#ffffff", "#1d2127"),
    "line": ("#dadee5", "#343a44"),
    "control": ("#808b99", "#747f8f"),
    "hover": ("#eef1f5", "#272c34"),
    "selected": ("#e6eef9", "#22324a"),
    "done": ("#23703f", "#7fcd98"),
    "ready": ("#1d5ca6", "#86b7f5"),
    "active": ("#1b4f91", "#9cc4f8"),
    "waiting": ("#85550a", "#e2b45f"),
    "skipped": ("#5d6675", "#a0a9b6"),
    "overdue": ("#b0211a", "#ff9a90"),
    "protected": ("#7a1b5b", "#eb9fd0"),
    "accent_soft": ("#e6eef9", "#22324a"),
    "done_soft": ("#e8f4ec", "#1d3426"),
    "ready_soft": ("#f3f7fd", "#1d2939"),
    "active_soft": ("#e6eef9", "#22324a"),
    "waiting_soft": ("#fdf4e1", "#372c17"),
    "skipped_soft": ("#eef0f3", "#272c34"),
    "overdue_soft": ("#fcebe9", "#40211f"),
    "protected_soft": ("#f8e9f3", "#3c1f33"),
    "heat_1": ("#e3edf9", "#1f2c3f"),
    "heat_2": ("#bcd5f2", "#24405f"),
    "heat_3": ("#8fb8e8", "#2a5480"),
    "heat_4": ("#6a9edb", "#3268a0"),
}


def palette(theme: ThemeName) -> Mapping[str, str]:
    """Every colour role of a theme as "#rrggbb"."""
    column = 0 if theme == "light" else 1
    return MappingProxyType({role: values[column] for role, values in _ROLES.items()})


def resolve(choice: ThemeChoice) -> ThemeName:
    """The theme to draw. "system" follows the desktop; light where the desktop does not say."""
    if choice != "system":
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def current() -> ThemeName:
    """The theme that was applied last; light before that."""
    app = QApplication.instance()
    return "dark" if app is not None and app.property("theme") == "dark" else "light"


def colour(role: str) -> QColor:
    """A role of the applied theme, for widgets that paint themselves."""
    return QColor(palette(current())[role])


def apply(app: QApplication, theme: ThemeChoice) -> None:
    """Dress the whole program: Fusion, bundled type, palette and one style sheet. May be called again."""
    name = resolve(theme)
    app.setProperty("theme", name)
    QDir.setSearchPaths("control", [str(resources.path("icons"))])
    app.setStyle("Fusion")
    app.setFont(fonts.load(BODY))
    app.setPalette(_qt_palette(palette(name)))
    app.setStyleSheet(style_sheet.text(palette(name), name))
    _tell_widgets()


def _tell_widgets() -> None:
    """Icons are drawn again; widgets that paint themselves get a ThemeChange."""
    from familjeflow.ui import icons  # late: icons are drawn in the colours of this module

    widgets = QApplication.allWidgets()
    icons.draw_again(widgets)
    for widget in widgets:
        QApplication.sendEvent(widget, QtCore.QEvent(QtCore.QEvent.Type.ThemeChange))


def mark(widget: QWidget, **properties: str) -> None:
    """Set style properties (`kind`, `tone`, `type`, ...) and redraw by them."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    # Qt polishes a new widget by itself when it is first shown; doing it here too would cost at every start.
    if changed and (widget.parent() is not None or widget.isVisible()):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _qt_palette(roles: Mapping[str, str]) -> QPalette:
    result = QPalette()
    group = QPalette.ColorRole
    for role, name in (
        (group.Window, "ground"),
        (group.WindowText, "text"),
        (group.Base, "raised"),
        (group.AlternateBase, "ground"),
        (group.Text, "text"),
        (group.PlaceholderText, "muted"),
        (group.Button, "raised"),
        (group.ButtonText, "text"),
        (group.Highlight, "accent"),
        (group.HighlightedText, "on_accent"),
        (group.Accent, "accent"),
        (group.Link, "accent"),
        (group.LinkVisited, "accent"),
        (group.ToolTipBase, "raised"),
        (group.ToolTipText, "text"),
        (group.Mid, "line"),
        (group.Dark, "control"),
    ):
        result.setColor(role, QColor(roles[name]))
    for role in (group.WindowText, group.Text, group.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles["skipped"]))
    return result
