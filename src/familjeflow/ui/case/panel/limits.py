"""A time limit in the panel: the day first, then why it is that day, and how to move it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import LimitView
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import Ask, Fold, ReasonLine, lines, stacked
from familjeflow.ui.case.requests import MoveLimit
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, meta

MOVE_SUGGESTIONS = (
    _("Överenskommet med klienten"),
    _("Mötet har flyttats"),
    _("Sjukdom"),
)


class LimitCard(QFrame):
    """One limit with *Därför* and, where it can be done, *Flytta datum*."""

    def __init__(self, limit: LimitView, ask: Ask, today: date, *, can_act: bool) -> None:
        super().__init__()
        self._limit = limit
        self._ask = ask
        theme.mark(self, surface="card")
        because = lines(limit.because)
        self._because = Fold(f"because:{limit.id}", _("Därför"), because)
        self._because.button.setAccessibleName(_("Därför: {limit}").format(limit=limit.text))
        title = label(headline(limit), type_="strong", tone=_tone(limit), wrap=True)
        parts: list[QWidget] = [title, meta(_under(limit), wrap=True)]
        if limit.note:
            parts.append(meta(limit.note, wrap=True))
        self._mover = self._move_form(today)
        movable = can_act and limit.day is not None and limit.met_on is None
        self._move = buttons.link(_("Flytta datum"), self._toggle_move)
        self._move.setObjectName(f"move:{limit.id}")
        self._move.setAccessibleName(_("Flytta datum: {limit}").format(limit=limit.text))
        self._move.setVisible(movable)
        layout = column(*parts, spacing=2)
        links = row(self._because, None, spacing=theme.S)
        if movable:
            links.addWidget(self._move, 0, Qt.AlignmentFlag.AlignTop)
        links.setStretch(0, 1)
        layout.addLayout(links)
        layout.addWidget(self._mover)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        self.setLayout(layout)

    def _move_form(self, today: date) -> QWidget:
        self._day = DateEntry(today)
        self._day.line.setAccessibleName(_("Nytt datum"))
        self._day.set_day(self._limit.day)
        self._reason = ReasonLine(MOVE_SUGGESTIONS)
        self._reason.done.connect(self._send)
        save = buttons.plain(_("Spara datum"), self._send)
        cancel = buttons.quiet(_("Avbryt"), self._toggle_move)
        acts = QWidget()
        acts.setLayout(row(save, cancel, None))
        result = stacked(label(_("Nytt datum"), type_="strong"), self._day, self._reason, acts)
        result.setObjectName(f"mover:{self._limit.id}")
        result.hide()
        return result

    def _toggle_move(self) -> None:
        self._mover.setVisible(self._mover.isHidden())
        if not self._mover.isHidden():
            self._day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._day.line.selectAll()

    def _send(self) -> None:
        day = self._day.day()
        theme.mark(self._day.line, problem="false" if day else "true")
        if day is None:
            self._day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._reason.text():
            self._reason.ask()
        else:
            self._ask(MoveLimit(self._limit.id, day, self._reason.text()))


def headline(limit: LimitView) -> str:
    """ "Senast fre 2026-12-04", or what the day waits for."""
    if limit.met_on:
        return _("Klart {day}").format(day=day_word(limit.met_on))
    if limit.day is None:
        return _("{force}: inget datum än").format(force=limit.force_word)
    return f"{limit.force_word} {day_word(limit.day)}"


def _under(limit: LimitView) -> str:
    said = [limit.text]
    if limit.day is None and limit.waiting_for:
        said.append(_("Räknas från: {anchor}").format(anchor=limit.waiting_for))
    if limit.overdue:
        said.append(_("Försenat"))
    if limit.moved:
        said.append(_("Flyttat datum"))
    if limit.unstated:
        said.append(_("Källan anger inte"))
    return " · ".join(said)


def _tone(limit: LimitView) -> str:
    if limit.overdue:
        return "overdue"
    return "done" if limit.met_on else ""
