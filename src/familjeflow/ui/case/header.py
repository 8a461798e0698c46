"""The head of the case page: who the case is about, how it stands, and the one thing that comes next."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import CaseView, NextView
from familjeflow.services.words import day_word
from familjeflow.ui import icons, theme
from familjeflow.ui.people.marks import ProtectionMark
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import ElidedLabel, label

Act = Callable[[], object]
_AROUND = 140
"""Pixels of the line with the name that margins, gaps and the menu take."""
_UNDO_WIDTH = 280


class CaseHeader(QFrame):
    """Name, number, protection and headline on one line, then *Nästa* or why there is nothing next."""

    def __init__(
        self, go_to_next: Act, close_case: Act, reopen_case: Act, save_pdf: Act, undo: QWidget
    ) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._close_case = close_case
        self.name = ElidedLabel(type_="name")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._number = label(tone="muted")
        self._protection = ProtectionMark()
        self._headline = ElidedLabel(tone="muted")
        self._menu = QMenu(self)
        self._close_action = self._menu.addAction(_("Stäng ärendet"), lambda: close_case())
        self._reopen_action = self._menu.addAction(_("Öppna ärendet igen"), lambda: reopen_case())
        self._menu.addAction(_("Spara ärendet som PDF"), lambda: save_pdf())
        more = buttons.icon_button("ellipsis", _("Mer om ärendet: stäng, spara som PDF"))
        more.setMenu(self._menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        more.setObjectName("case-menu")
        self.next = NextStrip(go_to_next, close_case, reopen_case)
        self._notices = column(spacing=theme.XS)
        self._strips = column(spacing=theme.XS)
        self._line = line = row(
            self.name, self._number, self._protection, self._headline, more, spacing=theme.M
        )
        line.setStretch(3, 1)
        undo.setMaximumWidth(_UNDO_WIDTH)
        below = row(self.next, undo, spacing=theme.M)
        below.setStretch(0, 1)
        layout = column(line, below, self._notices, self._strips, spacing=theme.S)
        layout.setContentsMargins(theme.L, theme.M, theme.L, theme.S)
        self.setLayout(layout)
        self._warnings: list[Notice] = []

    def add_act(self, button: QPushButton) -> None:
        """Put a button before the menu at the right."""
        self._line.insertWidget(self._line.count() - 1, button)

    def show_case(self, case: CaseView) -> None:
        """Show a case."""
        self.name.setText(case.client_name)
        self._number.setText(case.client_number)
        self._protection.show_protection(case.protection)
        self._headline.setText(case.headline)
        self._fit_name()
        closed = case.closed_on is not None
        self._close_action.setVisible(not closed)
        self._reopen_action.setVisible(closed)
        self.next.show_case(case)
        self._show_warnings(case)

    def hold(self, strip: QWidget) -> None:
        """Put a strip that asks something under *Nästa*."""
        self._strips.addWidget(strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name takes smaller letters before anything beside it is left out."""
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        theme.mark(self.name, type="name")
        beside = self._number.sizeHint().width() + self._headline.sizeHint().width()
        if not self._protection.isHidden():
            beside += self._protection.sizeHint().width()
        if self.name.sizeHint().width() + beside > self.width() - _AROUND:
            theme.mark(self.name, type="section")
        self.name.updateGeometry()

    def _show_warnings(self, case: CaseView) -> None:
        for old in self._warnings:
            self._notices.removeWidget(old)
            old.deleteLater()
        self._warnings = [Notice("overdue", text) for text in case.conflicts]
        if case.proposes_close and case.closed_on is None:
            act = buttons.plain(_("Stäng ärendet"), self._close_case)
            self._warnings.append(Notice("waiting", case.proposes_close, act))
        for notice in self._warnings:
            self._notices.addWidget(notice)


class NextStrip(QFrame):
    """*Nästa*: what, by when, whose, and a button that goes there."""

    def __init__(self, go_to_next: Act, close_case: Act, reopen_case: Act) -> None:
        super().__init__()
        self._mark = label()
        icons.dress(self._mark, "lock", "muted", 18)
        self._lead = label(type_="strong")
        self._what = ElidedLabel()
        self._what.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._when = label(type_="strong")
        self._who = ElidedLabel(tone="muted")
        self.go = buttons.plain(_("Gå dit"), go_to_next)
        self.go.setObjectName("go-to-next")
        self.close_case = buttons.plain(_("Stäng ärendet"), close_case)
        self.reopen = buttons.plain(_("Öppna ärendet igen"), reopen_case)
        words = (self._mark, self._lead, self._what, self._when, self._who)
        line = row(*words, self.go, self.close_case, self.reopen, spacing=theme.S)
        line.setStretch(4, 1)
        line.setContentsMargins(theme.M, theme.XS + 1, theme.S, theme.XS + 1)
        self.setLayout(line)

    def show_case(self, case: CaseView) -> None:
        """Show what comes next in a case, or that it is closed or finished."""
        upcoming = case.next if case.closed_on is None else None
        tone = "waiting"
        if case.closed_on is not None:
            tone = "skipped"
            since = _("sedan {day}.").format(day=day_word(case.closed_on))
            kept = _("Allt går att läsa, och det som är kvar att registrera går att bocka av.")
            self._say(_("Ärendet är stängt"), since, "", kept)
        elif upcoming is None:
            tone = "done"
            self._say(_("Inget mer att göra här."), _("Alla steg är avslutade."), "", "")
        elif case.as_of is not None:
            tone = "skipped"
            then = _("Nästa då: {what}").format(what=upcoming.text)
            self._say(_("Så stod det"), f"{day_word(case.as_of)}.", "", then)
        else:
            tone = "overdue" if upcoming.overdue else "waiting"
            self._say(_("Nästa:"), upcoming.text, _when(upcoming), upcoming.role)
        now = case.as_of is None
        self.go.setVisible(now and upcoming is not None and bool(upcoming.step))
        self.close_case.setVisible(now and upcoming is None and case.closed_on is None)
        self.reopen.setVisible(case.closed_on is not None and case.as_of is None)
        self._mark.setVisible(case.closed_on is not None)
        theme.mark(self, notice=tone)
        theme.mark(self._when, tone="overdue" if upcoming is not None and upcoming.overdue else "")

    def _say(self, lead: str, what: str, when: str, who: str) -> None:
        for part, text in ((self._lead, lead), (self._what, what), (self._when, when), (self._who, who)):
            part.setText(text)
        self._when.setVisible(bool(when))


def _when(upcoming: NextView) -> str:
    if upcoming.day is None:
        return ""
    if upcoming.overdue:
        return _("försenat sedan {day}").format(day=day_word(upcoming.day))
    return f"{(upcoming.force_word or _('Senast')).lower()} {day_word(upcoming.day)}"


class UndoLine(QWidget):
    """The latest act with *Ångra*, in sight as long as it can be taken back."""

    def __init__(self, undo: Act) -> None:
        super().__init__()
        mark = label()
        icons.dress(mark, "undo-2", "muted", 16)
        self._what = ElidedLabel(tone="muted", type_="meta")
        self._button = buttons.link(_("Ångra"), undo)
        self._button.setObjectName("undo")
        line = row(None, mark, self._what, self._button, spacing=theme.S)
        self._what.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setLayout(line)

    def show_case(self, case: CaseView) -> None:
        """Show what can be taken back, or nothing."""
        self.setVisible(case.undo is not None)
        if case.undo is not None:
            self._what.setText(case.undo.text)
            self._button.setAccessibleName(_("Ångra: {what}").format(what=case.undo.text))
            self._button.setToolTip(_("Ångra det senaste (Ctrl+Z)"))
