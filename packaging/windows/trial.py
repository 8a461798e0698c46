"""Try the Windows installers as installed, under Wine: `python packaging/windows/trial.py [--fast]`.

What is tried: `dist/` of the current version, and an older version that is made for the trial. Wine is not
Windows: what it can not answer is told in docs/installation.md.
"""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import build
import stage
from windows import prefix as wine
from windows import signing
from windows.prefix import Prefix, Screen, windows_path

_OLDER = "0.0.1"
_KEPT = stage.ROOT / "tests" / "vaults" / "format-1"
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
_CLASSES = r"Software\Classes"
_OPENS = r"FamiljeFlow.Arbetsfil\shell\open\command"
_KEYRING = "keyring.backends.Windows.WinVaultKeyring"
_ACCENT = (0x1D, 0x5C, 0xA6)
_SEEN_AT_LATEST = 90  # seconds
_PICTURE = stage.ROOT / "packaging" / "build" / "window.png"
# What was measured with a little room, so that nothing large comes along unseen (docs/beslut/0012).
_INSTALLED_AT_MOST_MB = 114
_MSI_AT_MOST_MB = 53


@dataclass(frozen=True, slots=True)
class Installers:
    """What is tried. `older` and `setup` are None in the fast trial."""

    msi: Path
    older: Path | None
    setup: Path | None


def main() -> int:
    """Run the trial; the exit status is 1 when something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="install, self-test and uninstall the MSI only")
    options = parser.parse_args()
    if not wine.has_tools():
        sys.stderr.write("Run packaging/prepare.sh windows-test first.\n")
        return 2
    out = stage.ROOT / "dist"
    version = build.version()
    msi = out / f"FamiljeFlow-{version}.msi"
    older = stage.ROOT / "packaging" / "build" / f"FamiljeFlow-{_OLDER}.msi"
    if options.fast:
        found, steps = Installers(msi, None, None), _FAST
    else:
        found, steps = Installers(msi, older, out / f"FamiljeFlow-{version}-setup.exe"), _FULL
    with wine.fresh() as windows:
        for step in steps:
            began = time.monotonic()
            step(windows, found)
            name = step.__name__.replace("_", " ")
            sys.stdout.write(f"ok  {name}  {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    return 0


# ---- What every step asks ----


def _program(windows: Prefix) -> Path:
    return windows.drive / "Program Files" / "FamiljeFlow"


def _own_program(windows: Prefix) -> Path:
    return windows.home / "AppData" / "Local" / "Programs" / "FamiljeFlow"


def _vault(windows: Prefix) -> Path:
    return windows.home / "AppData" / "Local" / "FamiljeFlow" / "arbetsfil.familjeflow"


def _must(holds: object, what: str) -> None:
    if not holds:
        raise SystemExit(f"FAILED  {what}")


def _is_well(windows: Prefix, folder: Path) -> None:
    """The installed program's own test, with a vault of the oldest kept format."""
    report = windows.scratch / "rapport.json"
    report.unlink(missing_ok=True)
    vault = windows_path(_KEPT / "arbetsfil.familjeflow")
    status = windows.run(folder / "FamiljeFlow.exe", "--self-test", windows_path(report), "--vault", vault)
    _must(report.exists(), f"a report of the self-test (status {status})")
    told = json.loads(report.read_text(encoding="utf-8"))
    wrong = [check for check in told["checks"] if check["error"]]
    _must(told["ok"] and not wrong and status == 0, f"the self-test: {wrong}")
    _must(told["system"] == "Windows", "the self-test ran on Windows")
    notes = {check["note"] for check in told["checks"]}
    _must(_KEYRING in notes, f"a key kept in Windows' own keyring, not {notes}")


def _versions(windows: Prefix) -> list[str]:
    return windows.values(rf"HKLM\{_UNINSTALL}", "DisplayVersion")


