"""Moving a running case to the version of its process that travels with the program now.

A case never changes by itself: it keeps the exact files it was opened on until someone moves it, after a look
at what the move means. Steps keep their rounds through a map from old to new ids; what the new version lacks
stays in the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from familjeflow.domain import events as e
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.states import standings
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.case_work import Loaded, keep, load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.effects import imagined
from familjeflow.services.words import state_word
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class Move:
    """What a move would mean: a line for each step that is new, gone or stands otherwise than before."""

    bundle_hash: str
    lines: tuple[str, ...]


def newer_version(desk: Desk, case_id: str) -> Move | None:
    """What moving the case to the shipped version would mean, None when it already runs on it."""

    def work(store: Store) -> Move | None:
        loaded = load(store, case_id)
        shipped = _shipped(loaded)
        if shipped is None or shipped.bundle_hash == loaded.case.bundle_hash:
            return None
        return Move(shipped.bundle_hash, tuple(_differences(loaded, shipped, {})))

    return desk.vault.read(work)


def preview(desk: Desk, case_id: str, id_map: Mapping[str, str]) -> tuple[str, ...]:
    """What a move with this map from old to new ids would mean."""

    def work(store: Store) -> tuple[str, ...]:
        loaded = load(store, case_id)
        shipped = _shipped(loaded)
        return tuple(_differences(loaded, shipped, id_map)) if shipped else ()

    return desk.vault.read(work)


def move(desk: Desk, case_id: str, id_map: Mapping[str, str], reason: str) -> ChangeSet:
    """Move the case to the shipped version, for a reason. Nothing recorded is lost.

    Raises DomainError "unknown_process", "reason_needed", or "unknown_step" for a map to a missing step.
    """

    def work(store: Store) -> ChangeSet:
        loaded = load(store, case_id)
        shipped, files = processes.offered_process(loaded.definition.info.id)
        if not reason.strip():
            raise DomainError("reason_needed")
        if missing := [new for new in id_map.values() if new not in shipped.graph.node]:
            raise DomainError("unknown_step", step=missing[0])
        store.put_bundle(shipped.bundle_hash, files)
        changed = e.BundleChanged(shipped.bundle_hash, tuple(sorted(id_map.items())), reason.strip())
        return keep(desk, store, loaded, case_id, (changed,))

    return desk.vault.write(work)


def _shipped(loaded: Loaded) -> ProcessDefinition | None:
    """The shipped version of the case's process, None when it no longer travels with the program."""
    return next((d for d in processes.offered() if d.info.id == loaded.definition.info.id), None)


def _differences(loaded: Loaded, shipped: ProcessDefinition, id_map: Mapping[str, str]) -> list[str]:
    changed = e.BundleChanged(shipped.bundle_hash, tuple(id_map.items()), "")
    last_day = loaded.facts[-1].header.occurred_on
    after_case = fold(shipped, (*loaded.facts, *imagined(loaded, (changed,), last_day)))
    before = standings(loaded.definition, loaded.case)
    after = standings(shipped, after_case)
    gone = [step for step in before if id_map.get(step, step) not in after]
    lines = [_("”{step}” finns inte längre").format(step=loaded.definition.step(s).label) for s in gone]
    known = {id_map.get(step, step): stands.state for step, stands in before.items()}
    for step, stands in after.items():
        label = shipped.step(step).label
        if step not in known:
            lines.append(_("”{step}” är nytt").format(step=label))
        elif known[step] is not stands.state:
            words = _("”{step}”: {before} blir {after}")
            lines.append(
                words.format(step=label, before=state_word(known[step]), after=state_word(stands.state))
            )
    return lines
