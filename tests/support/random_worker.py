"""A caseworker who does anything that the acts allow, in any order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.support.definitions import Facts

from familjeflow.domain import acts, retraction
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import Ask, AskKind, ProcessDefinition, RoleTask
from familjeflow.services.calendars import swedish_calendar

REASON = "Nya uppgifter"
TOLD = e.Told("Vera Hittepå", "meeting", date(2026, 1, 9))
PEOPLE = ("ada", "bo")
Draw = Callable[[int], int]
Act = Callable[[], tuple[e.Payload, ...]]


@dataclass
class Worker:
    """One desk. `draw(n)` picks a number below n; `done` are the facts of the latest act."""

    definition: ProcessDefinition
    draw: Draw
    facts: Facts = field(default_factory=Facts)
    known: list[e.Event] = field(default_factory=list)
    done: tuple[e.Payload, ...] = ()

    @property
    def all(self) -> list[e.Event]:
        """Every fact that this desk knows of."""
        return self.known + self.facts.facts

    @property
    def case(self) -> Case:
        return fold(self.definition, self.all)

    @property
    def limits(self) -> tuple[Limit, ...]:
        return limits(self.definition, self.case, swedish_calendar())

    def open(self) -> None:
        self.facts.open()
        parts = [e.ParticipantAdded(p, part) for p in PEOPLE for part in ("adult", "guardian")]
        self.facts.add(*parts)

    def act(self, case: Case) -> None:
        """Do one act in the case as it stands, if it is not refused; most with a reason and some without."""
        self.facts.wait((0, 0, 1, 9, 40)[self.draw(5)])
        candidates = list(self._candidates(case))
        self.done = ()
        try:
            self.done = candidates[self.draw(len(candidates))]()
        except DomainError:
            return
        self.facts.add(*self.done)
        after = self.case
        self.facts.add(*acts.adopt(after, limits(self.definition, after, swedish_calendar())))

    def _candidates(self, case: Case) -> Iterator[Act]:
        definition = self.definition
        stands = [n.id for n in (*definition.steps, *definition.questions)]
        # What the flow offers is named several times, so that cases get somewhere.
        for step in [*stands, *(s for s in case.marking.resting for _again in range(8))]:
            if definition.graph.is_question(step):
                yield from self._at_question(case, step)
            else:
                yield from self._at_step(case, step)
        yield from self._with_case(case)

    def _at_step(self, case: Case, step: str) -> Iterator[Act]:
        d, told = self.definition, TOLD if self.draw(4) == 0 else None
        reason = REASON if self.draw(5) else ""
        yield lambda: acts.start(d, case, step, reason=reason, told=told)
        yield lambda: acts.complete(d, case, step, reason=reason, told=told)
        yield lambda: acts.skip(d, case, step, reason, told=told)
        yield lambda: acts.redo(d, case, step, reason)
        content = d.step(step)
        for task in content.tasks:
            yield from self._ticks(case, step, task, reason)
        for ask in content.asks:
            yield lambda ask=ask: acts.record(d, case, step, ask.id, self._answer(ask))  # type: ignore[misc]
        for document in content.documents:
            yield lambda document=document: self._form(case, step, document.id, reason)  # type: ignore[misc]

    def _ticks(self, case: Case, step: str, task: RoleTask, reason: str) -> Iterator[Act]:
        for person in PEOPLE if task.per else (None,):
            outcome = acts.OUTCOMES[self.draw(3)]
            yield lambda person=person, outcome=outcome: acts.tick(  # type: ignore[misc]
                self.definition, case, step, task.id, person_id=person, outcome=outcome, reason=reason
            )

    def _form(self, case: Case, step: str, document: str, reason: str) -> tuple[e.Payload, ...]:
        number = acts.save_form(self.definition, case, step, document, reason)
        name = f"{document}-{number}"
        return (e.FormSaved(name, document, document, 1, step, number, PEOPLE[0], document, {"a": [1, "å"]}),)

    def _answer(self, ask: Ask) -> str:
        if ask.kind is AskKind.DATE:
            return (self.facts.day + timedelta(days=self.draw(400))).isoformat()
        if ask.kind is AskKind.YES_NO:
            return ("yes", "no")[self.draw(2)]
        return ask.choices[self.draw(len(ask.choices))][0] if ask.choices else "Fri text åäö"

    def _at_question(self, case: Case, gateway: str) -> Iterator[Act]:
        d, reason = self.definition, REASON if self.draw(5) else ""
        yield lambda: acts.redo(d, case, gateway, reason)
        for flow in d.graph.outgoing[gateway]:
            yield lambda flow=flow: acts.answer(d, case, gateway, flow.id, reason=reason)  # type: ignore[misc]

    def _with_case(self, case: Case) -> Iterator[Act]:
        yield lambda: acts.close(self.definition, case, REASON)
        yield lambda: acts.reopen(case, REASON)
        yield lambda: acts.reopen(case, REASON)
        yield lambda: retraction.retract(live(self.all), self.all[self.draw(len(self.all))].id)
        yield lambda: retraction.retract(live(self.all), self.all[-1].id)
        for limit in limits(self.definition, case, swedish_calendar()):
            yield lambda limit=limit: acts.move_limit(limit, self.facts.day + timedelta(days=7), REASON)  # type: ignore[misc]
        for setting in self.definition.info.settings:
            choice = setting.choices[self.draw(len(setting.choices))][0]
            yield lambda setting=setting, choice=choice: (e.SettingChosen(setting.id, choice),)  # type: ignore[misc]


def live(facts: Sequence[e.Event]) -> list[e.Event]:
    """The facts in fold order, without those taken back."""
    gone = {f.payload.event_id for f in facts if isinstance(f.payload, e.Retracted)}
    return [f for f in sorted(facts, key=e.fold_order) if f.id not in gone]
