"""Where the user was when the program was locked: kept in the vault, where nobody else sees it."""

import json
from dataclasses import asdict, dataclass

from familjeflow.domain.projections import CaseHead
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store

_SETTING = "place"
MOST_RECENT = 12
"""How many cases are remembered as opened lately."""


@dataclass(frozen=True, slots=True)
class Place:
    """The open cases from left to right, the page that was shown, and the case when it was a case.

    `recent` are the cases opened last, the latest first; `private` tells that *Insynsskydd* was on.
    """

    cases: tuple[str, ...] = ()
    page: str = "my_day"
    case_id: str = ""
    recent: tuple[str, ...] = ()
    private: bool = False


def place(desk: Desk) -> Place:
    """The kept place; the beginning when there is none or it cannot be read."""
    written = desk.vault.read(lambda store: store.setting(_SETTING, ""))
    try:
        found = json.loads(written)
        recent = tuple(str(case_id) for case_id in found.get("recent", ()))
        private = bool(found.get("private", False))
        return Place(tuple(found["cases"]), str(found["page"]), str(found["case_id"]), recent, private)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Place()


def keep_place(desk: Desk, chosen: Place) -> None:
    """Keep the place for the next time; where nothing may be written, nothing is."""
    if desk.vault.read_only:
        return
    desk.vault.write(lambda store: store.put_setting(_SETTING, json.dumps(asdict(chosen))))


def with_newest(recent: tuple[str, ...], case_id: str) -> tuple[str, ...]:
    """The cases opened last, after one more has been opened."""
    return (case_id, *(known for known in recent if known != case_id))[:MOST_RECENT]


def heads(desk: Desk, case_ids: tuple[str, ...]) -> tuple[CaseHead, ...]:
    """Number and client of cases, in the order given, without those that are gone."""

    def work(store: Store) -> tuple[CaseHead, ...]:
        found = (store.case_head(case_id) for case_id in case_ids)
        return tuple(head for head in found if head is not None)

    return desk.vault.read(work)
