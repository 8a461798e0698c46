import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from random import Random

import pytest
from tests.storage.made_up import DAY, NOW, append, new_vault, opened, started

from familjeflow.domain.events import Draft, Event, FormSaved
from familjeflow.storage import codec
from familjeflow.storage.errors import VaultError
from familjeflow.storage.event_log import StoredEvent
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault

STREAM = "case:1"


def test_a_fact_gets_its_number_time_and_place_in_the_chain(vault: Vault) -> None:
    first, second = vault.write(lambda store: append(store, started("a"), started("b")))
    assert (first.header.origin, first.header.origin_seq, first.header.lamport) == ("origin-1", 1, 1)
    assert (second.header.origin_seq, second.header.lamport) == (2, 2)
    assert (first.header.kind, first.header.version, first.header.recorded_by) == (
        "step_started",
        1,
        "slot-1",
    )
    assert (first.header.performed_by, first.header.role, first.header.occurred_on) == (
        "actor-1",
        "handlaggare",
        DAY,
    )
    assert first.header.previous == ""
    head = vault.read(lambda store: store.stored(STREAM))[0].header
    assert second.header.previous == hashlib.sha256(head).hexdigest()


def test_every_stream_is_a_chain_of_its_own(vault: Vault) -> None:
    drafts = [started(stream="case:1"), started(stream="person:1"), started(stream="case:1")]
    events = vault.write(lambda store: append(store, *drafts))
    assert [event.header.origin_seq for event in events] == [1, 1, 2]
    assert vault.read(lambda store: store.streams()) == ("case:1", "person:1")
    assert vault.read(lambda store: store.streams("person:")) == ("person:1",)


def test_what_a_fact_says_is_hashed_with_its_own_salt(vault: Vault) -> None:
    vault.write(lambda store: append(store, started("a"), started("a")))
    one, other = vault.read(lambda store: store.stored(STREAM))
    hashes = {codec.decode_header(row.header).payload_hash for row in (one, other)}
    assert one.payload == other.payload
    assert len(hashes) == 2
    assert hashlib.sha256((one.salt or b"") + (one.payload or b"")).hexdigest() in hashes


def test_time_never_goes_back_when_the_clock_does(vault: Vault) -> None:
    hour = timedelta(hours=1)
    times = [NOW, NOW - hour, NOW - 2 * hour, NOW + hour]
    for number, now in enumerate(times):
        vault.write(partial(append_to, f"case:{number}", now))
    streams = [f"case:{number}" for number in range(len(times))]
    facts = vault.read(lambda store: [store.events(stream)[0] for stream in streams])
    recorded = [fact.header.recorded_at for fact in facts]
    tick = timedelta(microseconds=1)
    assert recorded == [NOW, NOW + tick, NOW + 2 * tick, NOW + hour]


def append_to(stream: str, now: datetime, store: Store) -> None:
    append(store, started(stream=stream), now=now)


def test_time_is_kept_as_utc(vault: Vault) -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    (event,) = vault.write(lambda store: append(store, started(), now=summer))
    assert event.header.recorded_at == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert vault.read(lambda store: store.events(STREAM)) == (event,)


def test_a_thinned_fact_still_stands_in_a_chain_that_verifies(vault: Vault) -> None:
    first, second = vault.write(lambda store: append(store, started("a"), started("b")))
    vault.write(lambda store: store.thin(first.id))
    kept = vault.read(lambda store: store.events(STREAM))
    assert kept == (Event(first.header, None), second)
    row = vault.read(lambda store: store.stored(STREAM))[0]
    assert (row.payload, row.salt) == (None, None)
    assert vault.check().sound


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE event SET payload = x'7b7d' WHERE origin_seq = 2", "payload"),
        (
            "UPDATE event SET header = (SELECT header FROM event WHERE origin_seq = 1) WHERE origin_seq = 2",
            "gap",
        ),
        (
            "UPDATE event SET header = replace(header, 'handlaggare', 'någon annan') WHERE origin_seq = 2",
            "header",
        ),
        ("DELETE FROM event WHERE origin_seq = 2", "gap"),
    ],
)
def test_a_change_in_the_log_is_found_by_the_check(vault: Vault, change: str, why: str) -> None:
    def work(store: Store) -> None:
        append(store, started("a"), started("b"), started("c"))
        store._db.execute_sql(
            change.replace("replace(header", "CAST(replace(header").replace("annan')", "annan') AS BLOB)")
        )

    vault.write(work)
    report = vault.check()
    assert not report.sound
    assert why in [fault.why for fault in report.chains]


