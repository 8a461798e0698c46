"""What is asked of the package itself, before it is installed anywhere."""

import subprocess
import tempfile
from pathlib import Path

from linux import filesystem


def package(deb: Path, most_megabytes: float, *, lintian: bool) -> str:
    """Size, menu entry, description, list of parts, and with `lintian` Debian's own rules.

    Raises AssertionError with what was said.
    """
    takes = installed_megabytes(deb)
    assert takes <= most_megabytes, f"{takes:.0f} MB installed"
    with tempfile.TemporaryDirectory() as folder:
        _run("dpkg-deb", "-x", deb, folder)
        share = Path(folder) / "usr/share"
        _run("desktop-file-validate", share / f"applications/{filesystem.APP_ID}.desktop")
        described = share / f"metainfo/{filesystem.APP_ID}.metainfo.xml"
        _run("appstreamcli", "validate", "--no-net", described)
        _bill_is_valid(Path(folder) / filesystem.DOCUMENTS / "familjeflow.cdx.json")
    if lintian:
        _run("lintian", "--allow-root", "--fail-on", "error,warning", deb)
    return f"{deb.stat().st_size / 1e6:.1f} MB, {takes:.0f} MB installed"


def _bill_is_valid(bill: Path) -> None:
    """By the schema of CycloneDX itself, with nothing that it does not know."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.read_text(encoding="utf-8"))
    assert wrong is None, wrong


def installed_megabytes(deb: Path) -> float:
    """What the package takes when installed, in MB of 1 000 000 bytes: its files and the unpacked modules."""
    told = subprocess.run(
        ("dpkg-deb", "-f", deb, "Installed-Size"), capture_output=True, text=True, check=True
    )
    return int(told.stdout) * 1024 / 1e6


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
