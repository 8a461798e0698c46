"""Where the user was when the program was locked: kept in the vault, where nobody else sees it."""

import json
from dataclasses import asdict, dataclass

from familjeflow.services.desk import Desk

_SETTING = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """The open cases from left to right, the page that was shown, and the case when it was a case."""

    cases: tuple[str, ...] = ()
    page: str = "my_day"
    case_id: str = ""


def place(desk: Desk) -> Place:
    """The kept place; the beginning when there is none or it cannot be read."""
    written = desk.vault.read(lambda store: store.setting(_SETTING, ""))
    try:
        found = json.loads(written)
        return Place(tuple(found["cases"]), str(found["page"]), str(found["case_id"]))
    except (ValueError, KeyError, TypeError):
        return Place()


def keep_place(desk: Desk, chosen: Place) -> None:
    """Keep the place for the next time."""
    desk.vault.write(lambda store: store.put_setting(_SETTING, json.dumps(asdict(chosen))))
