"""The processes that travel with the program, and those that cases already run on."""

from collections.abc import Mapping
from functools import cache

from familjeflow import resources
from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import ProcessDefinition
from familjeflow.formats import bundle
from familjeflow.formats.errors import FormatError as FormatError
from familjeflow.storage.store import Store

Files = Mapping[str, bytes]


@cache
def _shipped() -> Mapping[str, tuple[ProcessDefinition, Files]]:
    folders = sorted(d for d in resources.path("processes").iterdir() if d.is_dir())
    read = [(bundle.read_bundle(files), files) for files in map(bundle.read_folder, folders)]
    return {definition.info.id: (definition, files) for definition, files in read}


def shipped() -> tuple[ProcessDefinition, ...]:
    """The shipped processes, by their short names."""
    return tuple(sorted((d for d, _ in _shipped().values()), key=lambda d: d.info.short))


def shipped_process(process_id: str) -> tuple[ProcessDefinition, Files]:
    """A shipped process with its files. Raises DomainError("unknown_process")."""
    if process_id not in _shipped():
        raise DomainError("unknown_process", process=process_id)
    return _shipped()[process_id]


_read: dict[str, ProcessDefinition] = {}


def definition_of(store: Store, bundle_hash: str) -> ProcessDefinition:
    """The exact definition that a case runs on, from the vault. Read once, since a bundle never changes.

    It is read as strictly as one that is brought in. Raises FormatError where an older program kept what this
    one does not accept: the case cannot be shown then, and nothing of it is lost.
    """
    if bundle_hash not in _read:
        _read[bundle_hash] = bundle.read_bundle(store.bundle(bundle_hash))
    return _read[bundle_hash]
