"""Opening a case while a client sits beside: by the whole number only, so that nobody else is ever listed."""

from familjeflow.domain.errors import DomainError
from familjeflow.services import persons
from familjeflow.services.case_list import case_list
from familjeflow.services.desk import Desk


def case_by_number(desk: Desk, written: str) -> str:
    """The open case with that case number, or of the client with that personal number in any spelling.

    Raises DomainError "no_such_case" when none fits, "several_cases" when a client has more than one.
    """
    wanted = written.strip()
    number = persons.parse_number(wanted, desk.today).number
    found = [
        line.case_id
        for line in (case_list(desk, wanted) if wanted else ())
        if line.number == wanted or (number and line.client_number == number)
    ]
    if len(found) == 1:
        return found[0]
    raise DomainError("several_cases" if found else "no_such_case")
