"""Forms in a case: what is filled in beforehand, drafts that are never lost, and adopting the answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Document
from familjeflow.domain.errors import DomainError
from familjeflow.domain.forms import (
    Answers,
    FieldKind,
    FormDefinition,
    FormField,
    JsonValue,
    Option,
    dates_set,
    empty_answers,
    problems,
)
from familjeflow.domain.process import StepDocument
from familjeflow.services import lagrum
from familjeflow.services.case_context import Context, draft_key, full_name
from familjeflow.services.case_views import context_of
from familjeflow.services.case_work import Loaded, act
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store


@dataclass(frozen=True)
class FormView:
    """A form as it is opened. `prefilled` are the keys filled in from the case; they are marked."""

    form: FormDefinition
    answers: dict[str, JsonValue]
    prefilled: frozenset[str]
    options: Mapping[str, tuple[Option, ...]]
    title: str
    filed_under: str
    filed_under_name: str
    document_id: str | None
    draft_saved_at: datetime | None
    saved_on: date | None


def form(desk: Desk, case_id: str, step: str, document: str, person_id: str | None = None) -> FormView:
    """Open a document's form: its draft if there is one, else its latest version, else what the case knows.

    Raises DomainError("unknown_document").
    """

    def work(store: Store) -> FormView:
        context = context_of(desk, store, case_id)
        named = _document(context, step, document)
        definition = context.definition.forms[named.form or ""]
        saved = _latest(context, document, person_id)
        draft = store.draft(draft_key(case_id, step, document, person_id))
        person = person_id or context.case.client_id
        known = _prefill(definition.fields, _known_facts(context, person))
        answers, prefilled = {**empty_answers(definition), **known}, frozenset(known)
        if saved is not None:
            answers, prefilled = {**empty_answers(definition), **saved.answers}, frozenset()
        if draft is not None:
            answers, prefilled = {**answers, **json.loads(draft.body)}, frozenset()
        return FormView(
            form=definition,
            answers=answers,
            prefilled=prefilled,
            options={"lagrum": lagrum.options()},
            title=named.title,
            filed_under=person,
            filed_under_name=context.person(person),
            document_id=saved.document_id if saved else None,
            draft_saved_at=draft.saved_at if draft else None,
            saved_on=saved.act.on if saved else None,
        )

    return desk.vault.read(work)


def _document(context: Context, step: str, document: str) -> StepDocument:
    named = next((d for d in context.definition.step(step).documents if d.id == document), None)
    if named is None or not named.form:
        raise DomainError("unknown_document", step=step, document=document)
    return named


def _latest(context: Context, document: str, person_id: str | None) -> Document | None:
    """The latest saved version of a document, whichever step it was saved in.

    Where it is for each person, the one in that person's file.
    """
    saved = [
        d
        for d in context.case.documents.values()
        if d.document == document and person_id in (None, d.filed_under)
    ]
    return max(saved, key=lambda d: d.act.at, default=None)


def _known_facts(context: Context, person_id: str) -> dict[str, str]:
    """What the case knows that a form may be filled in with. Facts only, never another text."""
    case, row = context.case, context.persons.get(person_id)
    known = {
        "client.name": full_name(row) if row else "",
        "client.number": row.number if row else "",
        "case.number": case.number,
        "actor.name": context.name(context.me),
        "today": context.today.isoformat(),
    }
    known |= {f"date.{name}": recorded.value for name, recorded in case.dates.items()}
    known |= {f"role.{role}": name for role, name in case.roles.items()}
    return {name: value for name, value in known.items() if value}


def _prefill(fields: tuple[FormField, ...], facts: Mapping[str, str]) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {}
    for field in fields:
        if field.kind is FieldKind.GROUP:
            found |= _prefill(field.fields, facts)
        elif field.prefill and field.prefill in facts:
            found[field.key] = facts[field.prefill]
    return found


def save_draft(
    desk: Desk, case_id: str, step: str, document: str, person_id: str | None, answers: Answers
) -> datetime:
    """Keep what has been typed so far. Returns when, in UTC."""
    now = desk.clock()
    key = draft_key(case_id, step, document, person_id)
    body = json.dumps(answers, ensure_ascii=False)
    desk.vault.write(lambda store: store.save_draft(key, body, now))
    return now


def discard_draft(desk: Desk, case_id: str, step: str, document: str, person_id: str | None) -> None:
    """Throw away what was typed since the document was last saved."""
    key = draft_key(case_id, step, document, person_id)
    desk.vault.write(lambda store: store.delete_draft(key))


def adopt(
    desk: Desk,
    case_id: str,
    step: str,
    document: str,
    person_id: str | None,
    answers: Answers,
    *,
    reason: str = "",
) -> ChangeSet:
    """Save the document as a fact of the case, with the dates that it sets; the draft goes.

    Raises DomainError "form_problems" while something must be mended, "reason_needed" before a shut gate.
    """

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        return _adopted(now, desk.new_id, step, document, person_id, answers, reason)

    changed = act(desk, case_id, decide)
    discard_draft(desk, case_id, step, document, person_id)
    return changed


def _adopted(
    now: Loaded,
    new_id: Callable[[], str],
    step: str,
    document: str,
    person_id: str | None,
    answers: Answers,
    reason: str,
) -> tuple[e.Payload, ...]:
    content = now.definition.step(step)
    named = next((d for d in content.documents if d.id == document), None)
    if named is None or not named.form:
        raise DomainError("unknown_document", step=step, document=document)
    definition = now.definition.forms[named.form]
    found = problems(definition, answers)
    if found:
        raise DomainError("form_problems", count=len(found))
    number = acts.save_form(now.definition, now.case, step, document, reason)
    filed_under = person_id or now.case.client_id
    earlier = (d for d in now.case.documents.values() if d.document == document)
    same = next((d for d in earlier if d.filed_under == filed_under), None)
    saved = e.FormSaved(
        document_id=same.document_id if same else new_id(),
        document=document,
        form=definition.id,
        form_version=definition.version,
        step=step,
        round=number,
        filed_under=filed_under,
        title=named.title,
        answers=dict(answers),
        reason=reason.strip(),
    )
    dates = dates_set(definition, answers).items()
    return (saved, *(e.DateRecorded(name, day, step, number) for name, day in dates))