def _keep_a_vault(windows: Prefix) -> None:
    place = _vault(windows)
    place.parent.mkdir(parents=True, exist_ok=True)
    for name in ("arbetsfil.familjeflow", "arbetsfil.nycklar"):
        shutil.copyfile(_KEPT / name, place.with_name(name))


def _vault_is_untouched(windows: Prefix) -> None:
    place = _vault(windows)
    for name in ("arbetsfil.familjeflow", "arbetsfil.nycklar"):
        _must(place.with_name(name).read_bytes() == (_KEPT / name).read_bytes(), f"{name} is as it was")


# ---- The steps, in the order in which they are taken ----


def msi_installs_silently_and_the_program_is_well(windows: Prefix, found: Installers) -> None:
    _keep_a_vault(windows)
    first = found.older or found.msi
    _must(windows.run("msiexec", "/i", windows_path(first), "/qn") == 0, "the MSI installs")
    _is_well(windows, _program(windows))


def size_is_within_the_budget(windows: Prefix, found: Installers) -> None:
    installed, packed = stage.size_in_mb(_program(windows)), found.msi.stat().st_size / 1e6
    files = sum(1 for path in _program(windows).rglob("*") if path.is_file())
    sys.stdout.write(f"    {installed:.1f} MB in {files} files, MSI {packed:.1f} MB\n")
    _must(installed <= _INSTALLED_AT_MOST_MB and packed <= _MSI_AT_MOST_MB, "the size")


def start_menu_and_file_type_are_there(windows: Prefix, found: Installers) -> None:
    _must(len(list(windows.drive.rglob("FamiljeFlow.lnk"))) == 1, "one shortcut")
    opens = windows.registry(rf"HKLM\{_CLASSES}\{_OPENS}")
    _must('FamiljeFlow.exe" --vault "%1"' in opens, "a vault is opened with the program")
    kind = windows.registry(rf"HKLM\{_CLASSES}\.familjeflow")
    _must("FamiljeFlow.Arbetsfil" in kind, "the file type")


def upgrade_leaves_one_version(windows: Prefix, found: Installers) -> None:
    _must(_versions(windows) == [_OLDER], "the older version is there before")
    _must(windows.run("msiexec", "/i", windows_path(found.msi), "/qn") == 0, "the upgrade installs")
    _must(_versions(windows) == [build.version()], f"one version after, not {_versions(windows)}")
    _is_well(windows, _program(windows))


def downgrade_is_refused(windows: Prefix, found: Installers) -> None:
    assert found.older is not None
    _must(windows.run("msiexec", "/i", windows_path(found.older), "/qn") != 0, "the older MSI is refused")
    _must(_versions(windows) == [build.version()], "the newer version is still there")


def repair_restores_a_lost_file(windows: Prefix, found: Installers) -> None:
    lost = _program(windows) / "library.zip"
    lost.unlink()
    repair = ("REINSTALL=ALL", "REINSTALLMODE=amus", "/qn")
    _must(windows.run("msiexec", "/i", windows_path(found.msi), *repair) == 0, "the repair")
    _must(lost.exists(), "the lost file is back")
    _is_well(windows, _program(windows))


def uninstall_leaves_nothing_and_no_vault_touched(windows: Prefix, found: Installers) -> None:
    _must(windows.run("msiexec", "/x", windows_path(found.msi), "/qn") == 0, "the MSI uninstalls")
    _must(not _program(windows).exists(), "no program folder")
    _must(not _versions(windows), "nothing in the list of programs")
    _must(not windows.registry(rf"HKLM\{_CLASSES}\.familjeflow"), "no file type")
    _must(not list(windows.drive.rglob("FamiljeFlow.lnk")), "no shortcut")
    _vault_is_untouched(windows)


def setup_installs_for_one_person(windows: Prefix, found: Installers) -> None:
    assert found.setup is not None
    _must(windows.run(found.setup, "/S") == 0, "setup.exe installs")
    _is_well(windows, _own_program(windows))
    _must(
        windows.values(rf"HKCU\{_UNINSTALL}", "DisplayVersion") == [build.version()], "the list of programs"
    )
    _must("--vault" in windows.registry(rf"HKCU\{_CLASSES}\{_OPENS}"), "the file type")


