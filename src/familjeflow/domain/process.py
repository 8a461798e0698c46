"""The definition of a process: what the picture shows and what each step holds.

A definition never changes once a case runs on it. The graph follows BPMN 2.0 (sections 10.2 to 10.5); what
BPMN has no words for, such as tasks by role and time limits, is content keyed by the id of the element.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from familjeflow.domain.forms import FormDefinition
from familjeflow.domain.time_rules import AnchorEvent, LimitRule


class NodeKind(StrEnum):
    """The BPMN elements that the program understands."""

    START = "start"
    END = "end"
    TASK = "task"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    SUBPROCESS = "subprocess"
    AD_HOC = "ad_hoc"


STEP_KINDS = frozenset({NodeKind.TASK, NodeKind.SUBPROCESS, NodeKind.AD_HOC})


@dataclass(frozen=True, slots=True)
class Lane:
    """A row in the picture, held by one or more roles (BPMN 2.0 section 10.7)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """An event, activity or gateway. `parent` is the sub-process around it, `lane` the row it lies in."""

    id: str
    kind: NodeKind
    name: str
    lane: str | None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow from one node to another; `name` is the answer written on it."""

    id: str
    source: str
    target: str
    name: str = ""


@dataclass(frozen=True)
class Graph:
    """Lanes, nodes and flows in the order of the file."""

    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def flow(self) -> Mapping[str, Flow]:
        """Flows by id."""
        return {flow.id: flow for flow in self.flows}

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Flow, ...]]:
        """Flows leaving each node."""
        return {n.id: tuple(f for f in self.flows if f.source == n.id) for n in self.nodes}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Flow, ...]]:
        """Flows reaching each node."""
        return {n.id: tuple(f for f in self.flows if f.target == n.id) for n in self.nodes}

    @cached_property
    def inside(self) -> Mapping[str | None, tuple[Node, ...]]:
        """Nodes by the sub-process they lie in; `None` is the process itself."""
        parents = {n.parent for n in self.nodes} | {n.id for n in self.nodes}
        return {p: tuple(n for n in self.nodes if n.parent == p) for p in parents}

    def is_question(self, node_id: str) -> bool:
        """Whether a person chooses the way out: an exclusive gateway with several ways out."""
        return self.node[node_id].kind is NodeKind.EXCLUSIVE and len(self.outgoing[node_id]) > 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle of the drawing, in pixels at 100 %."""

    x: float
    y: float
    width: float
    height: float


Point = tuple[float, float]


@dataclass(frozen=True)
class Drawing:
    """The BPMN diagram interchange: where each element lies, in pixels at 100 %, origin at the top left."""

    shapes: Mapping[str, Bounds]
    labels: Mapping[str, Bounds]
    edges: Mapping[str, tuple[Point, ...]]
    pool: Bounds | None = None
    horizontal_lanes: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """Where in the source text something stands: the step as printed there and the line numbers."""

    step: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleTask:
    """Something one role does in a step.

    `system` names an outside system or list to tick ("Kvar att registrera"). `per` asks for one tick for each
    participant of that kind ("adult", "guardian"). `repeats` may be ticked many times. `sets` and `requires`
    name facts. `shared` names a task of another step that is the same act. `when` hides the task until its
    facts hold. `alternatives` are other roles the source gives it to, `directory` a kind of entries to show.
    """

    id: str
    role: str
    text: str
    optional: bool = False
    system: str | None = None
    documented: bool = False
    repeats: bool = False
    partial_allowed: bool = False
    per: str | None = None
    sets: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    directory: str = ""
    explanation: str = ""
    source: Source = Source()


class DocumentKind(StrEnum):
    """How a document lives: filled in here, attached by the organisation, or kept elsewhere."""

    FORM = "form"
    REFERENCE = "reference"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class StepDocument:
    """A document that a step names. `form` is the id of the form file where it is filled in here.

    A document goes on in new versions wherever it is named; with `per_round` each round writes one of its
    own, such as a note after every visit.
    """

    id: str
    title: str
    kind: DocumentKind
    form: str | None = None
    role: str | None = None
    optional: bool = False
    per: str | None = None
    per_round: bool = False
    explanation: str = ""
    source: Source = Source()


