"""`python -m tests.torture.power --points N --seed S`: the power goes at N moments of a recorded working day.

What the program really asked of the system is recorded with strace: every write, truncation, rename and
sync, with its bytes. From that, the disk is built as it may have been left at a moment: what was synced is
there; of what was not, each write may be there, be missing, or be torn at a sector, in any order. Renames and
removals happen in order up to a moment of their own, as journalling file systems keep them. Then the vault is
opened. An act that the program had told must be there; none may be there by half.

What this can not show: a disk that lies about having synced, and damage to what was written long before.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.torture.work import Place, Said, begin, lost, to_stdout, work

from familjeflow.storage.keys import Key

_SECTOR = 512
_CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink"
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+=\s+(\d+)(?:<.*>)?$")
_ON_FILE = re.compile(r"^(\d+)<([^>]*)>(?:, (.*))?$", re.S)
_PATHS = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Step:
    """One thing asked of the system. `data` is what is written, `number` where, or how long a file gets."""

    call: str
    path: str
    data: bytes = b""
    number: int = 0


def record(place: Place, key: Key, seed: int, acts: int) -> list[Step]:
    """Let a caseworker do so many acts, under strace."""
    trace = place.folder.parent / "trace.txt"
    program = (sys.executable, "-m", "tests.torture.power", "--work", str(place.folder), "--seed", str(seed))
    command = (
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "70000",
        "-e",
        f"trace={_CALLS}",
        "-o",
        str(trace),
        *program,
    )
    subprocess.run(
        (*command, "--acts", str(acts)),
        input=key.to_bytes(),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=600,
    )
    return list(read_trace(trace, place.folder))


def read_trace(trace: Path, folder: Path) -> Iterator[Step]:
    """The steps that concern files in a folder, and what was said on stdout."""
    for line in _whole_lines(trace):
        if found := _LINE.match(line):
            step = _step(found[1], found[2], int(found[3]))
            if step is not None and (step.call == "say" or step.path.startswith(str(folder))):
                yield step


def _whole_lines(trace: Path) -> Iterator[str]:
    """A call that another thread interrupted stands in two pieces, put together where it ended."""
    begun: dict[str, str] = {}
    for line in trace.read_text("latin-1").splitlines():
        thread = line.split(" ", 1)[0]
        if line.endswith(" <unfinished ...>"):
            begun[thread] = line.removesuffix(" <unfinished ...>")
        elif " resumed>" in line:
            yield begun.pop(thread, "") + line.split(" resumed>", 1)[1]
        else:
            yield line


def _step(call: str, arguments: str, result: int) -> Step | None:
    if call in ("rename", "unlink"):
        paths = [_bytes(written).decode() for written in _PATHS.findall(arguments)]
        return Step(call, paths[0], paths[-1].encode())
    if call == "openat":
        names = _PATHS.findall(arguments)
        return Step("create", _bytes(names[0]).decode()) if names and "O_CREAT" in arguments else None
    found = _ON_FILE.match(arguments)
    if found is None:
        return None
    path = _bytes(found[2]).decode() if found[2].startswith("\\x") else found[2]
    path, rest = path.removesuffix(" (deleted)"), found[3] or ""
    if call == "ftruncate":
        return Step("truncate", path, number=int(rest))
    if call in ("fsync", "fdatasync"):
        return Step("sync", path)
    data = _bytes(_PATHS.search(rest)[1])[:result]  # type: ignore[index]  # a write always has its bytes
    if call == "write":
        return Step("say", "", data) if found[1] == "1" else Step("append", path, data)
    return Step("write", path, data, int(rest.rsplit(", ", 1)[1]))


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))


def after_power_cut(before: dict[str, bytes], steps: list[Step], draw: random.Random) -> dict[str, bytes]:
    """The files as the disk may have them when the power goes after these steps."""
    files = {name: bytearray(data) for name, data in before.items()}
    waiting: list[Step] = []
    for step in steps:
        if step.call == "sync":
            # A file's own sync makes its bytes and its name durable, a folder's what was renamed in it.
            mine = [w for w in waiting if _concerns(w, step.path)]
            waiting = [w for w in waiting if not _concerns(w, step.path)]
            for done in mine:
                _apply(files, done)
                if done.call == "rename":  # what waits to be written to the file follows its new name
                    new = done.data.decode()
                    waiting = [replace(w, path=new) if w.path == done.path else w for w in waiting]
        elif step.call != "say":
            waiting.append(step)
    names_until = draw.randrange(len(waiting) + 1)
    for place, step in enumerate(waiting):
        if step.call in ("rename", "unlink"):
            if place < names_until:
                _apply(files, step)
        elif step.call == "create" or draw.random() < 0.5:
            _apply(files, _torn(step, draw))
    return {name: bytes(data) for name, data in files.items()}


def _concerns(step: Step, synced: str) -> bool:
    if step.call in ("rename", "unlink", "create") and str(Path(step.path).parent) == synced:
        return True
    return step.call not in ("rename", "unlink") and step.path == synced


def _torn(step: Step, draw: random.Random) -> Step:
    if step.call not in ("write", "append") or draw.random() < 0.7:
        return step
    sectors = len(step.data) // _SECTOR
    return Step(step.call, step.path, step.data[: _SECTOR * draw.randrange(sectors + 1)], step.number)


def _apply(files: dict[str, bytearray], step: Step) -> None:
    if step.call == "unlink":
        files.pop(step.path, None)
    elif step.call == "rename":
        if step.path in files:
            files[step.data.decode()] = files.pop(step.path)
    else:
        data = files.setdefault(step.path, bytearray())
        if step.call == "truncate":
            data[step.number :] = bytes(max(0, step.number - len(data)))
        elif step.call != "create":
            start = step.number if step.call == "write" else len(data)
            data[len(data) :] = bytes(max(0, start - len(data)))
            data[start : start + len(step.data)] = step.data


def run(points: int, seed: int, acts: int, told: bool = False) -> tuple[int, list[str]]:
    """How many steps were recorded, and everything that was wrong after power cuts."""
    draw = random.Random(seed)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="strom-") as folder:
        place = Place(Path(folder).resolve() / "plats")
        place.folder.mkdir()
        key = begin(place)
        before = {str(path): path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
        steps = record(place, key, seed, acts)
        for number in range(points):
            until = draw.randrange(1, len(steps) + 1)
            left = after_power_cut(before, steps[:until], draw)
            said = [
                json.loads(line) for s in steps[:until] if s.call == "say" for line in s.data.splitlines()
            ]
            wrong += [f"point {number}, step {until}: {what}" for what in _opened(place, key, left, said)]
            if told:
                sys.stderr.write(f"\r{number + 1} of {points} power cuts, {len(wrong)} wrong")
    return len(steps), wrong


def _opened(place: Place, key: Key, left: dict[str, bytes], said: list[Said]) -> list[str]:
    shutil.rmtree(place.folder)
    for folder in (place.folder, place.copies, place.state):
        folder.mkdir(exist_ok=True)
    for name, data in left.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    return lost(place, key, said)


def main() -> int:
    """Run and report; 1 when anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=2000)
    parser.add_argument("--acts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--work", type=Path, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 30)
    if options.work:
        key = Key.from_bytes(sys.stdin.buffer.read())
        work(Place(options.work), key, random.Random(seed), to_stdout, options.acts)
        return 0
    sys.stdout.write(f"power cuts: {options.points} moments of {options.acts} acts, seed {seed}\n")
    steps, wrong = run(options.points, seed, options.acts, told=True)
    sys.stdout.write(f"\n{steps} steps were recorded, {len(wrong)} things were wrong\n")
    sys.stdout.write("".join(f"{what}\n" for what in wrong[:50]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
