"""The organisation's own file, opened or added from a step of a case."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services import references
from familjeflow.services.desk import Desk
from familjeflow.ui.case.requests import OpenReference
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.papers.leaving import LeavingPaper
from familjeflow.ui.processes.references_card import ANY_FILE, add_file, save_copy


class ReferenceFiles:
    """`show_paper` shows a PDF in the program, `added` is called when a file was attached."""

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        dialogs: Dialogs,
        trouble: TroubleStrip,
        show_paper: Callable[[LeavingPaper], object],
        added: Callable[[], object],
    ) -> None:
        self._owner = owner
        self._desk = desk
        self._dialogs = dialogs
        self._trouble = trouble
        self._show_paper = show_paper
        self._added = added

    def open(self, process_id: str, wanted: OpenReference) -> None:
        """Show a PDF, give a copy of any other file, or ask for the one that is not there."""
        if not wanted.attached:
            self._add(process_id, wanted.document)
            return
        file = self._trouble.attempt(lambda: references.opened(self._desk, process_id, wanted.document))
        if file is None:
            return
        if file.media_type == references.PDF:
            self._show_paper(LeavingPaper(file.file_name, file.file_name, lambda: file.data, asks=False))
        else:
            save_copy(self._owner, file, self._dialogs)

    def _add(self, process_id: str, reference: str) -> None:
        chosen = self._dialogs.choose_file(self._owner, _("Lägg till er fil"), ANY_FILE)
        if chosen is not None and add_file(
            self._owner, self._desk, process_id, reference, chosen, self._dialogs
        ):
            self._added()
