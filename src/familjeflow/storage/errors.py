"""What the world may do wrong with a vault, as data, and the one place where SQLite and OS errors are sorted.

Bugs (a wrong statement, a broken constraint) are not sorted: they stay the exceptions they are.
"""

import errno
from typing import Literal

Code = Literal[
    "broken_chain",  # a foreign chain of facts does not verify, or has a gap (stream, origin, origin_seq)
    "cancelled",  # the person stopped the key derivation
    "cost_out_of_bounds",  # the key file asks for absurd argon2id parameters
    "damaged",  # the vault file is broken (pages, damaged_pages)
    "damaged_key_file",  # the key file cannot be read, or its slots were removed, mixed or changed
    "disk_error",  # the disk does not read or write
    "disk_full",
    "empty_passphrase",
    "exists",  # a file is already there and is never written over (name)
    "file_empty",  # a file to keep has no bytes
    "file_too_big",  # a file to keep is larger than the vault takes (size, largest; bytes)
    "folder_missing",
    "forked_chain",  # one origin has two different facts with the same number (stream, origin, origin_seq)
    "in_use",  # another program holds the vault (host, pid)
    "interrupted",  # the work was stopped because the vault is being locked
    "key_file_missing",
    "keyring_empty",  # the keyring has no key for this vault; never a reason to make a new one
    "keyring_forbidden",  # the organisation's settings file does not allow it
    "keyring_timeout",  # the keyring did not answer in time
    "keyring_unavailable",  # none, locked, not the one that the slot was made with, or not allowed (why)
    "last_slot",  # the last slot that is not in the keyring cannot be removed
    "locked",  # the vault is locked, or being locked
    "network_folder",  # on a network's disk, and the organisation has not allowed that (place)
    "newer_version",  # made by a newer program (found, supported)
    "no_such_slot",
    "not_a_vault",  # empty, unencrypted or another kind of file (why)
    "no_backup",  # there is no copy of this vault in the folder
    "older_version",  # made by an older program, and may not be changed here (found, supported)
    "out_of_memory",  # the key derivation was ended by the system
    "read_only",  # the folder or the file may not be written
    "recovery_code_typo",  # the code's check characters do not match
    "roaming_profile",  # in the part of a Windows profile that is copied at log-out
    "synced_folder",  # in a folder that a service copies elsewhere (place)
    "timeout",  # the key derivation took too long
    "unreadable_copy",  # a copy opens, but a case in it can not be shown (count)
    "unknown_file",  # a file that was kept is not here
    "unknown_kind",  # a fact of a kind or version that this program does not know (kind, version)
    "vault_missing",
    "wrong_key",  # the passphrase, code or key does not open it (slot)
    "wrong_key_file",  # the key file belongs to another vault
]


class VaultError(Exception):
    """The world's fault, never ours. `code` names the Swedish sentence, `facts` fill it (ids, counts,
    paths)."""

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


_BY_ERRNO: dict[int, Code] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "vault_missing",
    errno.EEXIST: "exists",
    errno.EIO: "disk_error",
}

# SQLite says these words whatever the language of the system; sqlcipher3 offers no error code.
_BY_WORDS: tuple[tuple[str, Code], ...] = (
    ("disk is full", "disk_full"),
    ("readonly database", "read_only"),
    ("unable to open database file", "read_only"),
    ("file is not a database", "damaged"),
    ("malformed", "damaged"),
    ("disk I/O error", "disk_error"),
    ("interrupted", "interrupted"),
    ("database is locked", "in_use"),
)


def sort_fault(error: BaseException) -> VaultError | None:
    """The VaultError that an SQLite or OS error means, or None where it is a bug of ours."""
    if isinstance(error, VaultError):
        return error
    if isinstance(error, OSError):
        code = _BY_ERRNO.get(error.errno or 0)
        return VaultError(code) if code else None
    return _sort_sql(error)


def _sort_sql(error: BaseException) -> VaultError | None:
    import peewee  # late: the lock screen needs no database
    from sqlcipher3 import dbapi2

    if not isinstance(error, peewee.DatabaseError | dbapi2.DatabaseError):
        return None
    said = str(error)
    return next((VaultError(code) for words, code in _BY_WORDS if words in said), None)
