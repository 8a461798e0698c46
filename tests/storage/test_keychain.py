import threading
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest
from tests.storage.made_up import NOW, numbered

from familjeflow.storage import keychain, slots
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keychain import Keychain
from familjeflow.storage.keyfile import KeyFile
from familjeflow.storage.keys import Key


class MemoryBackend(keyring.backend.KeyringBackend):
    """A keyring that forgets at the end of the test."""

    priority: float = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class WeakBackend(MemoryBackend):
    """A backend that says of itself that it is not recommended."""

    priority = 0.5


class LockedBackend(MemoryBackend):
    """A keyring that its owner has not unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked


class BlockedBackend(MemoryBackend):
    """A keyring that shows a prompt and waits for ever, until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait()
        return None


ALLOWED = frozenset(
    f"{kind.__module__}.{kind.__qualname__}"
    for kind in (MemoryBackend, WeakBackend, LockedBackend, BlockedBackend)
)
CHAIN = Keychain(allowed=ALLOWED, timeout=3.0)


@pytest.fixture
def backend() -> Iterator[MemoryBackend]:
    """The keyring of this desktop."""
    before = keyring.get_keyring()
    backend = MemoryBackend()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def made(backend: MemoryBackend) -> tuple[KeyFile, Key]:
    """A key file with a recovery slot and one in the keyring."""
    new_id = numbered("slot")
    key = slots.new_key("vault-1")
    file, _code = slots.add_recovery(KeyFile(vault="vault-1"), key, label="", now=NOW, new_id=new_id)
    return slots.add_keyring(file, key, CHAIN, label="", now=NOW, new_id=new_id), key


def test_the_keyring_opens_the_vault(made: tuple[KeyFile, Key]) -> None:
    opened = slots.open_with_keyring(made[0], CHAIN)
    assert (opened.data, opened.slot) == (made[1].data, "slot-2")


def test_the_key_itself_is_not_in_the_keyring(made: tuple[KeyFile, Key], backend: MemoryBackend) -> None:
    (kept,) = backend.kept.values()
    assert made[1].data.hex() not in kept
    assert [account for _service, account in backend.kept] == ["slot-2"]


def test_an_empty_keyring_is_told_and_makes_no_new_key(
    made: tuple[KeyFile, Key], backend: MemoryBackend
) -> None:
    backend.kept.clear()
    with pytest.raises(VaultError, match="keyring_empty"):
        slots.open_with_keyring(made[0], CHAIN)
    assert backend.kept == {}


@pytest.mark.parametrize("kept", ["", "inte base64 å", "AAAA", "A" * 44])
def test_something_else_in_the_keyring_does_not_open(
    made: tuple[KeyFile, Key], backend: MemoryBackend, kept: str
) -> None:
    backend.kept[keychain.SERVICE, "slot-2"] = kept
    with pytest.raises(VaultError, match="wrong_key"):
        slots.open_with_keyring(made[0], CHAIN)


def test_a_backend_that_is_not_allowed_is_never_used(backend: MemoryBackend) -> None:
    with pytest.raises(VaultError, match="keyring_unavailable"):
        keychain.backend_name(Keychain())


def test_a_backend_of_low_priority_is_never_used(made: tuple[KeyFile, Key]) -> None:
    keyring.set_keyring(WeakBackend())
    with pytest.raises(VaultError, match="keyring_unavailable"):
        slots.open_with_keyring(made[0], CHAIN)


def test_another_desktop_with_another_keyring_is_told(made: tuple[KeyFile, Key]) -> None:
    keyring.set_keyring(BlockedBackend())
    with pytest.raises(VaultError, match="keyring_unavailable") as refused:
        slots.open_with_keyring(made[0], CHAIN)
    assert refused.value.facts == {"why": "other_backend"}


def test_a_locked_keyring_is_told(backend: MemoryBackend) -> None:
    keyring.set_keyring(LockedBackend())
    name = keychain.backend_name(CHAIN)
    with pytest.raises(VaultError, match="keyring_unavailable") as refused:
        keychain.fetch(CHAIN, "slot-2", name)
    assert refused.value.facts == {"why": "refused"}


def test_a_keyring_that_never_answers_is_left_behind(backend: MemoryBackend) -> None:
    blocked = BlockedBackend()
    keyring.set_keyring(blocked)
    name = keychain.backend_name(CHAIN)
    with pytest.raises(VaultError, match="keyring_timeout"):
        keychain.fetch(Keychain(allowed=ALLOWED, timeout=0.05), "slot-2", name)
    blocked.released.set()


def test_a_forgotten_secret_is_gone_and_forgetting_twice_is_no_fault(
    made: tuple[KeyFile, Key], backend: MemoryBackend
) -> None:
    keychain.forget(CHAIN, "slot-2")
    keychain.forget(CHAIN, "slot-2")
    assert backend.kept == {}


def test_plaintext_backends_are_not_on_the_list() -> None:
    assert not any("alt" in name or "file" in name.lower() or "chainer" in name for name in keychain.ALLOWED)
