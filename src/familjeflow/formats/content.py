"""Reads content.toml: what BPMN has no words for, keyed by the id of the BPMN element.

The format is described in docs/innehallsformat.md. It lists named facts and never grows into a language:
a key or a name that is not declared is refused with its line.
"""

from collections.abc import Collection

from familjeflow.domain.process import (
    DirectoryEntry,
    Graph,
    ProcessInfo,
    Setting,
    SourceDate,
    StepContent,
)
from familjeflow.formats import content_steps, toml_table
from familjeflow.formats.known import Known, declared
from familjeflow.formats.toml_table import Table


def read(
    data: bytes, graph: Graph, forms: Collection[str], file: str = "content.toml"
) -> tuple[ProcessInfo, dict[str, StepContent]]:
    """The head of the process and the content of each element, checked against the drawing and the forms.

    Raises FormatError with the line and the dotted key.
    """
    root = toml_table.load(data, file)
    known = declared(root, graph, forms)
    info = _info(root, known)
    steps = _steps(root, known)
    root.finish()
    return info, steps


def _info(root: Table, known: Known) -> ProcessInfo:
    head = root.table("process")
    if head is None:
        raise root.error("missing_key", "process")
    info = ProcessInfo(
        id=_process_id(head),
        title=head.need("title"),
        short=head.need("short"),
        unit=head.text("unit"),
        source=head.need("source"),
        purpose=head.text("purpose"),
        facts_of_source=tuple(head.words("printed").items()),
        dates=tuple(_date(t) for t in head.tables("date")),
        roles=known.roles,
        systems=known.systems,
        facts=known.facts,
        case_dates=known.dates,
        settings=_settings(root),
        notes=head.texts("notes"),
        directory=tuple(_directory(t) for t in root.tables("directory")),
        opening=tuple(content_steps.ask(t, known, "") for t in root.tables("opening")),
    )
    head.finish()
    return info


def _process_id(head: Table) -> str:
    value = head.need("id")
    if not toml_table.SLUG.fullmatch(value.replace("-", "_")):
        raise head.error("bad_id", "id", id=value)
    return value


def _date(table: Table) -> SourceDate:
    found = SourceDate(table.need("text"), table.day("day"), table.flag("review"))
    table.finish()
    return found


def _settings(root: Table) -> tuple[Setting, ...]:
    tables = root.table("settings")
    return tuple(_setting(name, tables) for name in tables.entries()) if tables else ()


def _setting(name: str, tables: Table) -> Setting:
    table = tables.table(name)
    if table is None or not toml_table.SLUG.fullmatch(name):
        raise tables.error("bad_id", name, id=name)
    choices = table.choices("choices")
    default = table.one("default", choices, "unknown_choice")
    if default is None:
        raise table.error("missing_key", "default")
    setting = Setting(name, table.need("text"), tuple(choices.items()), default, table.text("explanation"))
    table.finish()
    return setting


def _directory(table: Table) -> DirectoryEntry:
    entry = DirectoryEntry(
        table.need("kind"), table.need("name"), table.text("details"), content_steps.source(table, "")
    )
    table.finish()
    return entry


def _steps(root: Table, known: Known) -> dict[str, StepContent]:
    tables = root.table("step")
    if tables is None:
        return {}
    found: dict[str, StepContent] = {}
    for name in tables.entries():
        if name not in known.graph.node:
            raise tables.error("unknown_step", name, value=name)
        if (table := tables.table(name)) is not None:
            found[name] = content_steps.step(name, table, known)
    return found