def test_a_payload_swapped_with_its_hash_breaks_the_next_link(vault: Vault) -> None:
    def work(store: Store) -> None:
        append(store, started("a"), started("b"))
        head = store.stored(STREAM)[0].header.replace(b"handlaggare", b"chef")
        digest = hashlib.sha256(head).hexdigest()
        store._db.execute_sql(
            "UPDATE event SET header = ?, header_hash = ? WHERE origin_seq = 1", (head, digest)
        )

    vault.write(work)
    assert [fault.why for fault in vault.check().chains] == ["previous"]


# Two desks


@pytest.fixture
def desk(tmp_path: Path) -> Callable[[str, int], tuple[StoredEvent, ...]]:
    """What another desk has recorded: so many facts of the case by its own origin."""

    def record(origin: str, count: int) -> tuple[StoredEvent, ...]:
        path = tmp_path / f"{origin}.familjeflow"
        drafts = [started(f"{origin}-{n}") for n in range(count)]
        with opened(path, new_vault(path, vault_id=origin, origin=origin)) as other:
            other.write(lambda store: append(store, *drafts))
            return other.read(lambda store: store.stored(STREAM))

    return record


Desk = Callable[[str, int], tuple[StoredEvent, ...]]


def test_foreign_facts_are_kept_byte_for_byte(vault: Vault, desk: Desk) -> None:
    rows = desk("origin-2", 3)
    added = vault.write(lambda store: store.add_foreign(rows))
    assert [event.header.origin for event in added] == ["origin-2"] * 3
    assert vault.read(lambda store: store.stored(STREAM)) == rows
    assert vault.check().sound


def test_any_order_and_any_duplicates_give_the_same_case(vault: Vault, desk: Desk, tmp_path: Path) -> None:
    rows = [*desk("origin-2", 5), *desk("origin-3", 4)]
    vault.write(lambda store: store.add_foreign(rows))
    expected = vault.read(lambda store: store.events(STREAM))
    for seed in range(5):
        shuffled = rows * 2
        Random(seed).shuffle(shuffled)
        path = tmp_path / f"annan-{seed}.familjeflow"
        with opened(path, new_vault(path, origin="origin-9")) as other:
            other.write(partial(Store.add_foreign, rows=shuffled))
            assert other.read(lambda store: store.events(STREAM)) == expected


def test_facts_fold_by_lamport_then_origin(vault: Vault, desk: Desk) -> None:
    vault.write(lambda store: append(store, started("a"), started("b")))
    vault.write(lambda store: store.add_foreign(desk("origin-0", 3)))
    (own,) = vault.write(lambda store: append(store, started("c")))
    order = [(e.header.lamport, e.header.origin) for e in vault.read(lambda store: store.events(STREAM))]
    assert order == [
        (1, "origin-0"), (1, "origin-1"), (2, "origin-0"), (2, "origin-1"), (3, "origin-0"), (4, "origin-1"),
    ]  # fmt: skip
    assert (own.header.origin_seq, own.header.lamport) == (3, 4)


def test_facts_that_are_already_here_are_passed_over(vault: Vault, desk: Desk) -> None:
    rows = desk("origin-2", 3)
    vault.write(lambda store: store.add_foreign(rows[:2]))
    added = vault.write(lambda store: store.add_foreign(rows))
    assert [event.header.origin_seq for event in added] == [3]


