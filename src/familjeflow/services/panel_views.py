"""The parts of the step panel: tasks, outside systems, documents, asks and the branch question."""

from collections.abc import Iterator
from dataclasses import replace

from familjeflow.domain import acts
from familjeflow.domain.case import Round, Tick
from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import (
    Ask,
    DocumentKind,
    ProcessInfo,
    Question,
    RoleTask,
    StepContent,
    StepDocument,
)
from familjeflow.domain.proposals import PROPOSALS, Proposal
from familjeflow.domain.states import StepState
from familjeflow.i18n import _
from familjeflow.services.case_context import Context, draft_key
from familjeflow.services.effects import effects
from familjeflow.services.views import AnswerView, AskView, DocumentView, QuestionView, TaskView


def task_views(context: Context, content: StepContent, number: int) -> tuple[TaskView, ...]:
    """The step's tasks as they stand in a round: one for each person where the task is for each."""
    rounds = context.case.rounds(content.id)
    current = rounds[number - 1] if 0 < number <= len(rounds) else None
    return tuple(
        _task_view(context, content, task, current, person)
        for task in content.tasks
        if context.case.holds(task.when)
        for person in _people(context, task.per)
    )


def _people(context: Context, part: str | None) -> tuple[str | None, ...]:
    return (None,) if part is None else context.case.persons(part)


def _task_view(
    context: Context, content: StepContent, task: RoleTask, current: Round | None, person: str | None
) -> TaskView:
    ticks = [t for t in current.ticks if t.task == task.id and t.person_id == person] if current else []
    latest = ticks[-1] if ticks else None
    return TaskView(
        id=task.id,
        text=task.text,
        role=task.role,
        role_title=_role_title(context, task),
        optional=task.optional,
        documented=task.documented,
        system=context.definition.info.systems.get(task.system, task.system) if task.system else "",
        repeats=task.repeats,
        partial_allowed=task.partial_allowed,
        outcome=latest.outcome if latest else "",
        ticked_on=latest.act.on if latest else None,
        ticked_by=_ticked_by(context, latest),
        times=len(ticks),
        event_ids=tuple(t.act.event_id for t in ticks),
        person_id=person,
        person=context.person(person),
        explanation=task.explanation,
        source=context.source(task.source),
        blocked=_blocked(context, content, task),
        directory_title=task.directory,
        directory=directory_lines(context.definition.info, task.directory),
    )


def directory_lines(info: ProcessInfo, kind: str) -> tuple[str, ...]:
    """The directory entries of a kind, with what the source tells of each."""
    entries = (entry for entry in info.directory if entry.kind == kind)
    return tuple(": ".join(part for part in (e.name, e.details) if part) for e in entries)


def _role_title(context: Context, task: RoleTask) -> str:
    titles = (task.role, *task.alternatives)
    return _(" eller ").join(context.role(role) for role in titles)


def _ticked_by(context: Context, tick: Tick | None) -> str:
    if tick is None:
        return ""
    return context.who(tick.act) + (f": {tick.note}" if tick.note else "")


def _blocked(context: Context, content: StepContent, task: RoleTask) -> str:
    """What the routine wants first, "" when nothing stands before the task."""
    gates = acts.shut_gates(context.definition, context.case, content.id, task.id)
    if gates:
        return gates[0].text
    missing = [name for name in task.requires if not context.case.holds((name,))]
    words = [context.definition.info.facts.get(name, name) for name in missing]
    if words:
        return _("Först: {facts}").format(facts=", ".join(words))
    stands = context.stands.get(content.id)
    is_early = acts.begins_early(context.definition, context.case, content.id, stands)
    return _("Rutinen har inte kommit till det här steget än.") if is_early else ""


def document_views(context: Context, content: StepContent, number: int) -> tuple[DocumentView, ...]:
    """The documents that the step names, with what has become of them; after each, those of other rounds."""
    return tuple(
        view
        for document in content.documents
        for person in _people(context, document.per)
        for view in (
            _document_view(context, content, document, person, number),
            *_of_other_rounds(context, content, document, person, number),
        )
    )


