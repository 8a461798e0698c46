"""Try the .deb as installed, in clean Debian systems, as ordinary users.

`python packaging/linux/trial.py [DEB]`. Needs root, mmdebstrap and the archive of Debian. With --fast: one
system and what takes least.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import build
from linux import checks, roots
from linux.roots import Root

ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).resolve().parent
_STORE = ROOT / "packaging" / "build" / "roots"
_RELEASES = ("bookworm", "trixie")
_MOST_MEGABYTES = 150
_MOST_TIMES_SLOWER = 1.3
_OLD_PASSPHRASE = "blå båt på äng"
_VAULT = "~/.local/share/FamiljeFlow/arbetsfil.familjeflow"
_TASK = "python3 -I /opt/trial/tasks.py"
_WINDOW = "python3 -I /opt/trial/window.py"
_INSTALLED = "/usr/lib/familjeflow"
_USERS = ("asa", "nils")

Step = Callable[[Root, Path], str]


def upgrade_keeps_the_vault(root: Root, package: Path) -> str:
    """An older version is installed, somebody makes a vault, the new version opens it."""
    _install(root, _older(package, root.path("/tmp")))
    root.run_as("asa", f"{_TASK} create {_VAULT}")
    before = _hash(root, "asa")
    _install(root, package)
    assert _hash(root, "asa") == before
    said = root.run_as("asa", f"{_TASK} check {_VAULT}")
    assert said == "sound\n", said
    return root.run("dpkg-query", "-W", "-f", "${Version}", "familjeflow")


def self_test_passes(root: Root, _package: Path) -> str:
    """`familjeflow --self-test` without a screen."""
    return _self_test(root, "familjeflow --self-test rapport.json")


def self_test_passes_on_a_screen(root: Root, _package: Path) -> str:
    """The same on an X screen, and a real window that unlocks and opens a session."""
    root.run("apt-get", "-qq", "-y", "install", "xvfb", "xauth")
    told = _self_test(root, "QT_QPA_PLATFORM=xcb xvfb-run -a familjeflow --self-test rapport.json")
    window = f"QT_QPA_PLATFORM=xcb xvfb-run -a {_WINDOW} {_INSTALLED} {_VAULT} 'fyra ord bara provet'"
    said = root.run_as("asa", window, seconds=120)
    assert _words(said) == ["shown", "open"], said
    return told


def old_vault_opens(root: Root, _package: Path) -> str:
    """A vault of the oldest kept format opens, and a PDF is made in it."""
    home = root.path("/home/asa/gammal")
    shutil.copytree(ROOT / "tests" / "vaults" / "format-1", home)
    root.run("chown", "-R", "asa:", "/home/asa/gammal")
    said = root.run_as("asa", f"{_TASK} open-old gammal/arbetsfil.familjeflow '{_OLD_PASSPHRASE}' papper.pdf")
    assert said == "1 cases\n", said
    paper = root.path("/home/asa/papper.pdf").read_bytes()
    assert paper.startswith(b"%PDF-")
    return f"{len(paper) // 1000} kB PDF"


def every_library_resolves(root: Root, _package: Path) -> str:
    """Each shared library finds what it is linked to."""
    script = f"find {_INSTALLED} -name '*.so*' -type f | while read f; do ldd \"$f\" 2>/dev/null; done"
    missing = sorted({line for line in root.run("sh", "-c", script).splitlines() if "not found" in line})
    assert not missing, missing
    return ""


def keyring_round_trip(root: Root, _package: Path) -> str:
    """GNOME's keyring keeps a key and gives it back; where the rules forbid it, it is not asked."""
    root.run("apt-get", "-qq", "-y", "install", "dbus", "gnome-keyring")
    unlocked = (
        f"echo -n x | gnome-keyring-daemon --unlock --components=secrets >/dev/null; {_TASK} keyring {_VAULT}"
    )
    said = root.run_as("asa", f"dbus-run-session -- sh -c '{unlocked}'", seconds=60)
    assert said.splitlines()[-1] == "same key", said
    rules = root.path("/etc/familjeflow/policy.toml")
    rules.parent.mkdir()
    rules.write_text("[keyring]\nallowed = false\n", encoding="utf-8")
    refused = root.ask(*roots.as_user("asa", f"dbus-run-session -- sh -c '{unlocked}'"), seconds=60)
    shutil.rmtree(rules.parent)
    assert refused.status
    assert "keyring_forbidden" in refused.output
    return ""


