"""Clean Debian systems in folders: made once with mmdebstrap, copied for each trial, entered with chroot.

Needs root. What is mounted for a trial is taken down again, whatever happens in it.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_APT = """\
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
"""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it wrote."""

    status: int
    output: str


@dataclass(frozen=True)
class Root:
    """A system in a folder, entered through `run`."""

    place: Path
    environment: Mapping[str, str] = field(
        default_factory=lambda: {
            "PATH": _PATH,
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
    )

    def run(self, *command: str, seconds: float = 600) -> str:
        """Run as root and return what was written. Raises RuntimeError with it where the command fails."""
        said = self.ask(*command, seconds=seconds)
        if said.status:
            raise RuntimeError(f"{' '.join(command)}: {said.status}\n{said.output}")
        return said.output

    def ask(self, *command: str, seconds: float = 600) -> Said:
        """Run as root, whatever the command ends with."""
        done = subprocess.run(
            ("chroot", self.place, *command),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=seconds,
            check=False,
        )
        return Said(done.returncode, done.stdout)

    def run_as(self, user: str, script: str, *, seconds: float = 600) -> str:
        """Run a line of shell as an ordinary user, in the user's home."""
        return self.run(*as_user(user, script), seconds=seconds)

    def begin_as(self, user: str, script: str) -> "subprocess.Popen[str]":
        """Start a line of shell as an ordinary user without waiting for it."""
        return subprocess.Popen(
            ("chroot", self.place, *as_user(user, script)),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def path(self, inside: str) -> Path:
        """Where a path of the system lies on this one."""
        return self.place / inside.lstrip("/")


def as_user(user: str, script: str) -> tuple[str, ...]:
    """The command that runs a script as somebody who has just logged in."""
    return ("su", "-", user, "-c", f"export LANG=C.UTF-8; {script}")


def base(release: str, store: Path) -> Path:
    """The archive of a bare system of a Debian release, made where it is not there yet (about 20 s)."""
    archive = store / f"{release}.tar"
    if not archive.exists():
        store.mkdir(parents=True, exist_ok=True)
        unfinished = store / f"{release}.part.tar"
        command = ("mmdebstrap", "--quiet", "--variant=minbase", release, str(unfinished))
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        unfinished.replace(archive)
    return archive


@contextmanager
def entered(archive: Path) -> Iterator[Root]:
    """A fresh copy of a bare system, ready for apt; gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="familjeflow-root-"))
    try:
        subprocess.run(("tar", "-C", place, "-xf", archive), check=True)
        _prepare(place)
        _mount(place)
        yield Root(place)
    finally:
        for inside in ("dev", "proc"):
            subprocess.run(("umount", "-l", place / inside), stderr=subprocess.DEVNULL, check=False)
        if not os.path.ismount(place / "dev") and not os.path.ismount(place / "proc"):
            shutil.rmtree(place)


def _prepare(place: Path) -> None:
    shutil.copyfile("/etc/resolv.conf", place / "etc/resolv.conf")
    for kept in ("/etc/apt/apt.conf.d", "/etc/apt/auth.conf.d"):
        for file in (p for p in Path(kept).glob("*prox*") if p.is_file()):
            shutil.copyfile(file, place / str(file).lstrip("/"))
    (place / "etc/apt/apt.conf.d/99trial").write_text(_APT, encoding="ascii")
    no_services = place / "usr/sbin/policy-rc.d"
    no_services.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    no_services.chmod(0o755)


def _mount(place: Path) -> None:
    subprocess.run(("mount", "-t", "proc", "proc", place / "proc"), check=True)
    subprocess.run(("mount", "--bind", "/dev", place / "dev"), check=True)
    subprocess.run(("mount", "--make-private", place / "dev"), check=True)
