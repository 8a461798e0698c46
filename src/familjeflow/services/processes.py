"""The processes that travel with the program, the organisation's own, and those that cases already run on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from familjeflow import resources
from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import ProcessDefinition
from familjeflow.formats import bundle
from familjeflow.formats.errors import FormatError as FormatError
from familjeflow.services import policy
from familjeflow.storage.store import Store

Files = Mapping[str, bytes]
Found = Mapping[str, tuple[ProcessDefinition, Files]]


@dataclass(frozen=True, slots=True)
class OwnProcesses:
    """What was read in the organisation's folder, by id, and what is wrong with the rest."""

    found: Found
    faults: tuple[FormatError, ...] = ()


@cache
def _shipped() -> Found:
    folders = sorted(d for d in resources.path("processes").iterdir() if d.is_dir())
    read = [(bundle.read_bundle(files), files) for files in map(bundle.read_folder, folders)]
    return {definition.info.id: (definition, files) for definition, files in read}


def shipped() -> tuple[ProcessDefinition, ...]:
    """The shipped processes, by their short names."""
    return _in_order(_shipped())


def shipped_process(process_id: str) -> tuple[ProcessDefinition, Files]:
    """A shipped process with its files. Raises DomainError("unknown_process")."""
    return _one(_shipped(), process_id)


def read_own(folder: Path) -> OwnProcesses:
    """Every process below a folder, read as strictly as a shipped one; a faulty one is told and left out.

    Faults name the file as `folder/file`, so that one knows whose content.toml it is.
    """
    found: dict[str, tuple[ProcessDefinition, Files]] = {}
    faults: list[FormatError] = []
    try:
        places = sorted(d for d in folder.iterdir() if d.is_dir() and not d.name.startswith("."))
    except OSError:
        return OwnProcesses({}, (FormatError("no_folder", str(folder), None, ""),))
    for place in places:
        try:
            definition, files = _read(place)
            if definition.info.id in found:
                raise FormatError("process_twice", bundle.CONTENT_FILE, None, definition.info.id)
        except FormatError as fault:
            faults.append(_inside(place, fault))
        else:
            found[definition.info.id] = (definition, files)
    return OwnProcesses(found, tuple(faults))


def _read(place: Path) -> tuple[ProcessDefinition, Files]:
    try:
        files = bundle.read_folder(place)
    except OSError as error:
        raise FormatError("no_folder", "", None, "") from error
    return bundle.read_bundle(files), files


def _inside(place: Path, fault: FormatError) -> FormatError:
    file = f"{place.name}/{fault.file}" if fault.file not in ("", place.name) else place.name
    return FormatError(fault.code, file, fault.line, fault.field, **fault.facts)


@cache
def _own() -> OwnProcesses:
    folder = policy.current().processes_folder
    return read_own(folder) if folder else OwnProcesses({})


def own_faults() -> tuple[FormatError, ...]:
    """What is wrong with the organisation's own processes; those are not offered."""
    return _own().faults


def _offered() -> Found:
    return {**_shipped(), **_own().found}


def offered() -> tuple[ProcessDefinition, ...]:
    """The processes to open a case on, by their short names: the shipped and the organisation's own.

    One of the organisation's own with the id of a shipped one stands in its place.
    """
    return _in_order(_offered())


def offered_process(process_id: str) -> tuple[ProcessDefinition, Files]:
    """A process to open a case on, with its files. Raises DomainError("unknown_process")."""
    return _one(_offered(), process_id)


def _in_order(found: Found) -> tuple[ProcessDefinition, ...]:
    return tuple(sorted((definition for definition, _files in found.values()), key=lambda d: d.info.short))


def _one(found: Found, process_id: str) -> tuple[ProcessDefinition, Files]:
    if process_id not in found:
        raise DomainError("unknown_process", process=process_id)
    return found[process_id]


_read_before: dict[str, ProcessDefinition] = {}


def definition_of(store: Store, bundle_hash: str) -> ProcessDefinition:
    """The exact definition that a case runs on, from the vault. Read once, since a bundle never changes.

    It is read as strictly as one that is brought in. Raises FormatError where an older program kept what this
    one does not accept: the case cannot be shown then, and nothing of it is lost.
    """
    if bundle_hash not in _read_before:
        _read_before[bundle_hash] = bundle.read_bundle(store.bundle(bundle_hash))
    return _read_before[bundle_hash]
