"""The papers of a whole case: the picture for the client, the handover page, the journal and the akt."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from familjeflow.domain.case import Document
from familjeflow.domain.errors import DomainError
from familjeflow.domain.states import StepState
from familjeflow.i18n import _
from familjeflow.services import journal_words, note_drafts, paper_words, papers
from familjeflow.services.case_context import Context
from familjeflow.services.case_views import case_view_of, context_of
from familjeflow.services.client_way import Stage, plain_words, way_of
from familjeflow.services.desk import Desk
from familjeflow.services.history import history_lines
from familjeflow.services.journal import note_lines
from familjeflow.services.letterheads import letterhead_of
from familjeflow.services.profile import RecordSettings, record_settings
from familjeflow.services.views import CaseView, HistoryLine, LimitView, StepView
from familjeflow.services.words import day_word, note_kind_word
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.akt import Akt, AktPart
    from familjeflow.export.client_picture import ClientPicture, PictureStage
    from familjeflow.export.document import Paper
    from familjeflow.export.form_paper import FilledForm
    from familjeflow.export.handover import Handover
    from familjeflow.export.journal import Journal
    from familjeflow.export.letterhead import Letterhead, PaperFacts

_HAPPENED = 8  # lines of the latest that happened
_LIMITS = 8
_NAME = 26  # characters; a name up to so long is not broken in its column
_GOING_ON = (StepState.READY.value, StepState.ACTIVE.value, StepState.WAITING.value)


def is_protected(desk: Desk, case_id: str) -> bool:
    """Whether somebody in the case has protected data, so that printing asks first."""

    def work(store: Store) -> bool:
        return any(row.protection for row in context_of(desk, store, case_id).persons.values())

    return desk.vault.read(work)


# ---- Bild till klienten ----


def client_picture(desk: Desk, case_id: str) -> bytes:
    """The client's own way on one page: no notes, no ticks, nothing of what the office does among itself."""
    from familjeflow.export.client_picture import client_picture
    from familjeflow.export.letterhead import PaperFacts

    def work(store: Store) -> "tuple[ClientPicture, PaperFacts, Letterhead]":
        context = context_of(desk, store, case_id)
        facts = PaperFacts(_("Din väg hos oss"), context.case.number, desk.today)
        return _client_picture(context), facts, letterhead_of(store, inside=False)

    return client_picture(*desk.vault.read(work))


def _client_picture(context: Context) -> "ClientPicture":
    from familjeflow.export.client_picture import ClientPicture

    way = way_of(context)
    me = context.actors.get(context.me)
    contact = _("Undrar du något? Fråga {name}.").format(name=me.name) if me and me.name else ""
    return ClientPicture(
        heading=_("Din väg hos oss"),
        intro=way.intro or plain_words(context.definition).about,
        stages=tuple(_picture_stage(stage) for stage in way.stages),
        contact=contact,
    )


def _picture_stage(stage: Stage) -> "PictureStage":
    from familjeflow.export.client_picture import PictureStage

    day = stage.day.isoformat() if stage.day else ""
    when = ""
    if day:
        when = (
            _("Klart {day}").format(day=day) if stage.state == "done" else _("Senast {day}").format(day=day)
        )
    who = _("Vem: {who}").format(who=", ".join(stage.who)) if stage.who else ""
    return PictureStage(stage.heading, stage.text, stage.state, when, who)


# ---- Överlämningssida ----


def handover(desk: Desk, case_id: str) -> bytes:
    """State, next limits, what is left to register, and the last that happened."""
    from familjeflow.export.handover import handover_paper

    def work(store: Store) -> "tuple[Handover, PaperFacts, Letterhead]":
        context = context_of(desk, store, case_id)
        notes = journal_words.latest_notes(context, record_settings(store))
        begun = _begun_notes(store, case_id)
        page = _handover(case_view_of(context, ""), history_lines(context), notes, begun)
        return page, *_head(desk, store, _("Överlämning"), context.case.number)

    return handover_paper(*desk.vault.read(work))


