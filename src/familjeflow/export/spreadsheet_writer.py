"""Writes a workbook in memory alone. Loaded with openpyxl, at the first list."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


class _InMemory(ExcelWriter):
    """WORKAROUND: openpyxl writes each sheet to a temporary file first, where the list would lie readable
    (https://foss.heptapod.net/openpyxl/openpyxl, `create_temporary_file` in openpyxl/worksheet/_writer.py).
    """

    def __init__(self, book: Workbook, file: ZipFile) -> None:
        super().__init__(book, file)
        self._file = file

    def write_worksheet(self, ws: Worksheet) -> None:
        out = BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        vars(ws)["_rels"] = vars(writer)["_rels"]
        self._file.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def workbook_bytes(book: Workbook) -> bytes:
    """The whole file, as `Workbook.save` would write it."""
    out = BytesIO()
    _InMemory(book, ZipFile(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()
