"""Any words of a case may go out as a list, a letter or a calendar; none becomes more than words there."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from tests.export.papers import FACTS, LETTERHEAD
from tests.hostile.conftest import FEW

from familjeflow.export.ics import IcsMeeting, ics_file
from familjeflow.export.letter import Letter
from familjeflow.export.letter_text import Paragraph
from familjeflow.export.spreadsheet import Sheet, spreadsheet
from familjeflow.export.word import letter_docx

DAY = date(2026, 3, 2)
FORMULAS = ("=1+1", "+1", "-1", "@A1", "|x", "\t=1", "\r=1", "\n=1", "\u00a0=1", "\uff1d1", "\u200b=1", "'=1")
words = st.one_of(
    st.text(max_size=40),
    st.tuples(st.sampled_from(FORMULAS), st.text(max_size=10)).map("".join),
    st.sampled_from(["\r\nATTENDEE:mailto:a@example.org", "a\nEND:VEVENT", "a;b,c\\n", "\x00\x1b]0;x\x07"]),
)


@settings(FEW, max_examples=60)
@given(st.lists(words, min_size=1, max_size=4))
def test_no_cell_is_a_formula(texts: list[str]) -> None:
    data = spreadsheet(Sheet("Prov", tuple(texts), (tuple(texts),), DAY))
    page = load_workbook(BytesIO(data)).active
    assert page is not None
    for cell in (c for row in page.iter_rows() for c in row if c.value is not None):
        assert cell.data_type in ("s", "inlineStr")
        assert not re.match(r"[\s\u200b]*[=+\-@|\uff1d]", str(cell.value))
        assert cell.hyperlink is None


@FEW
@given(words, words)
def test_a_calendar_file_has_only_what_was_written(place: str, summary: str) -> None:
    starts = datetime(2026, 3, 2, 9, tzinfo=UTC)
    data = ics_file([IcsMeeting("a@b", summary, starts, 60, place, 0)], written=starts)
    lines = re.sub(rb"\r\n ", b"", data).split(b"\r\n")
    assert [line.split(b":")[0] for line in lines if line.startswith((b"BEGIN", b"END"))].count(b"END") == 2
    assert not [line for line in lines if line.startswith(b"ATTENDEE")]
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 1


@settings(FEW, max_examples=20)
@given(words)
def test_a_letter_for_word_holds_words_alone(text: str) -> None:
    letter = Letter(to=(text, "Påhittade gatan 1"), parts=(Paragraph(text),), heading=text or "Brev")
    with ZipFile(BytesIO(letter_docx(letter, FACTS, LETTERHEAD))) as file:
        for name in file.namelist():
            assert not name.startswith(("/", "..")), name
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in file.read(name)
        body = etree.fromstring(file.read("word/document.xml"))
    fields = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert not list(body.iter(f"{fields}fldSimple", f"{fields}hyperlink", f"{fields}object"))
