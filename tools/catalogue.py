"""Brings the catalogues in resources/lang up to date with the texts in the code; the new ones are left empty.

Usage: make catalogue. Prints what is not translated and ends with 1 while something is.
Texts that the code no longer has are dropped: a catalogue holds what the program says and nothing else.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parents[1]
SOURCE = HERE / "src"
LANGUAGES = HERE / "resources" / "lang"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "_m": None,  # what familjeflow.i18n.mark is called where it is used
    "mark": None,
    "ngettext": (1, 2),
}
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""The head of the file carries no time of writing: two people's files would differ in nothing else."""


def extracted() -> Catalog:
    """Every text of the program as it stands in the code, in the order of the files."""
    found = Catalog(charset="utf-8")
    for name, _line, text, comments, context in sorted(
        extract_from_dir(SOURCE, keywords=KEYWORDS), key=lambda each: (each[0], each[1])
    ):
        if text:
            found.add(text, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def read(file: Path) -> Catalog:
    """The catalogue of one language, named by its file: en.po."""
    with file.open("rb") as po:
        return read_po(po, locale=file.stem)


def unfinished(catalogue: Catalog) -> list[Message]:
    """The messages that are not translated, or only guessed."""
    return [each for each in catalogue if each.id and (each.fuzzy or not _whole(each))]


def _whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def as_bytes(catalogue: Catalog) -> bytes:
    """The file as it is kept: a text on a line of its own, its files without line numbers."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False, omit_header=False, ignore_obsolete=True)
    return out.getvalue()


def brought_up_to_date(file: Path) -> Catalog:
    """The catalogue of a language with every text of the code; what was translated stays as it was."""
    kept = {each.id: each.string for each in read(file) if each.id and not each.fuzzy}
    fresh = Catalog(
        locale=file.stem,
        project="FamiljeFlow",
        header_comment="# Swedish is the source: see tools/catalogue.py and docs/beslut/0021-engelska.md",
        charset="utf-8",
        creation_date=_NEVER,
        revision_date=_NEVER,
        fuzzy=False,
    )
    for each in extracted():
        if each.id:
            fresh.add(each.id, kept.get(each.id), each.locations, auto_comments=each.auto_comments)
    return fresh


def main() -> int:
    left = 0
    for file in sorted(LANGUAGES.glob("*.po")):
        catalogue = brought_up_to_date(file)
        file.write_bytes(as_bytes(catalogue))
        for each in unfinished(catalogue):
            left += 1
            print(f"{file.name}: {each.id}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
