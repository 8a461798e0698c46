"""Files that are not what they should be: the lock screen says so in Swedish, and nothing is touched."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from tests.end_to_end.program import Program
from tests.end_to_end.ready import CHEAP, PASSPHRASE, Ready, unlock

from familjeflow.services import vaults
from familjeflow.storage import connection

pytestmark = pytest.mark.xdist_group("screen")

Start = Callable[[Path], Program]


def test_an_empty_file_is_no_vault(start: Start, ready: Ready) -> None:
    ready.vault.write_bytes(b"")
    untouched(
        start,
        ready,
        "Filen är ingen arbetsfil. Den är tom eller av ett annat slag. Välj rätt fil, eller öppna "
        "säkerhetskopian.",
    )


def test_a_vault_of_a_newer_version_asks_for_a_newer_program(start: Start, ready: Ready) -> None:
    database = connection.writer(ready.vault, ready.key)
    database.execute_sql("PRAGMA user_version = 990000")
    database.close()
    untouched(
        start,
        ready,
        "Arbetsfilen är gjord av en nyare version av FamiljeFlow. Uppdatera programmet och öppna igen. "
        "Filen är orörd.",
    )


def test_the_keys_of_another_vault_are_told_from_a_wrong_passphrase(
    start: Start, ready: Ready, tmp_path: Path
) -> None:
    other = tmp_path / "annan.familjeflow"
    vaults.create(
        other, PASSPHRASE, now=datetime(2026, 11, 21, tzinfo=UTC), new_id=lambda: uuid4().hex, cost=CHEAP
    )
    shutil.copy(other.with_suffix(".nycklar"), ready.keys)
    untouched(
        start,
        ready,
        "Nyckelfilen hör till en annan arbetsfil. Lägg tillbaka den nyckelfil som hör ihop med arbetsfilen.",
    )


def test_a_vault_without_its_keys_is_never_taken_for_a_first_start(start: Start, ready: Ready) -> None:
    ready.keys.unlink()
    untouched(
        start,
        ready,
        "Nyckelfilen saknas. Den heter som arbetsfilen men slutar på .nycklar. Lägg tillbaka den från "
        "säkerhetskopian.",
    )


def test_keys_without_their_vault_are_never_taken_for_a_first_start(start: Start, ready: Ready) -> None:
    ready.vault.unlink()
    untouched(start, ready, "Arbetsfilen finns inte där. Kontrollera mappen eller välj en annan fil.")


def test_a_damaged_vault_is_said_and_kept(start: Start, ready: Ready) -> None:
    spoiled = bytearray(ready.vault.read_bytes())
    spoiled[9000:9100] = bytes(100)
    ready.vault.write_bytes(spoiled)
    untouched(
        start,
        ready,
        "Arbetsfilen är skadad. Öppna den senaste säkerhetskopian. Ändra ingenting i den skadade filen; "
        "spara den undan.",
    )


def test_a_fault_that_is_put_right_lets_the_vault_open(start: Start, ready: Ready) -> None:
    whole = ready.keys.read_bytes()
    ready.keys.write_bytes(whole[:40])
    program = start(ready.vault)
    refused(program, "Nyckelfilen är skadad eller ändrad. Lägg tillbaka nyckelfilen från säkerhetskopian.")
    ready.keys.write_bytes(whole)
    unlock(program)


@pytest.fixture
def sealed(ready: Ready) -> Iterator[Ready]:
    """The ready vault on a disk that only can be read, which needs root and the right to mount."""
    kept = {file: file.read_bytes() for file in (ready.vault, ready.keys)}
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(ready.folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED HERE: a disk that only can be read needs root and mount")
    for file, content in kept.items():
        file.write_bytes(content)
    subprocess.run(["mount", "-o", "remount,ro", str(ready.folder)], check=True)
    yield ready
    subprocess.run(["umount", "-l", str(ready.folder)], check=True)


SEALED = "Mappen går inte att skriva i. Välj en mapp som du får spara i. Ingenting har gått förlorat."


def test_a_folder_that_only_can_be_read_is_told_when_opening(start: Start, sealed: Ready) -> None:
    untouched(start, sealed, SEALED)


def test_a_folder_that_only_can_be_read_is_told_at_the_first_start(start: Start, sealed: Ready) -> None:
    program = start(sealed.folder / "ny fil" / "arbetsfil.familjeflow")
    program.press("button", "Kom igång")
    program.write("Lösenfras", PASSPHRASE)
    program.write("Lösenfras en gång till", PASSPHRASE)
    program.press("button", "Skapa arbetsfilen")
    program.find("label", SEALED)
    assert "enabled" in program.find("button", "Skapa arbetsfilen").states


def untouched(start: Start, ready: Ready, said: str) -> None:
    """The sentence is said, and the files are afterwards what they were."""
    before = contents(ready.folder)
    refused(start(ready.vault), said)
    assert contents(ready.folder) == before


def refused(program: Program, said: str) -> None:
    """The sentence stands on the lock screen, the keyboard is on the line, and the code may be tried."""
    program.find("password text", "Lösenfras")
    program.write("Lösenfras", PASSPHRASE)
    program.press("button", "Lås upp")
    program.find("label", said)
    program.hear(lambda seen: seen.name == "Lösenfras")
    assert "enabled" in program.find("button", "Återställningskod").states


def contents(folder: Path) -> dict[str, bytes]:
    """The vault and the key file, as far as they are there."""
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.suffix in (".familjeflow", ".nycklar")}
