"""Reads XML that may come from anywhere: no entities, no network, and bounds on size, depth and count."""

from collections.abc import Iterator

from lxml import etree

from familjeflow.formats import plain_values
from familjeflow.formats.errors import FormatError

MAX_BYTES = 2_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 50_000
_NAMES = ("id", "name", "bpmnElement", "sourceRef", "targetRef")


def parse(data: bytes, file: str) -> etree._Element:
    """The root element of a document of at most 2 MB.

    Raises FormatError for what is not XML, for document type declarations and for what breaks a bound.
    """
    if len(data) > MAX_BYTES:
        raise FormatError("too_large", file, None, "", limit=MAX_BYTES)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise FormatError("doctype", file, _line_of(data, b"<!"), "DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        code = "too_deep" if "depth" in (error.msg or "").lower() else "not_xml"
        raise FormatError(code, file, error.lineno or 1, "", limit=MAX_DEPTH) from error
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise FormatError("doctype", file, 1, "DOCTYPE")
    _check_bounds(root, file)
    return root


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def line(element: etree._Element) -> int | None:
    """The line where the element begins, counted from 1."""
    found: object = element.sourceline
    return found if isinstance(found, int) else None


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """The namespace of the tag, "" where there is none."""
    return etree.QName(element).namespace or ""


def _line_of(data: bytes, mark: bytes) -> int:
    return data[: data.index(mark)].count(b"\n") + 1


def _check_bounds(root: etree._Element, file: str) -> None:
    depth = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if event == "start":
            _check_names(element, file)
        if depth > MAX_DEPTH:
            raise FormatError("too_deep", file, line(element), _shown(element), limit=MAX_DEPTH)
        if count > MAX_ELEMENTS:
            raise FormatError("too_many_elements", file, line(element), _shown(element), limit=MAX_ELEMENTS)


def _check_names(element: etree._Element, file: str) -> None:
    """What a person sees of an element, or what it is found by: short, and without hidden characters."""
    for name in _NAMES:
        if code := plain_values.text_fault(element.get(name, ""), plain_values.MOST_NAME):
            raise FormatError(code, file, line(element), element.get("id") or _shown(element), key=name)


def _shown(element: etree._Element) -> str:
    return local_name(element)[:80]
