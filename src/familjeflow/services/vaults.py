"""Creating, unlocking and looking after a vault: what the lock screen, the settings and the command line
call.

All of it blocks and belongs in a worker. The key's own machinery is imported when it is used: the lock screen
is on the screen first.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.i18n import _
from familjeflow.storage.errors import VaultError as VaultError
from familjeflow.storage.keychain import Keychain
from familjeflow.storage.keys import Key as Key

if TYPE_CHECKING:
    from familjeflow.storage.kdf import KdfCost as KdfCost
    from familjeflow.storage.keyfile import KeyFile, SlotKind
    from familjeflow.storage.store import Store
    from familjeflow.storage.vault import Vault

SUFFIX = ".familjeflow"
NewId = Callable[[], str]
_PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault: its key, and the recovery code to print, which is kept nowhere else."""

    key: Key
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlotView:
    """One way into a vault, as a list shows it. `created` is UTC (ISO 8601).

    `weak` means a passphrase slot that costs less to guess than one made today.
    """

    id: str
    kind: "SlotKind"
    label: str
    created: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess, 0 to 4, and what would help."""

    score: int
    hint: str


def make_folder(folder: Path) -> None:
    """Make the folder that a new vault is to lie in.

    Raises VaultError "read_only", "disk_full", "folder_missing" and as `vault_places.shared_disk`.
    """
    from familjeflow.services import vault_places
    from familjeflow.storage.errors import sort_fault

    vault_places.shared_disk(folder / f"ny{SUFFIX}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise sort_fault(error) or VaultError("folder_missing") from error


def create(
    path: Path, passphrase: str, *, now: datetime, new_id: NewId, cost: "KdfCost | None" = None
) -> Created:
    """Make a vault and its key file with a passphrase and a recovery code; neither file is ever written over.

    Raises VaultError "exists", "empty_passphrase", "read_only", "disk_full", as the key derivation, and as
    `vault_places.shared_disk`.
    """
    from familjeflow.services import vault_places
    from familjeflow.storage import keyfile, slots
    from familjeflow.storage.kdf import KdfCost as KdfCost
    from familjeflow.storage.keyfile import KeyFile
    from familjeflow.storage.vault import create_vault

    shared = vault_places.shared_disk(path)
    keys = keyfile.path_beside(path)
    for taken in (path, keys):
        if taken.exists():
            raise VaultError("exists", name=taken.name)
    key = slots.new_key(new_id())
    file = slots.add_passphrase(
        KeyFile(vault=key.vault_id), key, passphrase, cost=cost or KdfCost(), label="", now=now, new_id=new_id
    )
    key = replace(key, slot=file.slots[0].id)
    file, code = slots.add_recovery(file, key, label="", now=now, new_id=new_id)
    keyfile.write(keys, file)
    try:
        create_vault(path, key, new_id(), shared_disk=shared)
    except BaseException:
        keys.unlink(missing_ok=True)
        raise
    return Created(key, code)


def unlock_with_passphrase(path: Path, passphrase: str, *, cancelled: threading.Event | None = None) -> Key:
    """The vault's key. Raises VaultError "wrong_key", "cancelled", "timeout", "out_of_memory", key file
    faults."""
    from familjeflow.storage import slots

    return slots.open_with_passphrase(_keys(path), passphrase, cancelled)


def unlock_with_recovery(path: Path, code: str) -> Key:
    """The vault's key. Raises VaultError "recovery_code_typo" or "wrong_key"."""
    from familjeflow.storage import slots

    return slots.open_with_recovery(_keys(path), code)


def unlock_with_keyring(path: Path, *, chain: Keychain | None = None) -> Key:
    """The vault's key. Raises VaultError "no_such_slot", "keyring_empty", "keyring_unavailable",
    "keyring_timeout", "keyring_forbidden"."""
    from familjeflow.storage import slots

    _refuse_forbidden_keyring()
    return slots.open_with_keyring(_keys(path), chain or Keychain())


def verify_recovery(path: Path, code: str) -> bool:
    """Whether a code that was typed back opens the vault."""
    try:
        unlock_with_recovery(path, code)
    except VaultError as error:
        if error.code in ("recovery_code_typo", "wrong_key"):
            return False
        raise
    return True


def slot_views(path: Path) -> tuple[SlotView, ...]:
    """The ways into a vault, in the order they were made. Needs no key."""
    from familjeflow.storage.kdf import KdfCost as KdfCost

    return tuple(
        SlotView(s.id, s.kind, s.label, s.created, s.cost is not None and s.cost.weaker_than(KdfCost()))
        for s in _keys(path).slots
    )


def add_keyring_slot(
    path: Path, key: Key, *, now: datetime, new_id: NewId, chain: Keychain | None = None
) -> None:
    """Let this desktop's keyring open the vault, in place of what it had for it before.

    Raises VaultError "keyring_unavailable", "keyring_timeout" or "keyring_forbidden", and then nothing has
    changed.
    """
    from familjeflow.storage import keyfile, slots

    _refuse_forbidden_keyring()
    chain = chain or Keychain()
    file = _keys(path)
    added = slots.add_keyring(file, key, chain, label="", now=now, new_id=new_id)
    keyfile.write(keyfile.path_beside(path), _without(added, key, file, "keyring"))
    for slot in file.slots:
        if slot.kind == "keyring":
            _forget(chain, slot.id)


def change_passphrase(
    path: Path, key: Key, passphrase: str, *, now: datetime, new_id: NewId, cost: "KdfCost | None" = None
) -> None:
    """Put a new passphrase in place of the old one. The vault itself is not touched."""
    from familjeflow.storage import keyfile, slots
    from familjeflow.storage.kdf import KdfCost as KdfCost

    file = _keys(path)
    added = slots.add_passphrase(
        file, key, passphrase, cost=cost or KdfCost(), label="", now=now, new_id=new_id
    )
    keyfile.write(keyfile.path_beside(path), _without(added, key, file, "passphrase"))


