"""The time limits of a step: the day first, then why it is that day, and how to move it."""

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
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.text import label, meta


def limit_parts(limits: tuple[LimitView, ...], ask: Ask, today: date, *, can_act: bool) -> list[QWidget]:
    """A card for each open day, earliest first; those met or still without a day lie folded under them."""
    open_ones = [limit for limit in limits if limit.day is not None and limit.met_on is None]
    others = [limit for limit in limits if limit not in open_ones]
    open_ones.sort(key=lambda limit: limit.day or date.max)
    parts: list[QWidget] = [LimitCard(limit, ask, today, can_act=can_act) for limit in open_ones]
    if others:
        words = _("Andra tidsgränser ({n})") if parts else _("Tidsgränser ({n})")
        title = words.format(n=len(others))
        parts.append(Fold("other-limits", title, stacked(*map(_quiet_limit, others), spacing=theme.S)))
    return parts


class LimitCard(QFrame):
    """One limit with a day. *Därför* unfolds the rule, the facts and the source, and *Flytta datum*."""

    def __init__(self, limit: LimitView, ask: Ask, today: date, *, can_act: bool) -> None:
        super().__init__()
        self._limit = limit
        self._ask = ask
        theme.mark(self, surface="card")
        title = label(headline(limit), type_="strong", tone="overdue" if limit.overdue else "", wrap=True)
        under = [meta(_under(limit), wrap=True)] + ([meta(limit.note, wrap=True)] if limit.note else [])
        self._mover = self._move_form(today)
        self._move = buttons.link(_("Flytta datum"), self._toggle_move)
        self._move.setObjectName(f"move:{limit.id}")
        self._move.setAccessibleName(_("Flytta datum: {limit}").format(limit=limit.text))
        if not can_act:
            self._move.hide()
        why = stacked(lines(limit.because), holder(row(self._move, None)), spacing=theme.XS)
        self._because = Fold(f"because:{limit.id}", _("Därför"), why)
        self._because.button.setAccessibleName(_("Därför: {limit}").format(limit=limit.text))
        head = row(spacing=theme.S)
        head.addWidget(title, 1)
        head.addWidget(self._because.button, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(head, *under, self._because, self._mover, spacing=2)
        layout.setContentsMargins(theme.M, theme.S, theme.S, theme.S)
        self.setLayout(layout)

    def _move_form(self, today: date) -> QWidget:
        self._day = DateEntry(today)
        self._day.line.setAccessibleName(_("Nytt datum"))
        self._day.line.setObjectName(f"move-day:{self._limit.id}")
        self._day.set_day(self._limit.day)
        self._reason = ReasonLine(_move_suggestions())
        self._reason.done.connect(self._send)
        save = buttons.plain(_("Spara datum"), self._send)
        save.setObjectName(f"move-save:{self._limit.id}")
        acts = holder(row(save, buttons.quiet(_("Avbryt"), self._toggle_move), None))
        result = stacked(label(_("Nytt datum"), type_="strong"), self._day, self._reason, acts)
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
    """The day with its force ("Senast fre 2026-12-04"), or how the limit stands without one."""
    if limit.met_on:
        return _("Gjort {day}").format(day=day_word(limit.met_on))
    if limit.day is None:
        return _("{force}: inget datum än").format(force=limit.force_word)
    return f"{limit.force_word} {day_word(limit.day)}"


def _under(limit: LimitView) -> str:
    said = [_("Försenat")] if limit.overdue else []
    said.append(limit.text)
    if limit.moved:
        said.append(_("flyttat datum"))
    if limit.unstated:
        said.append(_("källan anger inte"))
    return " · ".join(said)


def _quiet_limit(limit: LimitView) -> QWidget:
    waiting = [limit.waiting_for[:1].upper() + limit.waiting_for[1:]] if limit.waiting_for else []
    because = [line for line in limit.because if line != limit.text]
    return stacked(label(limit.text, wrap=True), lines([headline(limit), *waiting, *because]), spacing=0)


def _move_suggestions() -> tuple[str, ...]:
    return (_("Överenskommet med klienten"), _("Mötet har flyttats"), _("Sjukdom"))
