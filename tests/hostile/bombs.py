"""Files made to eat memory or time: each is small enough to send, and would be large enough to hurt."""

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.formats import samples
from tests.hostile.readers import SVG, a_pdf

LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<!DOCTYPE definitions [<!ENTITY e0 "ha">{LAUGHS}]>'


@dataclass(frozen=True)
class Bomb:
    """`made` gives the bytes, `code` is what the reader must say, None where it takes the file."""

    reader: str
    made: Callable[[], bytes]
    code: str | None


def _bpmn(old: str, new: str) -> Callable[[], bytes]:
    return lambda: samples.bpmn_text().replace(old, new, 1).encode()


def _form(component: str) -> Callable[[], bytes]:
    """A form with this text as its components."""
    head = samples.form_bytes().decode().replace("[]", "[%s]", 1)
    return lambda: (head % component).encode()


def _laughing(text: str, encoding: str) -> Callable[[], bytes]:
    """The document with a billion laughs before it and one in its first attribute or text."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    body = text.partition("?>")[2] or text
    return lambda: (head + DOCTYPE + body.replace('name="', 'name="&e9;', 1)).encode(encoding)


def _content(more: str) -> Callable[[], bytes]:
    return lambda: (samples.CONTENT + more).encode()


def _many_nodes() -> bytes:
    tasks = "".join(f'<bpmn:task id="n{n}"/>' for n in range(40_000))
    text = samples.bpmn_text().replace("<bpmn:endEvent", f"{tasks}<bpmn:endEvent", 1)
    return re.sub("<bpmn:laneSet.*</bpmn:laneSet>", "", text, flags=re.DOTALL).encode()


def _many_flows() -> bytes:
    flows = "".join(
        f'<bpmn:sequenceFlow id="m{n}" sourceRef="steg" targetRef="steg"/>' for n in range(20_000)
    )
    return samples.bpmn_text().replace("<bpmn:sequenceFlow", f"{flows}<bpmn:sequenceFlow", 1).encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + _chunk(b"IEND", b"")


def _size(width: int, height: int) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))


def _two_sizes() -> bytes:
    pixels = zlib.compress(b"\0" * 100_000_000, 9)
    return _png(_size(10, 10), _size(9_000, 9_000), _chunk(b"IDAT", pixels))


def _long_text() -> bytes:
    """A text chunk that unpacks to 200 MB."""
    return _png(_size(10, 10), _chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 200_000_000, 9)[:290_000]))


def _pdf_page(size: str) -> Callable[[], bytes]:
    return lambda: a_pdf().replace(b"[ 0 0 200 200 ]", size.encode())


def _svg(old: bytes, new: bytes) -> Callable[[], bytes]:
    return lambda: SVG.replace(old, new, 1)


DEEP = 100_000

BOMBS: Mapping[str, Bomb] = {
    "a billion laughs in a process": Bomb("bpmn", _laughing(samples.bpmn_text(), "UTF-8"), "doctype"),
    "a billion laughs in UTF-16": Bomb("bpmn", _laughing(samples.bpmn_text(), "UTF-16"), "not_xml"),
    "40 000 steps": Bomb("bpmn", _many_nodes, "too_many_nodes"),
    "20 000 flows": Bomb("bpmn", _many_flows, "too_many_flows"),
    "deep elements": Bomb("bpmn", lambda: b"<a>" * DEEP + b"</a>" * DEEP, "too_deep"),
    "a name of a megabyte": Bomb("bpmn", _bpmn("1. Ett steg", "Ö" * 600_000), "text_too_long"),
    "many attributes": Bomb(
        "bpmn", lambda: b"<a " + b" ".join(b'a%d=""' % n for n in range(150_000)) + b"/>", "not_bpmn"
    ),
    "deep JSON lists": Bomb("form", lambda: b"[" * 500_000, "too_deep"),
    "deep JSON objects": Bomb("form", _form('{"a":' * 60_000 + "1" + "}" * 60_000), "too_deep"),
    "a key many times": Bomb(
        "form",
        lambda: ("{" + ",".join(f'"k{n}":1' for n in range(90_000)) + ',"k89999":2}').encode(),
        "duplicate_key",
    ),
    "a number of a megabyte": Bomb("form", _form('{"a":' + "9" * 900_000 + "}"), "not_json"),
    "a number without end": Bomb("form", _form('{"a": 1e999}'), "bad_number"),
    "a text of a megabyte": Bomb("form", _form('{"label":"' + "a" * 900_000 + '"}'), "text_too_long"),
    "80 000 values": Bomb("form", _form("1," * 80_000 + "1"), "too_many_elements"),
    "3 000 choices": Bomb(
        "form",
        _form(
            '{"type":"select","id":"a","key":"a","values":['
            + ",".join(f'{{"value":"v{n}","label":"v"}}' for n in range(3_000))
            + "]}"
        ),
        "too_many_options",
    ),
    "a slow pattern": Bomb(
        "form",
        _form('{"type":"textfield","id":"a","key":"a","validate":{"pattern":"(a+)+$"}}'),
        "pattern_dangerous",
    ),
    "deep TOML lists": Bomb("content", lambda: b"a = " + b"[" * 400_000, "too_deep"),
    "a key of 400 000 parts": Bomb("content", _content("[" + "a." * 400_000 + "a]\n"), "too_deep"),
    "a dotted key of 400 000 parts": Bomb("content", _content("a." * 400_000 + "a = 1\n"), "too_deep"),
    "a dotted key in a line": Bomb("content", _content("b = {" + "a." * 100_000 + "a = 1}\n"), "too_deep"),
    "many keys of parts": Bomb(
        "content", _content("".join(f"[{'a.' * 20}b{n}]\n" for n in range(15_000))), "unknown_step"
    ),
    "blanks after a quoted name": Bomb(
        "content", _content('["\\"å' + " " * 900_000 + '"]\na = 1\n'), "text_too_long"
    ),
    "a hexadecimal number of a megabyte": Bomb(
        "content", _content("x = 0x" + "f" * 900_000 + "\n"), "bad_number"
    ),
    "many tables": Bomb("content", _content("[[x]]\n" * 150_000), "too_many_elements"),
    "a deep condition": Bomb("condition", lambda: b"=" + b"(" * 490, "feel_too_deep"),
    "a long condition": Bomb("condition", lambda: b"=a" + b" or a" * 200_000, "feel_too_long"),
    "deep JSON in a fact": Bomb(
        "fact",
        lambda: (
            b'form_saved\n{"document_id":"a","document":"a","form":"a","form_version":1,"step":"a","round":1,'
            b'"filed_under":"a","title":"a","answers":{"a":' + b"[" * DEEP + b"]" * DEEP + b"}}"
        ),
        "damaged",
    ),
    "deep JSON in a key file": Bomb("key file", lambda: b'{"a":' * 10_000, "damaged_key_file"),
    "a key file of a megabyte": Bomb("key file", lambda: b" " * 1_000_000, "damaged_key_file"),
    "a picture with two sizes": Bomb("arms png", _two_sizes, "too_large"),
    "a picture with a text of 200 MB": Bomb("arms png", _long_text, "unreadable"),
    "a billion laughs in arms": Bomb("arms svg", _laughing(SVG.decode(), "UTF-16"), "not_plain_shapes"),
    "deep groups": Bomb(
        "arms svg", lambda: b"<svg>" + b"<g>" * 40_000 + b"</g>" * 40_000 + b"</svg>", "too_large"
    ),
    "a long transform": Bomb("arms svg", _svg(b"translate(1 1)", b"a" * 290_000), "not_plain_shapes"),
    "many brackets in a transform": Bomb(
        "arms svg", _svg(b"translate(1 1)", b"a(" * 140_000), "not_plain_shapes"
    ),
    "a long number": Bomb("arms svg", _svg(b"M2 2h36", b"M2 2h" + b"9" * 290_000), "unreadable"),
    "many arcs": Bomb("arms svg", _svg(b"M2 2h36", b"M2 2" + b"a1 1 0 0 1 1 1" * 19_000), None),
    "a page as large as a house": Bomb("pdf", _pdf_page("[ 0 0 2e9 2e9 ]"), None),
    "a page without a size": Bomb("pdf", _pdf_page("[ 0 0 0 0 ]"), None),
    "a folder of large files": Bomb(
        "process",
        lambda: b"<a/>" + b"".join(b"\n#### f%d.form\n" % n + b" " * 200_000 for n in range(59)),
        "missing_file",
    ),
    "a row of one sign": Bomb("number", lambda: b"1" * 1_000_000, None),
    "a row of blanks": Bomb("number", lambda: b" " * 1_000_000, None),
    "a long time": Bomb("interval", lambda: b"P" + b"9" * 1_000_000, "bad_interval"),
    "a long code": Bomb("recovery code", lambda: b"A-" * 500_000, "recovery_code_typo"),
    "a long policy": Bomb("policy", lambda: b"#" * 3_000_000, "too_large"),
}
