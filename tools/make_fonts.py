"""Cuts the faces of the program out of the variable Noto Sans and writes their advance widths.

Run it again after a new font release: `python tools/make_fonts.py`. It needs the extra `fonts`
(fonttools, fontpkg-noto-sans, fontpkg-noto-sans-arabic) and writes the same bytes every time:

    resources/fonts/NotoSans-{Regular,SemiBold,Italic}.ttf   static, subset, unhinted
    resources/fonts/NotoSansArabic-Regular.ttf               for names in Arabic script on paper
    resources/fonts/OFL.txt                                   their licence
    resources/fonts/widths.json                               advance widths in 1/1000 em per code point
    resources/fonts/sRGB.icc                                  the colour profile a PDF/A file must name

PDF needs static files, since a writer of PDF embeds only the default instance of a variable font.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from PIL import ImageCms

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"
SOURCE = fontpkg_noto_sans.ROOT
FAMILY = "Noto Sans"

# First and last code point. Private use is left out: PDF/A-2a (ISO 19005-2, 6.2.11.7) does not allow it.
RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic and its supplement
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x206F),  # general punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x214F),  # letterlike symbols
    (0x2190, 0x21FF),  # arrows (Noto Sans 2.15 has none; draw them)
    (0x2200, 0x22FF),  # mathematical operators
    (0x25A0, 0x25FF),  # geometric shapes
    (0xFFFD, 0xFFFD),  # the replacement character
)
# The letters, and the presentation forms that the shaped letters are known by in a PDF.
ARABIC_RANGES = (
    (0x0020, 0x0020),
    (0x00A0, 0x00A0),
    (0x0600, 0x06FF),  # Arabic
    (0x0750, 0x077F),  # Arabic Supplement
    (0xFB50, 0xFDFF),  # Arabic Presentation Forms-A
    (0xFE70, 0xFEFC),  # Arabic Presentation Forms-B
)
# ICC.1:2010, 7.2.8: bytes 24 to 35 hold the moment of creation; a fixed one gives the same bytes each time.
ICC_MOMENT = slice(24, 36)
ICC_FIXED_MOMENT = bytes.fromhex("07e800010001000000000000")
NAMES = {"family": 1, "style": 2, "full": 4, "postscript": 6}
REPACKER = "fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"
NAMES_OF_VARIATIONS = (16, 17, 21, 22, 25)


@dataclass(frozen=True)
class Face:
    """One static face: what the program calls it, where it comes from and its weight (1 to 1000)."""

    called: str
    source: str
    style: str
    weight: int


FACES = (
    Face("Sans", "NotoSans[wdth,wght].ttf", "Regular", 400),
    Face("Sans-Bold", "NotoSans[wdth,wght].ttf", "SemiBold", 600),
    Face("Sans-Italic", "NotoSans-Italic[wdth,wght].ttf", "Italic", 400),
)

ARABIC = Face("Sans-Arabic", "NotoSansArabic[wdth,wght].ttf", "Regular", 400)


def wanted(ranges: tuple[tuple[int, int], ...]) -> list[int]:
    """Every code point in the ranges."""
    return [code for first, last in ranges for code in range(first, last + 1)]


def rename(font: TTFont, face: Face) -> None:
    """Give the instance names of its own; the variable font's names would mislead a font menu."""
    family = f"{FAMILY} Arabic" if face == ARABIC else FAMILY
    table = font["name"]
    for number in NAMES_OF_VARIATIONS:
        table.removeNames(nameID=number)
    texts = {
        "family": family,
        "style": face.style,
        "full": f"{family} {face.style}",
        "postscript": f"{family.replace(' ', '')}-{face.style}",
    }
    for key, number in NAMES.items():
        table.setName(texts[key], number, 3, 1, 0x409)


def cut(face: Face) -> TTFont:
    """The static subset of one face."""
    arabic = face == ARABIC
    source = fontpkg_noto_sans_arabic.ROOT if arabic else SOURCE
    variable = TTFont(source / "files" / face.source, recalcTimestamp=False)
    font = instancer.instantiateVariableFont(variable, {"wght": face.weight, "wdth": 100})
    options = subset.Options(hinting=False, glyph_names=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted(ARABIC_RANGES if arabic else RANGES))
    subsetter.subset(font)
    rename(font, face)
    font.cfg[REPACKER] = False  # else the bytes depend on whether uharfbuzz is installed
    return font


def widths(font: TTFont) -> dict[str, int]:
    """Advance width in 1/1000 em for each code point, as text keys because JSON has no others."""
    em = font["head"].unitsPerEm
    advances = font["hmtx"]
    glyphs = sorted(font.getBestCmap().items())
    return {str(code): round(advances[glyph][0] * 1000 / em) for code, glyph in glyphs}


def srgb() -> bytes:
    """The sRGB profile of Little CMS, free to use, with a fixed date."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[ICC_MOMENT] = ICC_FIXED_MOMENT
    return bytes(profile)


def main() -> None:
    """Write all files and say how large they became."""
    TARGET.mkdir(parents=True, exist_ok=True)
    table = {}
    for face in (*FACES, ARABIC):
        font = cut(face)
        path = TARGET / f"NotoSans{'Arabic' if face == ARABIC else ''}-{face.style}.ttf"
        font.save(path)
        table[face.called] = widths(font)
        print(path.name, path.stat().st_size, "bytes,", len(table[face.called]), "characters")
    shutil.copyfile(SOURCE / "LICENSE", TARGET / "OFL.txt")
    (TARGET / "sRGB.icc").write_bytes(srgb())
    (TARGET / "widths.json").write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
