"""Opening, closing and reading cases, and who takes part in them."""

from collections.abc import Container, Mapping, Sequence
from datetime import date

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import AskKind, ProcessDefinition
from familjeflow.services import processes
from familjeflow.services.case_work import Loaded, act, keep
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store

PARTS = ("client", "adult", "child", "guardian", "contact")


def open_case(
    desk: Desk,
    process_id: str,
    client_id: str,
    *,
    participants: Sequence[tuple[str, str]] = (),
    opened_on: date | None = None,
    answers: Mapping[str, str] | None = None,
) -> str:
    """Open a case on the process as it is shipped now and return its id.

    `participants` are (person, part); `answers` are to the process's opening questions, "yes", "no", a date
    or a choice. Raises DomainError("unknown_process", "unknown_person", "bad_answer", "future_day").
    """
    definition, files = processes.offered_process(process_id)
    case_id = desk.new_id()

    def work(store: Store) -> str:
        if any(store.person(person) is None for person in (client_id, *(p for p, _part in participants))):
            raise DomainError("unknown_person")
        store.put_bundle(definition.bundle_hash, files)
        number = store.next_case_number((opened_on or desk.today).year)
        payloads: list[e.Payload] = [
            e.CaseOpened(number, process_id, definition.bundle_hash, client_id),
            *(e.ParticipantAdded(person, _part(part)) for person, part in participants),
            *_opening_answers(definition, answers or {}),
            *_settings(store, definition),
        ]
        loaded = Loaded(definition, (), Case(case_id))
        keep(desk, store, loaded, case_id, payloads, on=opened_on)
        return case_id

    return desk.vault.write(work)


def _part(part: str) -> str:
    if part not in PARTS:
        raise DomainError("unknown_part", part=part)
    return part


def _opening_answers(definition: ProcessDefinition, answers: Mapping[str, str]) -> list[e.Payload]:
    found: list[e.Payload] = []
    for ask in definition.info.opening:
        value = answers.get(ask.id, "")
        if not value:
            continue
        try:
            if ask.kind is AskKind.YES_NO:
                found.append(e.FactRecorded(ask.id, _one_of(value, ("yes", "no")) == "yes"))
            elif ask.kind is AskKind.DATE:
                found.append(e.DateRecorded(ask.id, date.fromisoformat(value)))
            elif ask.kind is AskKind.CHOICE:
                found.append(e.AnswerRecorded(ask.id, _one_of(value, dict(ask.choices))))
            else:
                found.append(e.AnswerRecorded(ask.id, value))
        except ValueError as error:
            raise DomainError("bad_date") from error
    return found


def _one_of(value: str, choices: Container[str]) -> str:
    if value not in choices:
        raise DomainError("bad_answer")
    return value


def _settings(store: Store, definition: ProcessDefinition) -> list[e.Payload]:
    """What the organisation has decided where the source is silent, kept with the case."""
    found: list[e.Payload] = []
    for setting in definition.info.settings:
        choice = store.setting(setting_key(definition.info.id, setting.id), "")
        if choice:
            found.append(e.SettingChosen(setting.id, choice))
    return found


def setting_key(process_id: str, setting_id: str) -> str:
    """Where the vault keeps the organisation's choice for a setting of a process."""
    return f"process/{process_id}/{setting_id}"


def close_case(desk: Desk, case_id: str, reason: str = "", *, on: date | None = None) -> ChangeSet:
    """Close a case; a reason is needed when something is still open."""
    return act(desk, case_id, lambda now: acts.close(now.definition, now.case, reason), on=on)


def reopen_case(desk: Desk, case_id: str, reason: str) -> ChangeSet:
    """Open a closed case again, for a reason."""
    return act(desk, case_id, lambda now: acts.reopen(now.case, reason))


def add_participant(desk: Desk, case_id: str, person_id: str, part: str) -> ChangeSet:
    """Give a person a part in the case."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        if (person_id, part) in now.case.participants:
            raise DomainError("already_participant")
        return (e.ParticipantAdded(person_id, _part(part)),)

    return act(desk, case_id, decide)


def remove_participant(desk: Desk, case_id: str, person_id: str, part: str) -> ChangeSet:
    """Take a person's part in the case away. What was recorded about them stays; the client always stays."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        if part == "client" or (person_id, part) not in now.case.participants:
            raise DomainError("unknown_person")
        return (e.ParticipantRemoved(person_id, part),)

    return act(desk, case_id, decide)


def assign_role(desk: Desk, case_id: str, role: str, name: str) -> ChangeSet:
    """Say who holds a role in the case."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        if role not in now.definition.info.roles:
            raise DomainError("unknown_role", role=role)
        return (e.RoleAssigned(role, name.strip()),)

    return act(desk, case_id, decide)


def choose_setting(desk: Desk, case_id: str, setting_id: str, choice: str) -> ChangeSet:
    """Decide, for one case, something that the source leaves open."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        settings = {s.id: s for s in now.definition.info.settings}
        if setting_id not in settings or choice not in dict(settings[setting_id].choices):
            raise DomainError("unknown_setting", setting=setting_id)
        return (e.SettingChosen(setting_id, choice),)

    return act(desk, case_id, decide)
