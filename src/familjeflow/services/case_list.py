"""The case list with its search. It reads rows, never a case."""

from familjeflow.domain.projections import CaseLine
from familjeflow.services.desk import Desk


def case_list(desk: Desk, text: str = "", *, open_only: bool = True) -> tuple[CaseLine, ...]:
    """Cases by their next day. `text` matches name, personnummer, samordningsnummer or case number only."""
    today = desk.today
    return desk.vault.read(lambda store: store.case_lines(today, open_only=open_only, text=text))
