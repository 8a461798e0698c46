"""What kind of disk a folder lies on: one's own, one that a service copies elsewhere, or a network's.

A synced vault comes in two versions as soon as two computers have it, and what syncs takes half-written
files. So a vault is never kept there. The names are those that the services give their folders themselves.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PureWindowsPath
from typing import Literal

Kind = Literal["own", "synced", "roaming", "network"]

# The variables that OneDrive sets where it is signed in; its folder may have any name.
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"onedrive( - .+)?", re.I), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.I), "Dropbox"),
    (re.compile(r"google ?drive|googledrive-.+", re.I), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.I), "iCloud"),
    (re.compile(r"nextcloud|owncloud", re.I), "Nextcloud"),
    (re.compile(r"box sync", re.I), "Box"),
    (re.compile(r"cloudstorage", re.I), "CloudStorage"),
)
# Google Drive also shows itself as a disk of its own on Windows, with one folder in the person's language.
_GOOGLE_DISK = re.compile(r"[a-z]:[\\/](my drive|min enhet)[\\/].*", re.I)
# What the services leave in the folder that they sync, whatever its name is.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.dropbox\.cache"), "Dropbox"),
    (re.compile(r"\.tmp\.drivedownload"), "Google Drive"),
    (re.compile(r"\._?sync_[0-9a-z]+\.db"), "Nextcloud"),
)
_NETWORK_TYPES = re.compile(
    r"cifs|smb(2|3|fs)|nfs4?|ncpfs|ncp|afs|ceph|glusterfs|lustre|davfs|fuse\.(sshfs|gvfsd-fuse|davfs2?|smbnetfs|glusterfs)"
)
_SYNCED_TYPES = re.compile(r"fuse\.(.*drive.*|rclone|dropbox.*|dbxfs|pcloud.*)", re.I)
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Place:
    """`name` is the service or the kind of disk, for the sentence: "OneDrive", "cifs"."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of this computer: variables of the user, and the text of /proc/mounts ("" elsewhere)."""

    environment: Mapping[str, str] = field(default_factory=dict)
    mounts: str = ""


def surroundings() -> Surroundings:
    """As they are now."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        mounts = ""
    return Surroundings(dict(os.environ), mounts)


def place_of(path: Path, around: Surroundings) -> Place:
    """What kind of place a file lies in, or would lie in. Links are followed; nothing needs to be there."""
    written = Path(os.path.abspath(path))
    real = written.resolve()
    for found in (_synced(written, around), _synced(real, around), _network(written, real, around)):
        if found is not None:
            return found
    return Place("own")


def _synced(path: Path, around: Surroundings) -> Place | None:
    for name in _ONEDRIVE_VARIABLES:
        if _inside(path, around.environment.get(name, "")):
            return Place("synced", "OneDrive")
    for pattern, service in _NAMES:
        if any(pattern.fullmatch(part) for part in path.parent.parts):
            return Place("synced", service)
    if _GOOGLE_DISK.fullmatch(str(path)):
        return Place("synced", "Google Drive")
    for folder in path.parents:
        if service := _marked(folder):
            return Place("synced", service)
    return Place("roaming") if _roams(path, around) else None


def _marked(folder: Path) -> str:
    """The service that has left its mark in a folder, "" for none or where the folder cannot be read."""
    try:
        hidden = [name for name in os.listdir(folder) if name.startswith(".")]
    except OSError:
        return ""
    return next((service for mark, service in _MARKS for name in hidden if mark.fullmatch(name)), "")


def _roams(path: Path, around: Surroundings) -> bool:
    """A Windows profile that follows the person between computers copies AppData\\Roaming at log-out."""
    if _inside(path, around.environment.get("APPDATA", "")):
        return True
    parts = [part.lower() for part in path.parent.parts]
    return ("appdata", "roaming") in pairwise(parts)


def _inside(path: Path, folder: str) -> bool:
    return bool(folder) and path.is_relative_to(Path(os.path.abspath(folder)))


def _network(written: Path, real: Path, around: Surroundings) -> Place | None:
    for path in (written, real):
        if _on_share(str(path)):
            return Place("network", "UNC")
    if _remote_drive(real):
        return Place("network", real.drive)
    kind = _mount_type(real, around.mounts)
    if _SYNCED_TYPES.fullmatch(kind):
        return Place("synced", kind)
    return Place("network", kind) if _NETWORK_TYPES.fullmatch(kind) else None


def _on_share(path: str) -> bool:
    r"""Whether a path names another computer: \\server\share, also as \\?\UNC\server\share."""
    start = path.replace("/", "\\")
    if start.upper().startswith("\\\\?\\"):
        return start.upper().startswith("\\\\?\\UNC\\")
    return PureWindowsPath(start).drive.startswith("\\\\")


def _mount_type(path: Path, mounts: str) -> str:
    """The type of the file system that holds a path: the longest mount point, of two the latest."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = _unescaped(parts[1])
        if path.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), parts[2]
    return kind


def _unescaped(point: str) -> str:
    """/proc/mounts writes a space as \\040 (man 5 fstab)."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


if sys.platform == "win32":
    import ctypes

    def _remote_drive(path: Path) -> bool:
        return bool(path.drive) and ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == _REMOTE_DRIVE

else:

    def _remote_drive(path: Path) -> bool:
        return False
