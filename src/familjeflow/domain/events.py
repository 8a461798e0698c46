"""The facts of the house: everything that happens is an event, kept for as long as the law says.

An event is a header without personal data and a payload that may hold some. The header carries a hash of the
payload, so that a payload can be thinned out while the chain of headers still verifies.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from familjeflow.domain.forms import JsonValue
from familjeflow.domain.work_events import WorkPayload

NO_HASH = ""


class Header(NamedTuple):
    """What stands on the outside of a fact. A named tuple, because a case decodes hundreds of them at once.

    `stream` is "case:<id>", "person:<id>", "family:<id>", "actor:<id>" or "vault:<id>". `origin` is the one
    writer on one host that recorded it and `origin_seq` its number in that writer's chain for the stream,
    from 1.
    `lamport` orders facts of several origins. `recorded_by` is the actor whose key slot unlocked the vault,
    `performed_by` the actor or the role that did it. `recorded_at` is UTC and never goes back;
    `occurred_on` is a Swedish civil date and anchors the rules.
    `payload_hash` is SHA-256 over the random salt and the stored payload bytes, `previous` the SHA-256 of the
    header before it in the chain; both as hex.
    """

    event_id: str
    stream: str
    origin: str
    origin_seq: int
    lamport: int
    kind: str
    version: int
    recorded_by: str
    performed_by: str
    role: str
    recorded_at: datetime
    occurred_on: date
    payload_hash: str
    previous: str


@dataclass(frozen=True, slots=True)
class Told:
    """A *besked*: another role's act recorded here, "enligt uppgift från" somebody.

    `how` is "phone", "meeting" or "system"; `answer` what they said; `on` when they said it.
    """

    from_whom: str
    how: str
    on: date
    answer: str = ""


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case begins on an exact bundle of definition files, about one client."""

    case_number: str
    process_id: str
    bundle_hash: str
    client_id: str


@dataclass(frozen=True, slots=True)
class ParticipantAdded:
    """A person has a part in the case: "client", "adult", "child", "guardian" or "contact"."""

    person_id: str
    part: str


@dataclass(frozen=True, slots=True)
class ParticipantRemoved:
    """A person no longer has that part in the case; what was recorded about them stays."""

    person_id: str
    part: str


@dataclass(frozen=True, slots=True)
class RoleAssigned:
    """Who holds a role in this case."""

    role: str
    name: str
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class StepStarted:
    """Work on a step began. `early` means before the flow had reached it; then `reason` says why."""

    step: str
    round: int
    early: bool = False
    reason: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class StepCompleted:
    """A round of a step is done. `reason` is given when a gate was passed or the step was done early."""

    step: str
    round: int
    early: bool = False
    reason: str = ""
    passed_gates: tuple[str, ...] = ()
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """A round of a step will not be done, for a reason. It is never shown as done."""

    step: str
    round: int
    reason: str
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class RoundBegun:
    """A step, or a question, is taken again. The earlier rounds stay with all they hold."""

    step: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class BranchChosen:
    """A question was answered. `answers` are what was asked on the way, as (ask or ask:person, slug)."""

    gateway: str
    round: int
    flow: str
    answers: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class TaskTicked:
    """A task was done ("done"), done as far as possible ("partial") or not needed ("not_needed")."""

    step: str
    round: int
    task: str
    outcome: str = "done"
    person_id: str | None = None
    note: str = ""
    reason: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class FactRecorded:
    """A named yes or no of the case, for example that it began without a referral."""

    name: str
    value: bool
    step: str = ""
    round: int = 0
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class DateRecorded:
    """A named date of the case, for example the last day of the bistånd."""

    name: str
    day: date
    step: str = ""
    round: int = 0


@dataclass(frozen=True, slots=True)
class AnswerRecorded:
    """An answer to something the panel asks, kept as it was given."""

    ask: str
    value: str
    step: str = ""
    round: int = 0
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class FormSaved:
    """A form was adopted. `answers` were validated by the form; they are the only open part of any payload.

    `document_id` stays the same through the versions of one document. `filed_under` is the one person whose
    akt it belongs to. `reason` is given when a gate was passed.
    """

    document_id: str
    document: str
    form: str
    form_version: int
    step: str
    round: int
    filed_under: str
    title: str
    answers: dict[str, JsonValue]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LimitAdopted:
    """A computed date was adopted, so that a later rule or calendar does not move it.

    `choice` is what was chosen then of the settings that the limit depends on, "" where that was not kept.
    """

    limit: str
    day: date
    anchor_day: date
    choice: str = ""


@dataclass(frozen=True, slots=True)
class LimitMoved:
    """A limit was moved to another day, for a reason."""

    limit: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class SettingChosen:
    """Something the source leaves open was decided for this case."""

    setting: str
    choice: str


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case was closed. `open_left` names what was still open then, which needs the reason."""

    reason: str
    open_left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """A closed case was opened again."""

    reason: str


@dataclass(frozen=True, slots=True)
class BundleChanged:
    """The case moved to another version of its process; `id_map` says what each old step is called now."""

    bundle_hash: str
    id_map: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentExported:
    """A paper with this SHA-256 (hex) left the vault, as a file or `printed`."""

    document: str
    sha256: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Retracted:
    """An earlier event was taken back. It stays in the history."""

    event_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonRecorded:
    """What is known of a person; each change is a new fact with everything.

    `number` is normalised (YYYYMMDD-NNNC) or as written for other kinds; `number_kind` is "personnummer",
    "samordningsnummer", "reserve" or "none". `protection` is "", "marked", "protected" or "fictitious".
    """

    given_name: str
    family_name: str
    number: str = ""
    number_kind: str = "none"
    number_warning: bool = False
    born: date | None = None
    protection: str = ""
    language: str = ""
    interpreter: bool = False
    phone: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ActorRecorded:
    """A colleague who works with the program, as signed under what they do."""

    name: str
    title: str
    roles: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OriginBegun:
    """A vault was created, copied to a new host or restored, so a new chain of facts begins."""

    reason: str


Payload = (
    CaseOpened
    | ParticipantAdded
    | ParticipantRemoved
    | RoleAssigned
    | StepStarted
    | StepCompleted
    | StepSkipped
    | RoundBegun
    | BranchChosen
    | TaskTicked
    | FactRecorded
    | DateRecorded
    | AnswerRecorded
    | FormSaved
    | LimitAdopted
    | LimitMoved
    | SettingChosen
    | CaseClosed
    | CaseReopened
    | BundleChanged
    | DocumentExported
    | Retracted
    | PersonRecorded
    | ActorRecorded
    | OriginBegun
    | WorkPayload
)


class Event(NamedTuple):
    """A fact: its header and what it says. `payload` is None once the payload has been thinned out."""

    header: Header
    payload: Payload | None

    @property
    def id(self) -> str:
        """The event's id."""
        return self.header.event_id


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact on its way into the vault: the vault adds ids, numbers, times and hashes."""

    stream: str
    payload: Payload
    performed_by: str
    role: str
    occurred_on: date


def kind_slug(payload_type: type) -> str:
    """The stored slug of a kind of payload: "StepStarted" is "step_started"."""
    name = payload_type.__name__
    return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


def kind_of(payload: Payload) -> str:
    """The stored slug of a payload's kind."""
    return kind_slug(type(payload))


def fold_order(event: Event) -> tuple[int, str, int]:
    """Facts of several origins fold in this order, whatever order they were delivered in."""
    return (event.header.lamport, event.header.origin, event.header.origin_seq)
