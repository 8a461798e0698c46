import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.made_up import NOW

from familjeflow.storage.errors import VaultError
from familjeflow.storage.kept_files import LARGEST, PIECE, ReferenceFile
from familjeflow.storage.vault import Vault


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(VaultError) as said:
        yield
    assert said.value.code == code


def pieces(vault: Vault) -> list[tuple[Any, ...]]:
    return vault.read(lambda store: store._db.execute_sql("SELECT sha256 FROM file_piece").fetchall())


def attached(name: str, sha256: str, size: int) -> ReferenceFile:
    return ReferenceFile("rutin", name, "application/pdf", size, sha256, NOW)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.one_of(st.integers(1, 200), st.integers(PIECE - 1, 2 * PIECE + 1)), seed=st.binary(min_size=1))
def test_a_file_comes_back_byte_for_byte(vault: Vault, size: int, seed: bytes) -> None:
    data = (seed * (size // len(seed) + 1))[:size]
    name = vault.write(lambda store: store.put_file(data))
    assert name == hashlib.sha256(data).hexdigest()
    assert vault.read(lambda store: store.file(name)) == data


def test_the_same_file_twice_is_kept_once(vault: Vault) -> None:
    for _ in range(2):
        vault.write(lambda store: store.put_file(b"a" * (PIECE + 1)))
    assert len(pieces(vault)) == 2


def test_a_file_that_is_too_large_or_empty_is_refused_and_leaves_nothing(vault: Vault) -> None:
    with refused("file_too_big"):
        vault.write(lambda store: store.put_file(bytes(LARGEST + 1)))
    with refused("file_empty"):
        vault.write(lambda store: store.put_file(b""))
    assert pieces(vault) == []


def test_bytes_that_are_not_what_was_kept_are_never_shown(vault: Vault) -> None:
    name = vault.write(lambda store: store.put_file(b"rutin"))
    vault.write(lambda store: store._db.execute_sql("UPDATE file_piece SET data = ?", (b"annat",)))
    with refused("damaged"):
        vault.read(lambda store: store.file(name))
    with refused("unknown_file"):
        vault.read(lambda store: store.file("0" * 64))


def test_a_new_file_takes_the_place_of_the_old_and_the_old_bytes_go(vault: Vault) -> None:
    for name, data in (("a.pdf", b"gammal"), ("b.pdf", b"ny"), ("c.pdf", b"ny")):
        kept = vault.write(lambda store, d=data: store.put_file(d))
        file = attached(name, kept, len(data))
        vault.write(lambda store, f=file: store.put_reference("process", f))
    (found,) = vault.read(lambda store: store.references("process"))
    assert found == attached("c.pdf", hashlib.sha256(b"ny").hexdigest(), 2)
    assert pieces(vault) == [(found.sha256,)]


def test_bytes_that_two_places_share_stay_until_both_are_gone(vault: Vault) -> None:
    name = vault.write(lambda store: store.put_file(b"delad"))
    for process in ("p1", "p2"):
        vault.write(lambda store, p=process: store.put_reference(p, attached("a.pdf", name, 5)))
    vault.write(lambda store: store.remove_reference("p1", "rutin"))
    assert vault.read(lambda store: store.file(name)) == b"delad"
    vault.write(lambda store: store.remove_reference("p2", "rutin"))
    vault.write(lambda store: store.remove_reference("p2", "rutin"))
    assert pieces(vault) == []
