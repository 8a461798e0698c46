"""The case list with its search. It reads rows, never a case."""

from dataclasses import dataclass
from datetime import date

from familjeflow.domain.projections import CaseRow, PersonRow
from familjeflow.services.case_context import full_name
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class CaseListRow:
    """One line of the case list."""

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

    def work(store: Store) -> tuple[CaseListRow, ...]:
        people = {row.person_id: row for row in store.persons(text if _is_name(text) else "")}
        rows = store.case_rows(open_only=open_only, text=text)
        return tuple(
            _line(row, people.get(row.client_id) or store.person(row.client_id), today) for row in rows
        )

    return desk.vault.read(work)


def _line(row: CaseRow, client: PersonRow | None, today: date) -> CaseListRow:
    return CaseListRow(
        case_id=row.case_id,
        number=row.case_number,
        process_short=row.process_short,
        client_name=full_name(client) if client else "",
        client_number=client.number if client else "",
        protection=client.protection if client else "",
        next_text=row.next_text,
        next_role=row.next_role,
        next_due=row.next_due,
        overdue=row.next_due is not None and row.next_due < today,
        closed_on=row.closed_on,
    )


def _is_name(text: str) -> bool:
    return bool(text.strip()) and not any(c.isdigit() for c in text)
