"""The real program on a screen without a person. One screen for the run, one home for each test."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from tests.end_to_end import screen as screens
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen

from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import cases, persons, profile, vaults
from familjeflow.services.desk import Desk
from familjeflow.storage.kdf import KdfCost

PASSPHRASE = "rätt häst batteri klammer"
GIVEN, FAMILY, NUMBER = "Zakarina", "Påhittson", "20150315-9802"
CLIENT = f"{FAMILY}, {GIVEN}"
CHEAP = KdfCost(8 * 1024, 1, 1)


@dataclass(frozen=True)
class Ready:
    """A vault with one client and one case, and the ways into it. `folder` holds the vault and its keys."""

    folder: Path
    recovery_code: str
    key: vaults.Key

    @property
    def vault(self) -> Path:
        """The work file."""
        return self.folder / "Åsas arbetsfil.familjeflow"

    @property
    def keys(self) -> Path:
        """The key file beside it."""
        return self.vault.with_suffix(".nycklar")


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """The screen, or a skip that says what the machine lacks."""
    lacking = screens.missing()
    if lacking:
        pytest.skip(f"the program was NOT driven as a whole; this machine lacks {lacking} (tools/prepare.sh)")
    started = screens.start_screen(tmp_path_factory.mktemp("screen"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def first_vault(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Made once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("valv")
    created = vaults.create(
        folder / "Åsas arbetsfil.familjeflow", PASSPHRASE, now=_now(), new_id=_new_id, cost=CHEAP
    )
    made = Ready(folder, created.recovery_code, created.key)
    vault = vaults.open(made.vault, made.key, now=_now(), new_id=_new_id, state_folder=folder / "state")
    desk = Desk(vault, vault.vault_id, _now, _new_id)
    profile.set_profile(desk, ActorRecorded("Åsa Exempelek", "Socialsekreterare", ("hpt",)))
    client = persons.register(
        desk, PersonRecorded(given_name=GIVEN, family_name=FAMILY, number=NUMBER, number_kind="personnummer")
    )
    cases.open_case(desk, "kontaktperson", client)
    vaults.close(vault, new_id=_new_id, state_folder=folder / "state")
    return made


@pytest.fixture
def ready(first_vault: Ready, tmp_path: Path) -> Ready:
    """A vault of the test's own, in a folder with å and a space."""
    folder = tmp_path / "på prov"
    folder.mkdir()
    copy = Ready(folder, first_vault.recovery_code, first_vault.key)
    for file in (copy.vault, copy.keys):
        shutil.copy(first_vault.folder / file.name, file)
    return copy


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Callable[[Path], Program]]:
    """Starts the program with a vault. Everything is stopped afterwards, and nothing may have been complained
    about on standard error."""
    started: list[Program] = []
    screen.reader.ask("take_heard")

    def begin(vault: Path) -> Program:
        program = Program(screen, tmp_path / "hem", vault)
        started.append(program)
        return program

    yield begin
    for program in started:
        program.end()
    assert [program.said() for program in started] == [""] * len(started)


@pytest.fixture
def locked(start: Callable[[Path], Program], ready: Ready) -> Program:
    """The lock screen of the ready vault."""
    program = start(ready.vault)
    program.find("password text", "Lösenfras")
    return program


@pytest.fixture
def working(locked: Program) -> Program:
    """The ready vault, unlocked, with Min dag shown."""
    unlock(locked)
    return locked


@pytest.fixture
def in_case(working: Program) -> Program:
    """The ready vault with its case open on the picture."""
    open_case(working)
    return working


def unlock(program: Program, passphrase: str = PASSPHRASE) -> None:
    """Write the passphrase and wait for the window of the session."""
    program.write("Lösenfras", passphrase)
    program.press("button", "Lås upp")
    program.find("button", "Lås")


def open_case(program: Program, first_step: str = "Kan göras nu") -> None:
    """Go to the only case by searching for its client, as somebody with a keyboard does."""
    program.keys("Ctrl+F")
    program.hear(lambda seen: seen.name == "Sök ärende")
    program.keys(*"Zakarina", "Enter")
    program.find("page tab", part=CLIENT)
    program.find("button", part=f"1. Remiss till familjehemsvården, {first_step}")


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex
