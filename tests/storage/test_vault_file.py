"""The file itself: encrypted from the first byte, and honest about what is wrong with it."""

import logging
import os
import stat
from pathlib import Path

import pytest
from tests.storage.made_up import append, case, new_vault, opened, person, started

from familjeflow.storage import connection, slots
from familjeflow.storage.connection import PAGE_BYTES
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault, create_vault, open_vault


def fill(path: Path, key: Key) -> None:
    """Enough content for some fifty pages."""
    with opened(path, key) as vault:
        vault.write(lambda store: append(store, *[started(f"steg-{n}") for n in range(200)]))
        vault.write(lambda store: store.put_bundle("hash", {"process.bpmn": b"<definitions/>" * 4000}))


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(data)


def test_what_was_written_is_there_when_the_vault_is_opened_again(place: Path, key: Key) -> None:
    with opened(place, key) as vault:
        (event,) = vault.write(lambda store: append(store, started()))
    with opened(place, key) as vault:
        assert vault.read(lambda store: store.events("case:1")) == (event,)
        assert (vault.vault_id, vault.origin) == ("vault-1", "origin-1")


def test_nothing_is_readable_on_the_disk(place: Path, key: Key) -> None:
    with opened(place, key) as vault:
        vault.write(lambda store: store.put_person(person("p1", "Åsa", "Påhittson-Hemlig")))
        vault.write(lambda store: append(store, started("steg-med-eget-namn")))
        on_disk = {path.name: path.read_bytes() for path in place.parent.iterdir()}
    assert any(name.endswith("-wal") for name in on_disk)
    for content in on_disk.values():
        assert b"hittson" not in content
        assert b"steg-med-eget-namn" not in content
        assert b"SQLite format 3" not in content
        assert b"CREATE TABLE" not in content


def test_only_the_owner_may_read_the_vault(place: Path, vault: Vault) -> None:
    for path in place.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_vault_is_never_written_over(place: Path, key: Key) -> None:
    before = place.read_bytes()
    with pytest.raises(VaultError, match="exists"):
        create_vault(place, slots.new_key("vault-2"), "origin-2")
    assert place.read_bytes() == before


def test_a_creation_that_was_cut_short_is_taken_up_again(place: Path) -> None:
    place.with_name(f".{place.name}.part").write_bytes(b"half")
    with opened(place, new_vault(place)) as vault:
        assert vault.check().sound


def test_every_table_is_strict(vault: Vault) -> None:
    def tables(store: Store) -> list[tuple[str, int]]:
        rows = store._db.execute_sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        return [(name, strict) for name, strict in rows if not name.startswith("sqlite_")]

    found = vault.read(tables)
    assert len(found) > 8
    assert [name for name, strict in found if not strict] == []


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
    ],
)
def test_the_writer_keeps_what_it_promised(vault: Vault, pragma: str, expected: object) -> None:
    ask = vault._writer.run_alone(lambda db: db.execute_sql(f"PRAGMA {pragma}").fetchone()[0])
    assert ask.result() == expected


def test_the_reader_can_not_write(vault: Vault) -> None:
    with pytest.raises(VaultError, match="read_only"):
        vault.read(lambda store: append(store, started()))


def test_a_wrong_key_is_told_from_a_damaged_file(place: Path, key: Key) -> None:
    wrong = Key(key.vault_id, "slot-1", os.urandom(32), key.salt)
    with pytest.raises(VaultError, match="wrong_key") as refused:
        open_vault(place, wrong)
    assert refused.value.facts == {"slot": "slot-1"}
    with opened(place, key) as vault:
        assert vault.check().sound