def test_a_thinned_fact_does_not_come_back_with_a_delivery(vault: Vault, desk: Desk) -> None:
    rows = desk("origin-2", 2)
    first, _second = vault.write(lambda store: store.add_foreign(rows))
    vault.write(lambda store: store.thin(first.id))
    vault.write(lambda store: store.add_foreign(rows))
    assert vault.read(lambda store: store.events(STREAM))[0].payload is None


def test_a_thinned_fact_can_be_delivered(vault: Vault, desk: Desk) -> None:
    first, second = desk("origin-2", 2)
    vault.write(lambda store: store.add_foreign([StoredEvent(first.header, None, None), second]))
    assert vault.read(lambda store: store.events(STREAM))[0].payload is None
    assert vault.check().sound


def test_a_forked_chain_is_refused_and_nothing_of_it_kept(vault: Vault, desk: Desk) -> None:
    rows = desk("origin-2", 2)
    vault.write(lambda store: store.add_foreign(rows[:1]))
    forged = header_changed(rows[0], role="chef")
    with pytest.raises(VaultError, match="forked_chain") as refused:
        vault.write(lambda store: store.add_foreign([forged, rows[1]]))
    assert refused.value.facts == {"stream": STREAM, "origin": "origin-2", "origin_seq": 1}
    assert vault.read(lambda store: store.stored(STREAM)) == rows[:1]


def header_changed(row: StoredEvent, role: str = "", kind: str = "step_started") -> StoredEvent:
    changed = codec.decode_header(row.header)._replace(role=role, kind=kind)
    return row._replace(header=codec.encode_header(changed))


def without_the_first(rows: Sequence[StoredEvent]) -> list[StoredEvent]:
    return list(rows[1:])


def with_a_changed_header(rows: Sequence[StoredEvent]) -> list[StoredEvent]:
    return [header_changed(rows[0], role="chef"), *rows[1:]]


def with_another_payload(rows: Sequence[StoredEvent]) -> list[StoredEvent]:
    return [rows[0]._replace(payload=b'{"step":"annat","round":1}'), *rows[1:]]


def without_its_salt(rows: Sequence[StoredEvent]) -> list[StoredEvent]:
    return [rows[0]._replace(salt=None), *rows[1:]]


def with_rubbish(rows: Sequence[StoredEvent]) -> list[StoredEvent]:
    return [StoredEvent(b"[]", b"{}", b""), *rows]


@pytest.mark.parametrize(
    "change",
    [without_the_first, with_a_changed_header, with_another_payload, without_its_salt, with_rubbish],
)
def test_a_foreign_chain_that_does_not_verify_is_refused_whole(
    vault: Vault, desk: Desk, change: Callable[[Sequence[StoredEvent]], list[StoredEvent]]
) -> None:
    rows = desk("origin-2", 3)
    with pytest.raises(VaultError, match="broken_chain"):
        vault.write(lambda store: store.add_foreign(change(rows)))
    assert vault.read(lambda store: store.stored(STREAM)) == ()


def test_a_foreign_fact_of_an_unknown_kind_is_refused(vault: Vault, desk: Desk) -> None:
    rows = [header_changed(desk("origin-2", 1)[0], kind="framtida_sort")]
    with pytest.raises(VaultError, match="unknown_kind"):
        vault.write(lambda store: store.add_foreign(rows))


def test_a_saved_form_comes_back_with_all_its_answers(vault: Vault) -> None:
    answers = {"mal": [{"text": "Äta frukost", "klart": False, "vikt": 1.5}], "datum": None, "antal": 3}
    said = FormSaved("d1", "vardplan", "vardplan", 1, "a", 1, "person-1", "Vårdplan", answers)  # type: ignore[arg-type]
    draft = replace(started(), payload=said)
    assert isinstance(draft, Draft)
    vault.write(lambda store: append(store, draft))
    assert vault.read(lambda store: store.events(STREAM))[0].payload == said
