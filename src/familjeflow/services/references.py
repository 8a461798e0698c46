"""Files of the organisation's own, where a process only refers to one: routines, lathund, insatsmeny.

They lie in the vault, so that they are at hand in every case of the process and go nowhere else.
"""

from dataclasses import dataclass
from pathlib import Path

from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import DocumentKind, ProcessDefinition, StepDocument
from familjeflow.services.desk import Desk
from familjeflow.storage.kept_files import LARGEST, ReferenceFile
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class Reference:
    """A place for a file. `file_name` is "" while it is empty; `media_type` as found in its bytes."""

    id: str
    title: str
    explanation: str
    step: str
    file_name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file to show: its name as it was attached, what it is, and its bytes."""

    file_name: str
    media_type: str
    data: bytes


PDF = "application/pdf"
_KINDS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
OTHER = "application/octet-stream"


def references(desk: Desk, definition: ProcessDefinition) -> tuple[Reference, ...]:
    """Every place of a process where the organisation may attach a file, in reading order."""
    kept = {file.reference: file for file in desk.vault.read(lambda s: s.references(definition.info.id))}
    found: dict[str, Reference] = {}
    for step in definition.reading_order:
        content = definition.step(step)
        for document in content.documents:
            if document.kind is DocumentKind.REFERENCE and document.id not in found:
                found[document.id] = _reference(document, content.label, kept.get(document.id))
    return tuple(found.values())


def _reference(document: StepDocument, step: str, kept: ReferenceFile | None) -> Reference:
    return Reference(
        id=document.id,
        title=document.title,
        explanation=document.explanation,
        step=step,
        file_name=kept.file_name if kept else "",
        media_type=kept.media_type if kept else "",
        size=kept.size if kept else 0,
    )


def attach(desk: Desk, process_id: str, reference: str, path: Path) -> None:
    """Keep a file's bytes in the vault in place of the one that was there.

    Raises VaultError "file_too_big" or "file_empty", or OSError where the file cannot be read; then the one
    that was there stays.
    """
    data = _read(path)

    def work(store: Store) -> None:
        sha256 = store.put_file(data)
        kept = ReferenceFile(reference, path.name, media_type(data), len(data), sha256, desk.clock())
        store.put_reference(process_id, kept)

    desk.vault.write(work)


def _read(path: Path) -> bytes:
    """The file's bytes, one more than the vault takes at the most, so that a huge file is not read whole."""
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def remove(desk: Desk, process_id: str, reference: str) -> None:
    """Take the file away from the vault."""
    desk.vault.write(lambda store: store.remove_reference(process_id, reference))


def opened(desk: Desk, process_id: str, reference: str) -> OpenedFile:
    """The file to show or save. Raises DomainError "no_file_yet", VaultError "damaged"."""

    def work(store: Store) -> OpenedFile:
        kept = next((f for f in store.references(process_id) if f.reference == reference), None)
        if kept is None:
            raise DomainError("no_file_yet")
        return OpenedFile(kept.file_name, kept.media_type, store.file(kept.sha256))

    return desk.vault.read(work)


def media_type(data: bytes) -> str:
    """What a file is, by its first bytes and never by its name."""
    return next((kind for start, kind in _KINDS if data.startswith(start)), OTHER)


def attached_ids(store: Store, process_id: str) -> frozenset[str]:
    """The references of a process that have a file."""
    return frozenset(kept.reference for kept in store.references(process_id))
