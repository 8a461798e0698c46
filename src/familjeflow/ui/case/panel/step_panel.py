"""The panel of one step, drawn from its view; it decides nothing and asks for everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import CaseView, StepView
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.act_bar import ActBar
from familjeflow.ui.case.panel.asks import AskRow
from familjeflow.ui.case.panel.documents import document_section
from familjeflow.ui.case.panel.limits import limit_parts
from familjeflow.ui.case.panel.parts import Ask, Fold, heading, lines, section, stacked
from familjeflow.ui.case.panel.question import QuestionSection
from familjeflow.ui.case.panel.tasks import task_sections
from familjeflow.ui.case.requests import TakeBack
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.badges import StateMark
from familjeflow.ui.widgets.layouts import column, holder, scrolling
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import label, meta

MIN_WIDTH = 340
MAX_WIDTH = 460
_WORK = ("answer", "ask", "task")
WIDTH = 360


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stays when the same step is drawn again."""

    folds: tuple[str, ...] = ()
    focus: str = ""
    scroll: int = 0
    flow: str = ""


class StepPanel(QFrame):
    """Shows a step and calls `ask` with one of the values of `requests` when a person wants something.

    What is unfolded, where the keyboard is and how far it is scrolled stay when the same step is drawn again.
    """

    def __init__(self, ask: Ask, today: date, notices: QWidget | None = None) -> None:
        super().__init__()
        self._ask = ask
        self._today = today
        self._case: CaseView | None = None
        self._step: StepView | None = None
        theme.mark(self, surface="panel")
        self.setMinimumWidth(MIN_WIDTH)
        self.setAccessibleName(_("Steget"))
        self._host = column()
        self._body = QWidget()
        self._scroll = scrolling(holder(self._host), name=_("Om steget"))
        self.acts = ActBar(ask, today)
        parts = ([notices] if notices else []) + [self._scroll, self.acts]
        layout = column(*parts, spacing=0)
        layout.setStretch(len(parts) - 2, 1)
        self._layout = layout
        self.setLayout(layout)
        self.acts.hide()

    @property
    def step_id(self) -> str:
        """The step that is shown, "" when none is."""
        return self._step.id if self._step else ""

    def show_step(self, case: CaseView, step: StepView) -> None:
        """Draw a step. The same step drawn again keeps its folds, its scroll and the keyboard's place."""
        same = self._step is not None and self._step.id == step.id
        self._case, self._step = case, step
        held = self._holder_of_focus()
        kept = self._kept() if same else _Kept()
        self._show_body([*self._parts(case, step), None])
        undo = case.undo
        undo_text = _("Ångra: {what}").format(what=undo.text) if undo else ""
        event_id = undo.event_id if undo else ""
        self.acts.show_step(step, undo_text, lambda _none: self._ask(TakeBack(event_id)))
        self.setAccessibleDescription(step.spoken)
        self._restore(kept)
        if held is not None and self._holder_of_focus() is None:
            self._take_focus_back(held)

    def _holder_of_focus(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _take_focus_back(self, held: QWidget) -> None:
        """What had the keyboard is gone, as the button of a step that is done: go on as near as there is."""
        near = (self.acts.primary, self.acts.more) if self.acts.isAncestorOf(held) else ()
        target = next((b for b in near if b.isVisibleTo(self)), None) or self._first_control()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, strip: QWidget) -> None:
        """Put a strip that says something above the step."""
        self._layout.insertWidget(0, strip)

    def show_nothing(self) -> None:
        """Say what the panel is for, when no step is chosen."""
        self._step = None
        self._show_empty()

    def flush(self) -> None:
        """Keep words that have been typed but not left yet."""
        for row in self._body.findChildren(AskRow):
            row.flush()

    def focus_task(self, task_id: str) -> None:
        """Move the keyboard to a task of the shown step, and into sight."""
        found = next(
            (w for w in self._body.findChildren(QWidget) if w.objectName().startswith(f"task:{task_id}:")),
            None,
        )
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(found, 0, theme.XL)

    def focus_first(self) -> None:
        """Move the keyboard into the panel: to the answers of a question, else to the first thing to do."""
        self.way_in().setFocus(Qt.FocusReason.OtherFocusReason)

    def way_in(self) -> QWidget:
        """The answers of a question, else the first thing to do."""
        return self._first_control()

    def _first_control(self) -> QWidget:
        """What is to be ticked, answered or asked first; else the act, which is always there to be read."""
        for widget in self._body.findChildren(QWidget):
            kind = widget.objectName().partition(":")[0]
            if kind in _WORK and widget.isVisibleTo(self) and widget.isEnabled():
                return widget
        for button in (self.acts.primary, self.acts.more):
            if button.isVisibleTo(self):
                return button
        found = (w for w in self._body.findChildren(QPushButton) if w.isVisibleTo(self))
        return next(found, self._scroll)

    def changeEvent(self, event: QEvent) -> None:
        """Texts that hold a colour are drawn again in the other theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange and self._case and self._step:
            self.show_step(self._case, self._step)

    def _show_empty(self) -> None:
        self.acts.hide()
        text = _("Klicka på ett steg i bilden eller välj ett i steglistan. Här visas vad som ska göras.")
        self._show_body([EmptyState("workflow", _("Välj ett steg"), text)])

    def _show_body(self, parts: Sequence[QWidget | None]) -> None:
        """Replace what is shown. What was there lives until its own click has been dealt with."""
        body = column(*parts, spacing=theme.M)
        body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        old, self._body = self._body, holder(body)
        self._host.addWidget(self._body)
        self._host.removeWidget(old)
        self._body.show()
        old.hide()
        old.deleteLater()

    def _question(self) -> QuestionSection | None:
        return self._body.findChild(QuestionSection)

    def _parts(self, case: CaseView, step: StepView) -> list[QWidget]:
        can_act = case.as_of is None and (case.closed_on is None or bool(step.acts))
        can_tick = case.as_of is None
        parts: list[QWidget] = [_head(step)]
        if case.as_of is not None:
            words = _("Så stod det {day}. Gå till idag för att göra något.")
            parts.append(Notice("waiting", words.format(day=day_word(case.as_of))))
        if step.deviates:
            parts.append(Notice("waiting", _deviation(step)))
        if step.proposal:
            skip = buttons.link(_("Hoppa över"), lambda: self.acts.begin("skip"))
            parts.append(Notice("waiting", step.proposal, skip, under=True))
        parts += limit_parts(step.limits, self._ask, self._today, can_act=can_act)
        parts += self._questions(step, can_act)
        parts += [AskRow(step.id, a, self._ask, self._today, can_act=can_act) for a in step.asks]
        parts += task_sections(step, self._ask, can_act=can_tick)
        if step.documents:
            parts.append(document_section(step.id, step.documents, self._ask))
        parts += _reading(case, step)
        return parts

    def _questions(self, step: StepView, can_act: bool) -> list[QWidget]:
        if step.question is None:
            return []
        open_ = can_act and any(act.kind == "answer" for act in step.acts)
        rows: list[QWidget] = [
            AskRow(step.id, a, self._ask, self._today, can_act=can_act) for a in step.question.asks
        ]
        choices = QuestionSection(step.question, can_act=open_)
        choices.chosen.connect(self.acts.answer_chosen)
        return [*rows, choices]

    def _kept(self) -> _Kept:
        question = self._question()
        focused = QApplication.focusWidget()
        inside = focused is not None and self._body.isAncestorOf(focused)
        return _Kept(
            folds=tuple(f.objectName() for f in self._body.findChildren(Fold) if f.is_open()),
            focus=(focused.objectName() or "?") if focused is not None and inside else "",
            scroll=self._scroll.verticalScrollBar().value(),
            flow=question.flow() if question else "",
        )

    def _restore(self, kept: _Kept) -> None:
        for fold in self._body.findChildren(Fold):
            if fold.objectName() in kept.folds:
                fold.set_open(True)
        question = self._question()
        if question is not None:
            if kept.flow:
                question.choose(kept.flow)
            if question.flow():
                self.acts.answer_chosen(question.flow())
        QCoreApplication.sendPostedEvents(self._scroll.widget(), QEvent.Type.LayoutRequest.value)
        self._scroll.verticalScrollBar().setValue(kept.scroll)
        if kept.focus:
            found = [w for w in self._body.findChildren(QWidget, kept.focus) if w.isVisibleTo(self)]
            (found[0] if found else self._first_control()).setFocus(Qt.FocusReason.OtherFocusReason)


def _head(step: StepView) -> QWidget:
    title = label(step.label, type_="section", wrap=True)
    state = StateMark("overdue" if step.overdue else step.state, _state_words(step))
    roles = meta(", ".join(step.roles), wrap=True)
    return stacked(title, state, *([roles] if step.roles else []), spacing=2)


def _state_words(step: StepView) -> str:
    words = step.detail if step.detail.startswith(step.word) else step.word
    if step.overdue and not step.detail.startswith(step.word):
        words = _("{late} · {state}").format(late=step.detail, state=step.word.lower())
    return _("{state} · omgång {n}").format(state=words, n=step.round) if step.round > 1 else words


def _deviation(step: StepView) -> str:
    if step.deviation:
        return _("Frångår rutinen: {reason}").format(reason=step.deviation)
    return _("Frångår rutinen.")


def _reading(case: CaseView, step: StepView) -> list[QWidget]:
    """What there is to read: the routine's own words, earlier rounds, remarks and the source."""
    found: list[QWidget] = []
    if step.agenda:
        found.append(section(_("Dagordning"), lines([f"{n}. {t}" for n, t in enumerate(step.agenda, 1)])))
    about = [step.explanation] if step.explanation else []
    if step.participants:
        about.append(_("Deltar: {who}").format(who=", ".join(step.participants)))
    about += [text for text in step.because if text != step.source]
    if about:
        found.append(Fold("about", _("Om steget"), lines(about)))
    if len(step.rounds) > 1 or (step.rounds and step.state in ("done", "skipped")):
        found.append(Fold("rounds", _("Omgångar"), _rounds(step)))
    if step.oddities:
        found.append(Fold("oddities", _("Att veta om källan"), lines(step.oddities)))
    sources = [text for text in (step.source, case.review_warning) if text]
    if sources:
        found.append(lines(sources))
    return found


def _rounds(step: StepView) -> QWidget:
    parts: list[QWidget] = []
    for shown in reversed(step.rounds):
        title = _("Omgång {n}: {state}").format(n=shown.number, state=shown.word)
        parts += [heading(title), lines(shown.lines)]
    return stacked(*parts)
