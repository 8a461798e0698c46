"""Breaks words into lines that fit a box, in Swedish: long compounds break between their parts."""

import re

from familjeflow.domain.picture.display import Measure

NUMBER = 3
_SYLLABLE = re.compile(r"(?<=[aeiouyåäö])(?=[bcdfghjklmnpqrstv]{1,2}[aeiouyåäö]\w{2})", re.IGNORECASE)
_JOINT = re.compile(r"(?<=[^\W\d_]{3}s)(?=[bcdfghjklmnpqrstv][^\W\d_]{3})", re.IGNORECASE)
_ELEMENT = re.compile(
    r"(?<=[^\W\d_]{3})(?=(?:anteckning|behandlare|beslut|dokument|insats|kartläggning|kontakt|möte|plan|samtal"
    r"|sekreterare|underlag|uppföljning))",
    re.IGNORECASE,
)


def wrap(
    text: str, width: float, size: float, bold: bool, measure: Measure, most: int = 3
) -> tuple[str, ...]:
    """At most `most` lines, none wider than `width` pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold) <= width:
            lines[-1] = longer
        elif lines and (cut := _joint_beside(lines[-1], word, width, size, bold, measure)):
            lines[-1] = f"{lines[-1]} {word[:cut]}-"
            lines += _pieces(word[cut:], width, size, bold, measure)
        else:
            lines += _pieces(word, width, size, bold, measure)
    if len(lines) > most:
        last = lines[most - 1].rstrip("-") + "…"
        lines = [*lines[: most - 1], shortened(last, width, size, bold, measure)]
    return tuple(lines)


def _joint_beside(line: str, word: str, width: float, size: float, bold: bool, measure: Measure) -> int:
    """Where to break a word so that its number ("9.") does not stand alone on a line; 0 for nowhere."""
    if len(line) > NUMBER:
        return 0
    joints = [m.start() for m in _JOINT.finditer(word)]
    return max((n for n in joints if measure(f"{line} {word[:n]}-", size, bold) <= width), default=0)


def shortened(text: str, width: float, size: float, bold: bool, measure: Measure) -> str:
    """The text, cut with an ellipsis where it is too wide."""
    if measure(text, size, bold) <= width:
        return text
    text = text.rstrip("…")
    while text and measure(f"{text}…", size, bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _pieces(word: str, width: float, size: float, bold: bool, measure: Measure) -> list[str]:
    """The word itself, or its parts with hyphens where it is too wide for a line."""
    pieces: list[str] = []
    while measure(word, size, bold) > width and len(word) > 3:
        cut = _cut(word, width, size, bold, measure)
        hyphen = "" if word[cut - 1] in "-/" else "-"
        pieces.append(word[:cut] + hyphen)
        word = word[cut:]
    return [*pieces, word]


def _cut(word: str, width: float, size: float, bold: bool, measure: Measure) -> int:
    """Where to break: between the parts of a compound if that fits, else between syllables, else anywhere."""
    fits = [n for n in range(2, len(word) - 1) if measure(f"{word[:n]}-", size, bold) <= width]
    marks = [m + 1 for m, letter in enumerate(word) if letter in "-/"]
    joints = [m.start() for pattern in (_JOINT, _ELEMENT) for m in pattern.finditer(word)]
    syllables = [m.start() for m in _SYLLABLE.finditer(word)]
    for good in ((*marks, *joints), syllables, fits):
        if found := [n for n in good if n in fits]:
            return max(found)
    return 2
