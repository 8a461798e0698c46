"""The ways into the work file: change the passphrase, make a new recovery code, use the desktop's keyring."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit

from familjeflow.i18n import _
from familjeflow.services import papers, policy, vaults
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.ui.frame.context import Context
from familjeflow.ui.start.door import judge
from familjeflow.ui.tasks import run_task
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field, passphrase_field
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import label, reading

_ENOUGH = 2


class KeysCard(Card):
    """Everything here works on the key file beside the vault, off the GUI thread."""

    def __init__(self, desk: Desk, path: Path, key: vaults.Key, context: Context) -> None:
        super().__init__(_("Nycklar"))
        self._desk = desk
        self._path = path
        self._key = key
        self._context = context
        self.notice = Notice("done")
        self.first = passphrase_field(_("Ny lösenfras"))
        self.again = passphrase_field(_("Ny lösenfras en gång till"))
        self.change_button = buttons.plain(_("Byt lösenfras"), self._change)
        self.code = label("", type_="code", wrap=True)
        self.code.hide()
        self.code_button = buttons.plain(_("Gör en ny återställningskod"), self._new_code)
        self.save_button = buttons.plain(_("Spara koden som PDF"), self._save_code, icon="download")
        self.save_button.hide()
        self.keyring = QCheckBox(_("Lås upp utan att skriva på den här datorn"))
        self.keyring.clicked.connect(self._choose_keyring)
        self.not_allowed = reading(_("Organisationen har bestämt att den inte får användas."), tone="muted")
        self.not_allowed.hide()
        about = reading(_("Den gamla koden slutar gälla när en ny görs."), tone="muted")
        parts = column(
            self.notice,
            self.first,
            self.again,
            row(self.change_button, None),
            label(_("Återställningskod"), type_="strong"),
            about,
            self.code,
            row(self.code_button, self.save_button, None),
            label(_("Datorns nyckelring"), type_="strong"),
            self.keyring,
            self.not_allowed,
        )
        self.body.addLayout(parts)

    def show_kept(self) -> None:
        """Look at which ways in there are."""
        run_task(self, lambda _stop: self._has_keyring(), self._show_keyring, self._failed)

    def _show_keyring(self, used: bool) -> None:
        """Where the organisation does not allow it, it can only be taken away."""
        allowed = policy.current().keyring
        self.keyring.setChecked(used)
        self.keyring.setEnabled(allowed or used)
        self.not_allowed.setVisible(not allowed)

    def _has_keyring(self) -> bool:
        return any(slot.kind == "keyring" for slot in vaults.slot_views(self._path))

    def _run(self, work: Callable[[], object], done: str) -> None:
        def finish(_result: object) -> None:
            self.notice.say(done, "done")
            self._context.saved()

        run_task(self, lambda _stop: work(), finish, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.change_button.setEnabled(True)
        if isinstance(error, OSError):
            text = _("Filen kunde inte sparas. Välj en annan mapp eller ett annat namn.")
            self.notice.say(text, "overdue")
            return
        if not isinstance(error, vaults.VaultError):
            raise error
        self._context.fault(error)
        self.show_kept()

    def _change(self) -> None:
        written = _text(self.first)
        score, words = judge(written)
        self.first.show_problem("" if score >= _ENOUGH else words)
        same = written == _text(self.again)
        self.again.show_problem("" if same else _("De två raderna är inte lika."))
        if score < _ENOUGH or not same:
            return
        desk, path, key = self._desk, self._path, self._key
        self.change_button.setEnabled(False)

        def work(_stop: threading.Event) -> None:
            vaults.change_passphrase(path, key, written, now=desk.clock(), new_id=desk.new_id)

        run_task(self, work, lambda _none: self._changed(), self._failed)

    def _changed(self) -> None:
        self.change_button.setEnabled(True)
        for field in (self.first, self.again):
            assert isinstance(field.editor, QLineEdit)
            field.editor.clear()
        self.notice.say(_("Lösenfrasen är bytt. Den nya gäller från nästa gång du låser upp."), "done")
        self._context.saved()

    def _new_code(self) -> None:
        title = _("Göra en ny återställningskod?")
        text = _("Pappret med den gamla koden slutar gälla. Du får spara den nya som PDF.")
        if not self._context.dialogs.ask(self, title, text, _("Gör en ny kod")):
            return
        desk, path, key = self._desk, self._path, self._key
        run_task(
            self,
            lambda _stop: vaults.renew_recovery(path, key, now=desk.clock(), new_id=desk.new_id),
            self._show_code,
            self._failed,
        )

    def _show_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.show()
        self.save_button.show()
        self.notice.say(_("Spara den nya koden nu. Den visas bara här och sparas inte."), "waiting")

    def _save_code(self) -> None:
        suggestion, kind = _("aterstallningskod.pdf"), _("PDF (*.pdf)")
        chosen = self._context.dialogs.save_file(self, _("Spara återställningskoden"), suggestion, kind)
        code = self.code.text()
        if chosen is not None:
            where, day = chosen, self._desk.today
            done = _("Koden är sparad i {name}.").format(name=where.name)
            self._run(lambda: write_whole(where, papers.recovery_paper(code, day)), done)

    def _choose_keyring(self, wanted: bool) -> None:
        desk, path, key = self._desk, self._path, self._key
        if wanted:
            done = _("Nästa gång räcker en knapptryckning på den här datorn.")
            self._run(lambda: vaults.add_keyring_slot(path, key, now=desk.clock(), new_id=desk.new_id), done)
        else:
            self._run(lambda: _forget_keyring(path, key), _("Lösenfrasen behövs igen från nästa gång."))


def _forget_keyring(path: Path, key: vaults.Key) -> None:
    for slot in vaults.slot_views(path):
        if slot.kind == "keyring":
            vaults.remove_slot(path, key, slot.id)


def _text(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text()
