"""All documents of a case, under the step that names them. The same rows as in the panel."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import CaseView
from familjeflow.ui import theme
from familjeflow.ui.case.panel.documents import document_rows
from familjeflow.ui.case.panel.parts import Ask, section
from familjeflow.ui.widgets.layouts import clear, column, holder, scrolling
from familjeflow.ui.widgets.panels import EmptyState


class DocumentsTab(QWidget):
    """What has been written and what can be written, step by step."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._body = QVBoxLayout()
        self._body.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        self._body.setSpacing(theme.L)
        self.setLayout(column(scrolling(holder(self._body), name=_("Dokument"))))

    def show_case(self, case: CaseView) -> None:
        """Show the documents of a case."""
        clear(self._body)
        for step in case.steps:
            if step.documents:
                part = section(step.label, *document_rows(step.id, step.documents, self._ask))
                part.setMaximumWidth(theme.LINE_LENGTH)
                self._body.addWidget(part)
        if self._body.count() == 0:
            text = _("Den här processen nämner inga dokument.")
            self._body.addWidget(EmptyState("file-text", _("Inga dokument"), text))
        self._body.addStretch(1)
