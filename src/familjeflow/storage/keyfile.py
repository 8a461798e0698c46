"""The key file beside a vault (`arbetsfil.nycklar`): its shape, its limits, and how it reaches the disk
whole.

It holds no key, only boxes that each hold the same key; docs/filformat.md describes it.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.files import write_whole
from familjeflow.storage.kdf import KdfCost

SUFFIX = ".nycklar"
FORMAT = "familjeflow-nycklar"
VERSION = 1
MAX_BYTES = 64 * 1024

SlotKind = Literal["passphrase", "recovery", "keyring"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `created` is a UTC time (ISO 8601); bytes are base64 in the file.

    `salt` feeds the derivation, `nonce` and `sealed` are ChaCha20-Poly1305's. `cost` stands in passphrase
    slots only, `backend` in keyring slots only.
    """

    id: str
    kind: SlotKind
    label: str
    created: str
    salt: bytes
    nonce: bytes
    sealed: bytes
    cost: KdfCost | None = None
    backend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """The whole file. `mac` is HMAC-SHA256 over everything else, with a key that only an opened slot
    gives."""

    format: str = FORMAT
    version: int = VERSION
    vault: str
    cipher: str = "sqlcipher4"
    slots: tuple[Slot, ...] = ()
    mac: bytes = b""


def path_beside(vault: Path) -> Path:
    """Where the key file of a vault lies."""
    return vault.with_suffix(SUFFIX)


def canonical(file: KeyFile | Slot) -> bytes:
    """One byte string for one content, whatever the order and spacing in the file; what tags are made
    over."""
    return json.dumps(
        msgspec.to_builtins(file), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def header(file: KeyFile, slot: Slot) -> bytes:
    """What a slot's box is bound to: the file's head and every field of the slot except the box itself."""
    return canonical(replace(file, slots=(), mac=b"")) + canonical(replace(slot, sealed=b""))


def read(path: Path) -> KeyFile:
    """The key file at `path`, with every number bounded before anything uses it.

    Raises VaultError "key_file_missing", "damaged_key_file", "newer_version", "cost_out_of_bounds".
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise VaultError("key_file_missing", name=path.name) from error
    except OSError as error:
        raise sort_fault(error) or error from error
    if len(data) > MAX_BYTES:
        raise VaultError("damaged_key_file")
    _refuse_newer(data)
    try:
        return msgspec.json.decode(data, type=KeyFile)
    except (ValueError, RecursionError) as error:  # msgspec's errors and those of UTF-8 are ValueErrors
        raise VaultError("damaged_key_file") from error


def write(path: Path, file: KeyFile) -> None:
    """Put the file in place in one step, readable by its owner only: the old one or the new one, never half.

    Raises VaultError "disk_full", "read_only" or "disk_error".
    """
    text = json.dumps(msgspec.to_builtins(file), indent=1, ensure_ascii=False) + "\n"
    write_whole(path, text.encode())


def _refuse_newer(data: bytes) -> None:
    try:
        head = msgspec.json.decode(data)
    except (ValueError, RecursionError) as error:
        raise VaultError("damaged_key_file") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise VaultError("damaged_key_file")
    found = head.get("version")
    if isinstance(found, int) and found > VERSION:
        raise VaultError("newer_version", found=found, supported=VERSION)
