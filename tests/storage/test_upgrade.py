from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.storage.made_up import append, opened, started

from familjeflow.storage import connection, upgrade
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.migrations import MIGRATIONS
from familjeflow.storage.vault import open_vault


def step(version: int, *statements: str) -> ModuleType:
    """A made-up later format."""

    def run(db: Any) -> None:
        for statement in statements:
            db.execute_sql(statement)

    module = ModuleType(f"m{version}")
    module.VERSION, module.WHY, module.upgrade = version, "made up", run  # type: ignore[attr-defined]
    return module


NEXT = step(2001, "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT")


def set_version(path: Path, key: Key, version: int) -> None:
    db = connection.writer(path, key)
    db.execute_sql(f"PRAGMA user_version = {version}")
    db.close()


def test_a_new_vault_has_the_newest_format(place: Path, key: Key) -> None:
    db = connection.reader(place, key)
    assert upgrade.version(db) == MIGRATIONS[-1].VERSION == 2000
    db.close()


def test_the_steps_are_numbered_in_order_and_say_why() -> None:
    versions = [module.VERSION for module in MIGRATIONS]
    assert versions == sorted(set(versions))
    assert all(module.WHY for module in MIGRATIONS)


def test_an_older_file_is_copied_before_it_is_changed(place: Path, key: Key) -> None:
    with opened(place, key) as vault:
        vault.write(lambda store: append(store, started()))
    open_vault(place, key, migrations=(*MIGRATIONS, NEXT)).close()
    copy = place.with_name("arbetsfil år 2026-fore-2001.familjeflow")
    old, new = connection.reader(copy, key), connection.reader(place, key)
    assert (upgrade.version(old), upgrade.version(new)) == (2000, 2001)
    assert old.execute_sql("SELECT count(*) FROM event").fetchone() == (1,)
    old.close()
    new.close()


def test_a_step_that_fails_leaves_the_format_before_it_and_can_be_tried_again(place: Path, key: Key) -> None:
    broken = step(2001, "CREATE TABLE later (id TEXT) STRICT", "CREATE TABLE event (id TEXT) STRICT")
    for _ in range(2):
        with pytest.raises(Exception, match="already exists"):
            open_vault(place, key, migrations=(*MIGRATIONS, broken))
    open_vault(place, key, migrations=(*MIGRATIONS, NEXT)).close()
    copies = sorted(path.name for path in place.parent.glob("*-fore-*.familjeflow"))
    assert copies == [
        "arbetsfil år 2026-fore-2001-2.familjeflow",
        "arbetsfil år 2026-fore-2001-3.familjeflow",
        "arbetsfil år 2026-fore-2001.familjeflow",
    ]


def test_a_vault_of_a_newer_major_is_refused_and_left_alone(place: Path, key: Key) -> None:
    set_version(place, key, 3000)
    before = place.read_bytes()
    with pytest.raises(VaultError, match="newer_version") as refused:
        open_vault(place, key)
    assert refused.value.facts == {"found": 3000, "supported": 2000}
    assert place.read_bytes() == before


def test_a_vault_of_a_newer_minor_is_opened_as_it_is(place: Path, key: Key) -> None:
    set_version(place, key, 2007)
    with opened(place, key) as vault:
        assert vault.check().sound
    db = connection.reader(place, key)
    assert upgrade.version(db) == 2007
    db.close()
