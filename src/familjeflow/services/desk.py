"""Who works, on which vault, and what time it is: what every service is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from familjeflow.storage.vault import Vault

SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class Desk:
    """One actor at one open vault. `clock` gives UTC; `new_id` a fresh id for each call."""

    vault: Vault
    actor_id: str
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    @property
    def today(self) -> date:
        """The Swedish civil date now."""
        return self.clock().astimezone(SWEDEN).date()
