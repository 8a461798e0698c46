"""`python -m tests.torture.kills --runs N --seed S`: the program is killed at random moments, N times.

Each run is a child of a server that has everything loaded, so that a run costs no more than its work. The
server itself never opens a vault: OpenSSL's locks do not survive a fork from a process that has used threads.
"""

import argparse
import contextlib
import json
import multiprocessing
import random
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.torture.work import Place, Said, begin, lost, work

from familjeflow.storage.keys import Key

_PROGRAMS = multiprocessing.get_context("forkserver")
_PROGRAMS.set_forkserver_preload(["tests.torture.work"])
_FRESH_AFTER = 40
"""Runs on one vault before a new one is made, so that the checks do not grow."""


def run(runs: int, seed: int, told: bool = False) -> tuple[int, list[str]]:
    """How many acts were saved in all, and everything that was wrong."""
    draw = random.Random(seed)
    saved, wrong = 0, []
    for start in range(0, runs, _FRESH_AFTER):
        with tempfile.TemporaryDirectory(prefix="kill-9-") as folder:
            place = Place(Path(folder))
            key = begin(place)
            for number in range(start, min(start + _FRESH_AFTER, runs)):
                said = _one(place, key.to_bytes(), draw.randrange(1 << 30), draw.random())
                saved += len(said)
                wrong += [f"run {number}: {what}" for what in lost(place, key, said)]
                if told:
                    sys.stderr.write(f"\r{number + 1} of {runs} kills, {saved} acts, {len(wrong)} wrong")
    return saved, wrong


def _one(place: Place, key: bytes, seed: int, moment: float) -> list[Said]:
    """Let a child work, kill it, and give what it had said."""
    reader, writer = _PROGRAMS.Pipe(duplex=False)
    child = _PROGRAMS.Process(target=_child, args=(place, key, seed, writer))
    child.start()
    writer.close()
    said = []
    with reader, contextlib.suppress(EOFError, OSError):  # the end of what a killed child has said
        said.append(json.loads(reader.recv_bytes()))
        time.sleep(moment * 0.6)  # the moment is what is tested, not waited for
        child.kill()
        while True:
            said.append(json.loads(reader.recv_bytes()))
    child.join()
    child.close()
    return said


def _child(place: Place, key: bytes, seed: int, writer: Connection) -> None:
    work(
        place,
        Key.from_bytes(key),
        random.Random(seed),
        lambda act: writer.send_bytes(json.dumps(act).encode()),
    )


def main() -> int:
    """Run and report; 1 when anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 30)
    sys.stdout.write(f"kills: {options.runs} runs, seed {seed}\n")
    saved, wrong = run(options.runs, seed, told=True)
    sys.stdout.write(f"\n{saved} acts were saved, {len(wrong)} things were wrong\n")
    sys.stdout.write("".join(f"{what}\n" for what in wrong[:50]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
