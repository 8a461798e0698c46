"""The .deb for Debian 12 and 13 and Ubuntu 24.04 and later: the distribution's Python and our libraries.

The wheels of every Python that these systems have are merged: they differ only in files that carry the
Python's name, and those are packed (modules.py). Depends is what dpkg-shlibdeps finds in the libraries; it
is asked on Debian 12, whose names the later systems know too.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

import notices
import stage
from linux import filesystem, icu, modules

PYTHONS = ("3.14", "3.13", "3.12", "3.11")
"""Newest first: what two wheels both have is taken from the newest."""
_PYTHON_RANGE = "python3 (>= 3.11), python3 (<< 3.15)"
_HERE = Path(__file__).resolve().parent
_ELF = b"\x7fELF"


def make(version: str, out: Path) -> Path:
    """Make the .deb of a version in the folder `out`, and return where it is."""
    target = out / f"familjeflow_{version}_amd64.deb"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        program = root / filesystem.PROGRAM
        lay_out(program)
        notices.write(program, root / filesystem.DOCUMENTS, version)
        filesystem.add_desktop_files(root, version)
        depends = f"{_PYTHON_RANGE}, {make_small(program, Path(folder))}"
        shutil.copyfile(_HERE / "modules.py", program / "modules.py")
        modules.pack(program, stage.epoch())
        _add_control(root, version, depends)
        stage.freeze_times(root)
        _set_rights(root)
        stage.run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target)
    return target


def lay_out(program: Path) -> None:
    """The program and its libraries for every Python, in one folder."""
    for python in PYTHONS:
        stage.stage(stage.LINUX, python, program)


def make_small(program: Path, folder: Path) -> str:
    """Leave out what no run needs; the packages that the libraries depend on. `folder` is for its work."""
    for texts in program.glob("*.dist-info/licen[cs]es"):
        shutil.rmtree(texts)  # they stand in THIRD-PARTY.txt
    for described in program.glob("*.dist-info/METADATA"):
        head, _, _advertisement = described.read_text(encoding="utf-8").partition("\n\n")
        described.write_text(head + "\n\n", encoding="utf-8")
    (data,) = program.rglob("libicudata.so.*")
    icu.make_smaller(data)
    libraries = elf_files(program)
    stage.run("strip", "--strip-unneeded", *libraries)
    return _shared_libraries(libraries, folder)


def elf_files(program: Path) -> list[Path]:
    """Every shared library of the tree, by its first bytes."""
    files = sorted(p for p in program.rglob("*.so*") if p.is_file() and not p.is_symlink())
    return [p for p in files if p.open("rb").read(4) == _ELF]


def _shared_libraries(libraries: list[Path], folder: Path) -> str:
    """The packages of this system that the libraries need, as dpkg-shlibdeps writes them."""
    control = folder / "debian" / "control"
    control.parent.mkdir()
    control.write_text("Source: familjeflow\n\nPackage: familjeflow\nArchitecture: amd64\n", encoding="utf-8")
    own = [f"-l{place}" for place in sorted({library.parent for library in libraries})]
    found = stage.run("dpkg-shlibdeps", "-O", "--ignore-missing-info", *own, *libraries, cwd=folder)
    return found.strip().removeprefix("shlibs:Depends=")


def _add_control(root: Path, version: str, depends: str) -> None:
    control = root / "DEBIAN"
    control.mkdir()
    files = sorted(p for p in root.rglob("*") if p.is_file() and control not in p.parents)
    kilobytes = sum(-(-p.stat().st_size // 1024) for p in files)
    facts = {"VERSION": version, "SIZE": str(kilobytes), "DEPENDS": depends}
    written = filesystem.filled((_HERE / "control.in").read_text(encoding="utf-8"), facts)
    (control / "control").write_text(written, encoding="utf-8")
    sums = (f"{_md5(path)}  {path.relative_to(root).as_posix()}\n" for path in files)
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for script in ("postinst", "prerm"):
        shutil.copyfile(_HERE / script, control / script)


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _set_rights(root: Path) -> None:
    for name in (filesystem.COMMAND, filesystem.RTUPDATE, "DEBIAN/postinst", "DEBIAN/prerm"):
        (root / name).chmod(0o755)


MAKERS = {"deb": make}
