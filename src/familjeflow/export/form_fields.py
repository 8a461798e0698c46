"""Fields to fill in on screen that stay within PDF/UA-1 and PDF/A-2a.

A viewer sets what the reader types, so the file brings a whole font of its own and an appearance for each
field; ReportLab's own fields name the standard fonts, which are never embedded. One element `Form` owns each
field (ISO 14289-1, 7.18.4), and its `TU` is what a screen reader says.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from familjeflow import resources
from familjeflow.export import fonts
from familjeflow.export.structure import Widget, WidgetKind

_FONT = "/Form"
_APPEARANCE = "/Form 10 Tf 0 g"
_PRINT = 4  # annotation flag: shown on paper too (ISO 19005-2, 6.3.2)
_MULTILINE = 1 << 12  # ISO 32000-1, table 228
_RADIO = 1 << 15  # table 226
_ON, _OFF = "/Ja", "/Off"
_CODES = range(32, 256)
_NONSYMBOLIC = 32  # ISO 32000-1, table 123


class FillableFields:
    """The fields of one file. `write` adds the form dictionary when there is any field."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._fields = Array()
        self._groups: dict[str, pikepdf.Object] = {}
        self._font: pikepdf.Object | None = None

    def make(self, widget: Widget) -> pikepdf.Object:
        """The annotation of a field; whoever asks puts it on its page."""
        left, bottom, right, top = widget.rect
        made = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=Array([round(edge, 2) for edge in widget.rect]),
                F=_PRINT,
                TU=String(widget.says),
            )
        )
        size = (round(right - left, 2), round(top - bottom, 2))
        if widget.kind is WidgetKind.TICK:
            self._tick(made, widget, size)
        elif widget.kind is WidgetKind.SIGNATURE:
            made.FT = Name.Sig
            made.AP = Dictionary(N=self._drawn(size, b" "))
        else:
            made.FT = Name.Tx
            made.DA = String(_APPEARANCE)
            made.Ff = _MULTILINE if widget.kind is WidgetKind.LONG_TEXT else 0
            made.AP = Dictionary(N=self._drawn(size, b"/Tx BMC\nEMC\n", with_font=True))
        if not widget.group:
            made.T = String(widget.name)
            self._fields.append(made)
        return made

    def write(self) -> None:
        """Tell the reader which fields there are (ISO 32000-1, 12.7.2)."""
        if len(self._fields):
            fields = Dictionary({_FONT: self._form_font()})
            self._pdf.Root.AcroForm = self._pdf.make_indirect(
                Dictionary(Fields=self._fields, DA=String(_APPEARANCE), DR=Dictionary(Font=fields))
            )

    def _tick(self, made: pikepdf.Object, widget: Widget, size: tuple[float, float]) -> None:
        width, height = size
        cross = f"1.4 w 2.5 2.5 m {width - 2.5:.2f} {height - 2.5:.2f} l 2.5 {height - 2.5:.2f} m "
        cross += f"{width - 2.5:.2f} 2.5 l S\n"
        on = f"/{widget.name}" if widget.group else _ON
        states = {on: self._drawn(size, cross.encode("ascii")), _OFF: self._drawn(size, b" ")}
        made.AP = Dictionary(N=Dictionary(states))
        made.AS = Name(_OFF)
        if widget.group:
            group = self._group(widget.group, widget.question)
            made.Parent = group
            group.Kids.append(made)
        else:
            made.FT = Name.Btn
            made.V = Name(_OFF)

    def _group(self, name: str, question: str) -> pikepdf.Object:
        if name not in self._groups:
            group = Dictionary(
                FT=Name.Btn, Ff=_RADIO, T=String(name), TU=String(question), V=Name(_OFF), Kids=Array()
            )
            self._groups[name] = self._pdf.make_indirect(group)
            self._fields.append(self._groups[name])
        return self._groups[name]

    def _drawn(self, size: tuple[float, float], code: bytes, with_font: bool = False) -> pikepdf.Object:
        """An appearance stream (ISO 32000-1, 12.5.5)."""
        font = Dictionary(Font=Dictionary({_FONT: self._form_font()})) if with_font else Dictionary()
        stream = pikepdf.Stream(self._pdf, code)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox, stream.Resources = Array([0, 0, *size]), font
        return self._pdf.make_indirect(stream)

    def _form_font(self) -> pikepdf.Object:
        """The whole regular face with the Windows character set, which simple fields are written in."""
        if self._font is None:
            data = resources.path(fonts.FACES[fonts.REGULAR]).read_bytes()
            file = self._pdf.make_indirect(pikepdf.Stream(self._pdf, data, Length1=len(data)))
            widths = fonts.advance_widths(fonts.REGULAR)
            letters = (bytes([code]).decode("cp1252", "ignore") for code in _CODES)
            self._font = self._pdf.make_indirect(
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.TrueType,
                    BaseFont=Name("/NotoSans-Regular"),
                    Encoding=Name.WinAnsiEncoding,
                    FirstChar=_CODES.start,
                    LastChar=_CODES.stop - 1,
                    Widths=Array([widths.get(ord(letter), 0) if letter else 0 for letter in letters]),
                    FontDescriptor=self._pdf.make_indirect(_descriptor(file)),
                )
            )
        return self._font


def _descriptor(file: pikepdf.Object) -> Dictionary:
    """Measures of Noto Sans Regular in 1/1000 em, from its `head`, `hhea` and `OS/2` tables."""
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/NotoSans-Regular"),
        Flags=_NONSYMBOLIC,
        FontBBox=Array([-569, -389, 1498, 1067]),
        ItalicAngle=0,
        Ascent=1069,
        Descent=-293,
        CapHeight=714,
        StemV=80,
        FontFile2=file,
    )