def two_users_at_once(root: Root, _package: Path) -> str:
    """On a terminal server each person has a vault and a profile of their own, both open at the same time."""
    root.run_as("nils", f"{_TASK} create {_VAULT}")
    working = [root.begin_as(user, f"{_TASK} hold {_VAULT} 4") for user in _USERS]
    said = [work.communicate(timeout=60)[0] for work in working]
    assert said == ["open\nclosed\n"] * 2, said
    assert _hash(root, "asa") != _hash(root, "nils")
    other = root.ask(*roots.as_user("nils", "cat /home/asa/.local/share/FamiljeFlow/arbetsfil.familjeflow"))
    assert other.status, "one person reads another's vault"
    windows = [
        root.begin_as(
            user, f"QT_QPA_PLATFORM=offscreen {_WINDOW} {_INSTALLED} {_VAULT} 'fyra ord bara provet'"
        )
        for user in _USERS
    ]
    said = [window.communicate(timeout=120)[0] for window in windows]
    assert [_words(told) for told in said] == [["shown", "open"]] * 2, said
    return ""


def synced_folders_are_refused(root: Root, _package: Path) -> str:
    """No vault is made where a service would copy it."""
    said = root.run_as("nils", f"{_TASK} refuse ~/OneDrive/arbetsfil.familjeflow")
    assert said == "synced_folder\n", said
    return ""


def starts_as_quickly_as_from_source(root: Root, _package: Path) -> str:
    """The lock screen of the installed program against the same from its source, in turns."""
    root.path("/home/asa/kod").mkdir()
    for name in ("src", "resources"):
        shutil.copytree(
            ROOT / name, root.path(f"/home/asa/kod/{name}"), ignore=shutil.ignore_patterns("*.pyc")
        )
    root.run("chown", "-R", "asa:", "/home/asa/kod")
    times: dict[str, list[float]] = {_INSTALLED: [], "/home/asa/kod/src": []}
    for _turn in range(6):
        for place, measured in times.items():
            begun = time.perf_counter()
            root.run_as("asa", f"QT_QPA_PLATFORM=offscreen {_WINDOW} {place} {_VAULT}")
            measured.append(time.perf_counter() - begun)
    installed, source = (min(measured[1:]) for measured in times.values())
    assert installed <= _MOST_TIMES_SLOWER * source, (installed, source)
    return f"{installed:.2f} s, {installed / source:.2f} x"


def takes_no_more_than_allowed(root: Root, _package: Path) -> str:
    """What lies on the disk after the installation: the package with its modules, and Python's byte code."""
    files = [p for p in root.path(_INSTALLED).rglob("*") if p.is_file() and not p.is_symlink()]
    takes = sum(p.stat().st_size for p in files if p.suffix != ".pyc") / 1e6
    byte_code = sum(p.stat().st_size for p in files if p.suffix == ".pyc") / 1e6
    assert takes <= _MOST_MEGABYTES, takes
    return f"{takes:.0f} MB in {len(files)} files, and {byte_code:.0f} MB byte code"


def purge_leaves_nothing(root: Root, _package: Path) -> str:
    """Nothing of the program is left, and no vault is touched."""
    listed = root.run("dpkg", "-L", "familjeflow").splitlines()
    before = _hash(root, "asa")
    root.run("apt-get", "-qq", "-y", "purge", "familjeflow")
    left = [p for p in listed if "familjeflow" in p.lower() and root.path(p).exists()]
    left += [str(p) for p in root.path("/usr").rglob("*familjeflow*")]
    assert not left, left
    assert _hash(root, "asa") == before
    return ""


