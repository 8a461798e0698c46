"""Turns ReportLab's pages and a structure tree into one file that is PDF/UA-1 and PDF/A-2a.

pikepdf writes what open-source ReportLab has no words for: the tag tree, links, metadata, the colour profile.
Because pikepdf (qpdf) writes every object itself, the file's syntax is right whatever ReportLab left out
(ReportLab 5.1 omits the line end before `endstream` that ISO 19005-2, 6.1.7.1, asks for).
"""

import re
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from familjeflow import resources
from familjeflow.export.form_fields import FillableFields
from familjeflow.export.metadata import PRODUCER, Metadata, pdf_date, xmp
from familjeflow.export.structure import Attribute, Ink, Link, Node, Widget

# Cells without content must stay, or the rows of a table differ in length (PDF/UA-1, 7.5).
_KEPT_WHEN_EMPTY = ("TD", "TH")
_PRINT = 4  # annotation flag: shown on paper too (ISO 19005-2, 6.3.2)
_TO_UNICODE = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>")


def finish(pages: bytes, tree: Node, owners: list[list[Node]], metadata: Metadata) -> bytes:
    """The finished file; equal input, equal bytes. `owners[page][mcid]` owns that marked content."""
    with pikepdf.open(BytesIO(pages)) as pdf:
        _Tags(pdf, owners).write(tree)
        _describe(pdf, metadata)
        _mend_to_unicode(pdf)
        out = BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return out.getvalue()


class _Tags:
    """Writes the structure tree (ISO 32000-1, 14.7) and the way back from content to it."""

    def __init__(self, pdf: pikepdf.Pdf, owners: list[list[Node]]) -> None:
        self._pdf = pdf
        self._owners = owners
        self._pages = [page.obj for page in pdf.pages]
        self._elements: dict[Node, pikepdf.Object] = {}
        self._link_owners: list[pikepdf.Object] = []
        self._fields = FillableFields(pdf)

    def write(self, tree: Node) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._element(tree)
        if document is None:
            raise ValueError("a paper without content has no structure")
        document.P = root
        root.K = document
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents()))
        root.ParentTreeNextKey = len(self._pages) + len(self._link_owners)
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        self._fields.write()

    def _element(self, node: Node) -> pikepdf.Object | None:
        """The element with all below it; None when it holds nothing and need not stay."""
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.tag)))
        page = node.first_page()
        if page is not None:
            element.Pg = self._pages[page]
        kids = [kid for kid in (self._kid(element, kid, page) for kid in node.kids) if kid is not None]
        if not kids and node.tag not in _KEPT_WHEN_EMPTY:
            return None
        if kids:
            element.K = Array(kids)
        if node.alt is not None:
            element.Alt = String(node.alt)
        if node.actual_text is not None:
            element.ActualText = String(node.actual_text)
        if node.attributes:
            element.A = Array([_attributes(owner, values) for owner, values in node.attributes.items()])
        self._elements[node] = element
        return element

    def _kid(
        self, parent: pikepdf.Object, kid: Node | Ink | Link | Widget, page: int | None
    ) -> pikepdf.Object | int | None:
        if isinstance(kid, Node):
            child = self._element(kid)
            if child is not None:
                child.P = parent
            return child
        if isinstance(kid, Link | Widget):
            made = self._link(kid) if isinstance(kid, Link) else self._fields.make(kid)
            obj = self._annotate(parent, kid.page, made)
            return Dictionary(Type=Name.OBJR, Obj=obj, Pg=self._pages[kid.page])
        if kid.page == page:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mcid)

    def _link(self, link: Link) -> pikepdf.Object:
        annotation = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=_numbers(link.rect),
                Border=Array([0, 0, 0]),
                F=_PRINT,
                Contents=String(link.says),
            )
        )
        if link.to is None:
            annotation.A = Dictionary(S=Name.URI, URI=String(link.uri))
        else:
            target = self._pages[link.to.first_page() or 0]
            annotation.Dest = Array([target, Name.FitH, target.MediaBox[3]])
        return annotation

    def _annotate(self, parent: pikepdf.Object, number: int, annotation: pikepdf.Object) -> pikepdf.Object:
        """Put an annotation on its page, with the way back to its element."""
        annotation.StructParent = len(self._pages) + len(self._link_owners)
        self._link_owners.append(parent)
        page = self._pages[number]
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return annotation

    def _parents(self) -> Array:
        """The number tree from a page's marked contents, and from each link, to their elements."""
        numbers = Array()
        for index, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            numbers.append(index)
            numbers.append(Array([self._elements[node] for node in owners]))
        for offset, element in enumerate(self._link_owners):
            numbers.append(len(self._pages) + offset)
            numbers.append(element)
        return numbers


def _attributes(owner: str, values: dict[str, Attribute]) -> Dictionary:
    written = Dictionary(O=Name("/" + owner))
    for key, value in values.items():
        written["/" + key] = Name("/" + value) if isinstance(value, str) else _numbers(value)
    return written


def _numbers(values: tuple[float, ...]) -> Array:
    return Array([round(value, 2) for value in values])


def _describe(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    root = pdf.Root
    root.Lang = String(metadata.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Metadata = pikepdf.Stream(pdf, xmp(metadata), Type=Name.Metadata, Subtype=Name.XML)
    profile = pikepdf.Stream(pdf, resources.path("fonts/sRGB.icc").read_bytes(), N=3)
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )
    day = String(pdf_date(metadata.made_on))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            Author=String(metadata.author),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=day,
            ModDate=day,
        )
    )


def _mend_to_unicode(pdf: pikepdf.Pdf) -> None:
    """WORKAROUND: ReportLab 5.1 maps a font's unused codes to U+0000, which PDF/UA-1, 7.21.7, forbids
    (`makeToUnicodeCMap` in https://pypi.org/project/reportlab/5.1.0/). Drop this when it skips them."""
    for font in pdf.objects:
        if isinstance(font, Dictionary) and font.get(Name.Type) == Name.Font and Name.ToUnicode in font:
            used = [pair for pair in _TO_UNICODE.findall(font.ToUnicode.read_bytes()) if pair[1] != b"0000"]
            font.ToUnicode.write(_to_unicode(used))


def _to_unicode(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """A ToUnicode map of one-byte codes (ISO 32000-1, 9.10.3); a section holds at most 100 pairs."""
    sections = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = b"".join(
        b"%d beginbfchar\n%sendbfchar\n" % (len(part), b"".join(b"<%s> <%s>\n" % pair for pair in part))
        for part in sections
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n" + body + b"endcmap\n"
        b"CMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
