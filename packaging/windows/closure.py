"""Proof that the Windows tree is whole: each library asked for is shipped or is Windows' own."""

import re
from pathlib import Path

import stage
from windows import signing

# What Windows 10 1809 and later has by itself; icuuc since 1703. What is not here must be shipped.
_OF_WINDOWS = frozenset(
    {
        *("advapi32", "authz", "bcrypt", "bcryptprimitives", "comdlg32", "crypt32", "d3d11", "d3d12", "d3d9"),
        *("dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32", "iphlpapi", "kernel32", "mpr"),
        *("msvcrt", "netapi32", "ntdll", "ole32", "oleaut32", "rpcrt4", "secur32", "setupapi", "shell32"),
        *(
            "shlwapi",
            "uiautomationcore",
            "user32",
            "userenv",
            "usp10",
            "uxtheme",
            "version",
            "winhttp",
            "winmm",
        ),
        *("winspool", "ws2_32", "wtsapi32"),
    }
)
_ASKED = re.compile(r"^\s*DLL Name: (\S+)", re.MULTILINE)


def asked_by(program: Path) -> set[str]:
    """The libraries that a program is linked to, in lower case."""
    told = stage.run("x86_64-w64-mingw32-objdump", "-p", program)
    return {name.lower() for name in _ASKED.findall(told)}


def missing(asked: set[str], shipped: set[str]) -> set[str]:
    """Of the libraries asked for, those that are neither shipped nor Windows' own."""
    foreign = {name for name in asked if name.partition(".")[0] not in _OF_WINDOWS}
    return {name for name in foreign - shipped if not name.startswith("api-ms-win-")}


def prove(tree: Path) -> None:
    """Raise LookupError when something is asked for that is not there, or a library is there for nobody."""
    programs = signing.programs(tree)
    asked = {program: asked_by(program) for program in programs}
    shipped = {program.name.lower() for program in programs}
    lacking = {
        p.name: sorted(missing(names, shipped)) for p, names in asked.items() if missing(names, shipped)
    }
    if lacking:
        raise LookupError(f"libraries that nobody ships: {lacking}")
    wanted = set().union(*asked.values())
    idle = sorted(p.name for p in programs if _must_be_asked_for(p, tree) and p.name.lower() not in wanted)
    if idle:
        raise LookupError(f"libraries that nobody asks for: {idle}")


def _must_be_asked_for(program: Path, tree: Path) -> bool:
    """Plugins are found by their folder, some libraries by name; every other is linked to."""
    found_by_name = ("pdfium.dll", f"{program.stem}.pyd", "FamiljeFlow.exe", "python3.dll")
    return program.name not in found_by_name and "plugins" not in program.relative_to(tree).parts
