"""A list as an Excel file: plain cells with a heading row, and nothing that a spreadsheet would run."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from familjeflow.export.metadata import PRODUCER
from familjeflow.export.word import without_clock

Cell = str | int | date | None

# What a spreadsheet may take for a formula when a person edits the cell, or when the list is saved as CSV
# (OWASP, CSV Injection).
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_TEXT = 32_767  # characters in a cell, an Excel limit
_WIDEST, _NARROWEST = 60, 8  # characters
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True)
class Sheet:
    """One list. `title` names the kind of list and never a person; rows are as long as the header."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    made_on: date


def spreadsheet(sheet: Sheet) -> bytes:
    """The list as .xlsx. The same list gives the same bytes."""
    from openpyxl import Workbook  # late: it costs time that the start of the program does not have
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet.title[:31]
    for row, values in enumerate((sheet.header, *sheet.rows), 1):
        for column, value in enumerate(values, 1):
            _write(page.cell(row, column), value)
    for column, texts in enumerate(zip(sheet.header, *sheet.rows, strict=True), 1):
        page.cell(1, column).font = Font(bold=True)
        widest = max(len(str(text or "")) for text in texts) + 2
        page.column_dimensions[get_column_letter(column)].width = max(_NARROWEST, min(widest, _WIDEST))
        for row in range(2, len(sheet.rows) + 2):
            page.cell(row, column).alignment = Alignment(vertical="top", wrap_text=widest > _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", "9"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made = datetime.combine(sheet.made_on, time())
    book.properties.creator, book.properties.title = PRODUCER, sheet.title
    book.properties.created = made
    out = BytesIO()
    book.save(out)
    return without_clock(_without_moment(out.getvalue(), made))


def _write(cell: "object", value: Cell) -> None:
    """A date stays a date; a text stays a text, whatever it begins with."""
    from openpyxl.cell.cell import Cell as XlsxCell

    assert isinstance(cell, XlsxCell)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return
    text = _NOT_IN_CELLS.sub("", value)[:_MOST_TEXT]
    cell.value = text
    if text.startswith(_LIKE_A_FORMULA):
        cell.data_type = "s"
        cell.quotePrefix = True


def _without_moment(file: bytes, made: datetime) -> bytes:
    """openpyxl writes the moment of saving into the file; the list's own day stands there instead."""
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + made.isoformat().encode() + b"Z", data)
            new.writestr(entry, data)
    return out.getvalue()
