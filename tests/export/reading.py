"""Reads a tagged PDF the way a screen reader does: the structure tree with the text of each element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name


@dataclass
class Element:
    """One structure element with all text below it, in reading order."""

    tag: str
    alt: str = ""
    actual_text: str = ""
    box: list[float] = field(default_factory=list)
    own_text: str = ""
    kids: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.own_text + "".join(kid.text for kid in self.kids)

    def find(self, *tags: str) -> list["Element"]:
        """All elements below with one of the tags, in reading order."""
        return [element for element in self.walk() if element.tag in tags]

    def walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


def read_tree(data: bytes) -> Element:
    """The document element."""
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = {page.obj.objgen: _marked_text(page) for page in pdf.pages}
        return _read(pdf.Root.StructTreeRoot.K, texts)


def _read(element: pikepdf.Object, texts: dict[tuple[int, int], dict[int, str]]) -> Element:
    found = Element(str(element.S)[1:], str(element.get("/Alt", "")), str(element.get("/ActualText", "")))
    for attributes in element.get("/A", []):
        found.box += [float(number) for number in attributes.get("/BBox", [])]
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            found.own_text += texts[element.Pg.objgen].get(int(kid), "")
        elif kid.get("/Type") == Name.MCR:
            found.own_text += texts[kid.Pg.objgen].get(int(kid.MCID), "")
        elif kid.get("/Type") == Name.StructElem:
            found.kids.append(_read(kid, texts))
    return found


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """Text by marked-content id of one page; artifacts are left out, as a screen reader leaves them out."""
    maps = {name: _to_unicode(font) for name, font in page.resources.Font.items()}
    texts: dict[int, str] = {}
    open_marks: list[int | None] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                tagged = isinstance(properties, Dictionary) and "/MCID" in properties
                replaced = isinstance(properties, Dictionary) and properties.get("/ActualText")
                if replaced and open_marks and open_marks[-1] is not None:
                    texts[open_marks[-1]] = texts.get(open_marks[-1], "") + str(replaced)
                open_marks.append(int(properties.MCID) if tagged else None)
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" if open_marks[-1] is not None:
                said = "".join(maps[font].get(code, "?") for code in bytes(operands[0]))
                texts[open_marks[-1]] = texts.get(open_marks[-1], "") + said
    assert open_marks == [], "marked content is closed on its own page"
    return texts


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>", font.ToUnicode.read_bytes())
    return {int(code, 16): chr(int(character, 16)) for code, character in pairs}
