"""A vault, a caseworker and made-up people, in a time that the test moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from tests.storage.made_up import new_vault

from familjeflow.domain.events import ActorRecorded, PersonRecorded, Told
from familjeflow.services import cases, form_filling, persons, profile, steps
from familjeflow.services.case_views import case_view
from familjeflow.services.changes import ChangeSet
from familjeflow.services.demo_answers import filled
from familjeflow.services.desk import Desk
from familjeflow.services.views import CaseView, StepView
from familjeflow.storage.vault import open_vault

CLIENT = PersonRecorded("Ida", "Exempelius", "20150115-9808", "personnummer", born=date(2015, 1, 15))
ADULTS = (
    PersonRecorded("Eva", "Påhittson", "19800401-9801", "personnummer"),
    PersonRecorded("Sten", "Fabelstam", "19791224-9815", "personnummer"),
)
REASON = "Överenskommet med chefen"
TOLD_BY = "Vera Hittepå"


class House:
    """Everything around one case. `go` is the day that the caseworker works."""

    def __init__(self, folder: Path, today: date = date(2026, 1, 12)) -> None:
        self.path = folder / "arbetsfil åäö.familjeflow"
        self._key = new_vault(self.path)
        self._numbers = count(1)
        self._now = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=8)
        self.vault = open_vault(self.path, self._key)
        self.case_id = ""
        self.adults: tuple[str, ...] = ()
        self.client = ""
        profile.set_profile(self.desk, ActorRecorded("Alva Lindqvist-Fabel", "Socialsekreterare"))

    @property
    def desk(self) -> Desk:
        return Desk(self.vault, "jag", self._clock, lambda: f"id{next(self._numbers)}")

    def _clock(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def go(self, day: str) -> None:
        """Let it be another day."""
        self._now = datetime.fromisoformat(f"{day}T08:00:00+00:00")

    def reopen(self) -> None:
        """Lock the vault and open it again."""
        self.vault.close()
        self.vault = open_vault(self.path, self._key)

    def people(self) -> None:
        """Register a child and two adults."""
        self.client = persons.register(self.desk, CLIENT)
        self.adults = tuple(persons.register(self.desk, adult) for adult in ADULTS)

    def open(self, process_id: str, *, answers: dict[str, str] | None = None) -> None:
        """Open a case for the child, with both adults as guardians."""
        if not self.client:
            self.people()
        parts = [(adult, part) for adult in self.adults for part in ("adult", "guardian")]
        self.case_id = cases.open_case(
            self.desk, process_id, self.client, participants=[(self.client, "child"), *parts], answers=answers
        )

    @property
    def view(self) -> CaseView:
        return case_view(self.desk, self.case_id)

    def step(self, step: str) -> StepView:
        return self.view.step(step)

    def states(self, *wanted: str) -> dict[str, str]:
        """The words of the steps named, or of all."""
        return {s.id: s.word for s in self.view.steps if not wanted or s.id in wanted}

    def done(self, *step_ids: str, told: bool = False) -> None:
        """Mark steps done, closing the vault in between; a gate is passed with a reason."""
        for step in step_ids:
            self.reopen()
            act = next(a for a in self.step(step).acts if a.kind == "complete")
            reason = REASON if act.reason_for else ""
            by = Told(TOLD_BY, "phone", self.desk.today, "Det är gjort") if told else None
            steps.complete(self.desk, self.case_id, step, reason=reason, told=by)

    def tick(self, step: str, *tasks: str, person: str | None = None, reason: str = "") -> None:
        for task in tasks:
            steps.tick(self.desk, self.case_id, step, task, person_id=person, reason=reason)

    def record(self, step: str, **answers: str) -> None:
        for ask, value in answers.items():
            steps.record(self.desk, self.case_id, step, ask, value)

    def answer(self, gateway: str, flow: str) -> None:
        self.reopen()
        steps.answer(self.desk, self.case_id, gateway, flow)

    def write(self, step: str, document: str, person: str | None = None, **answers: str) -> ChangeSet:
        """Fill in a form with made-up answers, and some given ones, and save it."""
        view = form_filling.form(self.desk, self.case_id, step, document, person)
        written = {**filled(view, self.desk.today), **answers}
        return form_filling.adopt(self.desk, self.case_id, step, document, person, written)

    def limit(self, step: str, name: str) -> date | None:
        """The day of a limit that is still to be met, None when there is none."""
        limits = (li for li in self.step(step).limits if li.id.partition("#")[0] == f"{step}/{name}")
        return next((li.day for li in limits if li.met_on is None), None)

    def owed(self) -> list[str]:
        """What the case says is still to be registered."""
        return [text for _system, text in self.view.left]


@contextmanager
def house(folder: Path, today: date = date(2026, 1, 12)) -> Iterator[House]:
    made = House(folder, today)
    try:
        yield made
    finally:
        made.vault.close()
