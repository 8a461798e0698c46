import threading
from collections.abc import Callable

import pytest
from tests.storage.made_up import append, started

from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault, open_vault

COUNT_FOR_EVER = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def endless(begun: threading.Event) -> Callable[[Store], object]:
    def work(store: Store) -> object:
        append(store, started("aldrig"))
        begun.set()
        return store._db.execute_sql(COUNT_FOR_EVER).fetchone()

    return work


def test_work_that_raises_is_undone_and_raised_to_the_caller(vault: Vault) -> None:
    def work(store: Store) -> None:
        append(store, started())
        raise KeyError("eget fel")

    with pytest.raises(KeyError, match="eget fel"):
        vault.write(work)
    assert vault.read(lambda store: store.events("case:1")) == ()


def test_all_of_one_piece_of_work_is_one_transaction(vault: Vault) -> None:
    def work(store: Store) -> int:
        append(store, started("a"))
        append(store, started("b"))
        return len(store.events("case:1"))

    assert vault.write(work) == 2
    assert len(vault.read(lambda store: store.events("case:1"))) == 2


def test_a_reader_sees_the_vault_as_it_stood_when_it_began(vault: Vault) -> None:
    first_read, written = threading.Event(), threading.Event()

    def work(store: Store) -> tuple[int, int]:
        before = len(store.events("case:1"))
        first_read.set()
        written.wait()
        return before, len(store.events("case:1"))

    seen = vault.submit_read(work)
    first_read.wait()
    vault.write(lambda store: append(store, started()))
    written.set()
    assert seen.result() == (0, 0)
    assert len(vault.read(lambda store: store.events("case:1"))) == 1


def test_many_threads_may_write_at_once(vault: Vault) -> None:
    threads = [
        threading.Thread(target=lambda: [vault.write(lambda s: append(s, started())) for _ in range(5)])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = vault.read(lambda store: store.events("case:1"))
    assert [event.header.origin_seq for event in events] == list(range(1, 41))
    assert vault.check().sound


def test_locking_interrupts_a_long_read(place: object, vault: Vault) -> None:
    begun = threading.Event()

    def work(store: Store) -> object:
        begun.set()
        return store._db.execute_sql(COUNT_FOR_EVER).fetchone()

    running, waiting = vault.submit_read(work), vault.submit_read(lambda store: store.vault_id)
    begun.wait()
    vault.close()
    with pytest.raises(VaultError, match="interrupted"):
        running.result(0)
    with pytest.raises(VaultError, match="locked"):
        waiting.result(0)


def test_locking_lets_accepted_writes_finish(place: object, key: Key, vault: Vault) -> None:
    saved = [vault.submit_write(lambda store: append(store, started())) for _ in range(50)]
    vault.close()
    assert all(future.done() for future in saved)
    again = open_vault(vault.path, key)
    assert len(again.read(lambda store: store.events("case:1"))) == 50
    again.close()


def test_locking_undoes_a_write_that_never_ends(
    key: Key, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("familjeflow.storage.vault._PATIENCE_SECONDS", 0.05)
    begun = threading.Event()
    running = vault.submit_write(endless(begun))
    begun.wait()
    vault.close()
    with pytest.raises(VaultError, match="interrupted"):
        running.result(0)
    again = open_vault(vault.path, key)
    assert again.read(lambda store: store.events("case:1")) == ()
    again.close()


def test_a_locked_vault_answers_that_it_is_locked(vault: Vault) -> None:
    vault.close()
    vault.close()
    for ask in (vault.write, vault.read, vault.submit_read, vault.submit_write):
        with pytest.raises(VaultError, match="locked"):
            ask(lambda store: None)
    with pytest.raises(VaultError, match="locked"):
        vault.backup(vault.path.with_name("kopia.familjeflow"))


def test_locking_ends_the_threads_and_tidies_the_folder(vault: Vault) -> None:
    vault.write(lambda store: append(store, started()))
    vault.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("vault-")]
    assert sorted(path.name for path in vault.path.parent.iterdir()) == [
        vault.path.name,
        f"{vault.path.name}.lock",
    ]


def test_work_that_waits_for_its_own_thread_is_a_bug_and_says_so(vault: Vault) -> None:
    with pytest.raises(RuntimeError, match="wait for that thread"):
        vault.write(lambda store: vault.write(lambda inner: None))


def test_a_cancelled_piece_of_work_is_not_done(vault: Vault) -> None:
    held = threading.Event()
    first = vault.submit_write(lambda store: held.wait())
    second = vault.submit_write(lambda store: append(store, started()))
    assert second.cancel()
    held.set()
    first.result()
    assert vault.read(lambda store: store.events("case:1")) == ()
