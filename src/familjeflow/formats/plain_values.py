"""What a file may hold whatever it is about: texts that show as they are written, and numbers of a sane size.

TOML and JSON can write any character as an escape, so their values are looked at after they have been read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

MOST_TEXT = 10_000
"""Characters of one text."""
MOST_NAME = 500
"""Characters of one name or id in a drawing."""
MOST_VALUES = 50_000
"""Texts, numbers, lists and tables of one file together."""
MOST_DEPTH = 24
"""Lists and tables in each other."""
LARGEST = 10**9
"""The largest number, whichever its sign."""

# Control characters; signs that turn the reading direction of what comes after them (Unicode TR 36, 2.1 and
# "Trojan Source", CVE-2021-42574); line ends that few programs know; halves of pairs, which no file can hold.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """What is wrong, where, and the table around it."""

    code: str
    path: Path
    around: Mapping[str, Any]


def text_fault(text: str, most: int = MOST_TEXT) -> str | None:
    """Why a text is refused, as a code: too long, or with characters that are not seen."""
    if len(text) > most:
        return "text_too_long"
    return "hidden_character" if _HIDDEN.search(text) else None


def fault(root: Mapping[str, Any]) -> Fault | None:
    """The first thing wrong with what a file holds, None where all is well. Walks without recursion."""
    for count, (path, value, around) in enumerate(_walk(root)):
        if count > MOST_VALUES:
            return Fault("too_many_elements", path[:1], root)
        if len(path) > MOST_DEPTH:
            return Fault("too_deep", path[:MOST_DEPTH], around)
        if code := _value_fault(value):
            return Fault(code, path, around)
    return None


def _walk(root: Mapping[str, Any]) -> Iterator[tuple[Path, Any, Mapping[str, Any]]]:
    """Each value with its path, those of a table after its keys, in the order of the file."""
    waiting: list[tuple[Path, Any, Mapping[str, Any]]] = [((), root, root)]
    while waiting:
        path, value, around = waiting.pop()
        yield path, value, around
        if len(path) > MOST_DEPTH:
            continue
        if isinstance(value, dict):
            yield from ((path, key, value) for key in value)
            waiting += [((*path, key), inner, value) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, i), value[i], around) for i in reversed(range(len(value)))]


def _value_fault(value: object) -> str | None:
    if isinstance(value, str):
        return text_fault(value)
    if isinstance(value, int | float) and not abs(value) <= LARGEST:  # NaN is not either
        return "bad_number"
    return None
