"""The description of the MSI (WiX 3) for a tree of files: one component a file, with ids that never change.

An upgrade is clean only when a file keeps its component id from version to version, so ids come from paths.
Everything is ASCII: wixl leaves the code page of the tables unset.
"""

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

PROGRAM = "FamiljeFlow.exe"
_NAMES = uuid.UUID("3a7d6c52-8a0e-4f0b-9f5e-0d2f1c7b6e94")
_UPGRADE_CODE = "{5B1E0C84-6A0D-4C56-9E0B-7F5C2B8D13A6}"
"""These two are never changed: every upgrade rests on them."""

_FILE_TYPE = "FamiljeFlow.Arbetsfil"
_EXTENSION = ".familjeflow"


def guid(name: str) -> str:
    """The id of something, always the same for the same name."""
    return "{" + str(uuid.uuid5(_NAMES, name)).upper() + "}"


def identifier(kind: str, path: str) -> str:
    """A short name for a path inside the MSI, where only letters and digits may stand."""
    return kind + hashlib.sha256(path.encode()).hexdigest()[:32]


def document(tree: Path, version: str, icon: str) -> str:
    """The whole description; `icon` is where wixl finds the icon. Raises UnicodeEncodeError."""
    paths = sorted(p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file())
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
        f'<Product Id="{guid("product " + version)}" Name="FamiljeFlow" Manufacturer="FamiljeFlow"',
        f'  Language="1053" Codepage="1252" Version="{version}" UpgradeCode="{_UPGRADE_CODE}">',
        *_product(icon),
        '<Directory Id="TARGETDIR" Name="SourceDir">',
        '<Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="FamiljeFlow">',
        *_folder(tree, tree),
        "</Directory></Directory>",
        *_start_menu(),
        "</Directory>",
        '<Feature Id="Complete" Level="1"><ComponentRef Id="StartMenu"/>',
        *(f'<ComponentRef Id="{_component_id(path)}"/>' for path in paths),
        "</Feature></Product></Wix>",
    ]
    text = "\n".join(lines) + "\n"
    text.encode("ascii")
    return text


def _product(icon: str) -> Iterator[str]:
    yield '<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>'
    yield '<MajorUpgrade DowngradeErrorMessage="A newer FamiljeFlow is installed already."/>'
    yield '<Media Id="1" Cabinet="familjeflow.cab" EmbedCab="yes"/>'
    yield f'<Icon Id="FamiljeFlow.ico" SourceFile={quoteattr(icon)}/>'
    yield '<Property Id="ARPPRODUCTICON" Value="FamiljeFlow.ico"/><Property Id="ARPNOMODIFY" Value="1"/>'


def _folder(folder: Path, tree: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        place = path.relative_to(tree).as_posix()
        name = quoteattr(path.name)
        if path.is_dir():
            yield f'<Directory Id="{identifier("d", place)}" Name={name}>'
            yield from _folder(path, tree)
            yield "</Directory>"
        else:
            yield f'<Component Id="{_component_id(place)}" Guid="{guid(place)}" Win64="yes">'
            yield f'<File Id="{identifier("f", place)}" Name={name} Source={quoteattr(place)} KeyPath="yes"/>'
            yield "</Component>"


def _component_id(path: str) -> str:
    return identifier("c", path)


def _start_menu() -> Iterator[str]:
    """The shortcut and the file type; wixl needs a registry value beside the shortcut to hold on to."""
    classes = "Software\\Classes"
    command = "&quot;[INSTALLDIR]FamiljeFlow.exe&quot; --vault &quot;%1&quot;"
    yield '<Directory Id="ProgramMenuFolder">'
    yield f'<Component Id="StartMenu" Guid="{guid("start menu")}" Win64="yes">'
    yield '<Shortcut Id="StartMenuShortcut" Name="FamiljeFlow" Target="[INSTALLDIR]FamiljeFlow.exe"'
    yield '  WorkingDirectory="INSTALLDIR" Icon="FamiljeFlow.ico"/>'
    yield _value("Software\\FamiljeFlow", "[INSTALLDIR]", 'Name="InstallDir" KeyPath="yes"')
    yield _value(f"{classes}\\{_EXTENSION}", _FILE_TYPE)
    yield _value(f"{classes}\\{_FILE_TYPE}", "FamiljeFlow-arbetsfil")
    yield _value(f"{classes}\\{_FILE_TYPE}\\DefaultIcon", "[INSTALLDIR]FamiljeFlow.exe,0")
    yield _value(f"{classes}\\{_FILE_TYPE}\\shell\\open\\command", command)
    yield "</Component></Directory>"


def _value(key: str, value: str, more: str = "") -> str:
    return f'<RegistryValue Root="HKLM" Key="{key}" Type="string" Value="{value}" {more}/>'
