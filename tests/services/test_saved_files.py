"""Files that a person saves are whole, or not there."""

import os
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from familjeflow.services.files import write_whole
from familjeflow.services.papers import recovery_paper


def test_a_file_is_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "papper.pdf", b"nytt")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("papper.pdf", b"nytt")]


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "papper.pdf"
    place.write_bytes(b"gammalt")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(place, b"nytt")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("papper.pdf", b"gammalt")]


def test_a_replaced_file_keeps_its_rights_and_a_new_one_is_its_owners(tmp_path: Path) -> None:
    place = tmp_path / "papper.pdf"
    write_whole(place, b"ett")
    assert place.stat().st_mode & 0o777 == 0o600
    place.chmod(0o640)
    write_whole(place, b"nytt")
    assert place.stat().st_mode & 0o777 == 0o640


def test_a_link_goes_on_pointing_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "egentlig.pdf").write_bytes(b"gammalt")
    link = tmp_path / "genvag.pdf"
    link.symlink_to(tmp_path / "egentlig.pdf")
    write_whole(link, b"nytt")
    assert link.is_symlink()
    assert (tmp_path / "egentlig.pdf").read_bytes() == b"nytt"


def test_the_recovery_paper_has_the_day_it_is_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "kod.pdf", recovery_paper("ABCD-EFGH", date(2031, 5, 6)))
    assert "2031-05-06" in PdfReader(tmp_path / "kod.pdf").pages[0].extract_text()
