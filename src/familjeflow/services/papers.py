"""Pictures and papers of a case, and what is noted when one leaves the vault."""

import hashlib
import itertools
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow import resources
from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Act, Document
from familjeflow.domain.errors import DomainError
from familjeflow.domain.forms import Answers, shown_answers, with_row_ids
from familjeflow.domain.picture.display import Measure, Picture, StepLook
from familjeflow.domain.picture.layout import display
from familjeflow.i18n import _
from familjeflow.services import lagrum, paper_words, plan_versions
from familjeflow.services.case_context import Context
from familjeflow.services.case_views import case_view_of, context_of
from familjeflow.services.case_work import act
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.services.letterheads import letterhead_of
from familjeflow.services.profile import RecordSettings, record_settings
from familjeflow.services.views import CaseView, StepView
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.form_paper import FilledForm
    from familjeflow.export.letterhead import Letterhead, PaperFacts


def picture(desk: Desk, case_id: str, *, as_of: date | None = None, mine_only: bool = False) -> Picture:
    """The process picture of a case; with `mine_only`, the steps of other roles are dimmed."""

    def work(store: Store) -> Picture:
        context = context_of(desk, store, case_id, as_of=as_of)
        return picture_of(context, case_view_of(context, ""), mine_only)

    return desk.vault.read(work)


def picture_of(context: Context, view: CaseView, mine_only: bool = False) -> Picture:
    """The picture of a case that has been read."""
    looks = {step.id: step_look(step) for step in view.steps}
    dimmed = frozenset(step.id for step in view.steps if mine_only and not step.mine)
    return display(context.definition, looks, view.taken_flows, text_measure(), dimmed)


def step_look(step: StepView) -> StepLook:
    """How the picture shows a step: the words of its state, a date apart from them."""
    word, _space, day = step.detail.rpartition(" ")
    dated = len(day) == len("2026-11-21") and day[:4].isdigit()
    return StepLook(
        state=step.state,
        word=word if dated else step.detail,
        detail=day if dated else "",
        round=step.round,
        deviates=step.deviates,
        overdue=step.overdue,
    )


@cache
def text_measure() -> Measure:
    """Text widths from the fonts that travel with the program, the same on screen, in a file and on paper."""
    widths = json.loads(resources.path("fonts/widths.json").read_text(encoding="utf-8"))
    fonts: dict[bool, dict[int, int]] = {
        bold: {int(k): v for k, v in widths[name].items()} for bold, name in _FONTS.items()
    }

    def measure(text: str, size: float, bold: bool) -> float:
        font = fonts[bold]
        return float(sum(font.get(ord(c), _USUAL_WIDTH) for c in text)) * size / 1000

    return measure


_FONTS = {False: "Sans", True: "Sans-Bold"}
_USUAL_WIDTH = 600


def picture_svg(desk: Desk, case_id: str) -> str:
    """The picture as SVG. The title names the process and the case number, never a person."""
    from familjeflow.export.picture_pdf import PRINT_PALETTE
    from familjeflow.export.picture_svg import to_svg

    view, drawn = _view_and_picture(desk, case_id)
    title = f"{view.process_short} {view.number}"
    return to_svg(drawn, PRINT_PALETTE, title, paper_words.picture_alt(view))


def picture_pdf(desk: Desk, case_id: str) -> bytes:
    """The picture alone on a tagged page."""
    from familjeflow.export.picture_paper import picture_paper
    from familjeflow.export.picture_pdf import PRINT_PALETTE

    view, drawn = _view_and_picture(desk, case_id)
    facts, letterhead = _head(desk, view.process_short, view.number)
    return picture_paper(drawn, PRINT_PALETTE, paper_words.picture_alt(view), facts, letterhead)


def _view_and_picture(desk: Desk, case_id: str) -> tuple[CaseView, Picture]:
    def work(store: Store) -> tuple[CaseView, Picture]:
        context = context_of(desk, store, case_id)
        view = case_view_of(context, "")
        return view, picture_of(context, view)

    return desk.vault.read(work)


def case_paper(desk: Desk, case_id: str) -> bytes:
    """The paper of the whole case: client, picture, steps, limits, what is left to register."""
    from familjeflow.export.case_overview import case_overview
    from familjeflow.export.picture_pdf import PRINT_PALETTE

    view, drawn = _view_and_picture(desk, case_id)
    facts, letterhead = _head(desk, _("Ärendeöversikt"), view.number)
    return case_overview(paper_words.overview(view, drawn, PRINT_PALETTE), facts, letterhead)


def form_paper(desk: Desk, case_id: str, document_id: str, *, version: int | None = None) -> bytes:
    """A saved document as a paper, in its latest version or an earlier one (counted from 1).

    Raises DomainError "unknown_document" or "unknown_version".
    """
    from familjeflow.export.form_paper import form_paper

    def work(store: Store) -> tuple[Context, Document]:
        context = context_of(desk, store, case_id)
        found = context.case.documents.get(document_id)
        if found is None or found.form not in context.definition.forms:
            raise DomainError("unknown_document")
        return context, found

    context, latest = desk.vault.read(work)
    document = plan_versions.version_of(latest, version)
    facts, letterhead = _head(desk, document.title, context.case.number)
    return form_paper(filled_form(context, document), facts, letterhead)


@dataclass(frozen=True)
class Writing:
    """A document as it is being written: which one, what the form says now, and whose akt was chosen."""

    step: str
    document: str
    person_id: str | None
    answers: Answers
    filed_under: str | None = None


