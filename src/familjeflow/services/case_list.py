"""The case list with its search. It reads rows, never a case."""

from familjeflow.domain.projections import CaseLine
from familjeflow.services.desk import Desk
from familjeflow.storage.case_search import Answer

MOST_FOUND = 200
"""How many cases a search shows; whoever gets more goes on typing."""


def case_list(desk: Desk, text: str = "", *, open_only: bool = True) -> tuple[CaseLine, ...]:
    """Cases by their next day. `text` matches name, personnummer, samordningsnummer or case number only."""
    today = desk.today
    return desk.vault.read(lambda store: store.case_lines(today, open_only=open_only, text=text))


def search(desk: Desk, text: str, *, open_only: bool = True) -> Answer:
    """What a search shows while it is typed, by the same search as `case_list`: the first MOST_FOUND cases,
    and people who are the client of no open case (förordning 2001:637 15 §).
    """
    today = desk.today
    return desk.vault.read(lambda store: store.search(today, text, open_only=open_only, limit=MOST_FOUND))
