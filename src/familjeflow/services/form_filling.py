"""Forms in a case: what is filled in beforehand, drafts that are never lost, and adopting the answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case, Document
from familjeflow.domain.errors import DomainError
from familjeflow.domain.forms import (
    Answers,
    FormDefinition,
    FormField,
    JsonValue,
    Option,
    answering,
    dates_set,
    deciding_day,
    empty_answers,
    facts_set,
    out_of_time,
    problems,
    shown_answers,
    with_row_ids,
)
from familjeflow.domain.process import ProcessDefinition, StepDocument
from familjeflow.services import kept_json, lagrum
from familjeflow.services.akt_check import AktPerson
from familjeflow.services.case_context import Context, draft_key, full_name
from familjeflow.services.case_views import context_of
from familjeflow.services.case_work import Loaded, keep, load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.plan_versions import SavedVersion, saved_versions
from familjeflow.storage.store import Store


@dataclass(frozen=True)
class FormView:
    """A form as it is opened. `prefilled` are the keys filled in from the case; they are marked.

    `filed_under` is whose akt the document goes into, one of `people`; with `can_choose_akt` the person who
    writes may choose another, and `personal` then says by person what is filled in about each. `saved_under`
    is whose akt it was last saved in. `versions` are what has been saved, oldest first.
    """

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
    people: tuple[AktPerson, ...] = ()
    can_choose_akt: bool = False
    personal: Mapping[str, Mapping[str, JsonValue]] = field(default_factory=dict)
    saved_under: str | None = None
    versions: tuple[SavedVersion, ...] = ()


@dataclass(frozen=True)
class _Kept:
    """What has been typed and not saved, and whose akt it was meant for (None when that was not chosen)."""

    answers: dict[str, JsonValue]
    filed_under: str | None
    saved_at: datetime


def form(desk: Desk, case_id: str, step: str, document: str, person_id: str | None = None) -> FormView:
    """Open a document's form: its draft if there is one, else its latest version, else what the case knows.

    Raises DomainError("unknown_document").
    """

    def work(store: Store) -> FormView:
        context = context_of(desk, store, case_id)
        named = _document(context.definition, step, document)
        number = acts.round_to_work(context.definition, context.case, step)
        saved = next(reversed(context.case.documents_of(named, step, number, person_id)), None)
        kept = _kept(store, draft_key(case_id, step, document, person_id))
        return _view(context, named, saved, kept, person_id)

    return desk.vault.read(work)


def _kept(store: Store, key: str) -> _Kept | None:
    draft = store.draft(key)
    if draft is None:
        return None
    return kept_json.read(
        draft.body, "draft", lambda body: _Kept(dict(body["answers"]), body["filed_under"], draft.saved_at)
    )


def _view(
    context: Context, named: StepDocument, saved: Document | None, kept: _Kept | None, person_id: str | None
) -> FormView:
    definition = context.definition.forms[named.form or ""]
    chosen = kept.filed_under if kept else None
    person = person_id or chosen or (saved.filed_under if saved else context.case.client_id)
    people = akt_people(context)
    known = _prefill(definition.fields, _known_facts(context, person))
    answers, prefilled = {**empty_answers(definition), **known}, frozenset(known)
    if saved is not None:
        answers, prefilled = {**empty_answers(definition), **saved.answers}, frozenset()
    if kept is not None:
        answers, prefilled = {**answers, **kept.answers}, frozenset()
    return FormView(
        form=definition,
        answers=answers,
        prefilled=prefilled,
        options=choices(),
        title=named.title,
        filed_under=person,
        filed_under_name=context.person(person),
        document_id=saved.document_id if saved else None,
        draft_saved_at=kept.saved_at if kept else None,
        saved_on=saved.act.on if saved else None,
        people=people,
        can_choose_akt=person_id is None and len(people) > 1,
        personal={p.id: _prefill(definition.fields, _about(context, p.id)) for p in people},
        saved_under=saved.filed_under if saved else None,
        versions=saved_versions(context, saved),
    )


def choices() -> dict[str, tuple[Option, ...]]:
    """The choices that a form may take from a table of the program, by the table's name."""
    return {"lagrum": lagrum.options()}


def akt_people(context: Context) -> tuple[AktPerson, ...]:
    """Those who have an akt of their own here: everybody but contacts, the client first."""
    ids = dict.fromkeys(
        (context.case.client_id, *(p for p, part in context.case.participants if part != _NO_AKT))
    )
    rows = [context.persons[i] for i in ids if i in context.persons]
    return tuple(AktPerson(r.person_id, full_name(r), r.given_name, r.family_name, r.number) for r in rows)


