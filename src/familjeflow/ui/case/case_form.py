"""Opens a document's form on the services: drafts, adopting and the paper."""

from collections.abc import Callable
from functools import partial

from familjeflow.i18n import _
from familjeflow.services import blank_papers, form_filling, papers
from familjeflow.services.desk import Desk
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.forms.form_page import FormActs, FormPage

_PDF = "PDF (*.pdf)"


def open_form(
    desk: Desk, case_id: str, wanted: OpenDocument, exports: Exports, trouble: TroubleStrip
) -> FormPage:
    """A page for the form. Raises DomainError("unknown_document") or a VaultError."""
    view = form_filling.form(desk, case_id, wanted.step, wanted.document, wanted.person_id)
    place = (desk, case_id, wanted.step, wanted.document, wanted.person_id)
    document_id = view.document_id

    def print_paper() -> None:
        if document_id is not None:
            exports.form_pdf(document_id)

    def print_version(number: int) -> None:
        if document_id is not None:
            make = partial(papers.form_paper, desk, case_id, document_id, version=number)
            exports.save(_("Spara en tidigare version"), "tidigare-version.pdf", _PDF, make)

    def print_blank() -> None:
        make = partial(blank_papers.blank, desk, view.form, view.title)
        exports.save(_("Skriv ut tom blankett"), "tom-blankett.pdf", _PDF, make)

    def save_fillable() -> None:
        make = partial(blank_papers.fillable, desk, view.form, view.title)
        exports.save(_("Spara som ifyllbar PDF"), "ifyllbar-blankett.pdf", _PDF, make)

    attempt: Callable[[Callable[[], object]], object] = trouble.attempt
    acts = FormActs(
        save_draft=lambda answers, akt: form_filling.save_draft(*place, answers, filed_under=akt),
        adopt=lambda answers, reason, akt: form_filling.adopt(
            *place, answers, reason=reason, filed_under=akt
        ),
        print_paper=print_paper,
        attempt=attempt,
        print_version=print_version,
        print_blank=print_blank,
        save_fillable=save_fillable,
    )
    return FormPage(view, acts, desk.today)
