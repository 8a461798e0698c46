"""Lets the bombs off, each in a process of its own that may take so much memory and time and no more.

Prints one JSON object: what each bomb came to. Linux and macOS only, as `fork` and `resource` are.
"""

import json
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path

from tests.hostile.bombs import BOMBS
from tests.hostile.readers import READERS, refusal

SECONDS = 10
"""Of the processor. Many times what any of them takes, few enough to tell a bomb that goes off."""
MORE_BYTES = 500_000_000
"""Of memory, beside what the program had before."""


def _outcome(name: str) -> str:
    bomb = BOMBS[name]
    data = bomb.made()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0]) if sys.platform == "linux" else 0
    if pages:
        most = pages * resource.getpagesize() + MORE_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with tempfile.TemporaryDirectory() as folder:
        try:
            error = refusal(bomb.reader, data, Path(folder))
        except Exception as found:  # noqa: BLE001 - nothing but a refusal may come out, so it is told
            return f"{type(found).__name__}: {str(found)[:200]}"
    return str(getattr(error, "code", error and type(error).__name__))


def _apart(name: str) -> str:
    """What the bomb comes to in a process of its own; the signal that ended it where it was ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, _outcome(name).encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return (
        said
        if status == 0
        else f"ended by {signal.Signals(-status).name}"
        if status < 0
        else f"ended {status}"
    )


if __name__ == "__main__":
    for reader in READERS.values():
        reader.whole()  # what is loaded once is not what a bomb costs
    sys.stdout.write(json.dumps({name: _apart(name) for name in sys.argv[1:] or BOMBS}))
