"""An event log for process mining: XES 1.0 (IEEE 1849-2016), the file that ProM, Disco and pm4py read.

A trace has a name that means nothing and its events have a step, a day, a role and what happened to the step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from familjeflow.export.metadata import PRODUCER

_EXTENSIONS = (
    ("Concept", "concept"),
    ("Time", "time"),
    ("Organizational", "org"),
    ("Lifecycle", "lifecycle"),
)


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One thing that happened on a Swedish civil date. `role` may be "".

    `transition` is a word of the standard lifecycle: "start", "complete", "manualskip" or "pi_abort".
    """

    name: str
    on: date
    role: str
    transition: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What happened in one case, in order. `name` must mean nothing outside the file."""

    name: str
    events: tuple[LogEvent, ...]


def xes(process: str, traces: Iterable[Trace]) -> bytes:
    """The log as XML in UTF-8. `process` names the process. A day is written as its midnight in UTC."""
    log = Element(
        "log",
        {
            "xes.version": "1.0",
            "xes.features": "",
            "openxes.version": "",
            "xmlns": "http://www.xes-standard.org/",
        },
    )
    for name, prefix in _EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": uri})
    for scope, keys in (("trace", ("concept:name",)), ("event", ("concept:name", "lifecycle:transition"))):
        globally = SubElement(log, "global", {"scope": scope})
        for key in keys:
            _text(globally, key, "UNKNOWN")
        if scope == "event":
            SubElement(globally, "date", {"key": "time:timestamp", "value": "1970-01-01T00:00:00.000+00:00"})
    classifier = {"name": "Steg och vad som hände", "keys": "concept:name lifecycle:transition"}
    SubElement(log, "classifier", classifier)
    _text(log, "concept:name", process)
    _text(log, "lifecycle:model", "standard")
    _text(log, "source", PRODUCER)
    for trace in traces:
        _trace(log, trace)
    indent(log)
    out = BytesIO()
    ElementTree(log).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def _trace(log: Element, trace: Trace) -> None:
    found = SubElement(log, "trace")
    _text(found, "concept:name", trace.name)
    for event in trace.events:
        within = SubElement(found, "event")
        _text(within, "concept:name", event.name)
        moment = f"{event.on.isoformat()}T00:00:00.000+00:00"
        SubElement(within, "date", {"key": "time:timestamp", "value": moment})
        if event.role:
            _text(within, "org:role", event.role)
        _text(within, "lifecycle:transition", event.transition)


def _text(parent: Element, key: str, value: str) -> None:
    SubElement(parent, "string", {"key": key, "value": "".join(filter(_is_xml, value))})


def _is_xml(letter: str) -> bool:
    """Whether XML 1.0 allows the character (section 2.2)."""
    code = ord(letter)
    return code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
