"""A damaged vault's pages, decrypted one by one in memory, whatever is wrong with the others.

SQLCipher refuses a whole connection after one page that fails its HMAC. Reading the pages ourselves keeps
what is around the damage. The format is SQLCipher 4's (https://www.zetetic.net/sqlcipher/design/):
AES-256-CBC, at the end of each page 16 bytes IV and 64 bytes HMAC-SHA512 over what is encrypted, the IV and
the page's number. Files are only read; what is decrypted never reaches a disk.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from familjeflow.storage.connection import PAGE_BYTES
from familjeflow.storage.keys import SALT_BYTES, Key

USABLE = PAGE_BYTES - 80
"""Bytes of a page that SQLite uses."""
_IV = 16
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LITTLE, _BIG = 0x377F0682, 0x377F0683


@dataclass(frozen=True, slots=True)
class Pages:
    """`plain` are decrypted pages by number, from 1. `bad` fail their HMAC: what they hold may be anything.

    `torn` is how many bytes stand after the last whole page. `log_pages` came from the log beside the file.
    """

    plain: dict[int, bytes]
    bad: frozenset[int]
    torn: int
    log_pages: int


def read_pages(vault: Path, key: Key) -> Pages:
    """Every page of a vault file, with those of its write-ahead log in their place. Raises OSError."""
    data = vault.read_bytes()
    sealed = {
        number: data[start : start + PAGE_BYTES]
        for number, start in enumerate(range(0, len(data) - PAGE_BYTES + 1, PAGE_BYTES), 1)
    }
    log = vault.with_name(vault.name + "-wal")
    newer = dict(_committed(log.read_bytes())) if log.exists() else {}
    sealed |= newer
    secret = hashlib.pbkdf2_hmac("sha512", key.data, bytes(b ^ 0x3A for b in key.salt), 2, 32)
    plain = {number: _decrypted(number, page, key) for number, page in sealed.items()}
    bad = frozenset(number for number, page in sealed.items() if not _holds(number, page, secret))
    return Pages(plain, bad, len(data) % PAGE_BYTES, len(newer))


def _start(number: int) -> int:
    """Where the encrypted part of a page begins: the first page has the salt before it."""
    return SALT_BYTES if number == 1 else 0


def _holds(number: int, page: bytes, secret: bytes) -> bool:
    said = hmac.new(secret, page[_start(number) : USABLE + _IV] + struct.pack("<I", number), "sha512")
    return hmac.compare_digest(said.digest(), page[USABLE + _IV :])


def _decrypted(number: int, page: bytes, key: Key) -> bytes:
    cipher = Cipher(algorithms.AES(key.data), modes.CBC(page[USABLE : USABLE + _IV])).decryptor()
    return bytes(_start(number)) + cipher.update(page[_start(number) : USABLE]) + cipher.finalize()


def _committed(log: bytes) -> Iterator[tuple[int, bytes]]:
    """The pages of a write-ahead log up to its last whole commit (https://sqlite.org/fileformat2.html#walformat)."""
    if len(log) < _LOG_HEADER:
        return
    magic, _version, size = struct.unpack(">III", log[:12])
    if magic not in (_LITTLE, _BIG) or size != PAGE_BYTES:
        return
    order = ">" if magic == _BIG else "<"
    sums = _sums(order, log[:24], (0, 0))
    if sums != struct.unpack(">II", log[24:32]):
        return
    waiting: list[tuple[int, bytes]] = []
    for start in range(_LOG_HEADER, len(log) - _FRAME_HEADER - PAGE_BYTES + 1, _FRAME_HEADER + PAGE_BYTES):
        head = log[start : start + _FRAME_HEADER]
        page = log[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE_BYTES]
        sums = _sums(order, page, _sums(order, head[:8], sums))
        number, commit = struct.unpack(">II", head[:8])
        if head[8:16] != log[16:24] or sums != struct.unpack(">II", head[16:24]) or not number:
            return
        waiting.append((number, page))
        if commit:
            yield from waiting
            waiting = []


def _sums(order: str, data: bytes, before: tuple[int, int]) -> tuple[int, int]:
    one, two = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
