"""Backups that take themselves, and the way back from one."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from familjeflow.domain.backup_rule import KeepRule
from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import OriginBegun, PersonRecorded
from familjeflow.services import (
    backup_words,
    backups,
    cases,
    persons,
    processes,
    restore,
    steps,
    vaults,
    verify,
)
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.storage import keyfile
from familjeflow.storage.errors import VaultError
from familjeflow.storage.kdf import KdfCost

PASSPHRASE = "blå båt på äng"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


@dataclass
class Home:
    """A vault with one case, a folder for backups, and a clock that the test moves."""

    folder: Path
    now: datetime = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.copies.mkdir()
        self.created = vaults.create(self.path, PASSPHRASE, now=self.now, new_id=self.new_id, cost=CHEAP)
        self.vault = vaults.open(
            self.path, self.created.key, now=self.now, new_id=self.new_id, state_folder=self.folder / "märken"
        )
        self.desk = Desk(self.vault, "jag", lambda: self.now, self.new_id)
        person = persons.register(self.desk, PersonRecorded("Ida", "Exempelius"))
        self.case_id = cases.open_case(self.desk, processes.shipped()[0].info.id, person)
        backups.choose_folder(self.desk, self.copies, memory=self.memory)

    @property
    def path(self) -> Path:
        return self.folder / "arbetsfil åäö.familjeflow"

    @property
    def copies(self) -> Path:
        return self.folder / "kopior"

    @property
    def memory(self) -> Path:
        return self.folder / "minne"

    def new_id(self) -> str:
        return f"id{next(self.numbers)}"

    def make(self) -> backups.Copy:
        return backups.make(self.desk, memory=self.memory)

    def standing(self) -> backups.Standing:
        return backups.standing(self.desk, memory=self.memory)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.vault.close()


def test_a_backup_is_whole_says_nothing_in_its_name_and_opens_with_the_passphrase(home: Home) -> None:
    copy = home.make()
    names = sorted(path.name for path in home.copies.iterdir())
    assert names == sorted([copy.path.name, keyfile.path_beside(copy.path).name])
    assert "arbetsfil" not in copy.path.name
    assert home.vault.vault_id not in copy.path.name
    key = vaults.unlock_with_passphrase(copy.path, PASSPHRASE)
    with closing(restore.look(copy.path, key)) as opened:
        assert verify.verify_open(opened).sound
    assert home.standing().latest == home.now
    assert not home.standing().late(home.now)
    assert backup_words.reminder(home.standing(), home.now) == ""


def test_old_backups_go_by_the_rule_and_other_files_stay(home: Home) -> None:
    (home.copies / "semesterbild.jpg").write_bytes(b"hej")
    (home.copies / "kopia-någon-annan.familjeflow").write_bytes(b"hej")
    for _day in range(5):
        backups.make(home.desk, memory=home.memory, rule=KeepRule(days=2, weeks=1, months=1))
        home.now += timedelta(days=1)
    found = backups.copies(home.copies, home.vault.vault_id)
    assert len(found) == 2
    assert found[0].made_at == home.now - timedelta(days=1)
    assert len(list(home.copies.iterdir())) == 2 * 2 + 2


def test_a_clock_that_was_set_back_removes_no_new_backup(home: Home) -> None:
    home.make()
    home.now -= timedelta(days=3000)
    written = home.make()
    assert len(backups.copies(home.copies, home.vault.vault_id)) == 2
    assert written.path.exists()
    assert backups.due(home.desk, at_start=False, memory=home.memory) is False


@pytest.mark.parametrize("gone", [True, False])
def test_a_backup_that_fails_is_told_with_what_to_do_and_the_work_goes_on(home: Home, gone: bool) -> None:
    home.make()
    home.now += timedelta(days=9)
    if gone:
        for path in home.copies.iterdir():
            path.unlink()
        home.copies.rmdir()
    else:
        backups.backup_memory.keep(
            home.vault.vault_id, backups.Remembered(home.path, Path("/dev/full")), home.memory
        )
    with pytest.raises(VaultError, match="folder_missing"):
        home.make()
    said = backup_words.reminder(home.standing(), home.now)
    assert "Mappen finns inte just nu" in said
    assert not gone or said.startswith("Ingen säkerhetskopia har lyckats på 9 dagar.")
    step = case_view(home.desk, home.case_id).steps[0].id
    steps.start(home.desk, home.case_id, step, reason="Överenskommet")


def test_no_folder_is_reminded_of_and_makes_nothing(home: Home, tmp_path: Path) -> None:
    nowhere = tmp_path / "inget minne"
    found = backups.standing(home.desk, memory=nowhere)
    assert backup_words.reminder(found, home.now).startswith("Ingen mapp är vald")
    assert not backups.due(home.desk, at_start=True, memory=nowhere)


def test_a_folder_on_the_same_disk_is_allowed_and_told(home: Home) -> None:
    assert "samma disk" in backup_words.place_words(home.standing())


def test_a_backup_that_is_cancelled_leaves_nothing_and_is_no_fault(home: Home) -> None:
    import threading

    stopped = threading.Event()
    with pytest.raises(VaultError, match="cancelled"):
        backups.make(home.desk, memory=home.memory, told=lambda done, of: stopped.set(), stopped=stopped)
    assert list(home.copies.iterdir()) == []
    assert home.standing().fault == ""


def test_a_trial_restore_opens_every_case_compares_and_leaves_nothing(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tillfälligt"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    copy = home.make()
    step = case_view(home.desk, home.case_id).steps[0].id
    steps.start(home.desk, home.case_id, step, reason="Överenskommet")
    trial = restore.try_restore(home.desk, copy)
    assert trial.sound
    assert (trial.cases, trial.foreign, trial.unreadable) == (1, 0, 0)
    assert trial.later > 0
    assert list(temporary.iterdir()) == []
    words = backup_words.trial_words(trial)
    assert "1 ärende öppnades" in words
    assert "har kommit till sedan dess" in words


def test_a_trial_restore_of_a_changed_copy_says_so(home: Home) -> None:
    copy = home.make()
    data = bytearray(copy.path.read_bytes())
    data[len(data) // 2] ^= 1
    copy.path.write_bytes(data)
    with pytest.raises(VaultError, match="damaged"):
        restore.try_restore(home.desk, copy)


def test_a_restored_vault_opens_with_the_code_and_begins_a_new_origin(home: Home, tmp_path: Path) -> None:
    copy = home.make()
    key = vaults.unlock_with_recovery(copy.path, home.created.recovery_code)
    target = tmp_path / "ny dator" / "arbetsfil.familjeflow"
    restore.restore(copy.path, key, target)
    vault = vaults.open(target, key, now=home.now, new_id=home.new_id, state_folder=tmp_path / "nya märken")
    with closing(vault):
        facts = vault.read(lambda store: store.events(f"vault:{store.vault_id}"))
        assert [f.payload for f in facts] == [OriginBegun("created"), OriginBegun("copied")]
        assert vault.origin != home.vault.origin
        assert verify.verify_open(vault).sound


def test_a_vault_is_never_written_over_by_a_restore(home: Home) -> None:
    copy = home.make()
    before = home.path.read_bytes()
    with pytest.raises(VaultError, match="exists"):
        restore.restore(copy.path, home.created.key, home.path)
    assert home.path.read_bytes() == before


def test_a_copy_that_is_only_looked_into_can_not_be_changed(home: Home) -> None:
    copy = home.make()
    before = copy.path.read_bytes()
    with closing(restore.look(copy.path, home.created.key)) as opened:
        desk = Desk(opened, "jag", lambda: home.now, home.new_id)
        step = case_view(desk, home.case_id).steps[0].id
        with pytest.raises(DomainError, match="read_only_session"):
            steps.start(desk, home.case_id, step, reason="Överenskommet")
        assert case_view(desk, home.case_id).number == case_view(home.desk, home.case_id).number
    assert copy.path.read_bytes() == before
    assert len(list(home.copies.iterdir())) == 2


def test_the_latest_backup_is_found_without_opening_the_vault(home: Home) -> None:
    home.make()
    home.now += timedelta(days=1)
    latest = home.make()
    assert backups.latest_of(home.path, memory=home.memory) == latest
    with pytest.raises(VaultError, match="no_backup"):
        backups.latest_of(home.path.with_name("annan.familjeflow"), memory=home.memory)


def test_what_this_computer_remembers_may_be_broken(home: Home) -> None:
    for file in home.memory.iterdir():
        file.write_text('{"latest": 7')
    assert home.standing().folder is None
