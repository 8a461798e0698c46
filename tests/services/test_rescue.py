"""A damaged vault: what can be read is saved, the rest is counted, and the damaged files stay as they are."""

import json
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.torture.work import Place, Said, begin, lost, new_id, now, open_case, work

from familjeflow import app
from familjeflow.services import rescue, vaults, verify
from familjeflow.services.desk import Desk
from familjeflow.storage import keyfile
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.salvage import salvage
from familjeflow.storage.vault import open_read_only, open_vault

PAGE = 4096


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Key, list[Said]]:
    """A vault in which somebody has worked for a while, locked again."""
    place = Place(tmp_path_factory.mktemp("räddning"))
    key = begin(place)
    said: list[Said] = []
    work(place, key, random.Random(1), said.append, acts=45)
    return place, key, said


def damaged(worked: tuple[Place, Key, list[Said]], folder: Path, data: bytes) -> Path:
    """The vault with other bytes, its key file beside."""
    folder.mkdir(parents=True)
    vault = folder / worked[0].vault.name
    vault.write_bytes(data)
    shutil.copy(keyfile.path_beside(worked[0].vault), keyfile.path_beside(vault))
    return vault


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def saved(vault: Path, key: Key, out: Path, backup: Path | None = None) -> rescue.Rescued:
    before = contents(vault.parent)
    ids = iter(range(1_000_000))
    try:
        return rescue.rescue(
            vault, key, keyfile.path_beside(vault), out, new_id=lambda: f"ny{next(ids)}", backup=backup
        )
    finally:
        assert contents(vault.parent) == before


def test_everything_of_a_sound_vault_is_saved(worked: tuple[Place, Key, list[Said]], tmp_path: Path) -> None:
    place, key, said = worked
    found = saved(place.vault, key, tmp_path / "nytt")
    assert found.whole
    new = Place(tmp_path / "nytt")
    new.copies.mkdir()
    assert lost(new, key, [act for act in said if act["kind"] != "copy"]) == []
    assert vaults.unlock_with_passphrase(found.vault, "fyra ord i ett prov").data == key.data


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(flips=st.lists(st.floats(0, 1), max_size=12), kept=st.one_of(st.just(1.0), st.floats(0, 1)))
def test_whatever_is_damaged_it_never_crashes_and_what_it_saves_is_sound(
    worked: tuple[Place, Key, list[Said]],
    tmp_path_factory: pytest.TempPathFactory,
    flips: list[float],
    kept: float,
) -> None:
    folder = tmp_path_factory.mktemp("skadad")
    data = bytearray(worked[0].vault.read_bytes())
    data = data[: round(len(data) * kept)]
    for place in flips:
        if data:
            data[round(place * (len(data) - 1))] ^= 0x40
    vault = damaged(worked, folder / "gammal", bytes(data))
    if not salvage([vault], worked[1]).events:
        with pytest.raises(VaultError, match=r"damaged|wrong_key"):
            saved(vault, worked[1], folder / "ny")
        return
    found = saved(vault, worked[1], folder / "ny")
    with closing(open_read_only(found.vault, worked[1])) as opened:
        verdict = verify.verify_open(opened)
        assert verdict.check.sound
        assert not verdict.lists
        assert verdict.facts == found.facts
        assert verdict.unreadable == found.built.unreadable
    assert (folder / "ny" / rescue.REPORT).read_text("utf-8")
    shutil.rmtree(folder)


def test_a_damaged_salt_loses_nothing_but_what_it_stands_on(
    worked: tuple[Place, Key, list[Said]], tmp_path: Path
) -> None:
    data = bytearray(worked[0].vault.read_bytes())
    data[:16] = bytes(16)
    found = saved(damaged(worked, tmp_path / "gammal", bytes(data)), worked[1], tmp_path / "ny")
    assert found.bad_pages == 0
    assert found.loose == 0
    assert not found.built.unreadable


def test_a_first_page_that_is_gone_takes_no_fact_with_it(
    worked: tuple[Place, Key, list[Said]], tmp_path: Path
) -> None:
    data = bytes(PAGE) + worked[0].vault.read_bytes()[PAGE:]
    found = saved(damaged(worked, tmp_path / "gammal", data), worked[1], tmp_path / "ny")
    with closing(open_read_only(worked[0].vault, worked[1])) as whole:
        assert found.facts == whole.read(lambda store: store.fact_count())


