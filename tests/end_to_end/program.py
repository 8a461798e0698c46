"""The real program in a home of its own, worked as somebody works who hears the screen."""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from tests.end_to_end.screen import GoneError, Screen, Seen, until

ROOT = Path(__file__).parents[2]


class Program:
    """One start of FamiljeFlow. `pid` is the start process; the session process is its child."""

    def __init__(self, screen: Screen, home: Path, vault: Path) -> None:
        self.screen = screen
        self.vault = vault
        self.environment = environment(screen, home)
        self._process = self._start()
        self._errors: list[str] = []
        assert self._process.stderr is not None
        self._listener = threading.Thread(target=self._listen, args=(self._process.stderr,))
        self._listener.start()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(), env=self.environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
        )

    def command(self) -> list[str]:
        """What a person writes to start it."""
        return [sys.executable, "-m", "familjeflow", "--vault", str(self.vault)]

    def start_again(self) -> subprocess.CompletedProcess[str]:
        """Start the program a second time, and wait until that one has ended."""
        return subprocess.run(
            self.command(), env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=20
        )

    @property
    def pid(self) -> int:
        """The start process."""
        return self._process.pid

    def sessions(self) -> list[int]:
        """The processes that the start process has started and that are still there."""
        return children_of(self.pid)

    def ended(self) -> int | None:
        """The exit code, None while it runs."""
        return self._process.poll()

    def said(self) -> str:
        """What it has written on standard error so far."""
        return "".join(self._errors)

    def end(self) -> None:
        """Stop it, whatever it is doing, with all that it has started."""
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait(10)
        self._listener.join(10)

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            self._errors.append(line)
        stream.close()

    # What there is on the screen.

    def all(self, role: str, name: str = "", *, part: str = "", under: Seen | None = None) -> list[Seen]:
        """Everything that is shown with that role, and that name or part of a name."""
        pids = [self.pid, *self.sessions()]
        try:
            found = self.screen.reader.ask(
                "find", pids=pids, kind=role, name=name, part=part, under=under.id if under else 0
            )
        except GoneError:
            return []
        return [Seen.from_answer(values) for values in found]

    def find(self, role: str, name: str = "", *, part: str = "", about: str = "") -> Seen:
        """The one thing with that role and name, once it is shown; `about` is part of its description."""

        def fitting() -> list[Seen]:
            return [s for s in self.all(role, name, part=part) if about in s.description]

        found = until(fitting, lambda: f'{role} "{name or part}" {about} among\n{self.tree()}\n{self.said()}')
        assert len(found) == 1, [f'{s.role} "{s.name}" {s.box}' for s in found]
        return found[0]

    def until_gone(self, role: str, name: str = "", *, part: str = "") -> None:
        """Wait until nothing of the kind is shown."""
        until(lambda: not self.all(role, name, part=part), f'that {role} "{name or part}" goes away')

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for a condition; what is shown then is part of the failure."""
        until(condition, lambda: f"{what}, among\n{self.tree()}\n{self.said()}")

    def active(self) -> bool:
        """Whether one of its windows has the keyboard."""
        return any("active" in window.states for window in self.all("frame"))

    def tree(self) -> str:
        """All that is shown, for a person who asks why a test failed."""
        return str(self.screen.reader.ask("tree", pids=[self.pid, *self.sessions()]))

    def look(self, seen: Seen) -> Seen:
        """A thing as it is now. Raises GoneError."""
        return Seen.from_answer(self.screen.reader.ask("look", thing=seen.id))

    # What a person does.

    def press(self, role: str, name: str = "", *, part: str = "", action: str = "") -> Seen:
        """Press a thing once it is shown and can be pressed; what it was."""
        seen: list[Seen] = []

        def pressed() -> bool:
            seen[:] = [s for s in self.all(role, name, part=part) if "enabled" in s.states]
            if not seen:
                return False
            try:
                self.screen.reader.ask("press", thing=seen[0].id, action=action)
            except GoneError:
                return False
            return True

        self.until(pressed, f'a {role} "{name or part}" that can be pressed')
        assert len(seen) == 1, [f'{s.role} "{s.name}" {s.box}' for s in seen]
        until(lambda: not self._is_down(seen[0]), "that the button comes up again")
        return seen[0]

    def _is_down(self, seen: Seen) -> bool:
        """Qt keeps a button down for a tenth of a second, and does what it does when it comes up."""
        try:
            return "pressed" in self.look(seen).states
        except GoneError:
            return False

    def write(self, name: str, words: str, role: str = "") -> None:
        """Put words into the line with that name."""
        kinds = (role,) if role else ("text", "password text")

        def lines() -> list[Seen]:
            return [s for kind in kinds for s in self.all(kind, name)]

        found = until(lines, lambda: f'a line "{name}" among\n{self.tree()}')
        assert len(found) == 1
        self.screen.reader.ask("write", thing=found[0].id, words=words)

    def choose(self, seen: Seen) -> None:
        """Choose one among its like: a tab, a row."""
        self.screen.reader.ask("select", thing=seen.id)

    def focus(self, seen: Seen) -> None:
        """Move the keyboard to a thing."""
        self.screen.reader.ask("focus", thing=seen.id)

    def keys(self, *pressed: str) -> None:
        """Press keys, one after the other."""
        for one in pressed:
            self.screen.reader.ask("keys", pressed=one)

    def heard(self) -> list[Seen]:
        """Where the keyboard has gone since the last time this was asked, as a reader says it."""
        return [Seen.from_answer(values) for values in self.screen.reader.ask("take_heard")]

    def hear(self, what: Callable[[Seen], bool] = lambda _seen: True) -> Seen:
        """The last thing that the keyboard came to, once something fitting has come."""
        got: list[Seen] = []

        def fitting() -> Seen | None:
            got.extend(self.heard())
            return next((s for s in reversed(got) if what(s)), None)

        return until(fitting, lambda: f"the keyboard's place; heard {[(s.role, s.name) for s in got]}")


def environment(screen: Screen | None, home: Path) -> dict[str, str]:
    """The environment of a program that knows nothing of the person who runs the tests."""
    import os

    base = screen.environment if screen else {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    home.mkdir(parents=True, exist_ok=True)
    # Qt warns when it is asked about a thing that has just gone, which a reader cannot know.
    platform = (
        {"QT_QPA_PLATFORM": "xcb", "QT_LOGGING_RULES": "qt.accessibility.atspi=false"} if screen else {}
    )
    return {**base, **platform, "HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def children_of(pid: int) -> list[int]:
    """The processes that a process has started, oldest first; empty when it is gone."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(number) for number in task.read_text().split()]
    return sorted(found)


def alive(pids: Sequence[int]) -> list[int]:
    """Those of the processes that still run; one that only waits to be counted is dead."""
    return [pid for pid in pids if (state := _state(pid)) and state != "Z"]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