def _begun_notes(store: Store, case_id: str) -> tuple[str, ...]:
    drafts = (kept.draft for kept in note_drafts.drafts(store, case_id))
    words = _("Anteckning: {kind} {day}")
    return tuple(words.format(kind=note_kind_word(d.kind), day=d.day.isoformat()) for d in drafts)


def _handover(
    view: CaseView,
    history: Iterable[HistoryLine],
    notes: tuple[tuple[str, str, str], ...],
    begun: tuple[str, ...],
) -> "Handover":
    from familjeflow.export.handover import Handover

    live = [line for line in history if not line.retracted]
    return Handover(
        headline=view.headline,
        facts=tuple(_cover(view)),
        warnings=tuple(w for w in (view.protection_word, view.proposes_close, *view.conflicts) if w),
        next_act=_next_words(view),
        now=tuple(_going_on(view)),
        limits=tuple(_limits(view)),
        left=view.left,
        drafts=(
            *(
                " ".join(filter(None, (d.title, f"({d.person})" if d.person else "")))
                for s in view.steps
                for d in s.documents
                if d.status == "draft"
            ),
            *begun,
        ),
        happened=tuple(_happened(line) for line in live[:_HAPPENED]),
        notes=notes,
    )


def _cover(view: CaseView) -> Iterable[tuple[str, str]]:
    yield _("Klient"), view.client_name
    yield _("Personnummer"), view.client_number
    yield _("Ärende"), view.number
    yield _("Process"), view.process_short
    yield _("Öppnat"), day_word(view.opened_on)
    if view.closed_on is not None:
        yield _("Stängt"), day_word(view.closed_on)
    others: dict[str, list[str]] = {}
    for person in view.participants:
        if person.person_id != view.client_id:
            others.setdefault(person.name, []).append(person.part_word.lower())
    for name, parts in others.items():
        yield ", ".join(parts).capitalize(), name
    yield from view.assigned


def _next_words(view: CaseView) -> str:
    if view.closed_on is not None:
        return _("Ärendet är stängt sedan {day}.").format(day=day_word(view.closed_on))
    if view.next is None:
        return _("Alla steg är avslutade.")
    when = f", {view.next.force_word.lower()} {day_word(view.next.day)}" if view.next.day else ""
    who = f" ({view.next.role})" if view.next.role else ""
    return _("Nästa: {what}{when}{who}.").format(what=view.next.text, when=when, who=who)


def _going_on(view: CaseView) -> Iterable[tuple[str, str, str]]:
    for step in view.steps:
        if step.state in _GOING_ON:
            yield step.label, _state(step), ", ".join(step.roles)


def _state(step: StepView) -> str:
    round_ = _("omgång {n}").format(n=step.round) if step.round > 1 else ""
    return ", ".join(part for part in (step.detail, round_) if part)


def _limits(view: CaseView) -> Iterable[tuple[str, str]]:
    found = [li for s in view.steps for li in s.limits if li.day is not None and li.met_on is None]
    for limit in sorted(found, key=lambda li: (li.day, li.text))[:_LIMITS]:
        yield _limit_words(limit), limit.text


def _limit_words(limit: LimitView) -> str:
    assert limit.day is not None
    late = f" ({_('försenat')})" if limit.overdue else ""
    return f"{limit.force_word} {day_word(limit.day)}{late}"


def _happened(line: HistoryLine) -> tuple[str, str, str]:
    reason = _("Skäl: {reason}").format(reason=line.reason) if line.reason else ""
    who = line.who if len(line.who) > _NAME else line.who.replace(" ", "\u00a0")
    return line.occurred_on.isoformat(), "\n".join(p for p in (line.text, reason) if p), who


# ---- Journal ----


def journal(desk: Desk, case_id: str, person_id: str | None = None) -> bytes:
    """The finished notes of the case, or of one person's akt, signed and with every correction visible.

    Raises DomainError("unknown_person") for somebody who has no akt in the case.
    """
    from familjeflow.export.journal import journal_paper

    def work(store: Store) -> "tuple[Journal, PaperFacts, Letterhead]":
        context = context_of(desk, store, case_id)
        found = journal_words.journal_of(context, record_settings(store), person_id)
        return found, *_head(desk, store, _("Journal"), context.case.number)

    return journal_paper(*desk.vault.read(work))


