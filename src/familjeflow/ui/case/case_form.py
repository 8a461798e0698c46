"""Opens a document's form on the services: drafts, adopting and the paper."""

from collections.abc import Callable
from functools import partial

from familjeflow.i18n import _
from familjeflow.services import blank_papers, form_filling, papers
from familjeflow.services.desk import Desk
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.forms.form_page import FormActs, FormPage, Row
from familjeflow.ui.papers.leaving import LeavingPaper

_PDF = "PDF (*.pdf)"


def open_form(
    desk: Desk, case_id: str, wanted: OpenDocument, exports: Exports, trouble: TroubleStrip
) -> FormPage:
    """A page for the form. Raises DomainError("unknown_document") or a VaultError."""
    view = form_filling.form(desk, case_id, wanted.step, wanted.document, wanted.person_id)
    named = (wanted.step, wanted.document, wanted.person_id)
    place = (desk, case_id, *named)
    document_id = view.document_id

    def paper(answers: Row, akt: str | None) -> LeavingPaper:
        return exports.form_paper(view.title, papers.Writing(*named, answers, akt))

    def print_version(number: int) -> None:
        if document_id is not None:
            make = partial(papers.form_paper, desk, case_id, document_id, version=number)
            exports.save_pdf(LeavingPaper(_("Spara en tidigare version"), "tidigare-version.pdf", make))

    blank = (desk, view.form, view.title)
    empty = partial(blank_papers.blank, *blank)
    fillable = partial(blank_papers.fillable, *blank)
    attempt: Callable[[Callable[[], object]], object] = trouble.attempt
    acts = FormActs(
        save_draft=lambda answers, akt: form_filling.save_draft(*place, answers, filed_under=akt),
        adopt=lambda answers, reason, akt: form_filling.adopt(
            *place, answers, reason=reason, filed_under=akt
        ),
        print_paper=lambda answers, akt: exports.print_paper(paper(answers, akt)),
        attempt=attempt,
        print_version=print_version,
        print_blank=lambda: exports.save(_("Skriv ut tom blankett"), "tom-blankett.pdf", _PDF, empty),
        save_fillable=lambda: exports.save(
            _("Spara som ifyllbar PDF"), "ifyllbar-blankett.pdf", _PDF, fillable
        ),
        make_paper=lambda answers, akt: paper(answers, akt).make,
        save_pdf=lambda answers, akt: exports.save_pdf(paper(answers, akt)),
        save_word=lambda answers, akt: exports.save_word(paper(answers, akt)),
    )
    return FormPage(view, acts, desk.today)
