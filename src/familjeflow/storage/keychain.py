"""The operating system's keyring, asked carefully: it may be missing, locked, slow, or not safe at all.

A keyring is only ever one of several ways in. Backends that would keep the secret in plain text are never
used, and an entry that is not there never means that a new key should be made.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from familjeflow.storage.errors import VaultError

T = TypeVar("T")

SERVICE = "FamiljeFlow"
TIMEOUT_SECONDS = 3.0
ALLOWED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)


@dataclass(frozen=True, slots=True)
class Keychain:
    """Which backends may be used, and how many seconds an answer may take."""

    allowed: frozenset[str] = ALLOWED
    timeout: float = TIMEOUT_SECONDS


def backend_name(chain: Keychain) -> str:
    """The allowed backend that this desktop offers, kept in the slot so that a change of desktop is noticed.

    Raises VaultError "keyring_unavailable" or "keyring_timeout", as all functions here.
    """
    return _patiently(chain, _qualified)


def store(chain: Keychain, account: str, secret: str) -> None:
    """Keep a secret under an account name (the slot's id, nothing personal)."""
    _patiently(chain, lambda backend: backend.set_password(SERVICE, account, secret))


def fetch(chain: Keychain, account: str, backend: str) -> str | None:
    """The secret, or None where the keyring has none. `backend` is the one that the slot was made with."""

    def ask(found: Any) -> str | None:
        if _qualified(found) != backend:
            raise VaultError("keyring_unavailable", why="other_backend")
        secret: str | None = found.get_password(SERVICE, account)
        return secret

    return _patiently(chain, ask)


def forget(chain: Keychain, account: str) -> None:
    """Remove a secret; one that is already gone is no fault."""

    def remove(backend: Any) -> None:
        if backend.get_password(SERVICE, account) is not None:
            backend.delete_password(SERVICE, account)

    _patiently(chain, remove)


def _patiently(chain: Keychain, ask: Callable[[Any], T]) -> T:
    # A locked Secret Service that can show a prompt blocks without limit, so the question is asked in a
    # thread that is left behind when it does not come back.
    answers: list[T] = []
    faults: list[BaseException] = []

    def work() -> None:
        try:
            answers.append(ask(_backend(chain.allowed)))
        except Exception as error:  # noqa: BLE001 - backends raise what their desktop's libraries raise
            faults.append(error)

    thread = threading.Thread(target=work, name="keyring", daemon=True)
    thread.start()
    thread.join(chain.timeout)
    if faults:
        fault = faults[0]
        raise (
            fault if isinstance(fault, VaultError) else VaultError("keyring_unavailable", why="refused")
        ) from fault
    if not answers:
        raise VaultError("keyring_timeout")
    return answers[0]


def _backend(allowed: frozenset[str]) -> Any:
    import keyring  # late: 100 ms, and only where a slot needs it

    chosen = keyring.get_keyring()
    # The chainer offers every backend at once, also plaintext ones: look inside it.
    for backend in getattr(chosen, "backends", [chosen]):
        if _qualified(backend) in allowed and backend.priority >= 1:
            return backend
    raise VaultError("keyring_unavailable", why="no_backend")


def _qualified(backend: Any) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
