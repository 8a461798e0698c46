"""Breaking text into lines. Pure: it measures with the function it is given.

A text is as wide as its parts together (there is no kerning), so each word is measured once.
"""

import re
from collections.abc import Callable, Iterator

_BLANK = " \n"  # not the no-break space: it belongs to its word
# A space stays with the word before it; a line end stands alone with what precedes it.
_WORD = re.compile(r"[^ \n]*(?: +|\n|$)")
_BETWEEN_WORDS = re.compile(r"[ \n]")
# Where a word too long for its line may end: after a hyphen or a slash.
_SEAM = re.compile(r"(?<=[-/–])(?=\w)")


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of `text` in a column of `width`; `measure` gives a text's width in the same unit.

    Nothing is lost: the lines joined are the text itself. A line keeps the space or line end it was broken
    at, so that a screen reader never joins two words, and a chopped word has none, so that it is read whole.
    A word wider than the column is broken at a hyphen or slash when it has one, else between two characters.
    """
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in _words(text, width, measure):
        if line and (line[-1].endswith("\n") or used + measure(word.rstrip(_BLANK)) > width):
            lines.append("".join(line))
            line, used = [], 0.0
        line.append(word)
        used += measure(word)
    return [*lines, "".join(line)] if line else lines


def _words(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for word in _WORD.findall(text):
        if measure(word.rstrip(_BLANK)) <= width:
            if word:
                yield word
            continue
        for part in _SEAM.split(word):
            yield from _chopped(part, width, measure)


def _chopped(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Pieces as long as fit, at least one character each: a narrow column must not go on for ever."""
    while measure(word.rstrip(_BLANK)) > width and len(word.rstrip(_BLANK)) > 1:
        end = next((n for n in range(2, len(word)) if measure(word[:n]) > width), len(word)) - 1
        yield word[:end]
        word = word[end:]
    yield word


def longest_word(text: str, measure: Callable[[str], float]) -> float:
    """Width of the widest word: what a column needs so that no word is chopped."""
    return max(map(measure, _BETWEEN_WORDS.split(text)))