def written_paper(desk: Desk, case_id: str, writing: Writing) -> bytes:
    """The paper of what is being written: what `form_paper` gives once it has been saved.

    Until then the paper says that it is a draft. Raises DomainError("unknown_document").
    """
    from familjeflow.export.form_paper import form_paper

    return form_paper(*_written(desk, case_id, writing))


def written_word(desk: Desk, case_id: str, writing: Writing) -> bytes:
    """What is being written, for Word. Raises DomainError("unknown_document")."""
    from familjeflow.export.word import form_docx

    return form_docx(*_written(desk, case_id, writing))


def _written(desk: Desk, case_id: str, writing: Writing) -> "tuple[FilledForm, PaperFacts, Letterhead]":
    def work(store: Store) -> tuple[Context, Document, bool]:
        context = context_of(desk, store, case_id)
        return context, *_as_document(desk, context, writing)

    context, document, is_draft = desk.vault.read(work)
    facts, letterhead = _head(desk, document.title, context.case.number)
    if is_draft:
        said = " ".join(filter(None, (_("Utkast, inte sparat."), facts.status_line)))
        facts = replace(facts, status_line=said)
    return filled_form(context, document, is_draft=is_draft), facts, letterhead


def _as_document(desk: Desk, context: Context, writing: Writing) -> tuple[Document, bool]:
    """The document as it would be saved now, and whether that differs from what has been saved."""
    content = context.definition.content.get(writing.step)
    named = next((d for d in content.documents if d.id == writing.document), None) if content else None
    if named is None or not named.form:
        raise DomainError("unknown_document", step=writing.step, document=writing.document)
    form = context.definition.forms[named.form]
    number = acts.round_to_work(context.definition, context.case, writing.step)
    before = context.case.documents_of(named, writing.step, number, None)
    chosen = writing.person_id or writing.filed_under
    owner = chosen or (before[-1].filed_under if before else context.case.client_id)
    saved = next(iter(context.case.documents_of(named, writing.step, number, owner)), None)
    ids = map(str, itertools.count(1))
    answers = with_row_ids(form, shown_answers(form, writing.answers), lambda: next(ids))
    if saved is not None and answers == saved.answers:
        return saved, False
    now = Document(
        document_id=saved.document_id if saved else "",
        document=named.id,
        form=form.id,
        form_version=form.version,
        step=writing.step,
        round=number,
        filed_under=owner,
        title=named.title,
        answers=answers,
        act=Act("", desk.today, desk.clock(), desk.actor_id, ""),
    )
    return replace(now, versions=(*(saved.versions if saved else ()), now)), True


def filled_form(context: Context, document: Document, *, is_draft: bool = False) -> "FilledForm":
    """A document with everything that its paper says; a draft says that it has not been saved."""
    from familjeflow.export.form_paper import FilledForm

    form = context.definition.forms[document.form]
    return FilledForm(
        form=form,
        answers=document.answers,
        about=paper_words.document_facts(context, document, is_draft=is_draft),
        options={"lagrum": lagrum.options()},
        signatures=paper_words.signatures(context, document),
        remark=paper_words.document_remark(context, document),
        changes=plan_versions.changes_of(form, document),
    )


def recovery_paper(code: str, day: date) -> bytes:
    """The paper with the recovery code, dated."""
    from familjeflow.export.letterhead import PaperFacts
    from familjeflow.export.recovery_paper import recovery_paper

    return recovery_paper(code, PaperFacts(_("Återställningskod"), "", day))


def _head(desk: Desk, title: str, number: str) -> "tuple[PaperFacts, Letterhead]":
    from familjeflow.export.letterhead import PaperFacts

    chosen: RecordSettings = desk.vault.read(record_settings)
    letterhead = desk.vault.read(letterhead_of)
    return PaperFacts(title, number, desk.today, chosen.status_line or None), letterhead


class Cancelled(Exception):  # noqa: N818  # nobody erred
    """Somebody stopped the making of a paper. Nothing was written and nothing noted."""


class Watch:
    """Follows a paper while it is made in another thread, and stops it on demand."""

    def __init__(self) -> None:
        self.page = 0
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let the making end at the next page. What has already left the work file has left it."""
        self._stopped.set()

    def reached(self, page: int) -> None:
        """Note which page it has come to, from 1. Raises Cancelled after `stop`."""
        self.check()
        self.page = page

    def check(self) -> None:
        """Raises Cancelled after `stop`."""
        if self._stopped.is_set():
            raise Cancelled


def made(make: Callable[[], bytes], watch: Watch) -> bytes:
    """Make a paper under the eyes of `watch`. Raises Cancelled when it was stopped."""
    from familjeflow.export.document import telling

    with telling(watch.reached):
        data = make()
    watch.check()
    return data


def export(
    desk: Desk,
    case_id: str,
    document: str,
    make: Callable[[], bytes],
    to: Path,
    watch: Watch | None = None,
) -> ChangeSet:
    """Write a paper to a file that the user chose, and note that it left the vault.

    Raises OSError where the place cannot be written and Cancelled when `watch` was stopped; then nothing is
    noted.
    """
    data = made(make, watch or Watch())
    write_whole(to, data)
    digest = hashlib.sha256(data).hexdigest()
    return act(desk, case_id, lambda _now: (e.DocumentExported(document, digest),))


def printed(desk: Desk, case_id: str, document: str, pdf: bytes) -> ChangeSet:
    """Note that a paper left the vault through a printer. `document` names its kind, never a person."""
    digest = hashlib.sha256(pdf).hexdigest()
    return act(desk, case_id, lambda _now: (e.DocumentExported(document, digest, printed=True),))
