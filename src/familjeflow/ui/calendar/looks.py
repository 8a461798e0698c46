"""How a line of the calendar looks: icon and colour by its kind, always beside the word in some place."""

from functools import lru_cache

from PySide6.QtGui import QPixmap

from familjeflow.i18n import _
from familjeflow.services.calendar import CalendarLine
from familjeflow.ui import icons, theme

KIND_ICONS = {
    "meeting": "calendar",
    "unit": "users",
    "latest": "flag",
    "guideline": "signpost",
    "watch": "eye",
}
KIND_ROLES = {
    "meeting": "accent",
    "unit": "muted",
    "latest": "waiting",
    "guideline": "muted",
    "watch": "ready",
}
_OUTCOME_ICONS = {"held": "circle-check", "missed": "triangle-alert"}
_OUTCOME_ROLES = {"held": "done", "missed": "overdue"}


def icon_of(line: CalendarLine) -> str:
    """The icon: what is late has a clock, a meeting that has been its green or red mark."""
    if line.overdue:
        return "clock-alert"
    return _OUTCOME_ICONS.get(line.outcome) or KIND_ICONS[line.kind]


def role_of(line: CalendarLine) -> str:
    """The colour role of the icon."""
    if line.overdue:
        return "overdue"
    return _OUTCOME_ROLES.get(line.outcome) or KIND_ROLES[line.kind]


def mark_of(line: CalendarLine, size: int, scale: float) -> QPixmap:
    """The icon in its colour, drawn once for each theme; a month draws hundreds."""
    return _mark(icon_of(line), role_of(line), theme.current(), size, scale)


@lru_cache(maxsize=64)
def _mark(icon: str, role: str, _theme: str, size: int, scale: float) -> QPixmap:
    return icons.pixmap(icon, role, size, scale)


def rows_of(line: CalendarLine) -> tuple[str, ...]:
    """What stands under each other: when or *Senast*, what, and who and where."""
    first = line.span or line.word
    if line.outcome:
        first = f"{line.span} · {line.word}"
    if line.overdue:
        first = _("{word}, försenat").format(word=line.word)
    return tuple(row for row in (first, line.text, under_of(line)) if row)


def under_of(line: CalendarLine) -> str:
    """Who it is about, and where."""
    interpreter = _("tolk {language}").format(language=line.interpreter) if line.interpreter else ""
    client = _("{name} (skyddad)").format(name=line.client) if line.protection else line.client
    return " · ".join(part for part in (client, line.place, interpreter) if part)


def short_of(line: CalendarLine) -> str:
    """What a narrow cell has room for beside the icon."""
    if line.kind == "unit":
        return f"{line.time} {line.text}"
    return " ".join(part for part in (line.time, line.client) if part)


def spoken(line: CalendarLine) -> str:
    """The whole line for a screen reader."""
    hint = _("Enter visar vad som tas upp") if line.kind == "unit" else ""
    return ", ".join(part for part in (*rows_of(line), hint) if part)
