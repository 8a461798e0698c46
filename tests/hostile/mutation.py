"""Damage done to a file: edits that keep its structure often enough to reach the inside of its reader.

An edit is three whole numbers, so that hypothesis can shrink a list of them and a long run can draw them at
random. The same numbers on the same file always give the same bytes.
"""

import re
from collections.abc import Callable, Sequence

Edit = tuple[int, int, int]
"""What is done, where, and with what. Each number is taken modulo the choices there are."""

MOST_BYTES = 60_000
"""What edits may grow a file to; what happens beyond is the bombs' part."""

NASTY: tuple[bytes, ...] = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",  # half of a surrogate pair, written as UTF-8
    b"\r",
    b"\n\n",
    "\u202e\u2066".encode(),
    "\u2028\x85".encode(),
    b"\\ud800",
    b"\\u0000",
    b"\\u202e",
    b"&amp;&#0;&lt;",
    b"&#x202e;",
    b"<!--",
    b"<![CDATA[<a>]]>",
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>&b;',
    b"-1",
    b"0",
    b"1e999",
    b"-1e-999",
    b"NaN",
    b"9" * 30,
    b"9" * 5000,
    b"0x" + b"f" * 400,
    b"0001-01-01",
    b"9999-12-31",
    b"P9999Y9999M",
    b"true",
    b"null",
    b"[]",
    b"{}",
    b'""',
    b"''",
    b'"""',
    b"[[",
    b"]]",
    b"(((((a+)+)+)+)+)",
    b"[[a]--b]",
    b"../../../../tmp/x",
    b"=cmd|' /C calc'!A0",
    b"<img src=//example.org/a.png>",
    b'<a href="http://example.org">x</a>',
    "😀é".encode(),
    b"A" * 3000,
    b"%" * 40,
    b"M 1e400 0 A 0 0 0 0 1 1 1",
)

_WORD = re.compile(rb'"[^"\n]{0,80}"|[A-Za-z0-9_.:-]+|[^\s]')


def damaged(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes after all edits, one after another."""
    for kind, place, choice in edits:
        data = _EDITS[kind % len(_EDITS)](data, place, choice)[:MOST_BYTES]
    return data


def _span(data: bytes, place: int) -> tuple[int, int]:
    """One word, quoted text or sign of the file."""
    start = place % max(len(data), 1)
    found = _WORD.search(data, start)
    return found.span() if found else (start, start)


def _line(data: bytes, place: int) -> tuple[int, int]:
    at = place % max(len(data), 1)
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    return start, len(data) if end < 0 else end + 1


def _flip(data: bytes, place: int, choice: int) -> bytes:
    if not data:
        return data
    at = place % len(data)
    return data[:at] + bytes([data[at] ^ (1 << choice % 8)]) + data[at + 1 :]


def _drop_word(data: bytes, place: int, _choice: int) -> bytes:
    start, end = _span(data, place)
    return data[:start] + data[end:]


def _drop_line(data: bytes, place: int, _choice: int) -> bytes:
    start, end = _line(data, place)
    return data[:start] + data[end:]


def _repeat_line(data: bytes, place: int, choice: int) -> bytes:
    start, end = _line(data, place)
    return data[:end] + data[start:end] * (1 + choice % 20) + data[end:]


def _swap_words(data: bytes, place: int, choice: int) -> bytes:
    """One word stands where another stood: ids that point astray, values of another kind."""
    (a, b), (c, d) = sorted((_span(data, place), _span(data, choice)))
    return data if c < b else data[:a] + data[c:d] + data[b:]


def _replace_word(data: bytes, place: int, choice: int) -> bytes:
    start, end = _span(data, place)
    inside = data[start : start + 1] == b'"' and end - start > 1
    start, end = (start + 1, end - 1) if inside and choice % 2 else (start, end)
    return data[:start] + NASTY[choice // 2 % len(NASTY)] + data[end:]


def _insert(data: bytes, place: int, choice: int) -> bytes:
    at = place % (len(data) + 1)
    return data[:at] + NASTY[choice % len(NASTY)] + data[at:]


def _cut(data: bytes, place: int, _choice: int) -> bytes:
    return data[: place % (len(data) + 1)]


def _recode(data: bytes, _place: int, choice: int) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(("utf-16", "utf-32", "latin-1", "utf-7", "utf-8-sig")[choice % 5], "replace")


_EDITS: tuple[Callable[[bytes, int, int], bytes], ...] = (
    _replace_word,
    _replace_word,
    _replace_word,
    _swap_words,
    _swap_words,
    _insert,
    _flip,
    _drop_word,
    _drop_line,
    _repeat_line,
    _cut,
    _recode,
)
