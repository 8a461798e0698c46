"""Rows out of decrypted pages, without SQLite: of a whole tree, or of one page that nothing leads to.

The format is SQLite's own (https://sqlite.org/fileformat2.html sections 1.6 and 2.1). Everything read here
may be garbage, so every number is bounded and a cell that can not be read is passed over.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from familjeflow.storage.raw_pages import USABLE, Pages

Value = None | int | float | str | bytes
INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 0x02, 0x05, 0x0A, 0x0D
_KINDS = (INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF)
_MOST_INDEX = (USABLE - 12) * 64 // 255 - 23
_LEAST = (USABLE - 12) * 32 // 255 - 23
_MOST_TABLE = USABLE - 35
_MOST_PAYLOAD = 64 * 1024 * 1024
_FILE_HEADER = 100
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Row:
    """A record. `clean` means that every page it lies on is as it was written."""

    values: tuple[Value, ...] = field(repr=False)
    rowid: int
    clean: bool


class _UnreadableError(Exception):
    pass


def rows_on(pages: Pages, number: int) -> Iterator[Row]:
    """The rows that lie on a page itself."""
    page = pages.plain.get(number, b"")
    kind, cells = _cells(number, page)
    if kind == TABLE_INNER:
        return
    for start in cells:
        try:
            yield _row(pages, number, page, start, kind)
        except (_UnreadableError, IndexError, struct.error, ValueError):
            continue


def tree(pages: Pages, root: int) -> Iterator[Row]:
    """The rows of a table, as far as pages lead to each other."""
    waiting, seen = [root], set()
    while waiting:
        number = waiting.pop()
        if number in seen or number not in pages.plain:
            continue
        seen.add(number)
        yield from rows_on(pages, number)
        waiting += _children(number, pages.plain[number])


def _cells(number: int, page: bytes) -> tuple[int, list[int]]:
    """The kind of a page and where its cells begin; (0, []) for a page that is no part of a tree."""
    start = _FILE_HEADER if number == 1 else 0
    kind = page[start] if len(page) > start + 12 else 0
    if kind not in _KINDS:
        return 0, []
    first = start + (12 if kind in (INDEX_INNER, TABLE_INNER) else 8)
    many = min(struct.unpack_from(">H", page, start + 3)[0], (USABLE - first) // 2)
    return kind, [
        at for at in struct.unpack_from(f">{many}H", page, first) if first + 2 * many <= at < USABLE
    ]


def _children(number: int, page: bytes) -> list[int]:
    kind, cells = _cells(number, page)
    if kind not in (INDEX_INNER, TABLE_INNER):
        return []
    start = _FILE_HEADER if number == 1 else 0
    places = [start + 8, *(at for at in cells if at + 4 <= USABLE)]
    return [struct.unpack_from(">I", page, at)[0] for at in places]


def _row(pages: Pages, number: int, page: bytes, start: int, kind: int) -> Row:
    at = start + (4 if kind == INDEX_INNER else 0)
    size, at = _varint(page, at)
    rowid = 0
    if kind == TABLE_LEAF:
        rowid, at = _varint(page, at)
    payload, clean = _payload(pages, page, at, size, _MOST_TABLE if kind == TABLE_LEAF else _MOST_INDEX)
    return Row(_record(payload), rowid, clean and number not in pages.bad)


def _payload(pages: Pages, page: bytes, at: int, size: int, most: int) -> tuple[bytes, bool]:
    """The bytes of a record, followed through its overflow pages, and whether all of those are clean."""
    if not 0 < size <= _MOST_PAYLOAD:
        raise _UnreadableError
    here = size
    if size > most:
        here = _LEAST + (size - _LEAST) % (USABLE - 4)
        here = here if here <= most else _LEAST
    if at + here + (4 if here < size else 0) > USABLE:
        raise _UnreadableError
    parts, left, clean = [page[at : at + here]], size - here, True
    following = struct.unpack_from(">I", page, at + here)[0] if left else 0
    for _page in range(len(pages.plain)):
        if not left:
            break
        if following not in pages.plain:
            raise _UnreadableError
        clean = clean and following not in pages.bad
        over = pages.plain[following]
        following = struct.unpack_from(">I", over, 0)[0]
        parts.append(over[4 : 4 + min(left, USABLE - 4)])
        left -= len(parts[-1])
    if left:
        raise _UnreadableError
    return b"".join(parts), clean


def _record(payload: bytes) -> tuple[Value, ...]:
    header, at = _varint(payload, 0)
    if not at <= header <= len(payload):
        raise _UnreadableError
    values, place = [], header
    while at < header:
        kind, at = _varint(payload, at)
        value, place = _value(payload, place, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    many = _INTEGER_BYTES.get(kind, (kind - 12) // 2)
    raw = payload[at : at + many]
    if kind in (10, 11) or len(raw) != many:
        raise _UnreadableError
    if kind in _INTEGER_BYTES:
        return int.from_bytes(raw, "big", signed=True), at + many
    return (raw.decode("utf-8") if kind % 2 else raw), at + many


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for number in range(9):
        byte = data[at + number]
        if number == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + number + 1
    raise _UnreadableError
