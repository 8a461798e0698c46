"""Everything of the Linux package beside the program itself, each file where distributions look for it."""

import gzip
import io
import re
import textwrap
import time
from collections.abc import Mapping
from pathlib import Path

import stage

APP_ID = "se.familjeflow.FamiljeFlow"
MEDIA_TYPE = "application-x-familjeflow"
PROGRAM = "usr/lib/familjeflow"
DOCUMENTS = "usr/share/doc/familjeflow"
COMMAND = "usr/bin/familjeflow"
RTUPDATE = "usr/share/python3/runtime.d/familjeflow.rtupdate"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
MAINTAINER = "FamiljeFlow <familjeflow@familjeflow.example>"
_HERE = Path(__file__).resolve().parent
_ICONS = _HERE.parent / "icons"
_LINE = 76


def add_desktop_files(root: Path, version: str) -> None:
    """Put command, menu entry, description, file type, icons, manual and documents below `root`."""
    facts = {"VERSION": version, "DATE": time.strftime("%Y-%m-%d", time.gmtime(stage.epoch()))}
    share = root / "usr/share"
    _put(root / COMMAND, _own("familjeflow"))
    _put(root / RTUPDATE, _own("familjeflow.rtupdate"))
    _put(share / f"applications/{APP_ID}.desktop", _own(f"{APP_ID}.desktop"))
    described = filled(_own(f"{APP_ID}.metainfo.xml").decode(), facts)
    _put(share / f"metainfo/{APP_ID}.metainfo.xml", described.encode())
    _put(share / "mime/packages/familjeflow.xml", _own("familjeflow.xml"))
    _put(share / "lintian/overrides/familjeflow", _own("lintian-overrides"))
    manual = filled(_own("familjeflow.1").decode(), facts)
    _put(share / "man/man1/familjeflow.1.gz", packed(manual.encode()))
    _add_icons(share / "icons/hicolor")
    _add_documents(root / DOCUMENTS, version)


def _add_icons(theme: Path) -> None:
    drawn = (_ICONS / "familjeflow.svg").read_bytes()
    _put(theme / f"scalable/apps/{APP_ID}.svg", drawn)
    _put(theme / f"scalable/mimetypes/{MEDIA_TYPE}.svg", drawn)
    for size in ICON_SIZES:
        picture = (_ICONS / f"familjeflow-{size}.png").read_bytes()
        _put(theme / f"{size}x{size}/apps/{APP_ID}.png", picture)


def _add_documents(folder: Path, version: str) -> None:
    licence = (stage.ROOT / "LICENSE").read_text(encoding="utf-8")
    copyright_ = filled(_own("copyright.in").decode(), {"LICENCE": as_paragraph(licence)})
    _put(folder / "copyright", copyright_.encode())
    changes = (stage.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    _put(folder / "changelog.gz", packed(debian_changelog(changes, version, stage.epoch()).encode()))
    notices = folder / "THIRD-PARTY.txt"
    if notices.exists():
        _put(folder / "THIRD-PARTY.txt.gz", packed(notices.read_bytes()))
        notices.unlink()


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The template with each @NAME@ replaced. Raises KeyError for a name without a fact."""
    return re.sub(r"@([A-Z]+)@", lambda found: facts[found[1]], template)


def packed(data: bytes) -> bytes:
    """The data as gzip -9n makes it: no name and no time, so that the same data gives the same bytes."""
    stream = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, stream, 0) as squeezed:
        squeezed.write(data)
    return stream.getvalue()


def as_paragraph(text: str) -> str:
    """A text as the body of a field of a Debian control file: indented, with a dot on each empty line."""
    return "\n".join(f" {line}" if line.strip() else " ." for line in text.splitlines())


def debian_changelog(changes: str, version: str, when: int) -> str:
    """The newest part of CHANGELOG.md as Debian writes it; `when` in seconds since 1970 (UTC)."""
    newest = re.split(r"^## .*$", changes, flags=re.MULTILINE)[1]
    points = [" ".join(point.split()) for point in re.split(r"^- ", newest, flags=re.MULTILINE)[1:]]
    lines = [textwrap.fill(point, _LINE, initial_indent="  * ", subsequent_indent="    ") for point in points]
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(when))
    head = f"familjeflow ({version}) unstable; urgency=medium"
    return "\n".join([head, "", *(lines or [f"  * {version}"]), "", f" -- {MAINTAINER}  {day}", ""])


def _own(name: str) -> bytes:
    return (_HERE / name).read_bytes()


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
