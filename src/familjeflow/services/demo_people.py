"""Made-up people for the demo. Their individual numbers are 980 to 999, kept for tests."""

from datetime import date

from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import persons
from familjeflow.services.desk import Desk

CLIENTS = (
    ("Ada", "Lindqvist-Fabel", date(2015, 3, 15)),
    ("Nils", "Påhittson", date(1984, 11, 2)),
    ("Ida", "Exempelius", date(2011, 6, 24)),
    ("Maj-Britt", "Fabelstam", date(1979, 1, 30)),
    ("Sixten", "Sagolund", date(1992, 8, 8)),
)
ADULTS = (("Vera", "Hittepå", date(1985, 5, 5)), ("Olle", "Hittepå", date(1983, 9, 19)))
WORKER = ActorRecorded("Åsa Exempelek", "socialsekreterare", ("Socialsekreterare",), "Påhittade enheten")


def number(born: date, serial: int) -> str:
    """A made-up personnummer (folkbokföringslagen 1991:481 18 §) with the right checksum."""
    digits = f"{born:%y%m%d}{serial:03}"
    weighted = (int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(digits))
    total = sum(value // 10 + value % 10 for value in weighted)
    return f"{born:%Y%m%d}-{serial:03}{-total % 10}"


def register(desk: Desk, given: str, family: str, born: date, serial: int) -> str:
    """Register a made-up person and return the id."""
    made_up = PersonRecorded(given, family, number(born, serial), "personnummer", False, born)
    return persons.register(desk, made_up)