def _document_view(
    context: Context, content: StepContent, document: StepDocument, person: str | None, number: int
) -> DocumentView:
    saved = context.case.documents_of(document, content.id, number, person)
    latest = saved[-1] if saved else None
    drafted = draft_key(context.case.case_id, content.id, document.id, person) in context.drafts
    status = "draft" if drafted else "saved" if latest else _unsaved_status(context, document)
    return DocumentView(
        id=document.id,
        title=document.title,
        form=document.form,
        optional=document.optional,
        person_id=person,
        person=context.person(person),
        status=status,
        saved_on=latest.act.on if latest else None,
        document_id=latest.document_id if latest else None,
        explanation=document.explanation,
        source=context.source(document.source),
    )


def _of_other_rounds(
    context: Context, content: StepContent, document: StepDocument, person: str | None, number: int
) -> Iterator[DocumentView]:
    """What other rounds have written of a document that each round writes anew: to read, not to change."""
    if not document.per_round:
        return
    for other in range(len(context.case.rounds(content.id)), 0, -1):
        view = _document_view(context, content, document, person, other)
        if other != number and view.document_id is not None:
            title = _("{title}, omgång {n}").format(title=document.title, n=other)
            yield replace(view, title=title, form=None, status="saved", optional=False)


def _unsaved_status(context: Context, document: StepDocument) -> str:
    if document.kind is DocumentKind.REFERENCE:
        return "reference" if document.id in context.attached else "no_file"
    return "none" if document.kind is DocumentKind.FORM else "outside"


def ask_views(context: Context, step: str, asks: tuple[Ask, ...], number: int) -> tuple[AskView, ...]:
    """What the panel asks for, with what has been answered in this round."""
    return tuple(_ask_views(context, step, asks, number))


def _ask_views(context: Context, step: str, asks: tuple[Ask, ...], number: int) -> Iterator[AskView]:
    for ask in asks:
        for person in _people(context, ask.per) if context.case.holds(ask.when) else ():
            yield AskView(
                id=ask.id,
                text=ask.text,
                kind=ask.kind.value,
                choices=ask.choices,
                value=_ask_value(context, step, ask, number, person),
                person_id=person,
                person=context.person(person),
                explanation=ask.explanation,
                required=not ask.optional,
            )


def _ask_value(context: Context, step: str, ask: Ask, number: int, person: str | None) -> str:
    if ask.kind.value == "date":
        day = context.case.day(ask.id)
        return day.isoformat() if day else ""
    return context.case.answer(step, number, ask.id, person)


def question_view(context: Context, step: str, question: Question, number: int) -> QuestionView:
    """The branch question, with the answer that what is known points to."""
    rounds = context.case.rounds(step)
    chosen = rounds[number - 1].chosen if 0 < number <= len(rounds) else None
    proposal = proposed(context, step, question, number)
    answers = tuple(
        AnswerView(
            answer.flow,
            answer.text,
            answer.condition,
            proposal is not None and proposal.answer == place,
            answer.flow == chosen,
            _answered(context, step, answer.flow),
        )
        for place, answer in enumerate(question.answers)
    )
    return QuestionView(
        question.text,
        answers,
        ask_views(context, step, question.asks, number),
        _proposal_words(question, proposal),
    )


def _answered(context: Context, step: str, flow: str) -> tuple[str, ...]:
    """*Detta händer* for one answer, found by giving it in a copy of the case."""
    if context.as_of is not None or context.stands[step].state not in (StepState.READY, StepState.ACTIVE):
        return ()
    try:
        return effects(context, acts.answer(context.definition, context.case, step, flow))
    except DomainError:
        return ()


def proposed(context: Context, step: str, question: Question, number: int) -> Proposal | None:
    """What the question's named rule proposes from the answers of this round."""
    if question.proposal is None:
        return None
    values = [
        [context.case.answer(step, number, ask.id, person) for person in _people(context, ask.per)]
        for ask in question.asks
    ]
    return PROPOSALS[question.proposal](values)


def _proposal_words(question: Question, proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    reasons = ", ".join(question.asks[place].text.rstrip("?").lower() for place in proposal.because)
    return _("Svaren pekar mot ”{answer}” (utifrån: {reasons}).").format(
        answer=question.answers[proposal.answer].text, reasons=reasons
    )
