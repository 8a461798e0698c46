"""The two installers for Windows: an MSI for a whole machine and a setup.exe for one user."""

import hashlib
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PureWindowsPath

import stage
from windows import closure, signing, tree, wxs

HERE = Path(__file__).resolve().parent
_ICON = HERE.parent / "icons" / "familjeflow.ico"
_BUILD = HERE.parent / "build"


@cache
def _tree(version: str) -> Path:
    """The tree of one version, made once for all installers of one run, and proven to be whole."""
    made = _BUILD / "windows" / version / "FamiljeFlow"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    tree.build(version, made)
    closure.prove(made)
    return made


def msi(version: str, out: Path) -> Path:
    """Make the MSI: per machine, silent, replaces older versions, refuses to replace a newer one."""
    files = _tree(version)
    made = out / f"FamiljeFlow-{version}.msi"
    made.unlink(missing_ok=True)
    with _plain_folder() as folder:
        shutil.copyfile(_ICON, folder / _ICON.name)
        description = folder / "familjeflow.wxs"
        description.write_text(wxs.document(files, version, _ICON.name), encoding="ascii")
        _at_epoch("wixl", "-a", "x64", "-I", folder, "-o", made, description, cwd=files)
    _finish_msi(made, version, _digest(files))
    signing.sign(made)
    return made


def _finish_msi(made: Path, version: str, digest: str) -> None:
    """What wixl can not be told.

    WORKAROUND: wixl 0.101 ignores MajorUpgrade/@Schedule, Package/@Languages and Package/@Id
    (https://gitlab.gnome.org/GNOME/msitools/-/issues). The old version is removed inside the transaction,
    right after InstallInitialize (1500), so that an upgrade that fails rolls back to it. The package code is
    made of the content, so that the same content is the same file.
    """
    earlier = "UPDATE InstallExecuteSequence SET Sequence = 1501 WHERE Action = 'RemoveExistingProducts'"
    _at_epoch("msibuild", made, "-q", earlier)
    code = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, digest)).upper() + "}"
    _at_epoch("msibuild", made, "-s", f"FamiljeFlow {version}", "FamiljeFlow", "x64;1053", code)


def setup(version: str, out: Path) -> Path:
    """Make setup.exe: for one user, without administrator rights; /S installs silently."""
    files = _tree(version)
    made = out / f"FamiljeFlow-{version}-setup.exe"
    with _plain_folder() as folder:
        remove = folder / "remove.nsh"
        remove.write_text(removal(files), encoding="ascii")
        told = {
            "VERSION": version,
            "TREE": str(files),
            "OUT": str(made),
            "REMOVE": str(remove),
            "SIZE_IN_KB": str(round(stage.size_in_mb(files) * 1000)),
        }
        if signing.has_certificate():
            sign = f'"{sys.executable}" "{HERE / "signing.py"}"'
            told["SIGNER"] = f'env "PYTHONPATH={HERE.parent}" {sign}'
        stage.run(
            *("makensis", "-V2", "-INPUTCHARSET", "UTF8"),
            *(f"-D{name}={value}" for name, value in told.items()),
            HERE / "installer.nsi",
        )
    signing.sign(made)
    return made


def removal(files: Path) -> str:
    """What the uninstaller of setup.exe does: each installed file, then each folder that is empty by then."""
    paths = sorted(files.rglob("*"), reverse=True)
    lines = (
        f'{"RMDir" if path.is_dir() else "Delete"} "$INSTDIR\\{PureWindowsPath(path.relative_to(files))}"\n'
        for path in paths
    )
    return "".join(lines)


MAKERS: Mapping[str, Callable[[str, Path], Path]] = {"msi": msi, "exe": setup}


def _at_epoch(*command: str | Path, cwd: Path | None = None) -> None:
    """Run a tool that writes the time of day into what it makes, with the clock at the one time."""
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(stage.epoch()))
    stage.run("faketime", "-f", when, *command, cwd=cwd)


@contextmanager
def _plain_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
