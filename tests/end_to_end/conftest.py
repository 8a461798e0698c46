"""The real program on a screen without a person. One screen for the run, one home for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.end_to_end import screen as screens
from tests.end_to_end.program import Program
from tests.end_to_end.ready import Ready, make, open_case, unlock
from tests.end_to_end.screen import Screen


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
    return make(tmp_path_factory.mktemp("valv"))


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
