"""The pure parts of the Linux package: what is written beside the program, and what is packed."""

import gzip
import struct
import sys
from pathlib import Path

import pytest
from linux import filesystem, icu, modules

ROOT = Path(__file__).resolve().parents[2]


def test_the_changelog_is_the_newest_part_as_debian_writes_it() -> None:
    written = "# Ändringar\n\n## 2.0.0\n\n- En rad\n  som fortsätter.\n- En till.\n\n## 1.0.0\n\n- Gammalt.\n"
    said = filesystem.debian_changelog(written, "2.0.0", 0)
    assert said.startswith(
        "familjeflow (2.0.0) unstable; urgency=medium\n\n  * En rad som fortsätter.\n  * En till.\n"
    )
    assert said.endswith("  Thu, 01 Jan 1970 00:00:00 +0000\n")
    assert "Gammalt" not in said


def test_a_text_becomes_the_body_of_a_field() -> None:
    assert filesystem.as_paragraph("Ett\n\n  två") == " Ett\n .\n   två"


def test_a_template_without_a_fact_is_a_fault_of_ours() -> None:
    assert filesystem.filled("@NAME@ 1", {"NAME": "x"}) == "x 1"
    with pytest.raises(KeyError):
        filesystem.filled("@NAME@", {})


def test_packing_the_same_twice_gives_the_same_bytes() -> None:
    assert filesystem.packed(b"x" * 99) == filesystem.packed(b"x" * 99)
    assert gzip.decompress(filesystem.packed(b"x")) == b"x"


def test_everything_lies_where_the_desktop_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    filesystem.add_desktop_files(tmp_path, "1.2.3")
    share = tmp_path / "usr/share"
    app = filesystem.APP_ID
    menu = (share / f"applications/{app}.desktop").read_text(encoding="utf-8")
    assert f"Icon={app}" in menu
    assert (share / f"icons/hicolor/scalable/apps/{app}.svg").exists()
    assert "*.familjeflow" in (share / "mime/packages/familjeflow.xml").read_text(encoding="utf-8")
    assert 'version="1.2.3" date="2023-11-14"' in (share / f"metainfo/{app}.metainfo.xml").read_text("utf-8")
    manual = gzip.decompress((share / "man/man1/familjeflow.1.gz").read_bytes()).decode()
    assert '"FamiljeFlow 1.2.3"' in manual
    assert "European Union Public Licence" in (share / "doc/familjeflow/copyright").read_text("utf-8").title()


def test_the_icu_table_is_read_back_as_it_was_written() -> None:
    resource = struct.pack("<H", 8) + b"\0" * 6 + struct.pack("<5I", 0, 0, 0, 0, 6) + b"\0" * 4
    items = {"icudt99l/pool.res": b"a" * 16, "icudt99l/sv.res": b"b" * 32, "icudt99l/zu.res": resource}
    head = struct.pack("<H2B", 24, 0xDA, 0x27) + b"\0" * 8 + b"CmnD" + b"\0" * 8
    library = b"elf" * 11 + head + icu.table(items) + b"end"
    found_head, found = icu.read_items(library, "icudt99l/")
    assert found_head == head
    assert found == items


def test_only_data_of_the_languages_of_the_program_is_kept() -> None:
    kept = ("coll/sv.res", "root.res", "nfc.nrm", "uprops.icu", "zone/sv.res", "zoneinfo64.res")
    left = ("zu.res", "coll/ja.res", "ibm-1047.cnv", "translit/root.res", "lang/zu.res", "rbnf/sv.res")
    assert [name for name in (*kept, *left) if icu._KEEP.fullmatch(name)] == list(kept)


def test_what_one_python_alone_needs_is_packed_and_unpacked(tmp_path: Path) -> None:
    program = tmp_path / "program"
    (program / "pkg").mkdir(parents=True)
    files = {
        "pkg/a.cpython-311-x86_64-linux-gnu.so": b"eleven",
        "pkg/a.cpython-313-x86_64-linux-gnu.so": b"thirteen",
        "pkg/b.abi3.so": b"all",
        "pkg/c.py": b"text",
    }
    for name, data in files.items():
        (program / name).write_bytes(data)
    modules.pack(program, 0)
    first = (program / modules.ARCHIVE).read_bytes()
    assert sorted(p.name for p in (program / "pkg").iterdir()) == ["b.abi3.so", "c.py"]
    assert modules.unpack(program, "cpython-313") == 1
    assert modules.unpack(program, "cpython-311") == 1
    assert [p.read_bytes() for p in program.rglob("a.*")] == [b"eleven"]
    assert modules.unpack(program, "cpython-399") == 0
    for name, data in files.items():
        (program / name).write_bytes(data)
    modules.pack(program, 0)
    assert (program / modules.ARCHIVE).read_bytes() == first
    assert modules.tag_of("x.cpython-314-x86_64-linux-gnu.so") == "cpython-314"
    assert str(sys.implementation.cache_tag) in ("cpython-311", "cpython-312", "cpython-313", "cpython-314")


def test_the_scripts_of_the_package_name_the_folder_of_the_program() -> None:
    for name in ("familjeflow", "postinst", "prerm", "familjeflow.rtupdate"):
        text = (ROOT / "packaging" / "linux" / name).read_text(encoding="utf-8")
        assert f"/{filesystem.PROGRAM}" in text or "py3clean -p familjeflow" in text
