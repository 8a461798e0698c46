"""The recovery code: 160 random bits as 32 Crockford base32 characters and two check characters.

Crockford's alphabet leaves out I, L, O and U; what a hand writes as O, I or L is read as 0 and 1
(https://www.crockford.com/base32.html). The check is our own: 10 bits of SHA-256, so a typo is told before
any key is tried.
"""

import hashlib

from familjeflow.storage.errors import VaultError

CODE_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 32
_CHECK = 2
_READ_AS = str.maketrans("OIL", "011", " -–\t\n")


def written(secret: bytes) -> str:
    """The code as it is printed: groups of four and the check, parted by hyphens."""
    characters = _base32(int.from_bytes(secret), _CHARACTERS)
    groups = [characters[i : i + 4] for i in range(0, _CHARACTERS, 4)]
    return "-".join([*groups, _check(secret)])


def read(code: str) -> bytes:
    """The 20 bytes behind a typed code. Raises VaultError("recovery_code_typo")."""
    typed = code.upper().translate(_READ_AS)
    if len(typed) != _CHARACTERS + _CHECK or any(c not in _ALPHABET for c in typed):
        raise VaultError("recovery_code_typo")
    number = 0
    for character in typed[:_CHARACTERS]:
        number = number * 32 + _ALPHABET.index(character)
    secret = number.to_bytes(CODE_BYTES)
    if typed[_CHARACTERS:] != _check(secret):
        raise VaultError("recovery_code_typo")
    return secret


def _check(secret: bytes) -> str:
    return _base32(int.from_bytes(hashlib.sha256(secret).digest()[:2]) >> 6, _CHECK)


def _base32(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> (5 * i) & 31] for i in reversed(range(length)))
