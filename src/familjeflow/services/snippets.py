"""Templates and snippets for notes: the program's own until the organisation or the user changes them."""

import json
from dataclasses import asdict, dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import kept_json
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store

_SETTING = "snippets"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text to put into a note. `kind` is the kind of note it is for, "" for any; a name is used once."""

    name: str
    text: str
    kind: str = ""


def snippets(desk: Desk) -> tuple[Snippet, ...]:
    """All of them, in order of name."""
    return desk.vault.read(_kept)


def put(desk: Desk, snippet: Snippet) -> None:
    """Keep a snippet in place of the one with its name. Raises DomainError "name_needed" or "empty_note"."""
    if not snippet.name.strip():
        raise DomainError("name_needed")
    if not snippet.text.strip():
        raise DomainError("empty_note")
    desk.vault.write(lambda store: _keep(store, (*_without(store, snippet.name), snippet)))


def remove(desk: Desk, name: str) -> None:
    """Remove the snippet with a name; one that is not there is no fault."""
    desk.vault.write(lambda store: _keep(store, _without(store, name)))


def _without(store: Store, name: str) -> tuple[Snippet, ...]:
    return tuple(s for s in _kept(store) if s.name.strip().casefold() != name.strip().casefold())


def _kept(store: Store) -> tuple[Snippet, ...]:
    written = store.setting(_SETTING, "")
    found = kept_json.read(written, "setting", _snippets) if written else shipped()
    return tuple(sorted(found, key=lambda s: s.name.casefold()))


def _snippets(rows: list[dict[str, str]]) -> tuple[Snippet, ...]:
    return tuple(Snippet(**row) for row in rows)


def _keep(store: Store, kept: tuple[Snippet, ...]) -> None:
    store.put_setting(_SETTING, json.dumps([asdict(s) for s in kept], ensure_ascii=False))


def shipped() -> tuple[Snippet, ...]:
    """What the program brings: a short frame for each kind of note, to fill in or change."""
    return (
        Snippet(_("Journalanteckning"), _("Vad som hände:\n\nBedömning:\n\nNästa steg:\n"), "journal"),
        Snippet(
            _("Aktanteckning"), _("Handling som kom in eller skickades:\n\nVad den gäller:\n"), "file_note"
        ),
        Snippet(
            _("Telefonsamtal"), _("Samtal med:\n\nVad vi pratade om:\n\nVad vi kom överens om:\n"), "phone"
        ),
        Snippet(_("Obesvarat samtal"), _("Jag ringde men fick inget svar. Jag försöker igen.\n"), "phone"),
        Snippet(_("Mejl"), _("Från:\n\nTill:\n\nVad mejlet säger i korthet:\n"), "mail"),
        Snippet(
            _("Besök"), _("Plats:\n\nNärvarande:\n\nVad som kom fram:\n\nVad vi kom överens om:\n"), "visit"
        ),
        Snippet(
            _("Beslut"),
            _("Beslut:\n\nSkäl:\n\nFattat av:\n\nNär och hur den enskilde fick veta:\n"),
            "decision",
        ),
        Snippet(_("Barnets egen röst"), _("Det här berättade barnet, med barnets egna ord:\n")),
        Snippet(_("Tolk"), _("Samtalet tolkades. Språk:\n")),
    )
