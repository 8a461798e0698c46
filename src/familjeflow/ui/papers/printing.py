"""Printing: the dialog, and the pages painted at the printer's resolution straight from memory."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services import preview
from familjeflow.services.papers import Watch
from familjeflow.services.preview import PageImage, Sheets

_MOST_DPI = 300
"""Text is sharp at 300 dots per inch, and a page takes 35 MB of memory; at 1200 it would take 560."""


class PrinterFault(Exception):  # noqa: N818  # the world's fault, not an error of ours
    """The printer could not be used. The world's fault: it is off, gone, or its file cannot be written."""


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Which printer, which pages and how many copies; None when nothing is to be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Skriv ut"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if agreed else None


def paint(printer: QPrinter, title: str, paper: Sheets, watch: Watch) -> None:
    """Print the pages that were asked for. Not in the GUI thread: Qt lets a printer be painted on in another
    (https://doc.qt.io/qt-6/threads-modules.html#painting-in-threads).

    `title` names the kind of paper, never a person: it shows in print queues. Raises PrinterFault, and
    Cancelled when `watch` was stopped; the printer then throws away what it has got.
    """
    printer.setDocName(title)
    printer.setFullPage(True)
    pages = list(_wanted(printer, len(paper.sizes)))
    if not pages:
        return
    _turn(printer, paper.sizes[pages[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFault
    try:
        for place, number in enumerate(pages):
            watch.reached(number + 1)
            if place and not _next_page(printer, paper.sizes[number]):
                raise PrinterFault
            _paint_page(painter, printer, paper, number)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _wanted(printer: QPrinter, count: int) -> Iterator[int]:
    """The pages, counted from 0, once for each copy that the printer does not make by itself."""
    chosen = [n for n in range(count) if _is_chosen(printer, n + 1)]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    for _copy in range(copies):
        yield from chosen


def _is_chosen(printer: QPrinter, page: int) -> bool:
    ranges = printer.pageRanges()
    return ranges.isEmpty() or ranges.contains(page)


def _turn(printer: QPrinter, size: tuple[float, float]) -> None:
    """Let the sheet lie as the page does."""
    across, high = size
    ways = QPageLayout.Orientation
    printer.setPageOrientation(ways.Landscape if across > high else ways.Portrait)


def _next_page(printer: QPrinter, size: tuple[float, float]) -> bool:
    _turn(printer, size)
    return printer.newPage()


def _paint_page(painter: QPainter, printer: QPrinter, paper: Sheets, number: int) -> None:
    dpi = min(printer.resolution(), _MOST_DPI)
    picture = preview.images(paper, (number,), dpi / 72)[number]
    sheet = printer.pageLayout().fullRectPixels(printer.resolution()).size()
    painter.drawImage(_place(sheet, paper.sizes[number], printer.resolution()), _image(picture))


def _place(sheet: QSize, page: tuple[float, float], dpi: int) -> QRect:
    """Where the page stands on the sheet, in the printer's dots: in its own size, smaller where it must."""
    size = QSizeF(*page) * (dpi / 72)
    least = min(1.0, sheet.width() / size.width(), sheet.height() / size.height())
    shown = (size * least).toSize()
    return QRect((sheet.width() - shown.width()) // 2, 0, shown.width(), shown.height())


def _image(picture: PageImage) -> QImage:
    return QImage(
        picture.pixels, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32
    )