class AskKind(StrEnum):
    """What the panel asks for: a date, a yes or no, one of some choices, or words."""

    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in the step panel whose answer the program acts on.

    A date answers into the case's dates under `id`; a yes sets the fact `id`; a choice or text is kept as
    answer. `per` asks once for each participant of that kind. `when` hides it until its facts hold.
    """

    id: str
    text: str
    kind: AskKind
    choices: tuple[tuple[str, str], ...] = ()
    role: str | None = None
    optional: bool = True
    per: str | None = None
    when: tuple[str, ...] = ()
    explanation: str = ""
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Gate:
    """What the routine demands before an act: `act` is "complete" or the id of a task or document.

    A gate tells and asks for a reason; `hard` ones, which the law closes, cannot be passed. `fix` names the
    step, or "step/task", whose act opens the gate. `legacy_text` is what the old system said.
    """

    id: str
    act: str
    requires: tuple[str, ...]
    text: str
    hard: bool = False
    fix: str | None = None
    legacy_text: str = ""
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Answer:
    """One way out of a question: the flow it takes, its words and the source's condition for it."""

    flow: str
    text: str
    condition: str = ""
    sets: tuple[str, ...] = ()
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Question:
    """The choice at an exclusive gateway. `proposal` names the domain function that may propose an answer."""

    text: str
    answers: tuple[Answer, ...]
    asks: tuple[Ask, ...] = ()
    proposal: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class StepContent:
    """Everything that BPMN has no words for at one element, keyed by the element's id.

    `label` is the heading as printed in the source; `number` what it is numbered there ("" where it is not).
    `participants` are roles that take part without a task of their own. `oddities` are remarks about the
    source. `skip_when` are facts under which skipping is proposed; `shared` are steps that are the same act.
    """

    id: str
    label: str
    number: str = ""
    explanation: str = ""
    roles: tuple[str, ...] = ()
    tasks: tuple[RoleTask, ...] = ()
    documents: tuple[StepDocument, ...] = ()
    asks: tuple[Ask, ...] = ()
    limits: tuple[LimitRule, ...] = ()
    gates: tuple[Gate, ...] = ()
    question: Question | None = None
    sets: tuple[str, ...] = ()
    skip_when: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()
    meeting_minutes: int | None = None
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Setting:
    """Something the source does not decide, so the organisation does ("källan anger inte")."""

    id: str
    text: str
    choices: tuple[tuple[str, str], ...]
    default: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class SourceDate:
    """A date printed in the source. `review` marks the one after which it should be looked over."""

    text: str
    day: date
    review: bool = False


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A firm or place that the source names, shipped as an editable example."""

    kind: str
    name: str
    details: str
    source: Source = Source()


@dataclass(frozen=True)
class ProcessInfo:
    """What stands at the head of the description, and the words of this process."""

    id: str
    title: str
    short: str
    unit: str
    source: str
    purpose: str = ""
    facts_of_source: tuple[tuple[str, str], ...] = ()
    dates: tuple[SourceDate, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    systems: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    case_dates: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[Setting, ...] = ()
    notes: tuple[str, ...] = ()
    directory: tuple[DirectoryEntry, ...] = ()
    opening: tuple[Ask, ...] = ()

    def review_passed(self, today: date) -> date | None:
        """The review date that lies before `today`, if the description should have been looked over."""
        return max((d.day for d in self.dates if d.review and d.day < today), default=None)


@dataclass(frozen=True)
class ProcessDefinition:
    """One version of one process. `bundle_hash` is the SHA-256 of the files it was read from."""

    info: ProcessInfo
    graph: Graph
    drawing: Drawing
    content: Mapping[str, StepContent]
    forms: Mapping[str, FormDefinition]
    bundle_hash: str

    @cached_property
    def steps(self) -> tuple[Node, ...]:
        """The nodes that a person works with: tasks and sub-processes, in the order of the file."""
        return tuple(n for n in self.graph.nodes if n.kind in STEP_KINDS)

    @cached_property
    def questions(self) -> tuple[Node, ...]:
        """The gateways that ask a person."""
        return tuple(n for n in self.graph.nodes if self.graph.is_question(n.id))

    @cached_property
    def reading_order(self) -> tuple[str, ...]:
        """Steps and questions along the flows from the start, what is in a sub-process straight after it."""
        distance = self._distances()
        asked = (*self.steps, *self.questions)
        places = {node.id: place for place, node in enumerate(self.graph.nodes)}

        def along(node: Node) -> tuple[tuple[int, int], ...]:
            outer = along(self.graph.node[node.parent]) if node.parent else ()
            return (*outer, (distance.get(node.id, len(places)), places[node.id]))

        return tuple(node.id for node in sorted(asked, key=along))

    def _distances(self) -> dict[str, int]:
        """How many flows each node lies from the start of the process or sub-process around it."""
        found = {n.id: 0 for n in self.graph.nodes if n.kind is NodeKind.START}
        todo = list(found)
        for node_id in todo:
            for flow in self.graph.outgoing[node_id]:
                if flow.target not in found:
                    found[flow.target] = found[node_id] + 1
                    todo.append(flow.target)
        return found

    def step(self, node_id: str) -> StepContent:
        """The content of an element; an element without content gets its BPMN name as label."""
        return self.content.get(node_id) or StepContent(node_id, self.graph.node[node_id].name)

    def lives_on(self, node_id: str) -> bool:
        """Whether the step is done after the case is closed: one of its limits counts from the closing."""
        anchors = (a for limit in self.step(node_id).limits for _choice, a in limit.anchors)
        return any(anchor.event is AnchorEvent.CLOSED for anchor in anchors)

    def setting(self, setting_id: str) -> Setting:
        """The setting with that id. Raises KeyError when the content names none."""
        return {s.id: s for s in self.info.settings}[setting_id]