QUICK: tuple[Step, ...] = (
    upgrade_keeps_the_vault,
    self_test_passes,
    old_vault_opens,
    synced_folders_are_refused,
    every_library_resolves,
    takes_no_more_than_allowed,
)
SLOW: tuple[Step, ...] = (
    two_users_at_once,
    self_test_passes_on_a_screen,
    keyring_round_trip,
    starts_as_quickly_as_from_source,
)


def main() -> int:
    """Try the package, and tell each step with its time."""
    options = _parser().parse_args()
    package = (options.package or ROOT / "dist" / f"familjeflow_{build.version()}_amd64.deb").resolve()
    _told("the package", lambda: checks.package(package, _MOST_MEGABYTES, lintian=not options.fast))
    steps = (*QUICK, purge_leaves_nothing) if options.fast else (*QUICK, *SLOW, purge_leaves_nothing)
    for release in options.release or (_RELEASES[:1] if options.fast else _RELEASES):
        archive = roots.base(release, _STORE)
        with roots.entered(archive) as root:
            _prepare(root)
            for step in steps:
                _told(f"{release}: {step.__name__.replace('_', ' ')}", partial(step, root, package))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, nargs="?", metavar="DEB", help="else the one in dist/")
    parser.add_argument("--fast", action="store_true", help="one system, without screen, keyring and lintian")
    parser.add_argument("--release", action="append", choices=_RELEASES)
    return parser


def _told(name: str, step: Callable[[], str]) -> None:
    begun = time.monotonic()
    said = step()
    sys.stdout.write(f"ok  {time.monotonic() - begun:5.1f} s  {name}  {said}\n")
    sys.stdout.flush()


def _prepare(root: Root) -> None:
    root.run("apt-get", "-qq", "update")
    for user in _USERS:
        root.run("useradd", "--create-home", "--shell", "/bin/bash", user)
        root.run("chmod", "700", f"/home/{user}")
    trial = root.path("/opt/trial")
    trial.mkdir()
    for name in ("tasks.py", "window.py"):
        shutil.copyfile(_HERE / name, trial / name)


def _install(root: Root, package: Path) -> None:
    """As a person would: apt install ./the-file."""
    inside = root.path("/tmp/familjeflow.deb")
    if package != inside:
        shutil.copyfile(package, inside)
    root.run("apt-get", "-qq", "-y", "install", "/tmp/familjeflow.deb")


def _older(package: Path, folder: Path) -> Path:
    """The same package under a lower version."""
    older = folder / "familjeflow.deb"
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        subprocess.run(("dpkg-deb", "-R", package, tree), check=True)
        control = tree / "DEBIAN" / "control"
        lines = control.read_text(encoding="utf-8").splitlines()
        changed = ["Version: 0.0.1" if line.startswith("Version:") else line for line in lines]
        control.write_text("\n".join(changed) + "\n", encoding="utf-8")
        command = ("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, older)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return older


def _words(said: str) -> list[str]:
    """What window.py said, without what Qt's platform said beside it."""
    return [line for line in said.splitlines() if line in ("shown", "open") or line.startswith("ended")]


def _hash(root: Root, user: str) -> str:
    vault = root.path(f"/home/{user}/.local/share/FamiljeFlow/arbetsfil.familjeflow")
    return hashlib.sha256(vault.read_bytes()).hexdigest()


def _self_test(root: Root, command: str) -> str:
    root.run_as("asa", command, seconds=180)
    report = json.loads(root.path("/home/asa/rapport.json").read_text(encoding="utf-8"))
    assert report["ok"], report
    return f"Python {report['python']}, {len(report['checks'])} checks"


if __name__ == "__main__":
    sys.exit(main())
