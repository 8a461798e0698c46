"""Saves papers and pictures where a person wants them, made off the GUI thread."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services import case_papers, letters, papers
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.letters import Given
from familjeflow.ui.case.trouble import WORLD_FAULTS, TroubleStrip
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.tasks import run_task

Make = Callable[[], bytes]
_PDF = "PDF (*.pdf)"
_WORD = "Word (*.docx)"


class Exports:
    """The papers of one case. File names hold no personal data; each paper that leaves is noted.

    `noted` is called with the ChangeSet of that note.
    """

    def __init__(
        self, owner: QWidget, desk: Desk, case_id: str, dialogs: Dialogs, trouble: TroubleStrip
    ) -> None:
        self._owner = owner
        self._desk = desk
        self._case_id = case_id
        self._dialogs = dialogs
        self._trouble = trouble
        self.noted: Callable[[ChangeSet], object] = lambda _changes: None

    def case_pdf(self) -> None:
        """The overview of the case."""
        if self._may_leave(_("Spara ärendet som PDF")):
            self.save(
                _("Spara ärendet som PDF"),
                "arende.pdf",
                _PDF,
                lambda: papers.case_paper(self._desk, self._case_id),
            )

    def form_pdf(self, document_id: str) -> None:
        """A saved document."""
        self.save(
            _("Skriv ut till PDF"),
            "dokument.pdf",
            _PDF,
            lambda: papers.form_paper(self._desk, self._case_id, document_id),
        )

    def form_word(self, document_id: str) -> None:
        """A saved document, such as a remiss or a plan, for Word."""
        self.save(
            _("Spara som Word"),
            "dokument.docx",
            _WORD,
            lambda: case_papers.form_word(self._desk, self._case_id, document_id),
        )

    def client_picture(self) -> None:
        """The client's own way on one page."""
        self.save(
            _("Spara bilden till klienten"),
            "din-vag.pdf",
            _PDF,
            lambda: case_papers.client_picture(self._desk, self._case_id),
        )

    def handover(self) -> None:
        """The page for the next caseworker."""
        if self._may_leave(_("Spara överlämningssidan")):
            self.save(
                _("Spara överlämningssidan"),
                "overlamning.pdf",
                _PDF,
                lambda: case_papers.handover(self._desk, self._case_id),
            )

    def akt(self) -> None:
        """Everything of the case in one paper."""
        if self._may_leave(_("Spara akten")):
            self.save(
                _("Spara akten"),
                "akt.pdf",
                _PDF,
                lambda: case_papers.akt(self._desk, self._case_id),
            )

    def letter(self, kind: str, given: Given, *, protected: bool, word: bool) -> None:
        """A letter, as a PDF or for Word."""
        title = letters.title_of(kind)
        if protected and not self._agreed(_("Spara brevet")):
            return
        make = letters.letter_word if word else letters.letter_pdf
        self.save(
            title,
            f"{kind}.docx" if word else f"{kind}.pdf",
            _WORD if word else _PDF,
            lambda: make(self._desk, self._case_id, kind, given),
        )

    def _may_leave(self, act: str) -> bool:
        protected = self._trouble.attempt(lambda: case_papers.is_protected(self._desk, self._case_id))
        return protected is False or (protected is True and self._agreed(act))

    def _agreed(self, act: str) -> bool:
        """Somebody in the case has protected data: the question that comes before every such paper."""
        title = _("Pappret rör någon med skyddade uppgifter")
        text = _(
            "Kontrollera vad som står på det och vem som får läsa det. Lägg det inte så att andra ser det."
        )
        return self._dialogs.ask(self._owner, title, text, act)

    def picture_svg(self) -> None:
        """The picture as SVG."""
        self.save(
            _("Spara bilden som SVG"),
            "processbild.svg",
            "SVG (*.svg)",
            lambda: papers.picture_svg(self._desk, self._case_id).encode(),
        )

    def picture_pdf(self) -> None:
        """The picture as PDF."""
        self.save(
            _("Spara bilden som PDF"),
            "processbild.pdf",
            _PDF,
            lambda: papers.picture_pdf(self._desk, self._case_id),
        )

    def save(self, title: str, suggestion: str, kind: str, make: Make) -> None:
        """Ask where, make the bytes off the GUI thread and write them."""
        chosen = self._dialogs.save_file(self._owner, title, suggestion, kind)
        if chosen is None:
            return

        def work(_stopped: object) -> ChangeSet:
            return papers.export(self._desk, self._case_id, suggestion, make, chosen)

        run_task(self._owner, work, lambda changes: self._saved(chosen.name, changes), self._failed)

    def _saved(self, name: str, changes: ChangeSet) -> None:
        self.noted(changes)
        self._trouble.say(_("Sparat."), _("Filen heter {name}.").format(name=name), tone="done")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, WORLD_FAULTS):
            self._trouble.show_fault(error)
        elif isinstance(error, OSError):
            self._trouble.say(_("Filen kunde inte sparas."), _("Välj en annan mapp eller ett annat namn."))
        else:
            raise error
