"""Finds the line where a key of a TOML file stands; `tomllib` itself forgets it."""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]

MOST_PARTS = 24
"""Names with points between them, which each lie in the one before."""

_PART = re.compile(r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')
_NAME = r"""(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|[A-Za-z0-9_-]{1,80})"""
_TOO_DEEP = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_NAME}[ \t]?\.[ \t]?){{{MOST_PARTS}}}")
_HEADER = re.compile(r"\s*(\[\[?)([^\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r'\s*((?:"[^"]*"|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|[A-Za-z0-9_-]+))*)\s*=(.*)$')
_STRING = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|[\[\]{}#]')


def too_deep(text: str) -> int | None:
    """The line of a key with too many parts, which take `tomllib` time that grows with their square."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") >= MOST_PARTS and _TOO_DEEP.search(line):
            return number
    return None


def find(text: str) -> Lines:
    """Line numbers from 1 by path; positions in arrays of tables are part of the path, counted from 0."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    depth, quote = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if quote or depth:
            depth, quote = _scan(line, depth, quote)
        elif header := _HEADER.match(line):
            table = _table(header[1] == "[[", _parts(header[2]), counts)
            for length in range(1, len(table) + 1):
                lines.setdefault(table[:length], number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key[1])), number)
            depth, quote = _scan(key[2], 0, "")
    return lines


def nearest(lines: Lines, path: Path) -> int:
    """The line of the path, or of the nearest key around it; 1 where none is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _parts(dotted: str) -> Path:
    return tuple(a or b or c for a, b, c in _PART.findall(dotted))


def _table(repeated: bool, names: Path, counts: dict[Path, int]) -> Path:
    """The full path of a header: each array of tables on the way stands at its latest position."""
    path: Path = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if repeated and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _scan(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How deep in brackets and in which long string the line ends."""
    position = 0
    while position < len(line):
        if quote:
            end = line.find(quote, position)
            if end < 0:
                return depth, quote
            position, quote = end + 3, ""
            continue
        found = _STRING.search(line, position)
        if not found or found[0] == "#":
            break
        if found[0] in ('"""', "'''"):
            quote = found[0]
        depth += (found[0] in "[{") - (found[0] in "]}")
        position = found.end()
    return max(depth, 0), quote