def window_is_shown(windows: Prefix, found: Installers) -> None:
    """The real window, with Windows' own platform plugin, on a screen in memory."""
    with wine.screen(windows) as shown:
        began = time.monotonic()
        program = shown.start(_own_program(windows) / "FamiljeFlow.exe")
        try:
            seen = _is_seen(shown, began)
            time.sleep(2)
            shown.picture().save(_PICTURE)
            _must(seen, f"the window is on the screen ({_PICTURE})")
        finally:
            program.kill()
            windows.end_all()
            program.communicate()


def _is_seen(shown: Screen, began: float) -> bool:
    """Wait until the screen has the colour of the program's buttons, which nothing else there has."""
    until = began + _SEEN_AT_LATEST
    while time.monotonic() < until:
        picture = shown.picture()
        if _ACCENT in {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}:
            sys.stdout.write(f"    seen after {time.monotonic() - began:.1f} s (in Wine, on this machine)\n")
            return True
        time.sleep(0.2)
    return False


def setup_installs_over_itself_and_uninstalls(windows: Prefix, found: Installers) -> None:
    assert found.setup is not None
    own = _own_program(windows)
    theirs = own / "min egen fil.txt"
    theirs.write_text("lämnas kvar", encoding="utf-8")
    _must(windows.run(found.setup, "/S") == 0, "setup.exe installs again")
    _must(windows.run(own / "Avinstallera.exe", "/S", f"_?={windows_path(own)}") == 0, "the uninstaller")
    left = {path.name for path in own.rglob("*")} - {"Avinstallera.exe"}
    _must(left == {theirs.name}, f"only what the person had put there is left, not {left}")
    _must(not windows.registry(rf"HKCU\{_CLASSES}\.familjeflow"), "no file type")
    _must(not windows.values(rf"HKCU\{_UNINSTALL}", "DisplayVersion"), "nothing in the list of programs")
    _vault_is_untouched(windows)


def signatures_can_be_made_and_verified(windows: Prefix, found: Installers) -> None:
    """With a certificate made for the trial; the real one comes from the environment of the build."""
    key, certificate = windows.scratch / "key.pem", windows.scratch / "certificate.pem"
    stage.run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=FamiljeFlow prov", "-addext", "extendedKeyUsage=codeSigning"),
        *("-keyout", key, "-out", certificate),
    )
    os.environ |= {"SIGN_CERT": str(certificate), "SIGN_KEY": str(key)}
    os.environ["SOURCE_DATE_EPOCH"] = str(int(time.time()))
    for installer in filter(None, (found.msi, found.setup)):
        signed = windows.scratch / installer.name
        shutil.copyfile(installer, signed)
        signing.sign(signed)
        verify = ("osslsigncode", "verify", "-CAfile", certificate, "-ignore-crl", "-ignore-cdp")
        stage.run(*verify, "-in", signed)


Step = Callable[[Prefix, Installers], None]
_FAST: tuple[Step, ...] = (
    msi_installs_silently_and_the_program_is_well,
    size_is_within_the_budget,
    start_menu_and_file_type_are_there,
    uninstall_leaves_nothing_and_no_vault_touched,
)
_FULL: tuple[Step, ...] = (
    msi_installs_silently_and_the_program_is_well,
    start_menu_and_file_type_are_there,
    upgrade_leaves_one_version,
    size_is_within_the_budget,
    downgrade_is_refused,
    repair_restores_a_lost_file,
    uninstall_leaves_nothing_and_no_vault_touched,
    setup_installs_for_one_person,
    window_is_shown,
    setup_installs_over_itself_and_uninstalls,
    signatures_can_be_made_and_verified,
)

if __name__ == "__main__":
    sys.exit(main())
