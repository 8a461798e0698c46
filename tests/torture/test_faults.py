"""A disk full at any write, a folder that goes away, a clock that jumps, two computers at one file."""

import os
import random
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.torture import work
from tests.torture.work import Place, Said, begin, lost, new_id, now

from familjeflow.services import backups, restore, steps, vaults, verify
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import Vault

ACTS = (work._draft, work._note, work._watch, work._file)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MiB. Needs root and the right to mount."""
    folder = tmp_path / "liten disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    refused = os.name == "nt" or os.geteuid() != 0
    if refused or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip(
            "NOT TESTED HERE: a full disk needs root and mount; tests/storage limits a file's size instead"
        )
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / "plats")
    made.folder.mkdir()
    return made


def opened(place: Place, key: Key) -> Vault:
    return work._open(place, key)


def desk_at(vault: Vault) -> Desk:
    return Desk(vault, "jag", now, new_id)


def leave_room(folder: Path, free: int) -> None:
    """Fill a disk so that so many bytes are free."""
    ballast = folder / "annat"
    ballast.unlink(missing_ok=True)
    left = os.statvfs(folder)
    ballast.write_bytes(bytes(max(0, left.f_bavail * left.f_frsize - free)))


def test_the_disk_is_full_at_any_write(small_disk: Path) -> None:
    place = Place(small_disk)
    key = begin(place)
    draw = random.Random(3)
    said: list[Said] = []
    refused: set[tuple[str, str]] = set()
    with closing(opened(place, key)) as vault:
        desk = desk_at(vault)
        case_id = vault.read(lambda store: store.case_rows()[0].case_id)
        for free in (0, 4, 12, 24, 48, 96, 400, 0, 1200):
            leave_room(small_disk, free * 1024)
            for act in (*ACTS, _backup):
                try:
                    said.append(act(desk, case_id, draw))
                except VaultError as fault:
                    refused.add((act.__name__, fault.code))
            assert vault.read(lambda store: store.case_rows())
    assert {name for name, _code in refused} == {"_draft", "_note", "_watch", "_file", "_backup"}
    assert {code for _name, code in refused} <= {"disk_full", "disk_error"}
    (small_disk / "annat").unlink()
    kept = [act for act in said if act["kind"] != "copy"]
    assert kept
    assert lost(place, key, kept) == []
    assert not list(place.copies.glob(".*")), "an unfinished backup was left"


def _backup(desk: Desk, _case_id: str, _draw: random.Random) -> Said:
    made = backups.make(desk, memory=Place(desk.vault.path.parent).state)
    return {"kind": "copy", "id": made.path.name}


def test_a_folder_that_goes_away_while_the_vault_is_open_takes_nothing_that_was_told(place: Place) -> None:
    key = begin(place)
    said: list[Said] = []
    away = place.folder.with_name("borta")
    vault = opened(place, key)
    with closing(vault):
        desk = desk_at(vault)
        case_id = vault.read(lambda store: store.case_rows()[0].case_id)
        said.append(work._note(desk, case_id, random.Random(1)))
        place.folder.rename(away)
        for act in ACTS:
            try:
                said.append(act(desk, case_id, random.Random(2)))
            except VaultError:
                continue
        with pytest.raises(VaultError, match=r"vault_missing|folder_missing"):
            backups.make(desk, memory=away / "status")
    away.rename(place.folder)
    assert lost(place, key, said) == []


def test_a_clock_that_jumps_never_lets_a_later_fact_come_before_an_earlier(place: Place) -> None:
    key = begin(place)
    with closing(opened(place, key)) as vault:
        here = desk_at(vault)
        case_id = vault.read(lambda store: store.case_rows()[0].case_id)
        step = case_view(here, case_id).steps[0].id
        for number, jump in enumerate((timedelta(days=-9000), timedelta(days=4000), timedelta(hours=-1))):
            there = replace(here, clock=lambda jump=jump: now() + jump)
            if not number % 2:
                steps.start(there, case_id, step, reason="Överenskommet") if not number else None
            work._watch(there, case_id, random.Random(number))
            case_view(there, case_id)
        facts = vault.read(lambda store: store.events(f"case:{case_id}"))
        times = [fact.header.recorded_at for fact in facts]
        assert times == sorted(times)
        assert len(set(times)) == len(times)
        assert verify.verify_open(vault).sound


def test_two_computers_at_one_file_and_the_way_to_look_meanwhile(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = begin(place)
    with closing(opened(place, key)) as vault:
        copy = backups.make(desk_at(vault), memory=place.state)
        with pytest.raises(VaultError, match="in_use"):
            opened(place, key)
    # The other computer's lock can not be seen on this one's disk; its name in the file can.
    lock = place.vault.with_name(place.vault.name + ".lock")
    lock.write_text('{"host": "KONTOR-7", "pid": 1}')
    with pytest.raises(VaultError, match="in_use") as refused:
        opened(place, key)
    assert refused.value.facts["host"] == "KONTOR-7"
    found = backups.latest_of(place.vault, memory=place.state)
    assert found == copy
    with closing(restore.look(found.path, key)) as looked:
        assert looked.read(lambda store: store.case_rows())
    monkeypatch.setattr(socket, "gethostname", lambda: "KONTOR-7")
    opened(place, key).close()


def test_each_computer_that_takes_over_writes_a_chain_of_its_own(place: Place, tmp_path: Path) -> None:
    key = begin(place)
    origins = set()
    for host in ("ett", "två", "ett"):
        vault = vaults.open(
            place.vault, key, now=now(), new_id=new_id, state_folder=tmp_path / host, take_over=True
        )
        desk = desk_at(vault)
        case_id = vault.read(lambda store: store.case_rows()[0].case_id)
        work._note(desk, case_id, random.Random(len(origins)))
        origins.add(vault.origin)
        vaults.close(vault, new_id=new_id, state_folder=tmp_path / host)
    assert len(origins) == 3
    assert lost(place, key, []) == []
