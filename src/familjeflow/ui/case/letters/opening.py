"""Opens a letter on the services: its form, its draft, the organisation's text, and the paper that leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from shiboken6 import isValid

from familjeflow.i18n import _
from familjeflow.services import letter_drafts, letters
from familjeflow.services.desk import Desk
from familjeflow.services.letter_drafts import KeptLetter
from familjeflow.services.letters import Given
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.letters.page import LetterActs, LetterPage
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.papers.leaving import LeavingPaper


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a letter before it is written: fields by name, and whom it is to."""

    values: Mapping[str, str]
    receiver: str = ""


def open_letter(
    desk: Desk,
    case_id: str,
    kind: str,
    exports: Exports,
    trouble: TroubleStrip,
    known: Known | None = None,
) -> LetterPage:
    """A page for the letter; what is `known` of it goes before its draft. Raises as `letters.letter_form`."""
    form = letters.letter_form(desk, case_id, kind, known.values if known else None)
    fresh = {name: form.given.get(name, "") for name in known.values} if known else {}
    kept = _with_known(letter_drafts.kept(desk, case_id, kind), fresh)

    def leaves(act: Callable[[LeavingPaper], None], words: str) -> Callable[[Given], None]:
        """Let the letter leave. Its draft is kept before that, and thrown away when it has left."""

        def has_left() -> None:
            trouble.attempt(lambda: letter_drafts.discard(desk, case_id, kind))
            if isValid(page):
                page.draft.forget(words)

        def leave(given: Given) -> None:
            page.flush()
            trouble.attempt(lambda: letters.keep_phone(desk, given.values.get("telefon", "")))
            act(replace(exports.letter(kind, given), left=has_left))

        return leave

    acts = LetterActs(
        save_pdf=leaves(exports.save_pdf, _("Brevet är sparat.")),
        save_word=leaves(exports.save_word, _("Brevet är sparat.")),
        print_letter=leaves(exports.print_paper, _("Brevet är utskrivet.")),
        keep_text=partial(_keep_text, desk, kind, trouble),
        make_letter=lambda given: exports.letter(kind, given).make,
        keep_draft=lambda draft: trouble.attempt(lambda: letter_drafts.keep(desk, case_id, kind, draft)),
        discard_draft=lambda: trouble.attempt(lambda: letter_drafts.discard(desk, case_id, kind)),
    )
    page = LetterPage(form, acts, desk.today, kept)
    _choose_receiver(page, known)
    return page


def _keep_text(desk: Desk, kind: str, trouble: TroubleStrip, text: str) -> None:
    trouble.attempt(lambda: letters.keep_text(desk, kind, text))
    if not trouble.text():
        trouble.say(_("Sparat."), _("Nästa brev börjar med den här texten."), tone="done")


def _with_known(kept: KeptLetter | None, fresh: Mapping[str, str]) -> KeptLetter | None:
    """A draft with what is known now in place of what stood there: no room of another meeting stays."""
    return kept and replace(kept, draft=replace(kept.draft, values={**kept.draft.values, **fresh}))


def _choose_receiver(page: LetterPage, known: Known | None) -> None:
    if known is not None and known.receiver:
        page.receiver.setCurrentIndex(max(page.receiver.findData(known.receiver), 0))