def test_gaps_are_filled_from_a_backup(worked: tuple[Place, Key, list[Said]], tmp_path: Path) -> None:
    place, key, said = worked
    data = bytearray(place.vault.read_bytes())
    for start in range(PAGE * 2, len(data), PAGE * 9):
        data[start : start + PAGE] = random.Random(start).randbytes(min(PAGE, len(data) - start))
    vault = damaged(worked, tmp_path / "gammal", bytes(data))
    alone = saved(vault, key, tmp_path / "ensam")
    copy = next(place.copies.glob("*.familjeflow"))
    together = saved(vault, key, tmp_path / "ihop", copy)
    assert together.facts > alone.facts
    assert not together.built.unreadable
    assert any(act["kind"] == "copy" for act in said)


def test_what_lies_only_in_the_log_beside_the_file_is_saved(tmp_path: Path) -> None:
    place = Place(tmp_path / "plats")
    place.folder.mkdir()
    key = begin(place)
    vault = open_vault(place.vault, key)
    with closing(vault):
        open_case(Desk(vault, "jag", now, new_id))
        gone = tmp_path / "efter strömavbrott"
        shutil.copytree(place.folder, gone)
        facts = vault.read(lambda store: store.fact_count())
    with_log = saved(gone / place.vault.name, key, tmp_path / "med logg")
    assert with_log.facts == facts
    (gone / f"{place.vault.name}-wal").unlink()
    without = saved(gone / place.vault.name, key, tmp_path / "utan logg")
    assert without.facts < facts
    assert not without.built.unreadable


def test_a_damaged_key_file_is_replaced_by_the_backups(
    worked: tuple[Place, Key, list[Said]], tmp_path: Path
) -> None:
    vault = damaged(worked, tmp_path / "gammal", worked[0].vault.read_bytes())
    keyfile.path_beside(vault).write_bytes(b"{")
    copy = next(worked[0].copies.glob("*.familjeflow"))
    unlock = lambda path: vaults.unlock_with_passphrase(path, "fyra ord i ett prov")  # noqa: E731
    with pytest.raises(VaultError, match="damaged_key_file"):
        rescue.key_of(vault, None, unlock)
    key, keys = rescue.key_of(vault, copy, unlock)
    assert (key.data, keys) == (worked[1].data, keyfile.path_beside(copy))


def test_nothing_is_written_over_and_nothing_is_made_of_nothing(
    worked: tuple[Place, Key, list[Said]], tmp_path: Path
) -> None:
    place, key, _said = worked
    saved(place.vault, key, tmp_path / "nytt")
    with pytest.raises(VaultError, match="exists"):
        saved(place.vault, key, tmp_path / "nytt")
    wrong = Key(key.vault_id, "", bytes(32), key.salt)
    with pytest.raises(VaultError, match="wrong_key"):
        saved(place.vault, wrong, tmp_path / "fel nyckel")
    assert not (tmp_path / "fel nyckel").exists()


def test_the_report_names_nobody(worked: tuple[Place, Key, list[Said]], tmp_path: Path) -> None:
    data = bytearray(worked[0].vault.read_bytes())
    data[PAGE * 5 : PAGE * 8] = bytes(PAGE * 3)
    found = saved(damaged(worked, tmp_path / "gammal", bytes(data)), worked[1], tmp_path / "ny")
    said = rescue.report(found)
    assert "3 skadade" in said
    assert not any(word in said for word in ("Exempelius", "Ida", "samtal", json.dumps("Ring")))


def test_the_commands_ask_for_the_passphrase_and_say_what_they_did(
    worked: tuple[Place, Key, list[Said]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("getpass.getpass", lambda question: asked.append(question) or "fyra ord i ett prov")
    out = tmp_path / "ny"
    assert app.main(["rescue", str(worked[0].vault), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Inte räddat:\n  ingenting som går att se" in said
    assert said == (out / rescue.REPORT).read_text("utf-8")
    assert asked[0].startswith("Passphrase of ")
    assert app.main(["rescue", str(worked[0].vault), "--out", str(out)]) == 1
    assert app.main(["rebuild", str(out / worked[0].vault.name)]) == 0
    assert "cases and" in capsys.readouterr().out