def test_a_wrong_key_says_nothing_on_stderr_or_in_the_log(
    place: Path, key: Key, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(VaultError, match="wrong_key"):
        open_vault(place, Key(key.vault_id, "", os.urandom(32), key.salt))
    with opened(place, key) as vault:
        vault.write(lambda store: store.put_person(person("p1", "Åsa", "Påhittson")))
    assert capfd.readouterr() == ("", "")
    assert "hittson" not in caplog.text
    assert key.data.hex() not in caplog.text


def test_another_vaults_key_is_told(tmp_path: Path, place: Path, key: Key) -> None:
    other = new_vault(tmp_path / "annan.familjeflow", "vault-2")
    with pytest.raises(VaultError, match="wrong_key_file"):
        open_vault(place, other)


def test_a_key_file_that_names_another_vault_is_told(place: Path, key: Key) -> None:
    with pytest.raises(VaultError, match="wrong_key_file"):
        open_vault(place, Key("vault-2", "", key.data, key.salt))
    with opened(place, key):
        pass


def test_a_damaged_first_page_is_damage_and_not_a_wrong_key(place: Path, key: Key) -> None:
    fill(place, key)
    overwrite(place, 100, b"\0" * 50)
    with pytest.raises(VaultError, match="damaged") as refused:
        open_vault(place, key)
    assert refused.value.facts["damaged_pages"] == 1
    assert int(refused.value.facts["pages"]) > 20


def test_a_damaged_salt_does_not_close_the_vault(place: Path, key: Key) -> None:
    fill(place, key)
    overwrite(place, 0, bytes(16))
    with opened(place, key) as vault:
        assert len(vault.read(lambda store: store.events("case:1"))) == 200


def test_a_damaged_page_leaves_the_rest_readable(place: Path, key: Key) -> None:
    fill(place, key)
    with opened(place, key) as vault:
        vault.write(lambda store: store.put_person(person("p1", "Åsa", "Påhittson")))
    overwrite(place, page_of_the_bundle(place, key) * PAGE_BYTES - 2000, b"\xff" * 8)
    with opened(place, key) as vault:
        with pytest.raises(VaultError, match="damaged"):
            vault.read(lambda store: store.bundle("hash"))
        assert len(vault.read(lambda store: store.events("case:1"))) == 200
        report = vault.check()
        assert (report.sound, report.pages.bad_pages) == (False, 1)


def page_of_the_bundle(path: Path, key: Key) -> int:
    """The last page of the file belongs to the bundle unless something was written after it."""
    db = connection.reader(path, key)
    try:
        # The bundle fills overflow pages one after another; any of its middle pages will do.
        root = db.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = 'bundle_file'").fetchone()[0]
        pages = db.execute_sql("PRAGMA page_count").fetchone()[0]
        assert root < pages - 5
        return int(pages) - 3
    finally:
        db.close()


def test_a_truncated_file_is_told(place: Path, key: Key) -> None:
    fill(place, key)
    os.truncate(place, place.stat().st_size - 5 * PAGE_BYTES)
    with pytest.raises(VaultError, match="damaged"):
        open_vault(place, key)


def test_both_checks_are_needed_to_find_a_truncated_file(place: Path, key: Key) -> None:
    fill(place, key)
    os.truncate(place, place.stat().st_size - 5 * PAGE_BYTES)
    report = connection.check_pages(place, key, "integrity_check")
    assert report.bad_pages == 0, "cipher_integrity_check alone finds nothing"
    assert not report.sound


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"SQLite format 3\0" + bytes(8000), "plaintext"), (b"hej", "short")],
)
def test_what_is_no_vault_is_told_and_left_alone(place: Path, content: bytes, why: str) -> None:
    place.write_bytes(content)
    with pytest.raises(VaultError, match="not_a_vault") as refused:
        open_vault(place, slots.new_key("vault-1"))
    assert refused.value.facts == {"why": why}
    assert place.read_bytes() == content


def test_a_missing_vault_is_told_and_not_created(place: Path) -> None:
    with pytest.raises(VaultError, match="vault_missing"):
        open_vault(place, slots.new_key("vault-1"))
    assert list(place.parent.iterdir()) == []


def test_a_vault_in_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="folder_missing"):
        new_vault(tmp_path / "borta" / "a.familjeflow")


def test_two_open_vaults_do_not_share_tables(tmp_path: Path) -> None:
    one, other = tmp_path / "en.familjeflow", tmp_path / "två.familjeflow"
    with opened(one, new_vault(one)) as first, opened(other, new_vault(other, "vault-2")) as second:
        first.write(lambda store: store.replace_rows(case("1", "2026-0001", "p1")))
        assert first.read(lambda store: len(store.case_rows())) == 1
        assert second.read(lambda store: len(store.case_rows())) == 0
