"""The organisation's settings file: what it says, what it does, and what happens when it cannot be read."""

import shutil
from pathlib import Path

import pytest
from tests.support.house import House

from familjeflow import paths, resources
from familjeflow.services import letterheads, policy, processes, profile, vaults
from familjeflow.services.letterheads import PaperLook
from familjeflow.services.policy import Policy
from familjeflow.services.sentences import sentence

WHOLE = """
[lock]
minutes = 15

[keyring]
allowed = false

[vault]
network = true

[backup]
folder = "/srv/kopior"

[letterhead]
municipality = "Exempelköping"
unit = "Familjeenheten"
address = "Torget 1"
footer = "exempelkoping.example"
colour = "#1f4e79"
window = "left"

[processes]
folder = "/srv/processer"
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings file of this test lies; it is not there yet."""
    file = tmp_path / "etc" / "policy.toml"
    file.parent.mkdir()
    monkeypatch.setattr(paths, "policy_file", lambda: file)
    processes._own.cache_clear()
    return file


def test_without_a_file_the_program_has_its_own_rules(rules: Path) -> None:
    assert policy.current() == Policy()
    assert policy.current().keyring


def test_everything_that_can_be_decided_is_read(rules: Path) -> None:
    rules.write_text(WHOLE, encoding="utf-8")
    found = policy.current()
    assert found.fault is None
    assert (found.lock_minutes, found.keyring, found.network_vault) == (15, False, True)
    assert (found.backup_folder, found.processes_folder) == (Path("/srv/kopior"), Path("/srv/processer"))
    assert found.letterhead.municipality == "Exempelköping"


def test_a_part_that_is_left_out_decides_nothing(rules: Path) -> None:
    rules.write_text("[keyring]\n\n[lock]\n", encoding="utf-8")
    assert policy.current() == Policy()


@pytest.mark.parametrize(
    ("written", "line", "key", "word"),
    [
        ("[lock]\nminutes = 0\n", 2, "lock.minutes", "1 till 60"),
        ('[lock]\nminutes = "tio"\n', 2, "lock.minutes", "fel slag"),
        ("[lock]\n\nminuter = 5\n", 3, "lock.minuter", "finns inte"),
        ('[backup]\nfolder = "kopior"\n', 2, "backup.folder", "hela sökvägen"),
        ('[letterhead]\nwindow = "mitten"\n', 2, "letterhead.window", "right"),
        ("[nyckelring]\n", 1, "nyckelring", "finns inte"),
        ("[keyring]\nallowed = \n", 2, "", "TOML"),
    ],
)
def test_a_fault_names_file_line_and_key_and_the_strictest_rules_hold(
    rules: Path, written: str, line: int, key: str, word: str
) -> None:
    rules.write_text(written, encoding="utf-8")
    found = policy.current()
    assert found.fault is not None
    assert (found.fault.file, found.fault.line, found.fault.field) == (str(rules), line, key)
    said = sentence(found.fault)
    assert f"rad {line}" in said.title
    assert word in said.text
    assert not found.keyring
    assert not found.network_vault
    assert found.lock_minutes == policy.STRICT_MINUTES


def test_a_file_that_cannot_be_opened_is_a_fault_and_no_freedom(rules: Path) -> None:
    rules.mkdir()
    found = policy.current()
    assert found.fault is not None
    assert "inte att öppna" in sentence(found.fault).text
    assert not found.keyring


def test_a_keyring_that_is_not_allowed_is_neither_used_nor_asked(rules: Path, home: House) -> None:
    rules.write_text("[keyring]\nallowed = false\n", encoding="utf-8")
    with pytest.raises(vaults.VaultError, match="keyring_forbidden"):
        vaults.unlock_with_keyring(home.path)


def test_papers_say_what_the_organisation_has_decided_until_somebody_writes_otherwise(
    rules: Path, home: House
) -> None:
    rules.write_text(WHOLE, encoding="utf-8")
    assert profile.settings(home.desk).municipality == "Exempelköping"
    assert profile.settings(home.desk).secrecy == profile.RecordSettings().secrecy
    look = letterheads.look(home.desk)
    assert (look.colour, look.footer, look.window) == ("#1f4e79", "exempelkoping.example", "left")
    profile.set_settings(home.desk, profile.RecordSettings(municipality="Fabelby"))
    letterheads.set_look(home.desk, PaperLook(footer="fabelby.example"))
    assert profile.settings(home.desk).municipality == "Fabelby"
    assert letterheads.look(home.desk).colour == ""
    assert letterheads.look(home.desk).footer == "fabelby.example"


def test_arms_that_cannot_be_used_are_left_out_and_papers_are_made(
    rules: Path, home: House, tmp_path: Path
) -> None:
    arms = tmp_path / "vapen.svg"
    rules.write_text(f"[letterhead]\narms = '{arms}'\ncolour = '#ffffff'\n", encoding="utf-8")
    assert letterheads.look(home.desk).arms == b""
    arms.write_bytes(b"not a picture")
    assert letterheads.look(home.desk) == PaperLook()
    arms.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2z"/></svg>', "utf-8"
    )
    assert letterheads.look(home.desk).arms.startswith(b"<svg")


def own_process(folder: Path, name: str, process_id: str) -> Path:
    """A copy of a shipped process under another id."""
    shutil.copytree(resources.path("processes") / "kontaktperson", folder / name)
    content = folder / name / "content.toml"
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace('id = "kontaktperson"', f'id = "{process_id}"', 1), encoding="utf-8")
    return content


def test_a_process_of_the_organisations_own_can_be_opened_and_faults_are_told(
    rules: Path, home: House, tmp_path: Path
) -> None:
    folder = tmp_path / "processer"
    own_process(folder, "egen", "egen_process")
    broken = own_process(folder, "trasig", "trasig_process")
    broken.write_text(broken.read_text(encoding="utf-8") + "\n[okand]\n", encoding="utf-8")
    own_process(folder, "zdubblett", "egen_process")
    (folder / "tom").mkdir()
    rules.write_text(f"[processes]\nfolder = '{folder}'\n", encoding="utf-8")
    offered = {definition.info.id for definition in processes.offered()}
    assert "egen_process" in offered
    assert "trasig_process" not in offered
    assert {d.info.id for d in processes.shipped()} < offered
    said = [sentence(fault).title for fault in processes.own_faults()]
    assert len(said) == 3
    assert any("trasig/content.toml, rad" in title for title in said)
    assert any("tom/process.bpmn" in title for title in said)
    assert any("zdubblett/content.toml" in title for title in said)
    home.open("egen_process")
    assert home.view.steps


def test_a_folder_of_processes_that_is_gone_is_told(rules: Path, tmp_path: Path) -> None:
    rules.write_text(f"[processes]\nfolder = '{tmp_path / 'borta'}'\n", encoding="utf-8")
    assert processes.offered() == processes.shipped()
    (fault,) = processes.own_faults()
    assert "mappen finns inte" in sentence(fault).text.lower()