def renew_recovery(path: Path, key: Key, *, now: datetime, new_id: NewId) -> str:
    """A new recovery code in place of the old one, which no longer opens the vault."""
    from familjeflow.storage import keyfile, slots

    file = _keys(path)
    added, code = slots.add_recovery(file, key, label="", now=now, new_id=new_id)
    keyfile.write(keyfile.path_beside(path), _without(added, key, file, "recovery"))
    return code


def remove_slot(path: Path, key: Key, slot_id: str, *, chain: Keychain | None = None) -> None:
    """Take away one way in. Raises VaultError "last_slot" (the keyring never stands alone) or
    "no_such_slot"."""
    from familjeflow.storage import keyfile, slots

    file = _keys(path)
    keyfile.write(keyfile.path_beside(path), slots.remove(file, key, slot_id))
    if any(slot.id == slot_id and slot.kind == "keyring" for slot in file.slots):
        _forget(chain or Keychain(), slot_id)


def open(
    path: Path,
    key: Key,
    *,
    now: datetime,
    new_id: NewId,
    state_folder: Path | None = None,
    take_over: bool = False,
) -> "Vault":
    """Open a vault. A new, copied or restored one begins a new origin, recorded as a fact.

    `state_folder` is where this host remembers its vaults (platformdirs where None). `take_over` is the
    person's word that the other host named in VaultError "in_use" has let go of the file. Raises as
    storage.open_vault and vault_places.shared_disk.
    """
    from familjeflow.services import vault_places
    from familjeflow.storage import marks
    from familjeflow.storage.vault import open_vault

    folder = state_folder or _state_folder()
    vault = open_vault(path, key, take_over=take_over, shared_disk=vault_places.shared_disk(path))
    try:
        mark = new_id()
        known = marks.remembered(folder, vault.vault_id)
        vault.write(lambda store: _begin(store, known, mark, now, new_id))
        marks.remember(folder, vault.vault_id, mark)
    except BaseException:
        vault.close()
        raise
    return vault


def close(vault: "Vault", *, new_id: NewId, state_folder: Path | None = None) -> None:
    """Lock a vault, leaving a new mark, so that a copy taken while it was open is known as a copy."""
    from familjeflow.storage import marks

    mark = new_id()
    try:
        vault.write(lambda store: store.put_mark(mark))
        marks.remember(state_folder or _state_folder(), vault.vault_id, mark)
    except VaultError:
        pass  # already locked, or the disk is full: the mark from the opening still holds
    finally:
        vault.close()


def passphrase_strength(passphrase: str) -> Strength:
    """A rule of thumb by length and variety, without a dictionary: it can not know a well-known phrase."""
    text = passphrase.strip()
    if not text:
        return Strength(0, _("Skriv en lösenfras."))
    if len(set(text)) < min(5, len(text)):
        return Strength(0, _("Samma tecken upprepas. Ta flera olika ord."))
    words = len(text.split())
    kinds = sum(any(test(c) for c in text) for test in (str.islower, str.isupper, str.isdigit, _is_sign))
    points = len(text) + 3 * (kinds - 1) + 2 * (words - 1)
    score = sum(points >= limit for limit in (10, 16, 22, 30))
    return Strength(score, _HINTS[score]())


_HINTS: tuple[Callable[[], str], ...] = (
    lambda: _("För kort. Ta fyra eller fem ord som inte hör ihop."),
    lambda: _("Lätt att gissa. Lägg till ett par ord."),
    lambda: _("Går an. Ett ord till gör den bättre."),
    lambda: _("Bra."),
    lambda: _("Mycket bra."),
)


def _begin(store: "Store", known: str, mark: str, now: datetime, new_id: NewId) -> None:
    from zoneinfo import ZoneInfo

    from familjeflow.domain.events import Draft, OriginBegun

    if not store.mark or store.mark != known:
        # Always a new id, even for a new vault: a copy of its file may already be in use elsewhere.
        store.begin_origin(new_id())
        created = not known and not store.streams("vault:")
        draft = Draft(
            stream=f"vault:{store.vault_id}",
            payload=OriginBegun("created" if created else "copied"),
            performed_by=_PROGRAM,
            role=_PROGRAM,
            occurred_on=now.astimezone(ZoneInfo("Europe/Stockholm")).date(),
        )
        store.append([draft], now=now, recorded_by=_PROGRAM, new_id=new_id)
    store.put_mark(mark)


def _refuse_forbidden_keyring() -> None:
    from familjeflow.services import policy

    if not policy.current().keyring:
        raise VaultError("keyring_forbidden")


def _without(added: "KeyFile", key: Key, before: "KeyFile", kind: "SlotKind") -> "KeyFile":
    from familjeflow.storage import slots

    # The new slot is there before the old ones go, so no moment is without a way in.
    for slot in before.slots:
        if slot.kind == kind:
            added = slots.remove(added, key, slot.id)
    return added


def _forget(chain: Keychain, slot_id: str) -> None:
    from familjeflow.storage import keychain

    try:
        keychain.forget(chain, slot_id)
    except VaultError:
        return  # what is left in the keyring opens nothing any more


def _keys(path: Path) -> "KeyFile":
    from familjeflow.storage import keyfile

    return keyfile.read(keyfile.path_beside(path))


def _state_folder() -> Path:
    import platformdirs

    return platformdirs.user_state_path("familjeflow") / "valv"


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
