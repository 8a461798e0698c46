"""Small processes and facts for tests of the domain, written as a picture would be read."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from familjeflow.domain import events as e
from familjeflow.domain.process import (
    Drawing,
    Flow,
    Graph,
    Lane,
    Node,
    NodeKind,
    ProcessDefinition,
    ProcessInfo,
    Setting,
    StepContent,
)

FIRST_DAY = date(2026, 1, 12)
_KINDS = {
    "(": NodeKind.START,
    ")": NodeKind.END,
    "?": NodeKind.EXCLUSIVE,
    "+": NodeKind.PARALLEL,
    "~": NodeKind.AD_HOC,
    "#": NodeKind.SUBPROCESS,
}


def process(
    flows: str,
    *,
    inside: Mapping[str, str] | None = None,
    lanes: Mapping[str, str] | None = None,
    content: Sequence[StepContent] = (),
    settings: Sequence[Setting] = (),
) -> ProcessDefinition:
    """A process from lines such as "(start > remiss" and "?fråga > avslut : nej".

    A mark before a name gives its kind: "(" start, ")" end, "?" gateway, "+" parallel, "~" free order, "#"
    sub-process; without a mark it is a task. A flow's id is "from>to"; after ":" stands its answer.
    """
    parents, rows = inside or {}, lanes or {}
    nodes: dict[str, Node] = {}
    arrows: list[Flow] = []

    def node(written: str) -> str:
        kind = _KINDS.get(written[0], NodeKind.TASK)
        name = written.lstrip("()?+~#")
        nodes.setdefault(name, Node(name, kind, name, rows.get(name, "bana"), parents.get(name)))
        return name

    for line in filter(None, (text.strip() for text in flows.splitlines())):
        way, _colon, answer = (part.strip() for part in line.partition(":"))
        names = [node(part.strip()) for part in way.split(">")]
        arrows += [Flow(f"{a}>{b}", a, b, answer) for a, b in pairwise(names)]
    lane_ids = dict.fromkeys(rows.values(), "") or {"bana": ""}
    graph = Graph(tuple(Lane(i, i.title()) for i in lane_ids), tuple(nodes.values()), tuple(arrows))
    return ProcessDefinition(
        info=ProcessInfo("prov", "Provprocess", "Prov", "Enheten", "Provet", settings=tuple(settings)),
        graph=graph,
        drawing=Drawing({}, {}, {}),
        content={c.id: c for c in content},
        forms={},
        bundle_hash="hash",
    )


class Facts:
    """Writes facts as one desk would: numbered, ordered and dated."""

    def __init__(self, origin: str = "a", lamport: int = 0) -> None:
        self.origin = origin
        self.lamport = lamport
        self.day = FIRST_DAY
        self.facts: list[e.Event] = []

    def add(self, *payloads: e.Payload) -> list[e.Event]:
        """Record payloads on the current day and return all facts so far."""
        for payload in payloads:
            self.lamport += 1
            number = len(self.facts) + 1
            header = e.Header(
                event_id=f"{self.origin}{number}",
                stream="case:c",
                origin=self.origin,
                origin_seq=number,
                lamport=self.lamport,
                kind=e.kind_of(payload),
                version=1,
                recorded_by="me",
                performed_by="me",
                role="",
                recorded_at=datetime(2026, 1, 12, 8, tzinfo=UTC) + timedelta(seconds=self.lamport),
                occurred_on=self.day,
                payload_hash="",
                previous="",
            )
            self.facts.append(e.Event(header, payload))
        return self.facts

    def open(self) -> list[e.Event]:
        """Open the case."""
        return self.add(e.CaseOpened("2026-0001", "prov", "hash", "klient"))

    def wait(self, days: int) -> None:
        """Let days pass."""
        self.day += timedelta(days=days)
