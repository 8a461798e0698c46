"""A folder in a tar.xz for other Linux distributions: unpack it anywhere and start `familjeflow` in it.

The system's own Python (3.11 to 3.14) and its libraries for the desktop are used, and glibc 2.34 or later.
"""

import lzma
import tarfile
import tempfile
from pathlib import Path

import notices
import stage
from linux import deb

_START = """\
#!/bin/sh
# Runs FamiljeFlow from the folder that this file lies in, wherever that is.
here=$(dirname "$(readlink -f "$0")")
exec python3 -I "$here/start.py" "$@"
"""
_START_PY = '''\
"""FamiljeFlow from a folder: only its own libraries and the system's Python, nothing of the user's."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "program"))

from familjeflow.app import main

sys.exit(main())
'''


def make(version: str, out: Path) -> Path:
    """Make the archive of a version in the folder `out`, and return where it is."""
    target = out / f"familjeflow-{version}-linux-x86_64.tar.xz"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / f"familjeflow-{version}"
        deb.lay_out(tree / "program")
        notices.write(tree / "program", tree, version)
        deb.make_small(tree / "program", Path(folder))
        (tree / "start.py").write_text(_START_PY, encoding="utf-8")
        (tree / "familjeflow").write_text(_START, encoding="utf-8")
        stage.freeze_times(tree)
        (tree / "familjeflow").chmod(0o755)
        with (
            lzma.open(target, "wb", preset=6) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            archive.add(tree, tree.name, filter=_nobody)
    return target


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Owned by nobody in particular, so that it is the same whoever made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


MAKERS = {"portable": make}
