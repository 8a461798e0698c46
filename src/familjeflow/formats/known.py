"""The names that a content file may use: its own declarations, and those of the drawing and the forms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from familjeflow.domain.process import Graph
from familjeflow.formats.toml_table import Table


@dataclass(frozen=True)
class Known:
    """Declared names.

    `directory` holds the kinds of its entries, `tasks` and `documents` the ids of each step, `settings`
    the choices of each.
    """

    graph: Graph
    forms: Collection[str]
    roles: Mapping[str, str]
    systems: Mapping[str, str]
    facts: Mapping[str, str]
    dates: Mapping[str, str]
    settings: Mapping[str, Collection[str]]
    directory: Collection[str]
    tasks: Mapping[str, Collection[str]]
    documents: Mapping[str, Collection[str]]

    def is_step(self, reference: str) -> bool:
        """Whether the reference names an element of the drawing, or "step/task" one of its tasks."""
        step, slash, task = reference.partition("/")
        return step in self.graph.node and (not slash or task in self.tasks.get(step, ()))

    def conditions(self, table: Table, key: str) -> tuple[str, ...]:
        """A list of facts that must hold together; "not:" before one says that it must not hold."""
        names = table.texts(key)
        for name in names:
            if name.removeprefix("not:") not in self.facts:
                raise table.error("unknown_fact", key, value=name)
        return names


def declared(root: Table, graph: Graph, forms: Collection[str]) -> Known:
    """Everything that the file declares, read before anything that refers to it."""
    return Known(
        graph=graph,
        forms=forms,
        roles=root.names("roles"),
        systems=root.names("systems"),
        facts=root.names("facts"),
        dates=root.names("dates"),
        settings=_settings(root),
        directory=frozenset(table.need("kind") for table in root.tables("directory")),
        tasks=_ids(root, "task"),
        documents=_ids(root, "document"),
    )


def _settings(root: Table) -> dict[str, Collection[str]]:
    found: dict[str, Collection[str]] = {}
    for name, table in _below(root.table("settings")):
        found[name] = frozenset(table.choices("choices"))
    return found


def _ids(root: Table, kind: str) -> dict[str, Collection[str]]:
    found: dict[str, Collection[str]] = {}
    for name, table in _below(root.table("step")):
        found[name] = frozenset(t.slug("id") for t in table.tables(kind))
    return found


def _below(table: Table | None) -> list[tuple[str, Table]]:
    if table is None:
        return []
    return [(name, below) for name in table.entries() if (below := table.table(name)) is not None]
