"""Where the organisation keeps its own files: routines, lathund and menus that the source only refers to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import ProcessDefinition
from familjeflow.i18n import _
from familjeflow.services import references
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.services.references import OpenedFile, Reference
from familjeflow.services.sentences import sentence
from familjeflow.services.vaults import VaultError
from familjeflow.ui import theme
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, rule
from familjeflow.ui.widgets.panels import Card
from familjeflow.ui.widgets.text import label, meta

ANY_FILE = "*"


class ReferencesCard(Card):
    """A line for each place: what it is, the file that is there, and what can be done with it."""

    def __init__(
        self, desk: Desk, process: ProcessDefinition, dialogs: Dialogs, kept: Callable[[], object]
    ) -> None:
        super().__init__(_("Era egna filer"))
        self._desk = desk
        self._process = process
        self._dialogs = dialogs
        self._kept = kept
        words = _(
            "Källan hänvisar till de här utan att de följer med. Lägg till era egna, så finns de i ärendena."
        )
        self.body.addWidget(meta(words, wrap=True))
        self._rows = column(spacing=theme.M)
        self.body.addLayout(self._rows)
        self._show()

    def _show(self) -> None:
        clear(self._rows)
        for number, place in enumerate(references.references(self._desk, self._process)):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(place))

    def _row(self, place: Reference) -> QWidget:
        status = _("Ingen fil än") if not place.file_name else f"{place.file_name} · {_size(place.size)}"
        words = column(
            label(place.title, type_="strong", wrap=True),
            label(status, tone="" if place.file_name else "muted", wrap=True),
            meta(" · ".join(p for p in (place.step, place.explanation) if p), wrap=True),
            spacing=2,
        )
        add = buttons.plain(
            _("Byt fil …") if place.file_name else _("Lägg till fil …"), lambda: self._add(place)
        )
        add.setAccessibleName(f"{add.text()} {place.title}")
        acts = row(add, spacing=theme.S)
        if place.file_name:
            save = buttons.quiet(_("Spara en kopia …"), lambda: self._save(place))
            away = buttons.quiet(_("Ta bort"), lambda: self._remove(place))
            for button in (save, away):
                button.setAccessibleName(f"{button.text()} {place.title}")
                acts.addWidget(button)
        acts.addStretch(1)
        result = holder(column(words, acts, spacing=theme.S))
        result.setObjectName(f"reference:{place.id}")
        return result

    def _add(self, place: Reference) -> None:
        chosen = self._dialogs.choose_file(self, place.title, ANY_FILE)
        if chosen is not None and add_file(
            self, self._desk, self._process.info.id, place.id, chosen, self._dialogs
        ):
            self._changed()

    def _save(self, place: Reference) -> None:
        file = references.opened(self._desk, self._process.info.id, place.id)
        save_copy(self, file, self._dialogs)

    def _remove(self, place: Reference) -> None:
        text = _("Filen tas bort ur arbetsfilen och visas inte längre i ärendena.")
        title = _("Ta bort {title}?").format(title=place.file_name)
        if self._dialogs.ask(self, title, text, _("Ta bort"), danger=True):
            references.remove(self._desk, self._process.info.id, place.id)
            self._changed()

    def _changed(self) -> None:
        self._show()
        self._kept()


def add_file(
    owner: QWidget, desk: Desk, process_id: str, reference: str, path: Path, dialogs: Dialogs
) -> bool:
    """Keep a chosen file in the vault. What the world did not allow is said; then nothing has changed."""
    try:
        references.attach(desk, process_id, reference, path)
    except (DomainError, VaultError) as error:
        said = sentence(error)
        dialogs.message(owner, said.title, said.text)
        return False
    except OSError:
        dialogs.message(owner, _("Filen går inte att läsa."), _("Välj en fil som du får öppna."))
        return False
    return True


def save_copy(owner: QWidget, file: OpenedFile, dialogs: Dialogs) -> None:
    """Write a copy of a kept file where the person wants it."""
    chosen = dialogs.save_file(owner, _("Spara en kopia"), file.file_name, ANY_FILE)
    if chosen is None:
        return
    try:
        write_whole(chosen, file.data)
    except OSError:
        dialogs.message(owner, _("Filen kunde inte sparas."), _("Välj en annan mapp eller ett annat namn."))


def _size(size: int) -> str:
    """A size in bytes as people say it, with a decimal comma."""
    if size < _MEGABYTE:
        return _("{n} kB").format(n=max(1, round(size / 1000)))
    return _("{n} MB").format(n=f"{size / _MEGABYTE:.1f}".replace(".", ","))


_MEGABYTE = 1_000_000
