"""The library of time limits in law and general advice, as data that the organisation may change."""

import json
import tomllib
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from familjeflow import resources
from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Force, Interval
from familjeflow.services import kept_json
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store

_SETTING = "limit_library"
_FORCES = {"senast": Force.LATEST, "riktmarke": Force.GUIDELINE}


@dataclass(frozen=True, slots=True)
class LibraryLimit:
    """One limit to choose. `span` and `repeats` are ISO 8601 durations ("P4M"), or "P5B" for working days.

    `anchor` is what it counts from, `source` where it stands and `certainty` how that was checked.
    `own` tells that the organisation has written or changed it, `hidden` that it is not offered.
    """

    id: str
    text: str
    anchor: str
    span: str
    force: Force
    repeats: str = ""
    remark: str = ""
    source: str = ""
    certainty: str = ""
    own: bool = False
    hidden: bool = False


@cache
def shipped() -> tuple[LibraryLimit, ...]:
    """The limits that come with the program."""
    table = tomllib.loads(resources.path("law/tidsgranser.toml").read_text(encoding="utf-8"))
    return tuple(
        LibraryLimit(
            id=row["id"],
            text=row["text"],
            anchor=row["fran"],
            span=row["tid"],
            force=_FORCES[row["tvang"]],
            repeats=row.get("ater", ""),
            remark=row.get("anmarkning", ""),
            source=row.get("kalla", ""),
            certainty=row.get("sakerhet", ""),
        )
        for row in table["grans"]
    )


def library(desk: Desk, *, hidden: bool = False) -> tuple[LibraryLimit, ...]:
    """The limits to choose from, the organisation's own last; with `hidden` those not offered too."""
    known = desk.vault.read(_changed)
    found = (known.pop(limit.id, limit) for limit in shipped())
    return tuple(limit for limit in (*found, *known.values()) if hidden or not limit.hidden)


def library_of(store: Store) -> dict[str, LibraryLimit]:
    """Every limit of the library by id, those that are not offered too."""
    return {**{limit.id: limit for limit in shipped()}, **_changed(store)}


def limit_of(desk: Desk, limit_id: str) -> LibraryLimit:
    """One limit of the library. Raises DomainError "unknown_limit"."""
    found = next((li for li in library(desk, hidden=True) if li.id == limit_id), None)
    if found is None:
        raise DomainError("unknown_limit")
    return found


def keep(desk: Desk, limit: LibraryLimit) -> str:
    """Change a limit or add one of the organisation's own, and return its id.

    Raises DomainError "limit_text_needed" or "bad_interval" (with the text that is not a duration).
    """
    if not limit.text.strip() or not limit.anchor.strip():
        raise DomainError("limit_text_needed")
    for span in (limit.span, *((limit.repeats,) if limit.repeats else ())):
        Interval.parse(span)
    kept = replace(limit, id=limit.id or desk.new_id(), own=True)

    def work(store: Store) -> None:
        _put(store, {**_changed(store), kept.id: kept})

    desk.vault.write(work)
    return kept.id


def restore(desk: Desk, limit_id: str) -> None:
    """Forget what the organisation has changed: a shipped limit is as it came, one of its own goes."""

    def work(store: Store) -> None:
        _put(store, {name: li for name, li in _changed(store).items() if name != limit_id})

    desk.vault.write(work)


def _changed(store: Store) -> dict[str, LibraryLimit]:
    return kept_json.read(store.setting(_SETTING, "[]"), "setting", _limits)


def _limits(rows: list[dict[str, Any]]) -> dict[str, LibraryLimit]:
    return {row["id"]: LibraryLimit(**{**row, "force": Force(row["force"])}) for row in rows}


def _put(store: Store, limits: dict[str, LibraryLimit]) -> None:
    rows = [asdict(limit) for limit in limits.values()]
    store.put_setting(_SETTING, json.dumps(rows, ensure_ascii=False))
