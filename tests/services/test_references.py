"""Places for the organisation's own files."""

from pathlib import Path

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import processes, references
from familjeflow.services.vaults import VaultError
from familjeflow.storage.kept_files import LARGEST

FAMILY = next(p for p in processes.shipped() if p.info.id == "familjebehandlare")


def test_what_the_sources_only_link_to_has_a_place_that_is_empty_at_first(home: House) -> None:
    found = {r.title for p in processes.shipped() for r in references.references(home.desk, p)}
    assert {
        "Behandlingsgruppens ärendeprocess",
        "Rutiner mellan behandlingsgruppen och utredare",
        "Insatsmeny behandlingsgruppen",
        "Lathund för Doodle",
    } <= found
    assert all(not r.file_name for r in references.references(home.desk, FAMILY))
    with pytest.raises(DomainError) as refused:
        references.opened(home.desk, FAMILY.info.id, "insatsmeny")
    assert refused.value.code == "no_file_yet"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"MZ not a pdf", references.OTHER),
    ],
)
def test_a_file_is_what_its_bytes_say_and_not_its_name(
    home: House, tmp_path: Path, data: bytes, kind: str
) -> None:
    path = tmp_path / "meny.pdf"
    path.write_bytes(data)
    references.attach(home.desk, FAMILY.info.id, "insatsmeny", path)
    path.unlink()
    opened = references.opened(home.desk, FAMILY.info.id, "insatsmeny")
    assert (opened.file_name, opened.media_type, opened.data) == ("meny.pdf", kind, data)


def test_a_file_that_cannot_be_taken_leaves_the_one_that_was_there(home: House, tmp_path: Path) -> None:
    good, large = tmp_path / "bra.pdf", tmp_path / "stor.pdf"
    good.write_bytes(b"%PDF-")
    references.attach(home.desk, FAMILY.info.id, "insatsmeny", good)
    with large.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(VaultError) as refused:
        references.attach(home.desk, FAMILY.info.id, "insatsmeny", large)
    assert refused.value.code == "file_too_big"
    with pytest.raises(OSError, match="borta"):
        references.attach(home.desk, FAMILY.info.id, "insatsmeny", tmp_path / "borta.pdf")
    assert references.opened(home.desk, FAMILY.info.id, "insatsmeny").file_name == "bra.pdf"
    references.remove(home.desk, FAMILY.info.id, "insatsmeny")
    assert all(not r.file_name for r in references.references(home.desk, FAMILY))
