"""An invented case for trying the program, about a person who is obviously made up."""

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons, processes
from familjeflow.services.desk import Desk

_NUMBER = "20150315-9806"
"""Individual number 980: not given to anybody, kept for tests (Skatteverket), with its right check digit."""


def open_example(desk: Desk) -> str:
    """Register the invented client, unless it is there, and open a case; the case's id."""
    read = persons.parse_number(_NUMBER, desk.today)
    known = persons.find(desk, read.number)
    if known:
        client = known[0].person_id
    else:
        client = persons.register(
            desk, PersonRecorded("Påhitt", "Exempelius", read.number, read.kind, read.warning, read.born)
        )
    first = processes.shipped()[0]
    return cases.open_case(desk, first.info.id, client)
