"""A program that is killed while it writes loses nothing that it was told is saved."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.storage.made_up import opened

from familjeflow.storage.keys import Key

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import open_vault
from tests.storage.made_up import append, numbered, started
vault = open_vault(Path(sys.argv[1]), Key.from_bytes(sys.stdin.buffer.read()))
ids = numbered(sys.argv[2])
while True:
    events = vault.write(lambda store: append(store, started("a"), started("b"), new_id=ids))
    print(events[-1].header.origin_seq, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX signal")
@pytest.mark.parametrize("saved_before", [1, 7, 40])
def test_nothing_that_was_saved_is_lost_when_the_program_is_killed(
    place: Path, key: Key, saved_before: int
) -> None:
    saved = 0
    for attempt in range(2):
        saved = write_and_kill(place, key, f"event-{attempt}", saved_before)
    with opened(place, key) as vault:
        events = vault.read(lambda store: store.events("case:1"))
        assert saved <= len(events) <= saved + 2
        assert len(events) % 2 == 0, "half a piece of work was kept"
        assert vault.check().sound


def write_and_kill(path: Path, key: Key, ids: str, saved_before: int) -> int:
    """The last number that the program said was saved before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), ids],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(key.to_bytes())
        program.stdin.close()
        said = [program.stdout.readline() for _ in range(saved_before)]
        program.kill()
        said += program.stdout.readlines()
    return int([line for line in said if line.endswith(b"\n")][-1])
