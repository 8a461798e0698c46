"""Every reader of what comes from outside: how it is asked, what it may answer, and whole files to damage."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests.formats import samples

from familjeflow import resources
from familjeflow.domain import events, feel
from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Interval
from familjeflow.export import raster
from familjeflow.export.letterhead_arms import ArmsError, read_arms
from familjeflow.formats import bpmn, bundle, content, forms, patterns
from familjeflow.formats.errors import FormatError
from familjeflow.services import persons, policy
from familjeflow.services.format_sentences import format_words
from familjeflow.storage import codec, keyfile, recovery
from familjeflow.storage.errors import VaultError
from familjeflow.storage.kdf import KdfCost

DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Reader:
    """`read` raises one of `refuses` or nothing. `whole` are files that it takes."""

    read: Callable[[bytes, Path], object]
    refuses: tuple[type[Exception], ...]
    whole: Callable[[], list[bytes]]


def _shipped(pattern: str) -> Callable[[], list[bytes]]:
    """The smallest and the largest of the program's own files."""

    @cache
    def files() -> list[bytes]:
        found = sorted(resources.path("processes").glob(pattern), key=lambda p: p.stat().st_size)
        return [p.read_bytes() for p in (found[0], found[len(found) // 2], found[-1])]

    return files


@cache
def _process(name: str) -> tuple[Mapping[str, bytes], Any]:
    files = bundle.read_folder(resources.path("processes") / name)
    return files, bundle.read_bundle(files)


def _content(data: bytes, _folder: Path) -> object:
    _files, whole = _process("kontaktperson")
    return content.read(data, whole.graph, whole.forms)


def _policy(data: bytes, _folder: Path) -> object:
    found = policy.read(data, "policy.toml")
    if found.fault is not None:
        raise found.fault
    return found


def _own_process(data: bytes, folder: Path) -> object:
    """A process folder whose files are parted by a line of their own, as an organisation would keep it."""
    place = folder / "egen"
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    for number, part in enumerate(re.split(rb"\n#### ?", data)):
        name, _newline, text = part.partition(b"\n") if number else (b"process.bpmn", b"", part)
        safe = re.sub(r"[/\0]", "_", name[:60].decode("utf-8", "surrogateescape"))
        (place / (safe if safe not in ("", ".", "..") else "_")).write_bytes(text)
    return bundle.read_bundle(bundle.read_folder(place))


def _whole_process() -> list[bytes]:
    form = samples.form_bytes(samples.field(), samples.field("dag", type="textarea", validate={"max": 3}))
    others = {"content.toml": samples.CONTENT.encode(), "blankett.form": form}
    texts = [b"\n#### " + name.encode() + b"\n" + text for name, text in others.items()]
    return [samples.bpmn_text().encode() + b"".join(texts)]


def _condition(data: bytes, _folder: Path) -> object:
    found = feel.parse(data.decode("utf-8", "replace"))
    return [found.holds({name: value for name in found.names}) for value in (None, "a", 1, [1], True, 1e300)]


def _pattern(data: bytes, _folder: Path) -> object:
    """A pattern that is let through is tried on texts that make slow ones slow."""
    pattern = data.decode("utf-8", "replace")
    if patterns.fault(pattern) is not None:
        return None
    texts = ("a" * 2000, "ab" * 999 + "!", "0" * 1999 + "x", "a " * 999 + "\n")
    return [re.fullmatch(pattern, text) for text in texts]


def _key_file(data: bytes, folder: Path) -> object:
    place = folder / "prov.nycklar"
    place.write_bytes(data)
    return keyfile.read(place)


def _fact(data: bytes, _folder: Path) -> object:
    """The kind stands before the first line break, what it says after it."""
    kind, _newline, said = data.partition(b"\n")
    return codec.decode_payload(kind.decode("utf-8", "replace"), 1, said)


def _facts() -> list[bytes]:
    form = events.FormSaved("d", "dok", "f", 1, "steg", 1, "person", "Titel", {"a": [{"b": 1.5}], "c": None})
    day = events.DateRecorded("bistand_tom", DAY)
    return [events.kind_slug(type(p)).encode() + b"\n" + codec.encode_payload(p) for p in (form, day)]


def _header() -> list[bytes]:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    head = events.Header("e", "case:1", "o", 1, 1, "date_recorded", 1, "a", "a", "", now, DAY, "0", "0")
    return [codec.encode_header(head)]


def _arms(data: bytes, _folder: Path) -> object:
    out = BytesIO()
    canvas = Canvas(out)
    read_arms(data).paint(canvas, 40, 50)  # type: ignore[arg-type] # paint needs nothing of a tagged canvas
    canvas.showPage()
    canvas.save()
    assert not re.search(rb"\b(nan|inf)\b", out.getvalue()), "no number at all in the paper"
    return out


def _pictures() -> list[bytes]:
    found = []
    for mode in ("RGBA", "P"):
        out = BytesIO()
        Image.new(mode, (20, 30)).save(out, "PNG")
        found.append(out.getvalue())
    return found


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50">
<g transform="translate(1 1) rotate(2 20 25)" fill="#1f4e79">
<path d="M2 2h36v24c0 12-10 18-18 22S2 38 2 26z m4 4Q10 2 14 6T20 8a12 6 15 0 1 6 4L26 9z"/>
<rect x="5" y="6" width="4" height="5" style="fill:#f2c230;stroke:none"/><circle cx="20" r="8" fill="gold"/>
<polygon points="1,1 2,2 3,1"/><line x1="1" x2="4" y2="4" stroke="black" stroke-width="2"/></g></svg>"""


def _pages(data: bytes, _folder: Path) -> object:
    assert len(raster.page_sizes(data)) >= 0
    return raster.page_images(data, range(2), 0.3)


def a_pdf() -> bytes:
    """A page of text and lines."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 200), pageCompression=0, invariant=True)
    canvas.drawString(20, 100, "Ett papper")
    canvas.rect(10, 10, 50, 50)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _key_files() -> list[bytes]:
    """A passphrase slot and a keyring slot, with boxes that hold nothing: the reader opens none."""
    first = keyfile.Slot("s-1", "passphrase", "", "2026-03-02T09:30Z", b"s" * 16, b"n" * 12, b"b", KdfCost())
    slots = (first, replace(first, id="s-2", kind="keyring", cost=None, backend="kr"))
    made = keyfile.KeyFile(vault="vault-1", slots=slots, mac=b"m" * 32)
    return [json.dumps(msgspec.to_builtins(made), indent=1).encode()]


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def _of_text(read: Callable[[str], object]) -> Callable[[bytes, Path], object]:
    return lambda data, _folder: read(data.decode("utf-8", "replace"))


READERS: Mapping[str, Reader] = {
    "bpmn": Reader(lambda d, _: bpmn.read(d), (FormatError,), _shipped("*/process.bpmn")),
    "form": Reader(lambda d, _: forms.read(d, "prov.form"), (FormatError,), _shipped("*/*.form")),
    "content": Reader(_content, (FormatError,), _shipped("kontaktperson/content.toml")),
    "process": Reader(_own_process, (FormatError,), _whole_process),
    "policy": Reader(
        _policy,
        (FormatError,),
        _texts('[lock]\nminutes = 5\n[backup]\nfolder = "/srv/kopior"\n[letterhead]\ncolour = "#123456"\n'),
    ),
    "condition": Reader(
        _condition,
        (feel.FeelError,),
        _texts('=not(list contains(a, "b")) and (c >= -1.5 or d = null) and e != "f\\"g"'),
    ),
    "pattern": Reader(_pattern, (), _texts(r"[A-Z]{2,3}-\d+(?:/[a-z]?)?", r"(a|b)?c{1,20}\.x*", "[^]a]+")),
    "interval": Reader(_of_text(Interval.parse), (DomainError,), _texts("P1Y2M3W4D", "P5B")),
    "number": Reader(
        _of_text(lambda t: persons.parse_number(t, DAY)),
        (),
        _texts("19990101-9802", "990101+9802", "199961019800"),
    ),
    "recovery code": Reader(
        _of_text(recovery.read), (VaultError,), lambda: [recovery.written(bytes(range(20))).encode()]
    ),
    "key file": Reader(_key_file, (VaultError,), _key_files),
    "fact": Reader(_fact, (VaultError,), _facts),
    "header": Reader(lambda d, _: codec.decode_header(d), (VaultError,), _header),
    "arms svg": Reader(_arms, (ArmsError,), lambda: [SVG]),
    "arms png": Reader(_arms, (ArmsError,), _pictures),
    "pdf": Reader(_pages, (raster.UnreadablePdfError,), lambda: [a_pdf()]),
}


def refusal(name: str, data: bytes, folder: Path) -> Exception | None:
    """Why the reader refuses the file, or None where it takes it. Anything but its own errors comes out."""
    reader = READERS[name]
    try:
        reader.read(data, folder)
    except reader.refuses as error:
        if isinstance(error, FormatError):
            told(error)
        return error
    return None


def told(error: FormatError) -> None:
    """A refused file is named, its line is a line, and there are Swedish words for what is wrong."""
    assert error.file
    assert error.line is None or error.line >= 1
    assert len(error.field) <= 300
    assert error.field.isprintable()
    words = format_words(error)
    assert error.code not in words
