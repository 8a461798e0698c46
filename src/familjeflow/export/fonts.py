"""The faces on paper: which characters they have, how wide text is, and how text is made safe for them.

Three faces write Latin, Greek and Cyrillic. A fourth writes single names in Arabic script.

A character that a font lacks becomes `.notdef`, which both PDF/UA-1 (7.21.8) and PDF/A-2a (6.2.11.8) forbid.
So every text passes `clean` before it is measured or drawn.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from familjeflow import resources

REGULAR = "Sans"
BOLD = "Sans-Bold"
ITALIC = "Sans-Italic"
FACES: Mapping[str, str] = {
    REGULAR: "fonts/NotoSans-Regular.ttf",
    BOLD: "fonts/NotoSans-SemiBold.ttf",
    ITALIC: "fonts/NotoSans-Italic.ttf",
}
ARABIC = "Sans-Arabic"  # for single names; there is no bold or italic of it
_ARABIC_FILE = "fonts/NotoSansArabic-Regular.ttf"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NARROW_NO_BREAK_SPACE = "\N{NARROW NO-BREAK SPACE}"
MISSING = "\N{REPLACEMENT CHARACTER}"

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(" {2,}")
# Words of Arabic letters with the spaces between them, not digits or marks that Latin text has too.
_ARABIC_WORD = "[\u0610-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f]+"
_ARABIC_RUN = re.compile(f"{_ARABIC_WORD}(?:[ \u00a0]+{_ARABIC_WORD})*")
_registering = threading.Lock()


def register() -> None:
    """Make the faces known to ReportLab under their names here. May be called again, from any thread."""
    with _registering:
        _register_once()


@cache
def _register_once() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(resources.path(file))))


def register_arabic() -> None:
    """Make the Arabic face known to ReportLab, for the first name that needs it. Needs uharfbuzz."""
    with _registering:
        _register_arabic_once()


@cache
def _register_arabic_once() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(ARABIC, str(resources.path(_ARABIC_FILE)))
    pdfmetrics.registerFont(font)
    shaper = font.hbFont(1000)
    # ReportLab gives a glyph without a character a private one when it is first drawn. Given here and in
    # order, they are the same in every paper, whatever was drawn before it.
    known: dict[int, list[int]] = font.face.glyphToChar  # type: ignore[attr-defined]  # not in types-reportlab
    for glyph in range(font.face.numGlyphs):
        if glyph not in known:
            wide = shaper.get_glyph_h_advance(glyph)
            font.hbAddPrivate(shaper.glyph_to_string(glyph), glyph, wide)  # type: ignore[attr-defined]  # as above


@cache
def advance_widths(font: str) -> Mapping[int, int]:
    """Advance width in 1/1000 em per code point of one face; the keys are all characters that it has."""
    table: dict[str, dict[str, int]] = json.loads(resources.path("fonts/widths.json").read_text("ascii"))
    return {int(code): width for code, width in table[font].items()}


@cache
def _coverage() -> frozenset[int]:
    """What every face can write, so that a change of face never loses a character."""
    return frozenset.intersection(*(frozenset(advance_widths(font)) for font in FACES))


def clean(text: str) -> str:
    """Text that any face can write: composed, without controls, with one kind of line end (`\\n`).

    Invisible characters are dropped, tabs and unusual spaces become a space, runs of spaces become one, and a
    character that no face has becomes U+FFFD, so that a reader sees that something stood there.
    """
    one_kind = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    if not _kept_as_they_are().issuperset(one_kind):
        one_kind = "".join(map(_written_as, one_kind))
    return _SPACES.sub(" ", one_kind)


@cache
def _kept_as_they_are() -> frozenset[str]:
    """The characters that most texts are made of alone, so that those texts are looked through at once."""
    return frozenset(c for c in map(chr, _coverage()) if _written_as(c) == c)


@lru_cache(maxsize=4096)
def _written_as(character: str) -> str:
    kind = unicodedata.category(character)
    if character in "\n" + NO_BREAK_SPACE:
        return character
    if character == NARROW_NO_BREAK_SPACE:
        return NO_BREAK_SPACE
    if character == "\t" or kind == "Zs":
        return " "
    if kind in ("Cc", "Cf"):
        return ""
    return character if ord(character) in _coverage() or is_arabic(character) else MISSING


def is_arabic(text: str) -> bool:
    """Whether the text is one run of Arabic words that can be written."""
    letters = (ord(c) in advance_widths(ARABIC) for c in text)
    return _ARABIC_RUN.fullmatch(text) is not None and all(letters)


def without_arabic(text: str) -> str:
    """Cleaned text for places that write in one face only: Arabic is replaced, visibly."""
    if _ARABIC_RUN.search(text) is None:
        return text
    return "".join(MISSING * len(run) if is_arabic(run) else run for run in runs(text))


def runs(text: str) -> list[str]:
    """The text cut where its script turns to Arabic or back; joined they are the text itself."""
    found = []
    at = 0
    for match in _ARABIC_RUN.finditer(text):
        found += [text[at : match.start()], match[0]]
        at = match.end()
    return [run for run in (*found, text[at:]) if run]


@lru_cache(maxsize=20_000)
def text_width(text: str, font: str, size: float) -> float:
    """Width in points of cleaned text on one line, without kerning (ReportLab sets none)."""
    widths, arabic = advance_widths(font), advance_widths(ARABIC)
    return sum(widths.get(ord(c)) or arabic.get(ord(c), 0) for c in text) * size / 1000
