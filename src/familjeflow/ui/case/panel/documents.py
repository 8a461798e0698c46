"""The documents of a step: what can be filled in here, what lies elsewhere, and how far each has come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import DocumentView
from familjeflow.ui import icons, theme
from familjeflow.ui.case.panel.parts import Ask, section
from familjeflow.ui.case.requests import OpenDocument, OpenReference
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, meta
from familjeflow.ui.widgets.tips import tip


def document_section(step_id: str, documents: tuple[DocumentView, ...], ask: Ask) -> QWidget:
    """The heading *Dokument* and a row for each."""
    return section(_("Dokument"), *document_rows(step_id, documents, ask))


def document_rows(step_id: str, documents: tuple[DocumentView, ...], ask: Ask) -> list[QWidget]:
    """A row for each document; one that is filled in here is a button that opens its form."""
    return [_row(step_id, document, ask) for document in documents]


def document_title(document: DocumentView) -> str:
    """The title, with the person where each has one of their own."""
    return f"{document.title}: {document.person}" if document.person else document.title


def document_status(document: DocumentView) -> str:
    """How far the document has come, in words."""
    day = document.saved_on.isoformat() if document.saved_on else ""
    words = {
        "none": _("inte påbörjat"),
        "draft": _("utkast {day}").format(day=day).strip(),
        "saved": _("sparat {day}").format(day=day).strip(),
        "reference": _("er egen fil"),
        "no_file": _("er fil är inte tillagd; lägg till den här"),
        "outside": _("förs i annat system"),
    }[document.status]
    return " · ".join([words, _("vid behov")] if document.optional else [words])


def _row(step_id: str, document: DocumentView, ask: Ask) -> QWidget:
    if document.status in _REFERENCES:
        return _reference_row(document, ask)
    if document.form is None:
        return _plain_row(document)
    button = _WordsButton(document_title(document), document_status(document))
    button.setObjectName(f"document:{document.id}:{document.person_id or ''}")
    button.setAccessibleName(_("Öppna {title}").format(title=document_title(document)))
    button.setAccessibleDescription(
        ". ".join(filter(None, [document_status(document), document.explanation]))
    )
    button.setToolTip(tip(document.explanation))
    button.clicked.connect(lambda *_a: ask(OpenDocument(step_id, document.id, document.person_id)))
    return button


_REFERENCES = ("reference", "no_file")


def _reference_row(document: DocumentView, ask: Ask) -> QWidget:
    """A place for the organisation's own file: shown when it is there, asked for when it is not."""
    attached = document.status == "reference"
    button = _WordsButton(document.title, document_status(document))
    button.setObjectName(f"reference:{document.id}")
    named = _("Visa {title}") if attached else _("Lägg till er fil: {title}")
    button.setAccessibleName(named.format(title=document.title))
    button.setAccessibleDescription(document.explanation)
    button.setToolTip(tip(document.explanation))
    button.clicked.connect(lambda *_a: ask(OpenReference(document.id, attached)))
    return button


def _plain_row(document: DocumentView) -> QWidget:
    result = QWidget()
    words = column(
        label(document_title(document), wrap=True), meta(document_status(document), wrap=True), spacing=0
    )
    parts = row(spacing=theme.S)
    parts.addWidget(_icon("muted"), 0, Qt.AlignmentFlag.AlignTop)
    parts.addLayout(words, 1)
    parts.setContentsMargins(theme.XS, 2, theme.XS, 2)
    result.setLayout(parts)
    result.setToolTip(tip(document.explanation))
    return result


class _WordsButton(QPushButton):
    """A link whose words may wrap: the form's title with its status under it."""

    def __init__(self, title: str, status: str) -> None:
        super().__init__()
        theme.mark(self, kind="quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        words = column(label(title, tone="accent", wrap=True), meta(status, wrap=True), spacing=0)
        parts = row(spacing=theme.S)
        parts.addWidget(_icon("accent"), 0, Qt.AlignmentFlag.AlignTop)
        parts.addLayout(words, 1)
        parts.setContentsMargins(theme.XS, 2, theme.XS, 2)
        self.setLayout(parts)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _icon(role: str) -> QLabel:
    result = QLabel()
    icons.dress(result, "file-text", role, 18)
    return result
