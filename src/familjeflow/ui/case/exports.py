"""Saves papers and pictures where a person wants them, made off the GUI thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import papers
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import VaultError
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.tasks import run_task

Make = Callable[[], bytes]


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
        self.save(
            _("Spara ärendet som PDF"),
            "arende.pdf",
            "PDF (*.pdf)",
            lambda: papers.case_paper(self._desk, self._case_id),
        )

    def form_pdf(self, document_id: str) -> None:
        """A saved document."""
        self.save(
            _("Skriv ut till PDF"),
            "dokument.pdf",
            "PDF (*.pdf)",
            lambda: papers.form_paper(self._desk, self._case_id, document_id),
        )

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
            "PDF (*.pdf)",
            lambda: papers.picture_pdf(self._desk, self._case_id),
        )

    def save(self, title: str, suggestion: str, kind: str, make: Make) -> None:
        """Ask where, make the bytes off the GUI thread and write them."""
        path = self._dialogs.save_file(self._owner, title, suggestion, kind)
        if path is None:
            return
        chosen = path.with_suffix(Path(suggestion).suffix)

        def work(_stopped: object) -> ChangeSet:
            return papers.export(self._desk, self._case_id, suggestion, make, chosen)

        run_task(self._owner, work, lambda changes: self._saved(chosen.name, changes), self._failed)

    def _saved(self, name: str, changes: ChangeSet) -> None:
        self.noted(changes)
        self._trouble.say(_("Sparat."), _("Filen heter {name}.").format(name=name), tone="done")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, DomainError | VaultError):
            self._trouble.show_fault(error)
        elif isinstance(error, OSError):
            self._trouble.say(_("Filen kunde inte sparas."), _("Välj en annan mapp eller ett annat namn."))
        else:
            raise error
