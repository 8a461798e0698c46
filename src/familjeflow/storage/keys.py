"""The key of an unlocked vault, as a value that never shows what it holds."""

from dataclasses import dataclass, field

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Key:
    """The data key and SQLCipher salt of one vault, and the slot that gave them.

    `slot` is the id of the key slot that unlocked. The content is left out of repr, so that no log shows it.
    """

    vault_id: str
    slot: str
    data: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.data) != KEY_BYTES or len(self.salt) != SALT_BYTES:
            raise ValueError(
                "a key is 32 bytes and its salt 16"
            )  # ours: an empty key would mean a plaintext file

    def to_bytes(self) -> bytes:
        """The key for a pipe to the session process: key, salt, then vault id and slot as UTF-8 lines."""
        return self.data + self.salt + f"{self.vault_id}\n{self.slot}".encode()

    @classmethod
    def from_bytes(cls, sent: bytes) -> "Key":
        """The key as `to_bytes` sent it. Raises ValueError when the pipe broke in the middle."""
        split = KEY_BYTES + SALT_BYTES
        vault_id, slot = sent[split:].decode().split("\n")
        return cls(vault_id, slot, sent[:KEY_BYTES], sent[KEY_BYTES:split])

    def pragma(self) -> str:
        """What SQLCipher takes: raw key and salt as 96 hexadecimal digits, so that a damaged salt still
        opens."""
        return f"x'{self.data.hex()}{self.salt.hex()}'"
