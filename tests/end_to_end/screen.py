"""A screen without a person: an X server, a session bus, the accessibility bus, a reader, a keyboard."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar

T = TypeVar("T")
SYSTEM_PYTHON = Path("/usr/bin/python3")
BUS_LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2/at-spi-bus-launcher"),
)
PATIENCE = 12.0
"""Seconds. More than anything here takes on a busy machine; what fails, fails after this long."""
_READER = Path(__file__).with_name("screen_reader.py")


def missing() -> str:
    """What this machine lacks for these tests, "" when nothing."""
    lacks = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    if not any(path.exists() for path in BUS_LAUNCHERS):
        lacks.append("at-spi-bus-launcher")
    tried = [SYSTEM_PYTHON, "-c", "import pyatspi, Xlib"]
    if not SYSTEM_PYTHON.exists() or subprocess.run(tried, capture_output=True, check=False).returncode:
        lacks.append("pyatspi and Xlib for /usr/bin/python3")
    return ", ".join(lacks)


def until(condition: Callable[[], T | None], what: str | Callable[[], str], patience: float = PATIENCE) -> T:
    """What the condition gives as soon as it gives something true. Fails with `what` when it never does."""
    deadline = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"never came: {what if isinstance(what, str) else what()}")
        time.sleep(0.03)


class GoneError(LookupError):
    """What was asked about is not on the screen any more, or cannot do what was asked."""


@dataclass(frozen=True)
class Seen:
    """A thing on the screen, as the reader described it at one moment."""

    id: int
    role: str
    name: str
    description: str
    states: tuple[str, ...]
    text: str
    actions: tuple[str, ...]
    box: tuple[int, ...]

    @classmethod
    def from_answer(cls, values: Mapping[str, Any]) -> "Seen":
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


class Reader:
    """Orders for screen_reader.py, one at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, _READER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("SHOW_READER") else subprocess.DEVNULL,
            env=dict(environment),
        )
        self._line()

    def ask(self, order: str, /, **details: object) -> Any:
        """Let the reader do something. Raises GoneError."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": order, "with": details}).encode() + b"\n")
        self._process.stdin.flush()
        answer = self._line()
        if "error" in answer:
            raise GoneError(answer["error"])
        return answer["answer"]

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the screen reader ended"
        return dict(json.loads(line))

    def close(self) -> None:
        """Let the reader go."""
        self._process.kill()
        self._process.communicate()


@dataclass
class Screen:
    """Everything that a program with windows needs around it."""

    environment: dict[str, str]
    reader: Reader
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def close(self) -> None:
        """Take all of it down, in the opposite order."""
        self.reader.close()
        for process in reversed(self._processes):
            process.terminate()
            process.communicate()


def start_screen(folder: Path) -> Screen:
    """A screen of 1280 x 800 pixels whose buses know nothing of the person who runs the tests."""
    home, runtime, temporary = folder / "home", folder / "run", folder / "tmp"
    home.mkdir()
    temporary.mkdir()  # short: the name of a local socket in it has at most 107 bytes
    runtime.mkdir(mode=0o700)
    processes: list[subprocess.Popen[bytes]] = []
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    environment = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8"}
    environment["TMPDIR"] = str(temporary)
    display = _x_server(environment, processes)
    environment |= {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": _bus(environment, processes)}
    environment |= {"QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}
    launcher = next(path for path in BUS_LAUNCHERS if path.exists())
    processes.append(_quiet([launcher, "--launch-immediately"], environment))
    _wait_for_bus(environment)
    return Screen(environment, Reader(environment), processes)


def _quiet(command: list[str | Path], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, env=dict(environment), stdout=nowhere, stderr=nowhere)


def _x_server(environment: Mapping[str, str], processes: list[subprocess.Popen[bytes]]) -> str:
    """Start Xvfb on a number of its own choosing; it says which one when it is ready."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    nowhere = subprocess.DEVNULL
    processes.append(
        subprocess.Popen(command, pass_fds=[write], env=dict(environment), stdout=nowhere, stderr=nowhere)
    )
    os.close(write)
    with os.fdopen(read) as said:
        return f":{said.readline().strip()}"


def _bus(environment: Mapping[str, str], processes: list[subprocess.Popen[bytes]]) -> str:
    process = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    processes.append(process)
    said: IO[bytes] | None = process.stdout
    assert said is not None
    return said.readline().decode().strip()


def _wait_for_bus(environment: Mapping[str, str]) -> None:
    ask = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    ask.append("org.a11y.Bus.GetAddress")

    def there() -> bool:
        done = subprocess.run(ask, env=dict(environment), capture_output=True, check=False)
        return done.returncode == 0

    until(there, "the accessibility bus")
