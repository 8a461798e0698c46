"""The pure parts of the Windows installers: what is written for the tools that make them."""

import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from windows import closure, installers, signing, tree, wxs

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small tree, as it would be installed."""
    for name in ("FamiljeFlow.exe", "app/lxml/etree.pyd", "app/lxml/__init__.pyc"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def components(folder: Path, version: str) -> dict[str, str]:
    root = ET.fromstring(wxs.document(folder, version, "f.ico"))
    return {part.get("Id", ""): part.get("Guid", "") for part in root.iter(f"{WIX}Component")}


def test_every_file_is_a_component_of_its_own_and_is_installed(folder: Path) -> None:
    root = ET.fromstring(wxs.document(folder, "1.2.3", "f.ico"))
    sources = {file.get("Source") for file in root.iter(f"{WIX}File")}
    assert sources == {"FamiljeFlow.exe", "app/lxml/etree.pyd", "app/lxml/__init__.pyc"}
    referred = {part.get("Id") for part in root.iter(f"{WIX}ComponentRef")}
    assert referred == set(components(folder, "1.2.3"))
    assert len(referred) == 4


def test_a_file_keeps_its_ids_from_version_to_version(folder: Path) -> None:
    before = components(folder, "1.0.0")
    (folder / "ny.dll").write_bytes(b"y")
    after = components(folder, "2.0.0")
    assert before.items() < after.items()


def test_versions_are_different_products_of_one_upgrade_chain(folder: Path) -> None:
    one, two = (
        ET.fromstring(wxs.document(folder, version, "f.ico")).find(f"{WIX}Product")
        for version in ("1.0.0", "2.0.0")
    )
    assert one is not None
    assert two is not None
    assert one.get("UpgradeCode") == two.get("UpgradeCode") == "{5B1E0C84-6A0D-4C56-9E0B-7F5C2B8D13A6}"
    assert one.get("Id") != two.get("Id")


def test_names_that_the_tables_can_not_hold_are_refused(folder: Path) -> None:
    (folder / "å.txt").write_bytes(b"x")
    with pytest.raises(UnicodeEncodeError):
        wxs.document(folder, "1.0.0", "f.ico")


def test_identifiers_are_ascii_and_fit(folder: Path) -> None:
    assert all(re.fullmatch(r"[A-Za-z]\w{0,71}", name) for name in components(folder, "1.0.0"))


def test_the_vault_is_opened_with_the_program(folder: Path) -> None:
    text = wxs.document(folder, "1.0.0", "f.ico")
    assert 'Key="Software\\Classes\\.familjeflow"' in text
    assert "FamiljeFlow.exe&quot; --vault &quot;%1&quot;" in text


def test_the_uninstaller_removes_what_was_installed_and_nothing_else(folder: Path) -> None:
    lines = installers.removal(folder).splitlines()
    assert lines == [
        'Delete "$INSTDIR\\app\\lxml\\etree.pyd"',
        'Delete "$INSTDIR\\app\\lxml\\__init__.pyc"',
        'RMDir "$INSTDIR\\app\\lxml"',
        'RMDir "$INSTDIR\\app"',
        'Delete "$INSTDIR\\FamiljeFlow.exe"',
    ]


@pytest.mark.parametrize(("version", "numbers"), [("0.2.1", "0,2,1,0"), ("12.0.65535", "12,0,65535,0")])
def test_the_version_of_the_program_file_has_four_numbers(version: str, numbers: str) -> None:
    assert tree.version_numbers(version) == numbers


@pytest.mark.parametrize("version", ["1.2", "1.2.3.4", "1.2.b1", "1.2.65536"])
def test_other_versions_are_refused(version: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # which part is wrong does not matter
        tree.version_numbers(version)


def test_a_library_is_shipped_or_belongs_to_windows() -> None:
    asked = {"kernel32.dll", "winspool.drv", "api-ms-win-crt-heap-l1-1-0.dll", "qt6core.dll", "lost.dll"}
    assert closure.missing(asked, {"qt6core.dll"}) == {"lost.dll"}


@pytest.mark.parametrize("size", [0, 4096])
def test_a_signature_is_seen(size: int) -> None:
    program = bytearray(1024)
    struct.pack_into("<I", program, 0x3C, 128)
    struct.pack_into("<II", program, 128 + 24 + 112 + 8 * 4, 512, size)
    assert signing.is_signed(bytes(program)) is bool(size)


def test_only_python_is_packed(folder: Path) -> None:
    (folder / "app" / "peewee.pyc").write_bytes(b"x")
    assert tree._is_pure(folder / "app" / "peewee.pyc")
    assert not tree._is_pure(folder / "app" / "lxml")
