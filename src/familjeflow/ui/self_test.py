"""What `--self-test` asks of the screens: every icon, the bundled type, both themes and the start screens."""

from collections.abc import Callable

from PySide6.QtSvg import QSvgRenderer

from familjeflow.ui import fonts, icons, start_process, theme

Check = tuple[str, Callable[[], object]]


def checks() -> tuple[Check, ...]:
    """Named checks; each raises when something is missing. The first makes the QApplication."""
    return (
        ("the bundled type is used on the screen", _type),
        ("every icon can be drawn", _icons),
        ("both themes can be put on", _themes),
        ("the lock screen and the first start can be shown", _start_screens),
    )


def _type() -> None:
    start_process.application(["familjeflow"])
    if fonts.load(theme.BODY).family() != fonts.FAMILY:
        raise FileNotFoundError(fonts.FAMILY)


def _icons() -> None:
    wanted = {*icons.STATE_ICONS.values(), *icons.names()}
    broken = sorted(name for name in wanted if not QSvgRenderer(icons.svg(name, "#000000")).isValid())
    if broken:
        raise ValueError(", ".join(broken))
    if start_process.application(["familjeflow"]).windowIcon().pixmap(16).toImage().allGray():
        raise ValueError("the program's own icon")


def _themes() -> None:
    app = start_process.application(["familjeflow"])
    theme.apply(app, "dark")
    theme.apply(app, "light")


def _start_screens() -> None:
    from familjeflow.ui.start.lock_screen import LockScreen
    from familjeflow.ui.start.pages import WelcomePage

    for screen in (LockScreen(""), WelcomePage()):
        screen.grab()
        screen.deleteLater()
