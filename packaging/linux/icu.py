"""ICU's data for the languages of the program only: 28 of Qt's 88 megabytes are what other languages need.

What is kept is what Qt asks ICU for: properties of characters, normalisation, sorting in the Nordic languages
and time zones. The library is made anew around the smaller data, which no code depends on the size of.
Format: ICU's common data file (source/common/ucmndata.h, "CmnD"): a head, a table of names and places, items.
"""

import re
import struct
import tempfile
from pathlib import Path

import stage

_KEEP = re.compile(
    r"""(?!unames)[^/]+\.(icu|nrm|spp)                         # properties, normal forms, prepared strings
    |(root|sv|sv_SE|en|en_001|en_GB|pool|res_index|supplementalData|keyTypeData|likelySubtags|metadata)\.res
    |(zoneinfo64|timezoneTypes|metaZones|windowsZones|numberingSystems|icustd|icuver|tzdbNames)\.res
    |coll/(ucadata\.icu|(root|sv|sv_SE|en|da|nb|no|fi|de|res_index|pool)\.res)
    |brkitr/((char|word|line|sent|title|line_normal|word_posix)\.brk|(root|sv|en|res_index)\.res)
    |zone/(root|sv|en|pool|res_index|tzdbNames)\.res
    """,
    re.VERBOSE,
)
_ALIGN = 16


def make_smaller(library: Path) -> None:
    """Replace libicudata.so.N by one with the kept items only. Raises ValueError for another kind of file."""
    version = library.name.rpartition(".")[2]
    before = library.read_bytes()
    head, items = read_items(before, f"icudt{version}l/")
    kept = {name: data for name, data in items.items() if _KEEP.fullmatch(name.partition("/")[2])}
    _link(library, version, head + table(kept))


def read_items(library: bytes, package: str) -> tuple[bytes, dict[str, bytes]]:
    """The head of the data inside a library, and each item by its name, which begins with `package`."""
    magic = library.index(b"\xda\x27", library.index(b"CmnD") - 20)
    (size,) = struct.unpack_from("<H", library, magic - 2)
    start = magic - 2
    base = start + size
    (count,) = struct.unpack_from("<I", library, base)
    pairs = struct.unpack_from(f"<{2 * count}I", library, base + 4)
    names = [_name(library, base + offset) for offset in pairs[0::2]]
    if not all(name.startswith(package) for name in names):
        raise ValueError(f"this is not the ICU data that is known here: {names[0]}")
    places = pairs[1::2]
    # No next item tells where the last one ends; it tells so itself.
    ends = (*places[1:], _end_of_last(library, base + places[-1]) - base)
    data = (library[base + place : base + end] for place, end in zip(places, ends, strict=True))
    return library[start:base], dict(zip(names, data, strict=True))


def _name(library: bytes, place: int) -> str:
    return library[place : library.index(b"\0", place)].decode("ascii")


def _end_of_last(library: bytes, place: int) -> int:
    """A bundle of resources tells its own size in words of four bytes (source/common/uresdata.h)."""
    (size,) = struct.unpack_from("<H", library, place)
    words = struct.unpack_from("<5I", library, place + size)
    return place + int(size) + 4 * int(words[4])


def table(items: dict[str, bytes]) -> bytes:
    """Count, the table of names and places, names and items, each item at a multiple of 16 bytes."""
    names = sorted(items)
    text = b"".join(name.encode("ascii") + b"\0" for name in names)
    name_at = 4 + 8 * len(names)
    data_at = _aligned(name_at + len(text))
    pairs: list[int] = []
    body = b""
    for name in names:
        pairs += [name_at, data_at + len(body)]
        name_at += len(name) + 1
        body += items[name] + b"\0" * (_aligned(len(items[name])) - len(items[name]))
    front = struct.pack(f"<I{len(pairs)}I", len(names), *pairs) + text
    return front + b"\0" * (data_at - len(front)) + body


def _aligned(place: int) -> int:
    return -(-place // _ALIGN) * _ALIGN


def _link(library: Path, version: str, data: bytes) -> None:
    """A library of data only, under the name and with the symbol that ICU's code looks for."""
    symbol = f"icudt{version}_dat"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "data.dat").write_bytes(data)
        lines = (
            *(".section .rodata", f".balign {_ALIGN}", f".globl {symbol}", f".type {symbol}, @object"),
            *(f"{symbol}:", '.incbin "data.dat"', f".size {symbol}, .-{symbol}"),
            '.section .note.GNU-stack,"",@progbits',
        )
        (place / "data.s").write_text("\n".join(lines) + "\n", encoding="ascii")
        stage.run("as", "-o", "data.o", "data.s", cwd=place)
        options = (
            "-shared",
            "-soname",
            library.name,
            "-z",
            "noexecstack",
            "--build-id=none",
            "--hash-style=gnu",
        )
        stage.run("ld", *options, "-o", library, "data.o", cwd=place)
