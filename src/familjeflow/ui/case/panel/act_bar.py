"""The foot of the panel: what happens, what the routine asks first, the reason, and the one important act."""

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services import steps
from familjeflow.services.views import ActKind, ActView, GateView, StepView
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import Ask, ReasonLine
from familjeflow.ui.case.panel.told import ToldForm
from familjeflow.ui.case.requests import DoAct, GoTo
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta
from familjeflow.ui.widgets.tips import tip

_LEADING: tuple[ActKind, ...] = ("answer", "complete", "start", "reopen")
_MAX_ABOVE = 284
"""Pixels. More than this scrolls, so that the button stays in a window 720 pixels high."""


class ActBar(QFrame):
    """Offers the acts of one step. `flow` of a question comes from the choices above it."""

    def __init__(self, ask: Ask, today: date) -> None:
        super().__init__()
        self._ask = ask
        self._today = today
        self._step: StepView | None = None
        self._act: ActView | None = None
        self._flow = ""
        self._chosen = False
        self._told: ToldForm | None = None
        self._reason: ReasonLine | None = None
        self._day: DateEntry | None = None
        self._also: QCheckBox | None = None
        theme.mark(self, surface="foot")
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        self._above.setSpacing(theme.S)
        self._scroll = scrolling(holder(self._above), name=_("Om det som händer"))
        self.primary = buttons.primary("", self._press)
        self.primary.setObjectName("primary")
        self.cancel = buttons.plain(_("Avbryt"), self._cancel)
        self._menu = QMenu(self)
        self.more: QPushButton = buttons.menu_button(_("Mer"), self._menu)
        self.more.setObjectName("more")
        self.more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        acts = row(spacing=theme.S)
        acts.addWidget(self.primary, 1)
        acts.addWidget(self.cancel)
        acts.addWidget(self.more)
        acts.addStretch(0)
        layout = column(self._scroll, acts, spacing=theme.S)
        layout.setContentsMargins(theme.L, theme.S, theme.L, theme.M)
        self.setLayout(layout)

    def show_step(self, step: StepView, undo_text: str = "", undo: Ask | None = None) -> None:
        """Offer the acts of a step, the leading one as the primary button."""
        same = self._step is not None and self._step.id == step.id
        kept = self._act.kind if same and self._act and self._chosen else None
        self._step = step
        self._flow = ""
        self._build_menu(undo_text, undo)
        leading = _leading(step)
        self._choose(_act_of(step, kept) if kept and _act_of(step, kept) else leading, chosen=False)
        self.setHidden(not step.acts and not undo_text)

    def answer_chosen(self, flow: str) -> None:
        """An answer of the question is marked; the act may now be done."""
        self._flow = flow
        if self._step is not None and (self._act is None or self._act.kind != "answer"):
            self._choose(_act_of(self._step, "answer"), chosen=False)
        self._show_above()

    def begin(self, kind: ActKind) -> None:
        """Prepare an act from the menu: its reason and what happens show, the primary button does it."""
        if self._step is not None:
            self._choose(_act_of(self._step, kind), chosen=True)
            self._ask_reason()

    def begin_told(self) -> None:
        """Prepare a besked about this step."""
        step = self._step
        if step is None:
            return
        self._choose(_leading(step), chosen=True)
        self._told = ToldForm(
            "" if step.mine else step.source_role or next(iter(step.roles), ""), self._today
        )
        self._told.done.connect(self._press)
        self._above.insertWidget(0, self._told)
        self.primary.setText(_("Registrera besked"))
        self._fit()
        self._told.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_other_day(self) -> None:
        """Ask for the day on which it happened, for what is written down afterwards."""
        self._choose(self._act, chosen=True)
        self._day = DateEntry(self._today)
        self._day.line.setAccessibleName(_("Dag då det skedde"))
        self._day.set_day(self._today)
        words = label(_("Dag då det skedde"), type_="strong")
        words.setBuddy(self._day.line)
        self._above.insertWidget(0, words)
        self._above.insertWidget(1, self._day)
        self._fit()
        self._day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._day.line.selectAll()

    def _choose(self, act: ActView | None, *, chosen: bool) -> None:
        self._act = act
        self._chosen = chosen
        self._told = None
        self._day = None
        self.primary.setVisible(act is not None)
        self.primary.setText(act.label if act else "")
        self.cancel.setVisible(chosen)
        self.more.setVisible(not chosen and not self._menu.isEmpty())
        self._show_above()

    def _show_above(self) -> None:
        kept = self._reason.text() if self._reason else ""
        clear(self._above)
        self._reason = None
        self._also = None
        act = self._act
        if act is None:
            self._fit()
            return
        if self._has_title():
            self._above.addWidget(label(act.label, type_="strong"))
        for gate in act.gates:
            self._above.addWidget(self._gate(gate))
        if kept or (self._chosen and act.reason_for):
            self._add_reason(kept)
        if happens := self._happens(act):
            effects = _("Detta händer: {what}.").format(what="; ".join(happens))
            self._above.addWidget(meta(effects, wrap=True))
        if act.also:
            self._also = QCheckBox(_("Gäller även {steps}").format(steps=", ".join(act.also)))
            self._also.setToolTip(_("Det är samma händelse i en annan rolls lista. Båda markeras klara."))
            self._also.setChecked(True)
            self._above.addWidget(self._also)
        self._fit()

    def _happens(self, act: ActView) -> tuple[str, ...]:
        """What the act, or the answer that is marked, leads to."""
        question = self._step.question if self._step else None
        if act.kind != "answer" or question is None:
            return act.effects
        return next((a.effects for a in question.answers if a.flow == self._flow), ())

    def _add_reason(self, kept: str = "") -> None:
        if self._act is None or self._reason is not None:
            return
        self._reason = ReasonLine(steps.reasons(self._act.kind), self._act.reason_for)
        self._reason.set_text(kept)
        self._reason.done.connect(self._press)
        # Straight after what the routine says: the reason answers that, and is in sight without scrolling.
        self._above.insertWidget(self._after_notices(), self._reason)
        self._fit()
        self._show_in_sight(self._reason)

    def _after_notices(self) -> int:
        items = (self._above.itemAt(place) for place in range(self._above.count()))
        notices = [n for n, item in enumerate(items, 1) if item and isinstance(item.widget(), Notice)]
        return max(notices, default=1 if self._has_title() else 0)

    def _has_title(self) -> bool:
        return self._chosen and self._act is not None and self._act.kind not in ("complete", "answer")

    def _show_in_sight(self, part: QWidget) -> None:
        QCoreApplication.sendPostedEvents(self._scroll.widget(), QEvent.Type.LayoutRequest.value)
        self._scroll.ensureWidgetVisible(part, 0, theme.S)

    def _ask_reason(self) -> None:
        if self._act is not None and self._act.reason_for:
            self._add_reason()
            if self._reason is not None:
                self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        act, step = self._act, self._step
        if act is None or step is None:
            return
        if act.kind == "answer" and not self._flow:
            self._say_choose()
            return
        told = self._told.told() if self._told else None
        if self._told and told is None:
            return
        if act.reason_for and not (self._reason and self._reason.text()):
            self._add_reason()
            if self._reason is not None:
                self._reason.ask()
            return
        reason = self._reason.text() if self._reason else ""
        day = self._day.day() if self._day else None
        also = self._also is not None and self._also.isChecked()
        self._ask(DoAct(act.kind, step.id, reason, self._flow, told, day, also))

    def _say_choose(self) -> None:
        self._show_above()
        self._above.insertWidget(0, Notice("waiting", _("Välj ett av svaren först.")))
        self._fit()

    def _cancel(self) -> None:
        if self._step is not None:
            self._reason = None
            self._choose(_leading(self._step), chosen=False)
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _gate(self, gate: GateView) -> QWidget:
        fix = None
        if gate.fix_step:
            go = GoTo(gate.fix_step, gate.fix_task)
            fix = buttons.link(_("Gör det nu"), lambda: self._ask(go))
            fix.setObjectName(f"fix:{gate.id}")
            fix.setToolTip(tip(gate.fix_text))
            fix.setAccessibleName(_("Gör det nu: {what}").format(what=gate.fix_text))
        return Notice("overdue" if gate.hard else "waiting", gate.text, fix, under=True)

    def _build_menu(self, undo_text: str, undo: Ask | None) -> None:
        self._menu.clear()
        step = self._step
        if step is None:
            return
        leading = _leading(step)
        for act in step.acts:
            if act is not leading:
                self._menu.addAction(act.label, partial(self.begin, act.kind))
        if leading is not None and leading.kind in ("answer", "complete", "start"):
            self._menu.addAction(_("Registrera besked"), self.begin_told)
            self._menu.addAction(_("Skedde en annan dag"), self.begin_other_day)
        if undo_text and undo is not None:
            self._menu.addSeparator()
            self._menu.addAction(undo_text, lambda: undo(None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap in another way when the panel is dragged."""
        super().resizeEvent(event)
        self._fit()

    def _most(self) -> int:
        """In a low window the step itself keeps half of the panel."""
        panel = self.parentWidget()
        return min(_MAX_ABOVE, panel.height() // 2) if panel is not None else _MAX_ABOVE

    def _fit(self) -> None:
        """As high as what it says, never so high that the button leaves the window."""
        self._scroll.setHidden(self._above.count() == 0)
        for place in range(self._above.count()):
            item = self._above.itemAt(place)
            part = item.widget() if item is not None else None
            if part is not None:
                part.show()  # Qt shows it later by itself, but a hidden part counts as having no height
        width = max(self.width() - 2 * theme.L, 280)
        wraps = self._above.hasHeightForWidth()
        height = self._above.totalHeightForWidth(width) if wraps else self._above.totalSizeHint().height()
        self._scroll.setFixedHeight(min(height + 2, self._most()))


def _leading(step: StepView) -> ActView | None:
    return next((a for kind in _LEADING for a in step.acts if a.kind == kind), None)


def _act_of(step: StepView, kind: ActKind | None) -> ActView | None:
    return next((a for a in step.acts if a.kind == kind), None)
