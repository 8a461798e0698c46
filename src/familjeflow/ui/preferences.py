"""What belongs to this desktop rather than to the work file: theme and lock time. Nothing personal.

The lock screen needs the theme before there is a key, so it cannot lie in the vault.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSettings

from familjeflow.ui.theme import ThemeChoice

LOCK_MINUTES: Final = 10
LOCK_CHOICES: Final = (2, 5, 10, 20, 30)
_THEMES: Final[tuple[ThemeChoice, ...]] = ("light", "dark", "system")


@dataclass(frozen=True, slots=True)
class Preferences:
    """`lock_minutes` without input lock the program."""

    theme: ThemeChoice = "light"
    lock_minutes: int = LOCK_MINUTES


def read() -> Preferences:
    """The kept preferences; anything unknown in the file counts as the default."""
    kept = _file()
    theme = next((t for t in _THEMES if t == kept.value("theme")), Preferences().theme)
    written = str(kept.value("lock_minutes", ""))
    minutes = int(written) if written.isdecimal() and int(written) in LOCK_CHOICES else LOCK_MINUTES
    return Preferences(theme, minutes)


def keep(preferences: Preferences) -> None:
    """Keep them for the next start."""
    file = _file()
    file.setValue("theme", preferences.theme)
    file.setValue("lock_minutes", str(preferences.lock_minutes))
    file.sync()


def _file() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "familjeflow", "desktop")
