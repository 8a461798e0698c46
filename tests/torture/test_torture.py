"""A few of the hard blows that `make torture` gives many of. The seeds are new in every run, and told."""

import random
import shutil
import sys
from pathlib import Path

import pytest
from tests.torture import kills, power
from tests.torture.power import Step, after_power_cut

SEED = random.SystemRandom().randrange(1 << 30)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX signal")
def test_nothing_that_was_told_is_lost_when_the_program_is_killed() -> None:
    saved, wrong = kills.run(12, SEED)
    assert saved >= 12
    assert wrong == [], f"seed {SEED}"


@pytest.mark.skipif(shutil.which("strace") is None, reason="NOT TESTED HERE: the trace is made by strace")
def test_nothing_that_was_told_is_lost_when_the_power_goes() -> None:
    steps, wrong = power.run(25, SEED, 60)
    assert steps > 500
    assert wrong == [], f"seed {SEED}"


BEFORE = {"/d/a": b"old"}
WRITE, SYNC = Step("write", "/d/a", b"new", 0), Step("sync", "/d/a")
RENAME, SYNC_FOLDER = Step("rename", "/d/a", b"/d/b"), Step("sync", "/d")


def outcomes(*steps: Step) -> set[tuple[tuple[str, bytes], ...]]:
    draws = (random.Random(seed) for seed in range(60))
    return {tuple(sorted(after_power_cut(BEFORE, list(steps), draw).items())) for draw in draws}


def test_the_model_keeps_what_was_synced_and_may_lose_or_tear_the_rest() -> None:
    assert outcomes(WRITE, SYNC) == {(("/d/a", b"new"),)}
    assert outcomes(WRITE) == {(("/d/a", b"new"),), (("/d/a", b"old"),)}
    torn = outcomes(Step("write", "/d/a", b"x" * 1024, 0))
    assert (("/d/a", b"x" * 512),) in torn


def test_the_model_may_lose_a_rename_until_its_folder_is_synced() -> None:
    assert outcomes(RENAME, SYNC_FOLDER) == {(("/d/b", b"old"),)}
    assert outcomes(RENAME) == {(("/d/a", b"old"),), (("/d/b", b"old"),)}


def test_the_model_shows_a_file_that_was_renamed_before_it_was_synced() -> None:
    """What a program gets wrong that does not sync before it renames."""
    made = Step("create", "/d/c"), Step("write", "/d/c", b"all", 0), Step("rename", "/d/c", b"/d/a")
    assert (("/d/a", b""),) in outcomes(*made, SYNC_FOLDER)


def test_a_trace_is_read_as_it_was_written(tmp_path: Path) -> None:
    trace = tmp_path / "trace.txt"
    name = "".join(f"\\x{byte:02x}" for byte in b"/d/a")
    trace.write_text(
        f'12 pwrite64(5<{name}>, "\\x41\\x42", 2, 4096 <unfinished ...>\n'
        '13 write(1<\\x2f>, "\\x7b\\x7d\\x0a", 3) = 3\n'
        "12 <... pwrite64 resumed>) = 2\n"
        f"12 fdatasync(5<{name}>) = 0\n"
        f'12 rename("{name}", "{name}") = -1 ENOENT (No such file or directory)\n',
        "latin-1",
    )
    assert list(power.read_trace(trace, Path("/d"))) == [
        Step("say", "", b"{}\n"),
        Step("write", "/d/a", b"AB", 4096),
        Step("sync", "/d/a"),
    ]
