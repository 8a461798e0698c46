"""*Kontakter*: interpreter firms, partners, rooms and kontaktpersoner that the unit uses again and again.

The entries are the organisation's own list, not facts of a case. The firms that a process names come in as
examples the first time the list is opened, marked as old until somebody has looked them over.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import DirectoryEntry
from familjeflow.i18n import _
from familjeflow.services import kept_json, processes
from familjeflow.services.desk import Desk
from familjeflow.storage.people_lists import DirectoryRow
from familjeflow.storage.store import Store

KINDS = ("interpreter", "partner", "room", "contact_person")
STATUSES = ("", "free", "interested", "busy")
"""Where a kontaktperson stands: ledig, intresserad of an assignment, or upptagen; "" where nobody knows."""
_SEEDED = "directory/examples"


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry. `is_old` marks what comes from a process's source and nobody has looked over yet.

    `customer` is the number that the firm knows the unit by.
    """

    entry_id: str
    kind: str
    name: str
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    customer: str = ""
    status: str = ""
    note: str = field(default="", repr=False)
    is_old: bool = False
    is_hidden: bool = False


_BODY = tuple(f.name for f in fields(Contact) if f.name not in ("entry_id", "kind", "name"))


def kind_word(kind: str) -> str:
    """What a kind of entry is called."""
    return {
        "interpreter": _("Tolkförmedling"),
        "partner": _("Samverkanspart"),
        "room": _("Rum"),
        "contact_person": _("Kontaktperson"),
    }[kind]


def status_word(status: str) -> str:
    """Where a kontaktperson stands, "" where it is not known."""
    return {
        "": "",
        "free": _("Ledig"),
        "interested": _("Intresserad"),
        "busy": _("Upptagen"),
    }[status]


def contacts(desk: Desk, kind: str = "", *, hidden: bool = False) -> tuple[Contact, ...]:
    """The entries of a kind, or all of them, by kind and name; with `hidden`, also those put aside."""

    def work(store: Store) -> tuple[Contact, ...]:
        found = (_contact(row) for row in store.entries(kind))
        return tuple(contact for contact in found if hidden or not contact.is_hidden)

    order = {slug: place for place, slug in enumerate(KINDS)}
    return tuple(sorted(desk.vault.read(work), key=lambda c: (order[c.kind], c.name.casefold(), c.entry_id)))


def names(desk: Desk, kind: str) -> tuple[str, ...]:
    """The names of a kind, to choose from while a room or an interpreter is written."""
    return tuple(dict.fromkeys(contact.name for contact in contacts(desk, kind)))


def save(desk: Desk, contact: Contact) -> Contact:
    """Keep an entry; a new one, with the id "", gets an id. What was saved by a person is no longer old.

    Raises DomainError("entry_name_needed").
    """
    if not contact.name.strip():
        raise DomainError("entry_name_needed")
    kept = replace(
        contact, entry_id=contact.entry_id or desk.new_id(), name=contact.name.strip(), is_old=False
    )
    desk.vault.write(lambda store: store.put_entry(_row(kept)))
    return kept


def hide(desk: Desk, entry_id: str, *, hidden: bool = True) -> None:
    """Put an entry aside, or take it back. Raises DomainError("unknown_entry")."""

    def work(store: Store) -> None:
        found = next((row for row in store.entries() if row.entry_id == entry_id), None)
        if found is None:
            raise DomainError("unknown_entry")
        store.put_entry(_row(replace(_contact(found), is_hidden=hidden)))

    desk.vault.write(work)


def add_examples(desk: Desk) -> None:
    """Bring in what the processes' sources name, once; later changes and hidden ones stay as they are."""
    if desk.vault.read(lambda store: store.setting(_SEEDED, "")):
        return
    shipped = [entry for process in processes.offered() for entry in process.info.directory]
    examples = [_example(desk.new_id(), entry) for entry in shipped]

    def work(store: Store) -> None:
        known = {row.name for row in store.entries()}
        for contact in examples:
            if contact.name not in known:
                store.put_entry(_row(contact))
        store.put_setting(_SEEDED, json.dumps(len(examples)))

    desk.vault.write(work)


def _example(entry_id: str, entry: DirectoryEntry) -> Contact:
    """An entry of a process's source: for a firm "phone, kundnummer: number. the rest", else a note."""
    kind = "interpreter" if entry.kind.casefold().startswith("tolk") else "partner"
    if not entry.details[:1].isdigit():
        return Contact(entry_id, kind, entry.name, note=entry.details, is_old=True)
    first, _dot, rest = entry.details.partition(". ")
    phone, _comma, customer = first.partition(",")
    number = "".join(c for c in customer if c.isdigit())
    return Contact(entry_id, kind, entry.name, phone=phone, customer=number, note=rest, is_old=True)


def _contact(row: DirectoryRow) -> Contact:
    """Keys that this version does not know are passed over."""
    return kept_json.read(row.body, "contact", lambda body: _made(row, body))


def _made(row: DirectoryRow, body: dict[str, Any]) -> Contact:
    known = {key: value for key, value in body.items() if key in _BODY}
    return Contact(row.entry_id, row.kind, row.name, **known)


def _row(contact: Contact) -> DirectoryRow:
    values = asdict(contact)
    body = json.dumps({key: values[key] for key in _BODY}, ensure_ascii=False)
    return DirectoryRow(contact.entry_id, contact.kind, contact.name, body)
