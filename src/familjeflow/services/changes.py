"""What an act changed, so that the screens that show it can read it again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The cases and persons that changed and the facts that were added, in order."""

    cases: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    event_ids: tuple[str, ...] = ()