_NO_AKT = "contact"


def _document(definition: ProcessDefinition, step: str, document: str) -> StepDocument:
    content = definition.content.get(step)
    named = next((d for d in content.documents if d.id == document), None) if content else None
    if named is None or not named.form:
        raise DomainError("unknown_document", step=step, document=document)
    return named


def _known_facts(context: Context, person_id: str) -> dict[str, str]:
    """What the case knows that a form may be filled in with. Facts only, never another text."""
    case = context.case
    known = {
        **_about(context, person_id),
        "case.number": case.number,
        "actor.name": context.name(context.me),
        "today": context.today.isoformat(),
    }
    known |= {f"date.{name}": recorded.value for name, recorded in case.dates.items()}
    known |= {f"role.{role}": name for role, name in case.roles.items()}
    return {name: value for name, value in known.items() if value}


def _about(context: Context, person_id: str) -> dict[str, str]:
    row = context.persons.get(person_id)
    return {"client.name": full_name(row), "client.number": row.number} if row else {}


def _prefill(fields: tuple[FormField, ...], facts: Mapping[str, str]) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {}
    for asked in answering(fields):
        if asked.prefill and asked.prefill in facts:
            found[asked.key] = facts[asked.prefill]
    return found


def save_draft(
    desk: Desk,
    case_id: str,
    step: str,
    document: str,
    person_id: str | None,
    answers: Answers,
    *,
    filed_under: str | None = None,
) -> datetime:
    """Keep what has been typed so far, hidden answers too, and whose akt it is meant for. When, in UTC."""
    now = desk.clock()
    key = draft_key(case_id, step, document, person_id)
    body = json.dumps({"answers": answers, "filed_under": filed_under}, ensure_ascii=False)
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
    filed_under: str | None = None,
) -> ChangeSet:
    """Save the document as a fact of the case, with the dates that it sets; the draft goes.

    `filed_under` is whose akt it goes into, of those in the case; without it the person that the document is
    for, whose akt it was saved in before, or the client. Answers to hidden fields are left out.

    Raises DomainError "form_problems" while something must be mended, "reason_needed" before a shut gate,
    "ground_out_of_time" for a paragraph that did not apply on the day of the decision, "unknown_person".
    """

    def work(store: Store) -> ChangeSet:
        now = load(store, case_id)
        facts = _adopted(now, desk.new_id, step, document, person_id, filed_under, answers, reason)
        store.delete_draft(draft_key(case_id, step, document, person_id))
        return keep(desk, store, now, case_id, facts)

    return desk.vault.write(work)


def _adopted(
    now: Loaded,
    new_id: Callable[[], str],
    step: str,
    document: str,
    person_id: str | None,
    filed_under: str | None,
    answers: Answers,
    reason: str,
) -> tuple[e.Payload, ...]:
    named = _document(now.definition, step, document)
    definition = now.definition.forms[named.form or ""]
    _check(definition, answers)
    number = acts.save_form(now.definition, now.case, step, document, reason)
    owner = person_id or filed_under or _owner(now.case, named, step, number)
    if owner != now.case.client_id and owner not in {person for person, _part in now.case.participants}:
        raise DomainError("unknown_person")
    same = next(iter(now.case.documents_of(named, step, number, owner)), None)
    saved = e.FormSaved(
        document_id=same.document_id if same else new_id(),
        document=document,
        form=definition.id,
        form_version=definition.version,
        step=step,
        round=number,
        filed_under=owner,
        title=named.title,
        answers=with_row_ids(definition, shown_answers(definition, answers), new_id),
        reason=reason.strip(),
    )
    dates = dates_set(definition, answers).items()
    decided = facts_set(definition, answers).items()
    return (
        saved,
        *(e.DateRecorded(name, day, step, number) for name, day in dates),
        *(e.FactRecorded(f, holds, step, number) for f, holds in decided if holds != (f in now.case.facts)),
    )


def _check(definition: FormDefinition, answers: Answers) -> None:
    if found := problems(definition, answers):
        raise DomainError("form_problems", count=len(found))
    for late in out_of_time(definition, answers, choices()):
        asked = next(f for f in answering(definition.fields) if (f.key,) == late.path)
        options = choices()[asked.options_from or ""]
        ground = next(o.label for o in options if o.value == answers.get(asked.key))
        raise DomainError("ground_out_of_time", ground=ground, day=str(deciding_day(asked, answers)))


def _owner(case: Case, named: StepDocument, step: str, number: int) -> str:
    """Whose akt the document was last saved in; the client's when it is new."""
    before = case.documents_of(named, step, number, None)
    return before[-1].filed_under if before else case.client_id
