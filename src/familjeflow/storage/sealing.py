"""The cryptography of the key file, all of it from the `cryptography` package: HKDF, ChaCha20-Poly1305, HMAC.

Imported late, function by function: the lock screen is on the screen before any of it is needed.
"""

import hmac

from familjeflow.storage.keys import KEY_BYTES

NONCE_BYTES = 12


def expand(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose from a secret that is already random (HKDF-SHA256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, f"familjeflow {purpose} 1".encode()).derive(secret)


def seal(key: bytes, nonce: bytes, content: bytes, header: bytes) -> bytes:
    """Encrypt content and bind it to a header (ChaCha20-Poly1305, RFC 8439)."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(nonce, content, header)


def unseal(key: bytes, nonce: bytes, box: bytes, header: bytes) -> bytes | None:
    """The content, or None when the key is another one or anything was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(nonce, box, header)
    except (InvalidTag, ValueError):  # ValueError: a nonce or box of another length
        return None


def tag(key: bytes, content: bytes) -> bytes:
    """HMAC-SHA256 of the content."""
    return hmac.digest(key, content, "sha256")


def same(one: bytes, other: bytes) -> bool:
    """Whether two tags are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)
