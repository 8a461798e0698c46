"""Letters, remiss and plans as Word files, since offices edit those. The PDF remains the paper that is kept.

python-docx is loaded at the first export: it costs time that the start of the program does not have.
"""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from familjeflow.domain.forms import Answers, FieldKind, FormField, JsonValue, shown
from familjeflow.export.form_paper import FilledForm, answer_words, row_table
from familjeflow.export.letter import BELOW_WINDOW, WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, Letter
from familjeflow.export.letter_text import Bullets, Facts, Heading, Paragraph, Part
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.metadata import PRODUCER, without_person_numbers
from familjeflow.export.styles import MM
from familjeflow.i18n import _

if TYPE_CHECKING:
    from docx.document import Document

# What XML 1.0, 2.2 does not allow in a text.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FONT = "Arial"  # stands on every office computer; the program's own font does not
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_A4 = (210, 297)  # millimetres; the library's own template is an American sheet
_MARGIN = 25  # millimetres
_TWIPS_IN_A_MM = 1440 / 25.4
_NESTED = frozenset({FieldKind.GROUP, FieldKind.LIST})


def letter_docx(letter: Letter, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """A letter to edit in Word. The same letter gives the same bytes."""
    word = _Word(facts, letterhead)
    word.in_window(letter.to, letter.window)
    word.heading(letter.heading or facts.title, 1)
    for part in letter.parts:
        word.part(part)
    return word.file()


def form_docx(filled: FilledForm, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """A filled-in form, such as a remiss or a plan, to edit in Word."""
    word = _Word(facts, letterhead)
    word.heading(facts.title, 1)
    word.facts(filled.about)
    if filled.remark:
        word.paragraph(filled.remark)
    if filled.changes is not None:
        heading, lines = filled.changes
        word.heading(heading, 2)
        word.lines(lines or (_("Målen är desamma."),))
    _fields(word, filled, shown(filled.form.fields, filled.answers), filled.answers, 2)
    for signature in filled.signatures:
        word.lines((signature.role, "", "_" * 40, signature.name or _("Namnförtydligande")))
    return word.file()


def _fields(
    word: "_Word", filled: FilledForm, fields: Sequence[FormField], answers: Answers, level: int
) -> None:
    for field in fields:
        if field.kind is FieldKind.GROUP:
            word.heading(field.label or _("Uppgifter"), level)
            _fields(word, filled, field.fields, answers, level + 1)
        elif field.kind is FieldKind.LIST:
            word.heading(field.label, level)
            _rows(word, filled, field, answers.get(field.key), level + 1)
        elif field.kind not in (FieldKind.SEPARATOR, FieldKind.MARKDOWN):
            word.fact(field.label, answer_words(filled, field, answers.get(field.key)) or "–")


def _rows(word: "_Word", filled: FilledForm, field: FormField, value: JsonValue, level: int) -> None:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    if not rows:
        word.paragraph("–")
    elif any(inner.kind in _NESTED for inner in field.fields):
        for number, row in enumerate(rows, 1):
            word.heading(f"{field.label} {number}", level)
            _fields(word, filled, shown(field.fields, row, filled.answers), row, level + 1)
    else:
        word.table(*row_table(filled, field, rows, filled.answers))


class _Word:
    """The few things that the program's Word files are made of."""

    def __init__(self, facts: PaperFacts, letterhead: Letterhead) -> None:
        import docx  # late: see the module's first words

        self._facts = facts
        self._file: Document = docx.Document()
        self._dress()
        self._describe(letterhead.municipality)
        self._letterhead(letterhead)

    def _dress(self) -> None:
        """One font, black headings, Swedish. The styles of the library's own template are blue."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        sizes = {"Normal": 11, "Heading 1": 18, "Heading 2": 13, "Heading 3": 11, "Title": 18}
        for name, size in sizes.items():
            style: Any = self._file.styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(key), None)
            for key in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(key), _FONT)
        for found in self._file.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), self._facts.lang)

    def _describe(self, author: str) -> None:
        """Nothing here tells of a person: it shows in folders and in searches."""
        said = self._file.core_properties
        said.title = without_person_numbers(_plain(f"{self._facts.title} {self._facts.case_number}"))
        said.author = said.last_modified_by = without_person_numbers(_plain(author)) or PRODUCER
        said.comments, said.language = "", self._facts.lang
        from datetime import datetime, time

        said.created = said.modified = datetime.combine(self._facts.made_on, time())

    def _letterhead(self, letterhead: Letterhead) -> None:
        from docx.shared import Mm

        section = self._file.sections[0]
        section.page_width, section.page_height = map(Mm, _A4)
        section.left_margin = section.right_margin = section.top_margin = Mm(_MARGIN)
        sender = " · ".join(filter(None, (letterhead.municipality, letterhead.unit)))
        section.header.paragraphs[0].text = _plain(sender)
        foot = "\n".join(filter(None, (self._facts.status_line, letterhead.address, letterhead.footer)))
        section.footer.paragraphs[0].text = _plain(foot)
        details = [
            (_("Datum"), self._facts.made_on.isoformat()),
            (_("Ärendenummer"), self._facts.case_number),
        ]
        self.lines([f"{label}: {value}" for label, value in details if value])
        if letterhead.secrecy:
            self.paragraph(letterhead.secrecy)

    def heading(self, text: str, level: int) -> None:
        """A real heading, so that Word's navigation finds it."""
        self._file.add_heading(_plain(text), min(level, 3))

    def paragraph(self, text: str) -> None:
        """Running text; a line end stays one."""
        self._file.add_paragraph(_plain(text))

    def lines(self, lines: Sequence[str]) -> None:
        """Lines under each other in one paragraph."""
        if lines:
            self._file.add_paragraph(_plain("\n".join(lines)))

    def in_window(self, lines: Sequence[str], window: str) -> None:
        """The address where the window of the envelope is, in a frame that stays there while one writes."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        left = WINDOW_LEFT.get(window, WINDOW_LEFT["right"])
        place = {"x": left, "y": WINDOW_TOP, "w": WINDOW_WIDTH, "h": BELOW_WINDOW - WINDOW_TOP}
        frame = OxmlElement("w:framePr")
        for name, points in place.items():
            frame.set(qn(f"w:{name}"), str(round(points / MM * _TWIPS_IN_A_MM)))
        kept = {"hRule": "exact", "wrap": "notBeside", "vAnchor": "page", "hAnchor": "page"}
        for name, value in kept.items():
            frame.set(qn(f"w:{name}"), value)
        address: Any = self._file.add_paragraph(_plain("\n".join(lines)))
        address._p.get_or_add_pPr().insert(0, frame)  # noqa: SLF001  # python-docx lacks it

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Labelled values."""
        for label, value in pairs:
            self.fact(label, value or "–")

    def fact(self, label: str, value: str) -> None:
        """A label in bold, and its value: after it, or under it when it is long."""
        from docx.shared import Pt

        added = self._file.add_paragraph()
        added.paragraph_format.space_after = Pt(4)
        long = len(value) > 60 or "\n" in value
        added.add_run(_plain(label) + (":\n" if long else ": ")).bold = True
        added.add_run(_plain(value))

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose first row is repeated on each page and read as headings."""
        from docx.oxml import OxmlElement

        made = self._file.add_table(rows=1, cols=len(header), style="Table Grid")
        for cell, text in zip(made.rows[0].cells, header, strict=True):
            cell.paragraphs[0].add_run(_plain(text)).bold = True
        row: Any = made.rows[0]
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # python-docx lacks it
        for texts in rows:
            for cell, text in zip(made.add_row().cells, texts, strict=True):
                cell.text = _plain(text)
        self._file.add_paragraph()

    def part(self, part: Part) -> None:
        """One part of a letter."""
        match part:
            case Heading():
                self.heading(part.text, 2)
            case Paragraph():
                self.paragraph(part.text)
            case Bullets():
                for item in part.items:
                    self._file.add_paragraph(_plain(item), style="List Bullet")
            case Facts():
                self.facts(part.pairs)

    def file(self) -> bytes:
        """The finished file."""
        out = BytesIO()
        self._file.save(out)
        return without_clock(out.getvalue())


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def without_clock(file: bytes) -> bytes:
    """An Office file (a zip) whose entries bear no moment, so that equal content gives equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _ZIP_MOMENT), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
