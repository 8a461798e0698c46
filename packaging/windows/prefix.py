"""A Windows for one trial: a fresh Wine prefix with what Wine lacks, and the ways to ask it things."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

HERE = Path(__file__).resolve().parent
_SHIMS = ("bcryptprimitives", "icuuc")
"""Libraries that every Windows 10 has and Wine 8 has not; made here, never shipped."""
_TIMEOUT = 300


@dataclass(frozen=True, slots=True)
class Prefix:
    """One Windows, with its disk C: in `drive` and a folder for what the trial itself needs."""

    drive: Path
    scratch: Path
    environment: Mapping[str, str]

    @property
    def home(self) -> Path:
        """The folder of the person who runs the trial."""
        (found,) = [p for p in (self.drive / "users").iterdir() if p.name != "Public"]
        return found

    def run(self, *command: str | Path) -> int:
        """Run a Windows program to its end and return its exit status.

        Python under Wine wants pipes: with a plain file as one of its streams it does not start.
        """
        done = subprocess.run(
            ["wine", *map(str, command)],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT,
        )
        (self.scratch / "said.txt").write_bytes(done.stdout)
        return done.returncode

    def registry(self, key: str) -> str:
        """Everything under a key of the registry, as reg.exe prints it; nothing when there is no such key."""
        if self.run("reg", "query", key, "/s") != 0:
            return ""
        return (self.scratch / "said.txt").read_text(encoding="utf-8", errors="replace")

    def values(self, key: str, name: str) -> list[str]:
        """Every value of one name under a key."""
        return re.findall(rf"^\s+{name}\s+REG_\w+\s+(.*?)\s*$", self.registry(key), re.MULTILINE)

    def end_all(self) -> None:
        """End everything that runs in this Windows, and wait until it has ended."""
        environment = dict(self.environment)
        subprocess.run(["wineserver", "-k"], env=environment, check=False)
        subprocess.run(["wineserver", "-w"], env=environment, check=False, timeout=_TIMEOUT)


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in memory, and the Windows that is shown on it."""

    display: str
    environment: Mapping[str, str]

    def start(self, program: Path) -> "subprocess.Popen[bytes]":
        """Start a Windows program and do not wait for it."""
        return subprocess.Popen(
            ["wine", str(program)],
            env={**self.environment, "DISPLAY": self.display},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def picture(self) -> "Image":
        """What is on the screen now."""
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self.display).convert("RGB")


@contextmanager
def screen(windows: Prefix) -> Iterator[Screen]:
    """A screen of 1366 x 768 pixels; the X server itself finds a number that is free and tells it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    try:
        number = os.read(reading, 16).decode().strip()
        yield Screen(f":{number}", windows.environment)
    finally:
        os.close(reading)
        os.close(writing)
        server.terminate()
        server.wait()


def windows_path(path: Path) -> str:
    """How Windows calls a file of this computer: Wine shows all of it as Z:."""
    return "Z:" + str(path).replace("/", "\\")


@contextmanager
def fresh() -> Iterator[Prefix]:
    """A prefix that nobody has used, taken away afterwards together with everything that still runs in it."""
    with tempfile.TemporaryDirectory(prefix="familjeflow-") as folder:
        place = Path(folder)
        overrides = ",".join(_SHIMS) + "=n;mscoree,mshtml,winemenubuilder.exe="
        screens = ("DISPLAY", "WAYLAND_DISPLAY")
        environment = {name: value for name, value in os.environ.items() if name not in screens}
        environment |= {
            "WINEPREFIX": str(place / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": overrides,
        }
        prefix = Prefix(place / "prefix" / "drive_c", place, environment)
        prefix.run("wineboot", "-i")
        prefix.run("winecfg", "-v", "win10")
        _add_shims(prefix.drive / "windows" / "system32")
        try:
            yield prefix
        finally:
            prefix.end_all()


def _add_shims(system: Path) -> None:
    for name in _SHIMS:
        source = HERE / "wine" / f"{name}.c"
        made = system / f"{name}.dll"
        compiler = ("x86_64-w64-mingw32-gcc", "-O1", "-Wall", "-shared", "-s")
        subprocess.run([*compiler, "-o", made, source, "-ladvapi32"], check=True)


def has_tools() -> bool:
    """Whether what a trial needs is installed (packaging/prepare.sh windows-test)."""
    return all(shutil.which(tool) for tool in ("wine", "x86_64-w64-mingw32-gcc", "Xvfb"))
