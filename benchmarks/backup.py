"""A backup against SQLite's own, and checking facts against how many they are."""

import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from benchmarks.many_cases import new_id, vault_with
from benchmarks.side_by_side import Ratio, compare
from familjeflow.domain import events as e
from familjeflow.storage import connection, copies, slots
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault, create_vault, open_vault

_DAY = date(2026, 3, 2)
_FILES, _FILE_BYTES = 40, 1_000_000


def lines() -> Iterator[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder, vault_with(1000, Path(folder)) as (desk, _ids, key):
        for _number in range(_FILES):
            desk.vault.write(lambda store: store.put_file(os.urandom(_FILE_BYTES)))
        yield from _against_sqlite(desk.vault, key, Path(folder))
    yield from _facts(20_000, 100_000)


def _against_sqlite(vault: Vault, key: Key, folder: Path) -> Iterator[str]:
    names = itertools.count()

    def target() -> Path:
        return folder / f"{next(names)}.familjeflow"

    def ours() -> None:
        path = target()
        with closing(connection.reader(vault.path, key)) as db:
            copies.write_pages(db, path, key, None, lambda: False)
        path.unlink()

    def floor() -> None:
        path = target()
        _sqlite(vault.path, path, key)
        path.unlink()

    def ours_checked() -> None:
        path = target()
        vault.backup(path)
        path.unlink()
        path.with_suffix(".nycklar").unlink()

    def floor_checked() -> None:
        path = target()
        _sqlite(vault.path, path, key)
        with closing(connection.blank(path, key)) as db:
            for question in ("cipher_integrity_check", "integrity_check"):
                db.execute(f"PRAGMA {question}").fetchall()
        path.unlink()

    size = vault.path.stat().st_size // 1_000_000
    yield compare(ours, floor, 7).line(f"backup of {size} MB written vs SQLite's backup API", "1.5")
    checked = compare(ours_checked, floor_checked, 5)
    yield checked.line("backup written and checked vs the API and both checks", "1.5")


def _sqlite(source: Path, target: Path, key: Key) -> None:
    target.touch()
    with closing(connection.blank(source, key)) as one, closing(connection.blank(target, key)) as two:
        one.backup(two)


def _facts(few: int, many: int) -> Iterator[str]:
    """The time for each fact should be the same however many there are; scaled to the smaller vault."""
    with tempfile.TemporaryDirectory() as folder:
        small, big = (_with_facts(Path(folder) / f"{n}.familjeflow", n) for n in (few, many))
        try:
            found = compare(big.check, small.check, 3)
        finally:
            small.close()
            big.close()
    scale = many / few
    each = Ratio(found.ours / scale, found.floor, found.ratio / scale)
    yield each.line(f"check {many // 1000}k facts vs {few // 1000}k, time for each {few // 1000}k", "1.2")


def _with_facts(path: Path, facts: int) -> Vault:
    key = slots.new_key(new_id())
    create_vault(path, key, new_id())
    vault = open_vault(path, key)
    for start in range(0, facts, 10_000):
        vault.write(partial(append_facts, start=start, many=min(10_000, facts - start)))
    return vault


def append_facts(store: Store, start: int, many: int) -> None:
    """Facts in cases of a hundred each."""
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    for place in range(start, start + many, 100):
        payload = e.StepStarted("steg", 1, True, "mätning")
        drafts = [e.Draft(f"case:{place // 100}", payload, "jag", "hpt", _DAY)] * min(
            100, start + many - place
        )
        store.append(drafts, now=now, recorded_by="jag", new_id=new_id)
