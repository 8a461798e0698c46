"""Lay out the program and its locked libraries for a target system: the same steps for every installer.

The wheels of the target are fetched by hash from requirements/run.lock, whatever system this runs on; what
packaging/keep.toml does not name is left out. Same inputs give the same bytes: every time is
SOURCE_DATE_EPOCH, and byte code carries a hash of its source instead of a time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import keeping

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.lock"
WINDOWS = "windows"
LINUX = "linux"
_UV_PLATFORMS = {WINDOWS: "x86_64-pc-windows-msvc", LINUX: "x86_64-manylinux_2_34"}


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command and return what it printed. Raises CalledProcessError, and then shows what it said."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, text=True, capture_output=True)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
    done.check_returncode()
    return done.stdout


def epoch() -> int:
    """The one time in every installer, in seconds since 1970: SOURCE_DATE_EPOCH, else the last commit's."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    return int(named or run("git", "log", "-1", "--format=%ct", cwd=ROOT).strip())


def fix_environment() -> None:
    """Let every tool that is started from here see the same time, zone and sorting order."""
    os.environ.update(SOURCE_DATE_EPOCH=str(epoch()), TZ="UTC", LC_ALL="C.UTF-8")


def uv(*arguments: str | Path) -> str:
    """Run the pinned uv of the packaging tools (packaging/tools.lock) on the Python that runs this."""
    beside = Path(sys.executable).with_name("uv")
    return run(beside if beside.exists() else "uv", *arguments)


def stage(system: str, python: str, into: Path) -> None:
    """Put the program and what it needs into the site folder `into`, for a system and a Python ("3.13").

    The folder may hold the tree of another Python already: then only what is built for one Python is added.
    """
    keep = keeping.read()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        _install_wheels(system, python, site)
        _install_program(site, Path(folder) / "wheel")
        for path in _kept_files(site, system, keep):
            _copy(site / path, into / path)


def _install_wheels(system: str, python: str, site: Path) -> None:
    uv(
        *("pip", "install", "-q", "--target", site, "--python", sys.executable),
        *("--python-platform", _UV_PLATFORMS[system], "--python-version", python),
        *("--require-hashes", "--only-binary", ":all:", "-r", LOCK),
        *("--link-mode", "copy", "--no-compile-bytecode"),
    )


def _install_program(site: Path, folder: Path) -> None:
    """The program's own wheel, so that an installer holds what any other installation holds."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    uv("pip", "install", "-q", "--target", site, "--python", sys.executable, "--no-deps", wheel)


def _kept_files(site: Path, system: str, keep: keeping.KeepList) -> list[Path]:
    files = sorted(p.relative_to(site) for p in site.rglob("*") if p.is_file())
    code = [p for p in files if keeping.is_kept(p.as_posix(), system, keep)]
    return [*code, *_kept_descriptions(site, files, {keeping.top_level(p.as_posix()) for p in code}, keep)]


def _kept_descriptions(site: Path, files: list[Path], kept: set[str], keep: keeping.KeepList) -> list[Path]:
    """Of *.dist-info: name, entry points and licence of each distribution that ships any file."""
    found: list[Path] = []
    for path in files:
        folder, _, inside = path.as_posix().partition("/")
        if not folder.endswith(".dist-info") or not keeping.matches(inside, keep.descriptions):
            continue
        record = (site / folder / "RECORD").read_text(encoding="utf-8")
        if kept & {keeping.top_level(line.split(",")[0]) for line in record.splitlines()}:
            found.append(path)
    return found


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if source.suffix == ".py" and source.read_bytes().startswith(b"#!"):
        target.write_bytes(b"# " + source.read_bytes())


def freeze_times(tree: Path) -> None:
    """Give every file and folder the one time and plain rights, so that archives of it are the same."""
    when = epoch()
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)
    os.utime(tree, (when, when))


def size_in_mb(tree: Path) -> float:
    """What the files take, in megabytes of 1 000 000 bytes."""
    return sum(p.stat().st_size for p in tree.rglob("*") if p.is_file() and not p.is_symlink()) / 1e6
