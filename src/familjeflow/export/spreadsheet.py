"""A list as an Excel file: plain cells with a heading row, and nothing that a spreadsheet would run."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from familjeflow.export.metadata import PRODUCER
from familjeflow.export.word import without_clock

Cell = str | int | date | None

# What a spreadsheet may take for a formula when a person edits the cell, or when the list is saved as CSV
# and opened again (OWASP, CSV Injection). The wide forms are read alike by some versions of Excel.
_UNSEEN = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LIKE_A_FORMULA = re.compile(rf"[{_UNSEEN}]*[=+\-@|\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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

    from familjeflow.export.spreadsheet_writer import workbook_bytes

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet.title[:31]
    for row, values in enumerate((sheet.header, *sheet.rows), 1):
        for column, value in enumerate(values, 1):
            _write(page.cell(row, column), value)
    columns = zip(sheet.header, *sheet.rows, strict=True)
    widths = [max(len(str(text or "")) + 2 for text in texts) for texts in columns]
    for column, width in enumerate(widths, 1):
        page.cell(1, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = max(_NARROWEST, min(width, _WIDEST))
    if max(widths) > _WIDEST:  # else each row is one line high, and dressing every cell costs the most
        for line in page.iter_rows(min_row=2):
            for cell, width in zip(line, widths, strict=True):
                cell.alignment = Alignment(vertical="top", wrap_text=width > _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", "9"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made = datetime.combine(sheet.made_on, time())
    book.properties.creator, book.properties.title = PRODUCER, sheet.title
    book.properties.created = made
    return without_clock(_without_moment(workbook_bytes(book), made))


def _write(cell: "object", value: Cell) -> None:
    """A date stays a date; a text stays a text, whatever it begins with.

    The apostrophe is part of the text, so that it also stays one in a CSV file that is made from the list.
    """
    from openpyxl.cell.cell import Cell as XlsxCell

    assert isinstance(cell, XlsxCell)
    if not isinstance(value, str):
        cell.value = value  # a date is shown as yyyy-mm-dd
        return
    if not value:
        return
    text = _NOT_IN_CELLS.sub("", value)[: _MOST_TEXT - 1]
    cell.value = f"'{text}" if _LIKE_A_FORMULA.match(text) else text
    cell.data_type = "s"


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
