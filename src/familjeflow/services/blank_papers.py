"""Empty forms: to print and write on by hand, or to fill in on screen. They hold nothing of a case."""

from familjeflow.domain.forms import FormDefinition
from familjeflow.i18n import _
from familjeflow.services.desk import Desk
from familjeflow.services.form_filling import choices
from familjeflow.services.letterheads import letterhead_of


def blank(desk: Desk, form: FormDefinition, title: str) -> bytes:
    """A blank form to print. Choices that hang on a day are those of today."""
    return _made(desk, form, title, fillable=False)


def fillable(desk: Desk, form: FormDefinition, title: str) -> bytes:
    """A blank form with fields to fill in on screen."""
    return _made(desk, form, title, fillable=True)


def _made(desk: Desk, form: FormDefinition, title: str, *, fillable: bool) -> bytes:
    """Without the mark of secrecy and without saying that it is a copy: an empty paper is neither."""
    from familjeflow.export.blank_form import BlankForm, blank_form
    from familjeflow.export.letterhead import PaperFacts

    letterhead = desk.vault.read(lambda store: letterhead_of(store, inside=False))
    signers = (_("Den enskilde"), _("Handläggare"))
    return blank_form(
        BlankForm(form, choices(), signers, fillable), PaperFacts(title, "", desk.today), letterhead
    )
