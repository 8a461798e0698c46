"""Which regular expressions a form may bring: short ones that cannot be made to run for ever.

Python's `re` tries one way after another, so `(a+)+` on thirty letters takes minutes, and so does a long row
of `a?`. The ways that a pattern leaves open are therefore counted before it is used. Back references and
look-arounds, which a form has no use for, are refused.
"""

import re
import warnings
from dataclasses import dataclass

MAX_LENGTH = 200
MAX_TIMES = 200
"""How many times a repeat may be asked for by number."""
MAX_WAYS = 200_000
"""How many ways through a text a pattern may leave open, counted as if all of them were tried."""
_TEXT = 2_000
"""The ways of one repeat without end: the longest text that is matched."""
_TOKEN = re.compile(
    r"(?P<open>\((?:\?:)?)|(?:(?P<sign>[*+?])|\{(?P<bounds>\d+(?:,\d*)?|,\d*)\})[?+]?|(?P<other>.)", re.DOTALL
)


def fault(pattern: str) -> str | None:
    """Why the pattern is refused, as a code, or None when it may be used."""
    if len(pattern) > MAX_LENGTH:
        return "pattern_too_long"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # a class that later Pythons read in another way
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError, FutureWarning):
        return "pattern_invalid"
    if re.search(r"\\[1-9]", pattern.replace("\\\\", "x")):
        return "pattern_dangerous"
    plain = _without_classes(pattern)
    return "pattern_dangerous" if re.search(r"\(\?(?!:)", plain) or _is_slow(plain) else None


def _without_classes(pattern: str) -> str:
    """The pattern with escapes and character classes replaced by a plain letter."""
    return re.sub(r"\[\^?\]?[^\]]*\]", "x", re.sub(r"\\.", "x", pattern, flags=re.DOTALL))


def _is_slow(pattern: str) -> bool:
    """Whether a group that repeats is itself repeated, a choice is repeated, or too many ways are open."""
    groups, closed = [_Group()], _Group()
    ways, endless = 1, 0
    for token in _TOKEN.finditer(pattern):
        if token["sign"] or token["bounds"]:
            found = _ways_of(token)
            if found > MAX_WAYS or closed.repeats or (closed.chooses and token["sign"] != "?"):
                return True
            ways, endless = ways * found, endless + (found == _TEXT)
            groups[-1].repeats = True
        elif token["open"]:
            groups.append(_Group())
        elif token["other"] == "|":
            groups[-1].branches += 1
        closed = _Group()
        if token["other"] == ")":
            closed = groups.pop()
            ways *= closed.branches
            groups[-1].take(closed)
    return endless > 1 or ways * groups[0].branches > MAX_WAYS


def _ways_of(repeat: re.Match[str]) -> int:
    """How many lengths a repeat may have; too many where it asks for too much."""
    if repeat["sign"]:
        return 2 if repeat["sign"] == "?" else _TEXT
    least, comma, most = repeat["bounds"].partition(",")
    if comma and not most:
        return _TEXT
    if max(int(least or 0), int(most or 0)) > MAX_TIMES:
        return MAX_WAYS + 1
    return int(most) - int(least or 0) + 1 if comma else 1


@dataclass
class _Group:
    """What a group holds so far: a repeat, its own branches, and whether there is a choice in it."""

    repeats: bool = False
    branches: int = 1
    inner_choice: bool = False

    @property
    def chooses(self) -> bool:
        """Whether there is more than one way in."""
        return self.branches > 1 or self.inner_choice

    def take(self, inner: "_Group") -> None:
        """A group in this one has ended."""
        self.repeats = self.repeats or inner.repeats
        self.inner_choice = self.inner_choice or inner.chooses
