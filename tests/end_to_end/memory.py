"""What lies in the memory of a process, for asking whether a secret does."""

import re
from collections.abc import Iterator
from pathlib import Path

_ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le", "latin-1")


def holds(pid: int, secret: str | bytes) -> bool:
    """Whether what a process can write to holds a secret, as Python or Qt would keep it."""
    shapes = {secret} if isinstance(secret, bytes) else {secret.encode(e) for e in _ENCODINGS}
    return any(shape in part for part in _written(pid) for shape in shapes)


def _written(pid: int) -> Iterator[bytes]:
    """The heap, the stacks and everything else that is written to, piece by piece as it is mapped."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if not found:
                continue
            begin, end = (int(number, 16) for number in found.groups())
            memory.seek(begin)
            try:
                yield memory.read(end - begin)
            except OSError:
                continue  # mapped but not there, such as a device
