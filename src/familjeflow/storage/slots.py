"""Key slots: a passphrase, a printed code or the keyring each open the same key, and none of them is the
key."""

import base64
import binascii
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from familjeflow.storage import keychain, recovery, sealing
from familjeflow.storage.errors import VaultError
from familjeflow.storage.kdf import KdfCost, derive
from familjeflow.storage.keychain import Keychain
from familjeflow.storage.keyfile import KeyFile, Slot, SlotKind, canonical, header
from familjeflow.storage.keys import KEY_BYTES, SALT_BYTES, Key

NewId = Callable[[], str]
_RECOVERY = "recovery slot"
_KEYRING = "keyring slot"


def new_key(vault_id: str) -> Key:
    """A random key and salt for a new vault, not yet in any slot."""
    return Key(vault_id, "", os.urandom(KEY_BYTES), os.urandom(SALT_BYTES))


def add_passphrase(
    file: KeyFile, key: Key, passphrase: str, *, cost: KdfCost, label: str, now: datetime, new_id: NewId
) -> KeyFile:
    """The file with one more passphrase slot. Blocks for the derivation; raises as kdf.derive."""
    slot = _blank("passphrase", label, now, new_id, cost=cost)
    return _with(file, key, slot, derive(passphrase, slot.salt, cost))


def add_recovery(file: KeyFile, key: Key, *, label: str, now: datetime, new_id: NewId) -> tuple[KeyFile, str]:
    """The file with one more recovery slot, and the code to print. The code is kept nowhere."""
    secret = os.urandom(recovery.CODE_BYTES)
    slot = _blank("recovery", label, now, new_id)
    added = _with(file, key, slot, sealing.expand(secret, slot.salt, _RECOVERY))
    return added, recovery.written(secret)


def add_keyring(
    file: KeyFile, key: Key, chain: Keychain, *, label: str, now: datetime, new_id: NewId
) -> KeyFile:
    """The file with one more keyring slot. Raises VaultError "keyring_unavailable" or "keyring_timeout"."""
    secret = os.urandom(KEY_BYTES)
    slot = _blank("keyring", label, now, new_id, backend=keychain.backend_name(chain))
    keychain.store(chain, slot.id, base64.b64encode(secret).decode())
    return _with(file, key, slot, sealing.expand(secret, slot.salt, _KEYRING))


def remove(file: KeyFile, key: Key, slot_id: str) -> KeyFile:
    """The file without a slot. Raises VaultError "no_such_slot", or "last_slot": the keyring never stands
    alone."""
    if all(slot.id != slot_id for slot in file.slots):
        raise VaultError("no_such_slot")
    left = tuple(slot for slot in file.slots if slot.id != slot_id)
    if all(slot.kind == "keyring" for slot in left):
        raise VaultError("last_slot")
    return _signed(replace(file, slots=left), key)


def open_with_passphrase(file: KeyFile, passphrase: str, cancelled: threading.Event | None = None) -> Key:
    """The key, through any passphrase slot. Raises VaultError "wrong_key" and as kdf.derive."""
    for slot in _of_kind(file, "passphrase"):
        secret = derive(passphrase, slot.salt, slot.cost or KdfCost(), cancelled=cancelled)
        if key := _opened(file, slot, secret):
            return key
    raise VaultError("wrong_key", slot="passphrase")


def open_with_recovery(file: KeyFile, code: str) -> Key:
    """The key, through a printed code. Raises VaultError "recovery_code_typo" or "wrong_key"."""
    secret = recovery.read(code)
    for slot in _of_kind(file, "recovery"):
        if key := _opened(file, slot, sealing.expand(secret, slot.salt, _RECOVERY)):
            return key
    raise VaultError("wrong_key", slot="recovery")


def open_with_keyring(file: KeyFile, chain: Keychain) -> Key:
    """The key, through the keyring. Raises VaultError "keyring_empty" where it has no entry for this
    vault."""
    found = _of_kind(file, "keyring")
    if not found:
        raise VaultError("no_such_slot")
    secrets = [(slot, keychain.fetch(chain, slot.id, slot.backend)) for slot in found]
    for slot, kept in secrets:
        secret = _from_base64(kept)
        if secret and (key := _opened(file, slot, sealing.expand(secret, slot.salt, _KEYRING))):
            return key
    empty = all(kept is None for _slot, kept in secrets)
    raise VaultError("keyring_empty") if empty else VaultError("wrong_key", slot="keyring")


def belongs(file: KeyFile, key: Key) -> bool:
    """Whether a key file was made for this key, and has not been changed since."""
    return file.vault == key.vault_id and sealing.same(file.mac, _mac(file, key))


def _of_kind(file: KeyFile, kind: SlotKind) -> tuple[Slot, ...]:
    return tuple(slot for slot in file.slots if slot.kind == kind)


def _blank(
    kind: SlotKind, label: str, now: datetime, new_id: NewId, cost: KdfCost | None = None, backend: str = ""
) -> Slot:
    created = now.astimezone(UTC).isoformat(timespec="seconds")
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(sealing.NONCE_BYTES)
    return Slot(new_id(), kind, label, created, salt, nonce, b"", cost, backend)


def _with(file: KeyFile, key: Key, slot: Slot, secret: bytes) -> KeyFile:
    box = sealing.seal(secret, slot.nonce, key.data + key.salt, header(file, slot))
    return _signed(replace(file, slots=(*file.slots, replace(slot, sealed=box))), key)


def _opened(file: KeyFile, slot: Slot, secret: bytes) -> Key | None:
    payload = sealing.unseal(secret, slot.nonce, slot.sealed, header(file, slot))
    if payload is None:
        return None
    if len(payload) != KEY_BYTES + SALT_BYTES:
        raise VaultError("damaged_key_file")
    key = Key(file.vault, slot.id, payload[:KEY_BYTES], payload[KEY_BYTES:])
    if not sealing.same(file.mac, _mac(file, key)):
        raise VaultError("damaged_key_file")
    return key


def _signed(file: KeyFile, key: Key) -> KeyFile:
    return replace(file, mac=_mac(file, key))


def _mac(file: KeyFile, key: Key) -> bytes:
    secret = sealing.expand(key.data + key.salt, b"", "key file mac")
    return sealing.tag(secret, canonical(replace(file, mac=b"")))


def _from_base64(text: str | None) -> bytes | None:
    try:
        return base64.b64decode(text or "", validate=True) or None
    except (binascii.Error, ValueError):
        return None
