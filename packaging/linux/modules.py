"""What is built for one Python only, packed for all of them and unpacked for the one that the system has.

A quarter of what the package takes would otherwise lie there four times. `pack` is used when the package is
made; installed beside the program, `python3 -I modules.py unpack|remove` is run by the package's scripts.
Only the standard library of Python 3.11 is used.
"""

import lzma
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

ARCHIVE = "modules.tar.xz"
_TAGGED = re.compile(r".*\.(cpython-\d+)-[^/]*\.so")


def tag_of(name: str) -> str:
    """Which Python a file is built for ("cpython-313"), "" for all."""
    found = _TAGGED.fullmatch(name)
    return found[1] if found else ""


def pack(program: Path, when: int) -> None:
    """Move every file that is built for one Python into the archive. `when` is in seconds since 1970 (UTC).

    Builds of one module for several Pythons stand side by side: most of their bytes are the same.
    """
    files = sorted(_tagged(program), key=lambda path: (path.parent, path.name))
    with (
        lzma.open(program / ARCHIVE, "wb", preset=9) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in files:
            entry = tarfile.TarInfo(path.relative_to(program).as_posix())
            entry.size, entry.mtime, entry.mode = path.stat().st_size, when, 0o644
            with path.open("rb") as stream:
                archive.addfile(entry, stream)
    for path in files:
        path.unlink()


def unpack(program: Path, tag: str) -> int:
    """Lay out what is built for one Python, in place of any other; how many files it was."""
    remove(program)
    count = 0
    with tarfile.open(program / ARCHIVE, "r:xz") as archive:
        for entry in archive:
            stream = archive.extractfile(entry) if tag_of(entry.name) == tag else None
            if stream is not None:
                (program / entry.name).write_bytes(stream.read())
                count += 1
    return count


def remove(program: Path) -> None:
    """Take away what `unpack` laid out."""
    for path in list(_tagged(program)):
        path.unlink()


def _tagged(program: Path) -> Iterator[Path]:
    return (path for path in program.rglob("*.so") if tag_of(path.name))


def main() -> int:
    """Called by postinst, prerm and when the system gets another Python."""
    program = Path(__file__).resolve().parent
    if sys.argv[1:] == ["remove"]:
        remove(program)
    elif not unpack(program, str(sys.implementation.cache_tag)):
        sys.stderr.write("familjeflow: this package is not made for the Python of this system\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
