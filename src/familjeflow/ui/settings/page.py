"""The page Inställningar: one column of cards."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from familjeflow.i18n import _
from familjeflow.services import vaults
from familjeflow.services.desk import Desk
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.settings.backups import BackupsCard
from familjeflow.ui.settings.desktop import DesktopCard
from familjeflow.ui.settings.forms import ProfileCard, RecordCard
from familjeflow.ui.settings.keys import KeysCard
from familjeflow.ui.settings.letter_texts import LetterTextsCard
from familjeflow.ui.settings.limit_library import LimitLibraryCard
from familjeflow.ui.settings.paper_look import PaperLookCard
from familjeflow.ui.settings.snippets import SnippetsCard
from familjeflow.ui.settings.unit_meetings import UnitMeetingsCard
from familjeflow.ui.widgets.layouts import column, holder, name_scroll_bars, row, scrolling
from familjeflow.ui.widgets.text import page_title

_WIDTH = 760


class SettingsPage(QWidget):
    """`kept` is sent when something that other pages show was saved; `lock_time_chosen` carries minutes."""

    kept = Signal()
    lock_time_chosen = Signal(int)

    def __init__(self, desk: Desk, path: Path, key: vaults.Key, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._context = context
        self.profile = ProfileCard(desk)
        self.record = RecordCard(desk)
        self.paper_look = PaperLookCard(desk, context)
        self.letter_texts = LetterTextsCard(desk)
        self.snippets = SnippetsCard(desk)
        self.unit_meetings = UnitMeetingsCard(desk)
        self.limit_library = LimitLibraryCard(desk)
        self.backups = BackupsCard(desk, context)
        self.desktop = DesktopCard()
        self.keys = KeysCard(desk, path, key, context)
        papers = (self.paper_look, self.letter_texts, self.snippets, self.unit_meetings, self.limit_library)
        cards = (self.profile, self.record, *papers, self.backups, self.desktop, self.keys)
        inner = holder(column(*cards, None, spacing=theme.L))
        inner.setMaximumWidth(_WIDTH)
        beside = row(inner, None)
        beside.setStretch(0, 1000)
        area = scrolling(holder(beside), name=_("Inställningar"))
        parts = column(page_title(_("Inställningar")), area, spacing=theme.M, margin=theme.L)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        for scrolled in self.findChildren(QAbstractScrollArea):
            if not scrolled.verticalScrollBar().accessibleName():
                name_scroll_bars(scrolled)
        self.profile.kept.connect(self._kept)
        self.record.kept.connect(self._kept)
        self.paper_look.kept.connect(self._kept)
        self.letter_texts.kept.connect(self._kept)
        self.snippets.kept.connect(self._kept)
        self.unit_meetings.kept.connect(self._kept)
        self.limit_library.kept.connect(self._kept)
        self.desktop.lock_time_chosen.connect(self.lock_time_chosen)

    def reload(self) -> None:
        """Show what is kept."""
        self.profile.show_kept()
        self.record.show_kept()
        self.paper_look.show_kept()
        self.letter_texts.show_kept()
        self.snippets.show_kept()
        self.unit_meetings.show_kept()
        self.limit_library.show_kept()
        self.keys.show_kept()
        self.backups.show_kept()

    def take_focus(self) -> None:
        """Begin with the name."""
        self.profile.name.editor.setFocus()

    def _kept(self) -> None:
        self._context.saved()
        self.kept.emit()
