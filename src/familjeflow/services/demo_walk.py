"""Walks a made-up case from start to close through the same services that the screens call.

Each walk departs from the routine once in every way: a step begun early, one skipped, one taken again, one
recorded as a *besked*, and the first loop gone round once.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from familjeflow.domain.events import Told
from familjeflow.i18n import _
from familjeflow.services import cases, form_filling, steps
from familjeflow.services.case_views import case_view
from familjeflow.services.demo_answers import asked, can_be_filled, filled
from familjeflow.services.desk import Desk
from familjeflow.services.views import AnswerView, AskView, CaseView, StepView, TaskView

MOST_ACTS = 120
_OPEN = ("ready", "active")


@dataclass
class Walk:
    """One walk under way. `passed` are steps done, oldest first; `departures` what has been tried.

    `later` are steps that are for the time after closing.
    """

    desk: Desk
    case_id: str
    flows: dict[str, str]
    later: frozenset[str]
    passed: list[str] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    departures: set[str] = field(default_factory=set)

    @property
    def view(self) -> CaseView:
        """The case as it stands now."""
        return case_view(self.desk, self.case_id)


def walk(desk: Desk, case_id: str, flows: dict[str, str], later: frozenset[str]) -> Iterator[None]:
    """Walk the case to its end, yielding after each act.

    `flows` says where each answer's flow leads; `later` names the steps that are left for after closing.
    """
    going = Walk(desk, case_id, flows, later)
    for _act in range(MOST_ACTS):
        view = going.view
        step = _next_step(view, going)
        if step is None:
            break
        _do(going, view, step)
        yield
    cases.close_case(desk, case_id, _("Insatsen är avslutad."))


def _next_step(view: CaseView, going: Walk) -> StepView | None:
    """The open step to take: the inside of a free part, one step of it twice, then the part itself."""
    todo = [s for s in view.steps if s.state in _OPEN and s.id not in going.later]
    inner = [s for s in todo if s.kind not in ("ad_hoc", "subprocess") and s.id not in going.passed[-1:]]
    fresh = [s for s in inner if s.id not in going.passed]
    outer = [s for s in todo if s.kind == "ad_hoc"]
    if outer and not fresh and "again" not in going.departures:
        going.departures.add("again")
        free = [s for s in view.steps if s.state == "done" and any(a.kind == "complete" for a in s.acts)]
        return next(iter((*free, *outer)))
    return next(iter((*fresh, *outer, *inner, *todo)), None)


def _do(going: Walk, view: CaseView, step: StepView) -> None:
    if step.question is not None:
        _answer(going, step)
    elif _depart(going, view, step):
        return
    else:
        _work(going, step)
        _complete(going, step)


def _depart(going: Walk, view: CaseView, step: StepView) -> bool:
    """Depart from the routine where it has not been done yet; True when that was this act."""
    desk, case_id, done = going.desk, going.case_id, going.departures
    ahead = [
        s for s in view.steps if s.state == "not_started" and s.kind == "task" and s.id not in going.later
    ]
    if "early" not in done and going.passed and ahead:
        done.add("early")
        steps.start(desk, case_id, ahead[0].id, reason=_("Passar bättre att göra nu"))
        return True
    if "redo" not in done and len(going.passed) >= 3:
        done.add("redo")
        again = view.step(next(s for s in reversed(going.passed) if view.step(s).question is None))
        if any(act.kind == "redo" for act in again.acts):
            steps.redo(desk, case_id, again.id, _("Nya uppgifter har kommit fram"))
            return True
    if (
        "skip" not in done
        and len(going.passed) >= 4
        and step.kind == "task"
        and (not step.documents or len(going.passed) > 7)
    ):
        done.add("skip")
        steps.skip(desk, case_id, step.id, _("Behövs inte i det här ärendet"))
        going.passed.append(step.id)
        return True
    return False


def _work(going: Walk, step: StepView) -> None:
    """Answer what the panel asks, tick what must be done and fill in the forms of a step."""
    today = going.desk.today
    for ask in step.asks:
        _record(going, step.id, ask, today)
    while todo := _undone(going.view.step(step.id)):
        task = todo[0]
        reason = _("Gjort i annan ordning") if task.blocked else ""
        steps.tick(going.desk, going.case_id, step.id, task.id, person_id=task.person_id, reason=reason)
    for document in step.documents:
        if document.form and not document.optional and document.status == "none":
            _fill_in(going, step, document.id, document.person_id)


def _undone(step: StepView) -> Sequence[TaskView]:
    return [t for t in (*step.tasks, *step.registrations) if not t.optional and not t.outcome]


def _record(going: Walk, step: str, ask: AskView, today: date) -> None:
    steps.record(going.desk, going.case_id, step, ask.id, asked(ask, today), person_id=ask.person_id)


def _fill_in(going: Walk, step: StepView, document: str, person_id: str | None) -> None:
    view = form_filling.form(going.desk, going.case_id, step.id, document, person_id)
    if can_be_filled(view.form):
        answers = filled(view, going.desk.today)
        reason = _("Bråttom för klienten")
        form_filling.adopt(going.desk, going.case_id, step.id, document, person_id, answers, reason=reason)


def _complete(going: Walk, step: StepView) -> None:
    view = going.view.step(step.id)
    act = next((a for a in view.acts if a.kind == "complete"), None)
    if act is None:
        return
    told = None
    if "told" not in going.departures and len(going.passed) == 1:
        going.departures.add("told")
        told = Told("Vera Hittepå", "phone", going.desk.today - timedelta(days=1), _("Det är gjort."))
    reason = _("Överenskommet med chefen") if act.reason_for else ""
    steps.complete(going.desk, going.case_id, step.id, reason=reason, told=told)
    going.passed.append(step.id)


def _answer(going: Walk, step: StepView) -> None:
    """Answer a question: the first way back once, else the way that has been taken least."""
    assert step.question is not None
    for ask in step.question.asks:
        _record(going, step.id, ask, going.desk.today)

    def order(answer: AnswerView) -> tuple[int, bool]:
        leads_back = going.flows.get(answer.flow, "") in going.passed
        return going.answered[answer.flow], not leads_back

    chosen = min(step.question.answers, key=order)
    going.answered[chosen.flow] += 1
    steps.answer(going.desk, going.case_id, step.id, chosen.flow)
    going.passed.append(step.id)
