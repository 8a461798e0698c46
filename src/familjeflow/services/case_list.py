"""The case list with its search. It reads rows, never a case."""

from datetime import date
from typing import NamedTuple

from familjeflow.domain.projections import CaseLine
from familjeflow.services.desk import Desk


class CaseListRow(NamedTuple):
    """One line of the case list. A named tuple, because there may be ten thousand."""

    case_id: str
    number: str
    process_short: str
    client_name: str
    client_number: str
    protection: str
    next_text: str
    next_role: str
    next_due: date | None
    overdue: bool
    closed_on: date | None


def case_list(desk: Desk, text: str = "", *, open_only: bool = True) -> tuple[CaseListRow, ...]:
    """Cases by their next day. `text` matches name, personnummer, samordningsnummer or case number only."""
    today = desk.today
    lines = desk.vault.read(lambda store: store.case_lines(open_only=open_only, text=text))
    return tuple(_row(line, today) for line in lines)


def _row(line: CaseLine, today: date) -> CaseListRow:
    return CaseListRow(
        line.case_id,
        line.case_number,
        line.process_short,
        line.client,
        line.number,
        line.protection,
        line.next_text,
        line.next_role,
        line.next_due,
        line.next_due is not None and line.next_due < today,
        line.closed_on,
    )
