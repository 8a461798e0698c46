"""What belongs to this desktop rather than to the work file: theme, language and lock time. Nothing personal.

The lock screen needs the theme and the language before there is a key, so they cannot lie in the vault.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSettings

from familjeflow import i18n
from familjeflow.services import policy
from familjeflow.ui.theme import ThemeChoice

LOCK_MINUTES: Final = 10
LOCK_CHOICES: Final = (2, 5, 10, 20, 30)
_THEMES: Final[tuple[ThemeChoice, ...]] = ("light", "dark", "system")


@dataclass(frozen=True, slots=True)
class Preferences:
    """`lock_minutes` without input lock the program. With `preview` the paper stands beside the form.

    `language` is one of `i18n.LANGUAGES`; it is spoken from the next start or unlocking.
    """

    theme: ThemeChoice = "light"
    lock_minutes: int = LOCK_MINUTES
    preview: bool = False
    language: str = i18n.SOURCE


def lock_choices() -> tuple[int, ...]:
    """The minutes to choose among: none above the longest that the organisation allows."""
    longest = policy.current().lock_minutes
    if longest is None:
        return LOCK_CHOICES
    return tuple(sorted({longest, *(minutes for minutes in LOCK_CHOICES if minutes < longest)}))


def read() -> Preferences:
    """The kept preferences; anything unknown in the file counts as the default, and no time to the lock is
    longer than the organisation allows."""
    kept = _file()
    theme = next((t for t in _THEMES if t == kept.value("theme")), Preferences().theme)
    written = str(kept.value("lock_minutes", ""))
    choices = lock_choices()
    known = written.isdecimal() and int(written) in (*LOCK_CHOICES, *choices)
    minutes = min(int(written) if known else LOCK_MINUTES, choices[-1])
    language = next((word for word in i18n.LANGUAGES if word == kept.value("language")), i18n.SOURCE)
    return Preferences(theme, minutes, kept.value("preview") == "shown", language)


def keep(preferences: Preferences) -> None:
    """Keep them for the next start."""
    file = _file()
    file.setValue("theme", preferences.theme)
    file.setValue("lock_minutes", str(preferences.lock_minutes))
    file.setValue("preview", "shown" if preferences.preview else "hidden")
    file.setValue("language", preferences.language)
    file.sync()


def _file() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "familjeflow", "desktop")
