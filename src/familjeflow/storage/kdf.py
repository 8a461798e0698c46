"""A passphrase becomes a key: argon2id in a short-lived child process, so that its 256 MiB go away with
it."""

import json
import os
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import KEY_BYTES

MAX_MEMORY_KIB = 1024 * 1024
MAX_PASSES = 16
MAX_LANES = 16
TIMEOUT_SECONDS = 60.0
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class KdfCost:
    """The work of one argon2id derivation: memory in KiB, passes over it, parallel lanes.

    The default takes about half a second. A cost read from a file goes through here too, so a hostile file
    can not ask for all memory. Raises VaultError("cost_out_of_bounds").
    """

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        legal = 1 <= self.passes <= MAX_PASSES and 1 <= self.lanes <= MAX_LANES
        if not legal or not 8 * self.lanes <= self.memory_kib <= MAX_MEMORY_KIB:
            raise VaultError("cost_out_of_bounds", memory_kib=self.memory_kib)

    def weaker_than(self, other: "KdfCost") -> bool:
        """Whether a guess costs less memory or fewer passes than with `other`."""
        return self.memory_kib < other.memory_kib or self.passes < other.passes


def normalised(passphrase: str) -> bytes:
    """The passphrase as UTF-8 in NFC, so that å typed as one or two code points is the same.

    Raises VaultError("empty_passphrase"): an empty key would mean a vault that is not encrypted.
    """
    if not passphrase.strip():
        raise VaultError("empty_passphrase")
    return unicodedata.normalize("NFC", passphrase).encode()


def child_command() -> tuple[str, ...]:
    """How the child is started: this Python, the child module, and nothing secret in sight of `ps`.

    -P: modules are never taken from the folder that the program happens to be started in.
    """
    return (sys.executable, "-P", "-m", "familjeflow.storage.kdf_child")


def derive(
    passphrase: str,
    salt: bytes,
    cost: KdfCost,
    *,
    timeout: float = TIMEOUT_SECONDS,
    cancelled: threading.Event | None = None,
    command: Sequence[str] | None = None,
) -> bytes:
    """32 bytes from the passphrase (RFC 9106, argon2id). Blocks; call it off the GUI thread.

    Passphrase and parameters go in over stdin, the key comes out over stdout. Raises VaultError
    "empty_passphrase", "cancelled", "timeout" (`timeout` in seconds) or "out_of_memory".
    """
    order = {
        "passphrase": normalised(passphrase).hex(),
        "salt": salt.hex(),
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }
    with subprocess.Popen(
        command or child_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "PYTHONNOUSERSITE": "1",
        },
    ) as child:
        try:
            key = _wait(child, json.dumps(order).encode(), time.monotonic() + timeout, cancelled)
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0 or len(key) != KEY_BYTES:
        raise VaultError("out_of_memory", memory_kib=cost.memory_kib)
    return key


def _wait(
    child: "subprocess.Popen[bytes]", order: bytes, deadline: float, cancelled: threading.Event | None
) -> bytes:
    sent: bytes | None = order
    while True:
        if cancelled is not None and cancelled.is_set():
            raise VaultError("cancelled")
        if time.monotonic() > deadline:
            raise VaultError("timeout")
        try:
            return child.communicate(sent, timeout=_POLL_SECONDS)[0]
        except subprocess.TimeoutExpired:
            sent = None