# ---- Akt ----


def akt(desk: Desk, case_id: str) -> bytes:
    """Everything of the case in one paper: cover, contents, overview, saved documents, what has happened."""
    from familjeflow.export.akt import akt_paper

    def work(store: Store) -> "tuple[Akt, PaperFacts, Letterhead]":
        context = context_of(desk, store, case_id)
        return _akt(context, record_settings(store)), *_head(desk, store, _("Akt"), context.case.number)

    return akt_paper(*desk.vault.read(work))


def _akt(context: Context, settings: RecordSettings) -> "Akt":
    from familjeflow.export.akt import Akt

    view = case_view_of(context, "")
    saved = sorted(context.case.documents.values(), key=lambda d: d.act.at)
    known = [d for d in saved if d.form in context.definition.forms]
    return Akt(
        headline=view.process_title,
        cover=tuple(_cover(view)),
        warnings=tuple(w for w in (view.protection_word,) if w),
        parts=(
            _overview_part(context, view),
            *(_document_part(context, document) for document in known),
            *_journal_part(context, settings),
            _history_part(history_lines(context)),
        ),
    )


def _overview_part(context: Context, view: CaseView) -> "AktPart":
    from familjeflow.export.akt import AktPart
    from familjeflow.export.case_overview import write_overview
    from familjeflow.export.picture_pdf import PRINT_PALETTE

    overview = paper_words.overview(view, papers.picture_of(context, view), PRINT_PALETTE)
    return AktPart(_("Ärendeöversikt"), "", lambda paper: write_overview(paper, overview))


def _document_part(context: Context, document: Document) -> "AktPart":
    from familjeflow.export.akt import AktPart
    from familjeflow.export.form_paper import write_form

    form = papers.filled_form(context, document)
    person = context.person(document.filed_under)
    remark = " · ".join(part for part in (person, document.act.on.isoformat()) if part)
    return AktPart(document.title, remark, lambda paper: write_form(paper, form))


def _journal_part(context: Context, settings: RecordSettings) -> Iterable["AktPart"]:
    """The notes from first to last, where there are any."""
    from familjeflow.export.akt import AktPart
    from familjeflow.export.journal import write_entries

    entries = journal_words.journal_entries(context, note_lines(context, settings.days), settings)
    if entries:
        yield AktPart(_("Journal"), "", lambda paper: write_entries(paper, entries))


def form_word(desk: Desk, case_id: str, document_id: str) -> bytes:
    """A saved remiss, plan or other document as a Word file. Raises DomainError("unknown_document")."""
    from familjeflow.export.word import form_docx

    def work(store: Store) -> "tuple[FilledForm, PaperFacts, Letterhead]":
        context = context_of(desk, store, case_id)
        found = context.case.documents.get(document_id)
        if found is None or found.form not in context.definition.forms:
            raise DomainError("unknown_document")
        return papers.filled_form(context, found), *_head(desk, store, found.title, context.case.number)

    return form_docx(*desk.vault.read(work))


def _history_part(history: Iterable[HistoryLine]) -> "AktPart":
    """From first to last; what was taken back stays and says so."""
    from familjeflow.export.akt import AktPart

    rows = [_told(line) for line in reversed(tuple(history))]

    def write(paper: "Paper") -> None:
        paper.table([_("Dag"), _("Vad"), _("Vem")], rows)

    return AktPart(_("Det här har hänt"), "", write)


def _told(line: HistoryLine) -> tuple[str, str, str]:
    day, what, who = _happened(line)
    return day, f"{what}\n{_('Ångrat')}" if line.retracted else what, who


def _head(desk: Desk, store: Store, title: str, number: str) -> "tuple[PaperFacts, Letterhead]":
    from familjeflow.export.letterhead import PaperFacts

    status = record_settings(store).status_line
    return PaperFacts(title, number, desk.today, status or None), letterhead_of(store)
