"""The dated table of legal grounds: which paragraph a decision of a certain day may rest on."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from familjeflow import resources
from familjeflow.domain.forms import Option


@dataclass(frozen=True, slots=True)
class LegalGround:
    """One paragraph with the days between which it can be used; None is without end."""

    id: str
    text: str
    valid_from: date | None
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        """Whether a decision of that day may rest on it."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@cache
def legal_grounds() -> tuple[LegalGround, ...]:
    """The whole table, old and new."""
    table = tomllib.loads(resources.path("law/lagrum.toml").read_text(encoding="utf-8"))
    return tuple(
        LegalGround(row["id"], row["text"], row.get("fran"), row.get("till")) for row in table["lagrum"]
    )


def options() -> tuple[Option, ...]:
    """Every ground as a choice, with its time in words; which of them fits shows when the day is known."""
    return tuple(Option(ground.id, _with_time(ground)) for ground in legal_grounds())


def _with_time(ground: LegalGround) -> str:
    if ground.valid_to is not None:
        return f"{ground.text} – t.o.m. {ground.valid_to.isoformat()}"
    if ground.valid_from is not None:
        return f"{ground.text} – fr.o.m. {ground.valid_from.isoformat()}"
    return ground.text


def is_out_of_time(ground_id: str, day: date) -> bool:
    """Whether the chosen ground did not hold on the day of the decision."""
    found = next((g for g in legal_grounds() if g.id == ground_id), None)
    return found is not None and not found.valid_on(day)
