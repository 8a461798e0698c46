"""The words of the papers, taken from the same views that the screens show."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from familjeflow.domain.case import Document
from familjeflow.domain.picture.display import Picture
from familjeflow.i18n import _
from familjeflow.services.case_context import Context
from familjeflow.services.views import CaseView, StepView
from familjeflow.services.words import day_word

if TYPE_CHECKING:
    from familjeflow.export.case_overview import CaseOverview, OverviewStep
    from familjeflow.export.document import Signature
    from familjeflow.export.tagged import TaggedCanvas


def picture_alt(view: CaseView) -> str:
    """The picture in words: every step with its state, in reading order."""
    steps = "; ".join(f"{step.label}: {step.detail}" for step in view.steps)
    return _("Processbild för {process}. {steps}.").format(process=view.process_short, steps=steps)


def overview(view: CaseView, drawn: Picture, palette: Mapping[str, str]) -> "CaseOverview":
    """What the paper of a whole case says."""
    from familjeflow.export.case_overview import CaseOverview
    from familjeflow.export.picture_pdf import draw

    def _pen(canvas: "TaggedCanvas", width: float, _height: float) -> None:
        draw(canvas, drawn, palette, width)

    return CaseOverview(
        facts=tuple(_facts(view)),
        headline=view.process_title,
        warnings=tuple(w for w in (view.protection_word, view.proposes_close, *view.conflicts) if w),
        picture=_pen,
        picture_size=(drawn.width, drawn.height),
        picture_alt=picture_alt(view),
        steps=tuple(_step(step) for step in view.steps if _is_told(step)),
        limits=tuple(_limits(view)),
        left=view.left,
        documents=tuple(_documents(view)),
        source=" ".join((_("Källa: {source}.").format(source=view.source), view.review_warning)).strip(),
    )


def _facts(view: CaseView) -> Iterable[tuple[str, str]]:
    yield _("Klient"), view.client_name
    yield _("Personnummer"), view.client_number or "–"
    yield _("Ärende"), view.number
    yield _("Öppnat"), day_word(view.opened_on)
    if view.closed_on:
        yield _("Stängt"), day_word(view.closed_on)
    if view.next is not None and view.closed_on is None:
        yield _("Nästa"), view.next.text
    for person in view.participants:
        if person.part != "client":
            yield person.part_word, person.name
    yield from view.assigned


def _is_told(step: StepView) -> bool:
    """Questions nobody has come to yet say nothing on paper."""
    return step.question is None or step.state != "not_started"


def _step(step: StepView) -> "OverviewStep":
    from familjeflow.export.case_overview import OverviewStep

    several = len(step.rounds) > 1
    remarks = [_("Frångår rutinen.")] if step.deviates else []
    for shown in step.rounds:
        prefix = _("Omgång {n}: ").format(n=shown.number) if several else ""
        day = f"{shown.word.lower()} {shown.day.isoformat()}" if several and shown.day else ""
        remarks += [prefix + "; ".join(part for part in (day, *shown.remarks) if part)]
    who = next((shown.who for shown in reversed(step.rounds) if shown.who), "")
    return OverviewStep(step.label, step.word, _day_of(step), who, tuple(r for r in remarks if r))


def _day_of(step: StepView) -> str:
    return step.detail.removeprefix(step.word).strip()


def _limits(view: CaseView) -> Iterable[tuple[str, str, str]]:
    for step in view.steps:
        for limit in step.limits:
            if limit.day is not None and limit.met_on is None:
                when = f"{limit.force_word} {day_word(limit.day)}"
                yield limit.text, when + (f" ({_('försenat')})" if limit.overdue else ""), limit.because[0]


def _documents(view: CaseView) -> Iterable[tuple[str, str]]:
    words = {"saved": _("sparat"), "draft": _("utkast")}
    for step in view.steps:
        for document in step.documents:
            if document.status in words:
                day = f" {document.saved_on.isoformat()}" if document.saved_on else ""
                person = f" ({document.person})" if document.person else ""
                yield document.title + person, words[document.status] + day


def document_facts(
    context: Context, document: Document, *, is_draft: bool = False
) -> tuple[tuple[str, str], ...]:
    """Whose document it is, from which step and when it was saved."""
    row = context.persons.get(document.filed_under)
    return (
        (_("Gäller"), context.person(document.filed_under)),
        (_("Personnummer"), (row.number if row else "") or "–"),
        (_("Steg"), context.label(document.step)),
        (_("Sparat"), _("Utkast") if is_draft else day_word(document.act.on)),
        (_("Skrivet av") if is_draft else _("Sparat av"), context.signed(document.act)),
        (_("Version"), str(len(document.versions))),
    )


def signatures(context: Context, document: Document) -> "tuple[Signature, ...]":
    """Places to sign for the two who most often do: the client and the worker."""
    from familjeflow.export.document import Signature

    return (
        Signature(_("Den enskilde"), context.person(document.filed_under)),
        Signature(_("Handläggare"), context.signed(document.act)),
    )


def document_remark(context: Context, document: Document) -> str:
    """What the reader must know: a gate that was passed, with the reason."""
    return (
        _("Frångår rutinen. Skäl: {reason}").format(reason=document.act.reason) if document.act.reason else ""
    )
