"""The program on the command line, as another program or a person without a display calls it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.end_to_end.program import ROOT, environment
from tests.export.validation import assert_valid_pdf

from familjeflow import __version__

pytestmark = pytest.mark.xdist_group("screen")

PROCESSES = [
    "beslut-till-verkstallighet",
    "familjebehandlare",
    "hela-familjen",
    "kontaktperson",
    "oppenvard-vuxna",
]
PNG = b"\x89PNG\r\n\x1a\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in(home: Path) -> Run:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "familjeflow", *map(str, arguments)]
        return subprocess.run(
            command, env=environment(None, home), cwd=ROOT, capture_output=True, text=True, timeout=120
        )

    return run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the program in a home of the test's own and waits until it has ended."""
    return run_in(tmp_path / "hem")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One demo, made once, in a folder with å, ä, ö and a space."""
    folder = tmp_path_factory.mktemp("demo") / "på väg" / "söder ut"
    return folder, run_in(folder.parents[1] / "hem")("demo", "--out", folder)


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"FamiljeFlow {__version__}\n"


def test_the_self_test_writes_its_report(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "rapport å.json"
    done = run("--self-test", report)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["ok"]
    assert found["program"] == __version__
    assert len(found["checks"]) >= 4
    assert not [check for check in found["checks"] if check["error"]]
    assert "sqlcipher3" in found["libraries"]


def test_the_self_test_opens_a_copy_of_the_vault_it_is_given(run: Run, tmp_path: Path) -> None:
    kept = Path(__file__).resolve().parents[1] / "vaults" / "format-1"
    before = {file.name: file.read_bytes() for file in kept.iterdir()}
    report = tmp_path / "rapport.json"
    done = run("--self-test", report, "--vault", kept / "arbetsfil.familjeflow")
    assert done.returncode == 0, done.stdout + done.stderr
    names = [check["check"] for check in json.loads(report.read_text(encoding="utf-8"))["checks"]]
    assert "the vault that was named opens" in names
    assert {file.name: file.read_bytes() for file in kept.iterdir()} == before


def test_the_self_test_says_when_the_vault_it_is_given_does_not_open(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "rapport.json"
    done = run("--self-test", report, "--vault", tmp_path / "saknas.familjeflow")
    assert done.returncode == 1
    (failed,) = [c for c in json.loads(report.read_text(encoding="utf-8"))["checks"] if c["error"]]
    assert failed["check"] == "the vault that was named opens"


def test_the_demo_shows_every_process_as_picture_paper_and_states(
    demo: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = demo
    assert done.returncode == 0, done.stderr
    assert sorted(f.name for f in folder.iterdir() if f.is_dir()) == PROCESSES
    for process in PROCESSES:
        svg = (folder / process / "bild.svg").read_text(encoding="utf-8")
        assert svg.lstrip().startswith(("<?xml", "<svg"))
        picture = (folder / process / "bild.png").read_bytes()
        width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
        assert picture.startswith(PNG)
        assert min(width, height) > 300
    assert "Alla personer är påhittade" in done.stdout
    assert f"--vault '{folder / 'demo.familjeflow'}'" in done.stdout, "a line that can be copied to a shell"


@pytest.mark.parametrize("process", PROCESSES)
def test_the_demo_closes_its_case_and_the_paper_is_valid(
    demo: tuple[Path, subprocess.CompletedProcess[str]], process: str
) -> None:
    folder, _done = demo
    assert_valid_pdf((folder / process / "arende.pdf").read_bytes())
    states = json.loads((folder / process / "steg.json").read_text(encoding="utf-8"))
    assert states["process"] == process
    assert states["closed"]
    assert {step["state"] for step in states["steps"]} & {"done", "skipped"}


def test_the_demo_shows_what_frangar_rutinen_looks_like(
    demo: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _done = demo
    every = [json.loads((folder / p / "steg.json").read_text(encoding="utf-8")) for p in PROCESSES]
    steps = [step for states in every for step in states["steps"]]
    assert any(step["state"] == "skipped" for step in steps)
    assert any(step["round"] > 1 for step in steps)
    assert any(step["deviates"] for step in steps)


def test_the_demo_never_writes_over_anything(
    demo: tuple[Path, subprocess.CompletedProcess[str]], run: Run
) -> None:
    folder, _done = demo
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    again = run("demo", "--out", folder)
    assert again.returncode == 2
    assert again.stderr == f"{folder / 'demo.familjeflow'} already exists; give an empty folder.\n"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB, which needs root and the right to mount."""
    folder = tmp_path / "liten disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED HERE: a full disk needs root and mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("command", ["demo", "screenshots"])
def test_a_full_disk_ends_in_one_english_sentence(run: Run, small_disk: Path, command: str) -> None:
    done = run(command, "--out", small_disk / "ut")
    assert done.returncode == 1
    said = done.stderr.splitlines()[-1]
    assert said.endswith(("the disk is full; what was made so far is not complete.", "as it should."))
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["demo", "screenshots"])
def test_a_folder_that_cannot_be_written_ends_in_one_english_sentence(
    run: Run, small_disk: Path, command: str
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run(command, "--out", small_disk / "ut")
    assert done.returncode == 1
    said = "nothing can be written there; give a folder that you may write in."
    assert done.stderr == f"{small_disk / 'ut'}: {said}\n"


def test_a_folder_that_cannot_be_made_ends_in_one_english_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "en fil"
    file.write_text("")
    done = run("--self-test", file / "rapport.json")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Traceback" not in done.stderr


def test_the_processes_as_json(run: Run) -> None:
    done = run("processes", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    listed = json.loads(done.stdout)
    assert sorted(process["id"] for process in listed) == PROCESSES
    for process in listed:
        assert {"title", "source", "dates", "lanes", "steps"} <= process.keys()
        assert process["lanes"]
        for step in process["steps"]:
            wanted = {"id", "label", "lane", "kind", "tasks", "documents", "time_rules", "gates", "questions"}
            assert wanted | {"source"} <= step.keys()
            assert step["label"]
            for task in step["tasks"]:
                assert {"role", "text", "optional", "outside_system"} <= task.keys()


def test_the_processes_as_text(run: Run) -> None:
    listed = run("processes").stdout.splitlines()
    assert [line.split()[0] for line in listed] == PROCESSES


def test_screenshots_in_the_dark_at_150_percent(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "skärmbilder"
    done = run("screenshots", "--out", folder, "--theme", "dark", "--size", "1280x720", "--scale", "1.5")
    noise = "This plugin does not support propagateSizeHints()\n"
    assert (done.returncode, done.stderr.replace(noise, "")) == (0, "")
    pictures = sorted(folder.glob("*-dark-1280x720-150.png"))
    assert len(pictures) >= 15
    sizes = {
        _size(picture)
        for picture in pictures
        if not any(name in picture.name for name in ("keys", "tangenter"))
    }
    assert all(width >= 1920 and height >= 1080 for width, height in sizes), sizes


def _size(picture: Path) -> tuple[int, int]:
    head = picture.read_bytes()[:24]
    assert head.startswith(PNG)
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


@pytest.mark.parametrize("wrong", [["--size", "stor"], ["--theme", "rosa"], []])
def test_a_wrong_option_is_explained_in_english(run: Run, wrong: list[str]) -> None:
    done = run("screenshots", *wrong)
    assert done.returncode == 2
    assert "familjeflow screenshots: error:" in done.stderr
