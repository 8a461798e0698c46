"""Reading what a person types as a date or a time. Kind to habits: 20260304, 4/3 2026, idag, +14, 13.30."""

import re
from datetime import date, timedelta

from familjeflow.i18n import _
from familjeflow.i18n import mark as _m

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[ /.-](\d{4}|\d{2}))?")
_AHEAD = re.compile(r"\+ ?(\d{1,3})")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:. ]?(\d{2}))?")
_WORDS = (
    (_m("idag"), 0),
    (_m("i dag"), 0),
    (_m("igår"), -1),
    (_m("i går"), -1),
    (_m("imorgon"), 1),
    (_m("i morgon"), 1),
)


def read_date(text: str, today: date) -> date | None:
    """The date that the text means, or None. A day and month without a year lies in the year of `today`."""
    found = text.strip().lower()
    for word, days in _WORDS:
        if found in (word, _(word)):
            return today + timedelta(days=days)
    if m := _AHEAD.fullmatch(found):
        return today + timedelta(days=int(m[1]))
    if m := _ISO.fullmatch(found) or _COMPACT.fullmatch(found):
        return _real(int(m[1]), int(m[2]), int(m[3]))
    if m := _SHORT.fullmatch(found):
        return _real(2000 + int(m[1]), int(m[2]), int(m[3]))
    if m := _DAY_MONTH.fullmatch(found):
        year = int(m[3]) if m[3] else today.year
        return _real(year if year > 99 else 2000 + year, int(m[2]), int(m[1]))
    return None


def read_time(text: str) -> str | None:
    """The time as "HH:MM", or None."""
    m = _TIME.fullmatch(text.strip().lower())
    if m is None or int(m[1]) > 23 or int(m[2] or 0) > 59:
        return None
    return f"{int(m[1]):02}:{int(m[2] or 0):02}"


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
