"""The peer: what ReportLab's guide and mailing list give for page numbers "1 of N" and an outline."""

from typing import IO, Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from familjeflow.export import fonts


class NumberedCanvas(Canvas):
    """Keeps each page until their number is known."""

    def __init__(self, *args: Any, head: str, foot: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head, self._foot = head, foot
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self.setFont(fonts.REGULAR, 8.5)
            self.drawString(71, 800, self._head)
            self.drawRightString(538, 800, f"Sida {number} av {len(self._kept)}")
            self.drawString(71, 40, self._foot)
            super().showPage()
        super().save()


class OutlinedDocument(SimpleDocTemplate):
    """An entry in the outline for every heading."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(
            file, pagesize=(595, 842), leftMargin=71, rightMargin=57, topMargin=85, bottomMargin=71
        )
        self._headings = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # ReportLab's name
        if isinstance(flowable, Paragraph) and flowable.style.name in ("title", "heading"):
            self._headings += 1
            key = f"h{self._headings}"
            self.canv.bookmarkPage(key)
            level = 0 if flowable.style.name == "title" else 1
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level)
