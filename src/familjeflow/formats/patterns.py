"""Which regular expressions a form may bring: short ones that cannot be made to run for ever.

Python's `re` backtracks, so `(a+)+` on thirty letters takes minutes. A repeated group that itself repeats or
chooses is refused, and so are back references and look-arounds, which a form has no use for.
"""

import re

MAX_LENGTH = 200
_REPEAT = re.compile(r"[*+?]|\{\d*,?\d*\}")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\d*\}|\{\d{2,}\}")


def fault(pattern: str) -> str | None:
    """Why the pattern is refused, as a code, or None when it may be used."""
    if len(pattern) > MAX_LENGTH:
        return "pattern_too_long"
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return "pattern_invalid"
    if re.search(r"\\[1-9]|\(\?(?!:)", pattern):
        return "pattern_dangerous"
    return "pattern_dangerous" if _has_nested_repeat(_without_classes(pattern)) else None


def _without_classes(pattern: str) -> str:
    """The pattern with escapes and character classes replaced by a plain letter."""
    return re.sub(r"\[\^?\]?[^\]]*\]", "x", re.sub(r"\\.", "x", pattern))


def _has_nested_repeat(pattern: str) -> bool:
    """Whether a group that repeats or chooses is itself repeated, or many repeats stand side by side."""
    if len(_UNBOUNDED.findall(pattern)) > 6:
        return True
    risky: list[bool] = []
    position = 0
    while position < len(pattern):
        letter = pattern[position]
        if letter == "(":
            risky.append(False)
        elif letter == ")" and risky:
            inside = risky.pop()
            if inside and _UNBOUNDED.match(pattern, position + 1):
                return True
            if risky:
                risky[-1] = risky[-1] or inside
        elif risky and (letter == "|" or _REPEAT.match(pattern, position)):
            risky[-1] = True
        position += 1
    return False
