"""Saves and prints papers and pictures where a person wants them, made off the GUI thread."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services import case_papers, letters, papers, preview
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.letters import Given
from familjeflow.services.papers import Cancelled, Watch, Writing
from familjeflow.ui.case.trouble import WORLD_FAULTS, Act, TroubleStrip
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.papers.leaving import LeavingPaper, Make
from familjeflow.ui.papers.making import Progress
from familjeflow.ui.tasks import run_task

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

    # ---- which papers there are ----

    def case_papers(self) -> tuple[LeavingPaper, ...]:
        """The papers of the whole case, in the order of the menu."""
        place = (self._desk, self._case_id)
        return (
            LeavingPaper(_("Ärendeöversikt"), "arende.pdf", partial(papers.case_paper, *place)),
            LeavingPaper(
                _("Bild till klienten"),
                "din-vag.pdf",
                partial(case_papers.client_picture, *place),
                asks=False,
            ),
            LeavingPaper(_("Överlämningssida"), "overlamning.pdf", partial(case_papers.handover, *place)),
            LeavingPaper(_("Journal"), "journal.pdf", partial(case_papers.journal, *place)),
            LeavingPaper(_("Akt"), "akt.pdf", partial(case_papers.akt, *place)),
            LeavingPaper(
                _("Processbild"), "processbild.pdf", partial(papers.picture_pdf, *place), asks=False
            ),
        )

    def form_paper(self, title: str, writing: Writing) -> LeavingPaper:
        """A document as it is being written."""
        place = (self._desk, self._case_id, writing)
        word = partial(papers.written_word, *place)
        return LeavingPaper(title, "dokument.pdf", partial(papers.written_paper, *place), word=word)

    def letter(self, kind: str, given: Given) -> LeavingPaper:
        """A letter."""
        place = (self._desk, self._case_id, kind, given)
        word = partial(letters.letter_word, *place)
        return LeavingPaper(
            letters.title_of(kind), f"{kind}.pdf", partial(letters.letter_pdf, *place), word=word
        )

    # ---- what is done with one ----

    def save_pdf(self, paper: LeavingPaper) -> None:
        """Save a paper as a PDF."""
        if self._may_leave(paper, _("Spara som PDF")):
            self.save(paper.title, paper.file, _PDF, paper.make, paper.left)

    def save_word(self, paper: LeavingPaper) -> None:
        """Save a paper for Word."""
        if paper.word is not None and self._may_leave(paper, _("Spara som Word")):
            self.save(paper.title, paper.word_file, _WORD, paper.word, paper.left)

    def print_paper(self, paper: LeavingPaper) -> None:
        """Ask which printer, then make the paper and paint it there off the GUI thread, and note it."""
        from familjeflow.ui.papers import printing  # late: the printers are looked for when somebody prints

        if not self._may_leave(paper, _("Skriv ut")):
            return
        printer = self._dialogs.choose_printer(self._owner)
        if printer is None:
            return
        watch = Watch()

        def work(_stopped: threading.Event) -> ChangeSet:
            sheets = preview.sheets(lambda: papers.made(paper.make, watch))
            printing.paint(printer, paper.title, sheets, watch)
            return papers.printed(self._desk, self._case_id, paper.title, sheets.pdf)

        said = _("{title} har skickats till skrivaren.").format(title=paper.title)

        def done() -> None:
            paper.left()
            self._trouble.say(_("Utskrivet."), said, tone="done")

        self._run(work, watch, _("Skriver ut sida {n} …"), done)

    def save(
        self,
        title: str,
        suggestion: str,
        kind: str,
        make: Make,
        left: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask where, make the bytes off the GUI thread and write them; then call `left`."""
        chosen = self._dialogs.save_file(self._owner, title, suggestion, kind)
        if chosen is None:
            return
        watch = Watch()

        def work(_stopped: threading.Event) -> ChangeSet:
            return papers.export(self._desk, self._case_id, suggestion, make, chosen, watch)

        def done() -> None:
            left()
            self._say_saved(chosen)

        self._run(work, watch, _("Skriver sida {n} …"), done)

    # ---- acts that other parts know by name ----

    def case_pdf(self) -> None:
        """Save the overview of the case."""
        overview = replace(self.case_papers()[0], title=_("Spara ärendet som PDF"))
        self.save_pdf(overview)

    def picture_svg(self) -> None:
        """Save the picture as SVG."""
        self.save(
            _("Spara bilden som SVG"),
            "processbild.svg",
            "SVG (*.svg)",
            lambda: papers.picture_svg(self._desk, self._case_id).encode(),
        )

    def picture_pdf(self) -> None:
        """Save the picture as PDF."""
        self.save_pdf(replace(self.case_papers()[-1], title=_("Spara bilden som PDF")))

    # ---- inside ----

    def _may_leave(self, paper: LeavingPaper, act: str) -> bool:
        """Where somebody in the case has protected data, the question that comes before every such paper."""
        if not paper.asks:
            return True
        protected = self._trouble.attempt(lambda: case_papers.is_protected(self._desk, self._case_id))
        if not protected:
            return protected is False
        title = _("Pappret rör någon med skyddade uppgifter")
        text = _(
            "Kontrollera vad som står på det och vem som får läsa det. Lägg det inte så att andra ser det."
        )
        return self._dialogs.ask(self._owner, title, text, act)

    def _run(
        self,
        work: Callable[[threading.Event], ChangeSet],
        watch: Watch,
        words: str,
        say_done: Callable[[], object],
    ) -> None:
        """Work with its progress in the strip, from the moment that it takes long."""
        progress = Progress(self._owner, watch, self._trouble, lambda page: words.format(n=page))

        def done(changes: ChangeSet) -> None:
            progress.end()
            self.noted(changes)
            say_done()

        def failed(error: BaseException) -> None:
            progress.end()
            self._failed(error)

        run_task(self._owner, work, done, failed)

    def _say_saved(self, path: Path) -> None:
        acts: Sequence[Act] = (
            (_("Öppna mappen"), lambda: self._open(path.parent)),
            (_("Öppna filen"), lambda: self._open(path)),
        )
        said = _("Filen heter {name}.").format(name=path.name)
        self._trouble.say(_("Sparat."), said, tone="done", acts=acts)

    def _open(self, path: Path) -> None:
        if not self._dialogs.open_path(path):
            title = _("Det gick inte att öppna {name}.").format(name=path.name)
            self._trouble.say(title, _("Öppna den från datorns filhanterare i stället."))

    def _failed(self, error: BaseException) -> None:
        from familjeflow.ui.papers.printing import PrinterFault

        if isinstance(error, WORLD_FAULTS):
            self._trouble.show_fault(error)
        elif isinstance(error, Cancelled):
            self._trouble.say(_("Avbrutet."), _("Inget har sparats eller skrivits ut."), tone="done")
        elif isinstance(error, PrinterFault):
            self._trouble.say(_("Skrivaren svarar inte."), _("Kontrollera den eller välj en annan."))
        elif isinstance(error, OSError):
            self._trouble.say(_("Filen kunde inte sparas."), _("Välj en annan mapp eller ett annat namn."))
        else:
            raise error
