"""Opens a document's form on the services: drafts, adopting and the paper."""

from collections.abc import Callable
from functools import partial

from familjeflow.services import form_filling
from familjeflow.services.desk import Desk
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.forms.form_page import FormActs, FormPage


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

    attempt: Callable[[Callable[[], object]], object] = trouble.attempt
    acts = FormActs(
        save_draft=partial(form_filling.save_draft, *place),
        adopt=lambda answers, reason: form_filling.adopt(*place, answers, reason=reason),
        print_paper=print_paper,
        attempt=attempt,
    )
    return FormPage(view, acts, desk.today)
