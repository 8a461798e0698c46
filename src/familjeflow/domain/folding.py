"""The case while it is being folded: the one place where it changes."""

from dataclasses import dataclass, field

from familjeflow.domain import events as e
from familjeflow.domain import flow
from familjeflow.domain.case import (
    Act,
    Adopted,
    AnswerKey,
    Case,
    Conflict,
    Document,
    Moved,
    Recorded,
    Round,
)
from familjeflow.domain.process import ProcessDefinition


@dataclass
class Folding:
    """The case while it is being folded; `freeze` hands out the finished value."""

    definition: ProcessDefinition
    case_id: str = ""
    number: str = ""
    client_id: str = ""
    process_id: str = ""
    bundle_hash: str = ""
    opened: Act | None = None
    closed: Act | None = None
    open_left: tuple[str, ...] = ()
    steps: dict[str, tuple[Round, ...]] = field(default_factory=dict)
    participants: list[tuple[str, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Recorded] = field(default_factory=dict)
    dates: dict[str, Recorded] = field(default_factory=dict)
    answers: dict[AnswerKey, Recorded] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    adopted: dict[str, Adopted] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    marking: flow.Marking = field(default_factory=flow.Marking)
    conflicts: list[Conflict] = field(default_factory=list)
    heads: int = 0

    def freeze(self) -> Case:
        """The finished value."""
        values = {name: getattr(self, name) for name in _KEPT}
        return Case(
            **values, participants=tuple(dict.fromkeys(self.participants)), conflicts=tuple(self.conflicts)
        )


_KEPT = [n for n in Folding.__dataclass_fields__ if n not in ("definition", "participants", "conflicts")]


def act_of(header: e.Header, reason: str = "", told: e.Told | None = None) -> Act:
    """The act that a header stands for, with what its payload says of reason and besked."""
    return Act(
        header.event_id,
        header.occurred_on,
        header.recorded_at,
        header.performed_by,
        header.role,
        reason,
        told,
    )


def set_facts(case: Folding, names: tuple[str, ...], act: Act) -> None:
    """Let named facts hold, or no longer hold where "not:" stands before the name."""
    for name in names:
        if name.startswith("not:"):
            case.facts.pop(name[4:], None)
        else:
            case.facts[name] = Recorded("yes", act)
