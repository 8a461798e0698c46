"""The card Säkerhetskopior: where they go, the latest, a new one now, and a trial restore."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QProgressBar

from familjeflow.i18n import _
from familjeflow.services import backup_words, backups, restore
from familjeflow.services.backups import Copy, Standing
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import VaultError
from familjeflow.services.words import clock_word
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.tasks import run_task
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import label, meta, reading

T = TypeVar("T")
_FEW = 6
_EVERY = 100
"""Milliseconds between two looks at how far the work has come."""


@dataclass
class _Far:
    """How far the work has come; written by its thread and read by this one."""

    done: int = 0
    of: int = 0

    def tell(self, done: int, of: int) -> None:
        self.done, self.of = done, of


class BackupsCard(Card):
    """Everything here runs off the GUI thread: a folder on a network may take its time."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(_("Säkerhetskopior"))
        self._desk = desk
        self._context = context
        self._copies: tuple[Copy, ...] = ()
        self._all = self._ready = False
        self._stop: Callable[[], None] | None = None
        self._far = _Far()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._show_far)
        self.notice = Notice("waiting")
        self.folder = label("", wrap=True)
        self.about_place = reading("", tone="muted")
        self.folder_button = buttons.plain(_("Välj mapp …"), self._choose)
        self.latest = label("")
        self.copy_button = buttons.plain(_("Kopiera nu"), self._copy)
        self.try_button = buttons.plain(_("Prova återställning"), self._try)
        self.list = QGridLayout()
        self.all_button = buttons.link(_("Visa alla"), self._show_all)
        self.all_button.hide()
        self.body.addLayout(self._parts())
        self._show_busy("")

    def _parts(self) -> QGridLayout:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.doing = meta("")
        self.cancel_button = buttons.plain(_("Avbryt"), self._cancel)
        busy = column(self.doing, row(self.bar, self.cancel_button, spacing=theme.M), spacing=theme.XS)
        self._busy = holder(busy)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setColumnStretch(2, 1)
        self.list.setHorizontalSpacing(theme.XL)
        self.list.setVerticalSpacing(2)
        about = _(
            "En krypterad kopia tas när programmet startar och sedan varje dag, och kontrolleras när den är "
            "skriven. Samma lösenfras öppnar den. Kopior från sju dagar, fyra veckor och tolv månader sparas."
        )
        place = row(self.folder, self.folder_button, spacing=theme.M)
        place.setStretch(0, 1)
        parts = QGridLayout()
        inner = (
            self.notice,
            reading(about, tone="muted"),
            label(_("Mapp"), type_="strong"),
            place,
            self.about_place,
            self.latest,
            row(self.copy_button, self.try_button, None, spacing=theme.S),
            self._busy,
            self.list,
            row(self.all_button, None),
        )
        parts.addLayout(column(*inner, spacing=theme.S), 0, 0)
        return parts

    def show_kept(self) -> None:
        """Look at how it is with the backups."""
        desk = self._desk

        def look(_stopped: threading.Event) -> tuple[Standing, tuple[Copy, ...]]:
            found = backups.standing(desk)
            try:
                return found, backups.copies(found.folder, desk.vault.vault_id) if found.folder else ()
            except VaultError:
                return found, ()

        run_task(self, look, lambda found: self._show(*found), self._failed)

    def _show(self, found: Standing, copies: tuple[Copy, ...]) -> None:
        self._copies = copies
        self.folder.setText(str(found.folder) if found.folder else _("Ingen mapp är vald."))
        self.folder_button.setVisible(not found.decided)
        said = backup_words.place_words(found)
        decided = _("Organisationen har bestämt mappen.") if found.decided else ""
        self.about_place.setText(" ".join(part for part in (decided, said) if part))
        self.about_place.setVisible(bool(decided or said))
        latest = clock_word(found.latest) if found.latest else _("ingen än")
        self.latest.setText(_("Senaste kopian: {when}").format(when=latest))
        self._ready = found.folder is not None
        if self._stop is None:
            self._show_busy("")
        if why := backup_words.reminder(found, self._desk.clock()):
            self.notice.say(why, "waiting")
        self._list_copies()

    def _list_copies(self) -> None:
        clear(self.list)
        shown = self._copies if self._all else self._copies[:_FEW]
        for number, copy in enumerate(shown):
            self.list.addWidget(label(clock_word(copy.made_at)), number, 0)
            self.list.addWidget(label(backup_words.size_word(copy.size), tone="muted"), number, 1)
        self.all_button.setText(_("Visa alla {count}").format(count=len(self._copies)))
        self.all_button.setVisible(len(shown) < len(self._copies))

    def _show_all(self) -> None:
        self._all = True
        self._list_copies()

    def _choose(self) -> None:
        chosen = self._context.dialogs.choose_folder(self, _("Välj mapp för säkerhetskopior"))
        if chosen is not None:
            self._use(chosen)

    def _use(self, folder: Path) -> None:
        desk = self._desk

        def done(_none: object) -> None:
            self.notice.say("")
            self._context.saved()
            self.show_kept()

        run_task(self, lambda _stopped: backups.choose_folder(desk, folder), done, self._failed)

    def _copy(self) -> None:
        desk, far = self._desk, self._begin()

        def done(_copy: Copy) -> None:
            self.notice.say(_("Säkerhetskopian är tagen och kontrollerad."), "done")
            self.show_kept()

        self._run(
            _("Kopierar och kontrollerar …"),
            lambda stop: backups.make(desk, told=far.tell, stopped=stop),
            done,
        )

    def _try(self) -> None:
        if not self._copies:
            return
        desk, copy, far = self._desk, self._copies[0], self._begin()

        def done(trial: restore.Trial) -> None:
            self.notice.say(backup_words.trial_words(trial), "done" if trial.sound else "overdue")

        self._run(
            _("Återställer på prov och öppnar varje ärende …"),
            lambda stop: restore.try_restore(desk, copy, told=far.tell, stopped=stop),
            done,
        )

    def _begin(self) -> _Far:
        self._far = _Far()
        return self._far

    def _run(self, words: str, work: Callable[[threading.Event], T], done: Callable[[T], None]) -> None:
        def finished(result: T) -> None:
            self._show_busy("")
            done(result)

        def failed(error: BaseException) -> None:
            self._show_busy("")
            self._failed(error)
            self.show_kept()

        self.notice.say("")
        self._stop = run_task(self, work, finished, failed).cancel
        self._show_busy(words)

    def _cancel(self) -> None:
        if self._stop is not None:
            self._stop()
        self._show_busy("")
        self.show_kept()

    def _show_busy(self, words: str) -> None:
        """Say what goes on, "" for nothing; only one thing goes on at a time."""
        self.doing.setText(words)
        self._busy.setVisible(bool(words))
        self.folder_button.setEnabled(not words)
        self.copy_button.setEnabled(not words and self._ready)
        self.try_button.setEnabled(not words and bool(self._copies))
        if words:
            self._show_far()
            self._timer.start()
        else:
            self._stop = None
            self._timer.stop()

    def _show_far(self) -> None:
        self.bar.setMaximum(max(self._far.of, 1))
        self.bar.setValue(self._far.done)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, VaultError):
            raise error
        if error.code != "cancelled":
            self.notice.say(backup_words.fault_words(error.code), "overdue")
