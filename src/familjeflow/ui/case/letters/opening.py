"""Opens a letter on the services: its form, the organisation's text, and the saved paper."""

from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.services.desk import Desk
from familjeflow.services.letters import Given
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.letters.page import LetterActs, LetterPage
from familjeflow.ui.case.trouble import TroubleStrip


def open_letter(desk: Desk, case_id: str, kind: str, exports: Exports, trouble: TroubleStrip) -> LetterPage:
    """A page for the letter. Raises DomainError("unknown_case") or a VaultError."""
    form = letters.letter_form(desk, case_id, kind)

    def save(given: Given, *, word: bool) -> None:
        trouble.attempt(lambda: letters.keep_phone(desk, given.values.get("telefon", "")))
        exports.letter(kind, given, protected=form.protected, word=word)

    def keep_text(text: str) -> None:
        trouble.attempt(lambda: letters.keep_text(desk, kind, text))
        if not trouble.text():
            trouble.say(_("Sparat."), _("Nästa brev börjar med den här texten."), tone="done")

    acts = LetterActs(
        save_pdf=lambda given: save(given, word=False),
        save_word=lambda given: save(given, word=True),
        keep_text=keep_text,
    )
    return LetterPage(form, acts, desk.today)
