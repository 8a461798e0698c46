"""The tasks of a step, per role, and what is left to register in outside systems."""

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services.views import StepView, TaskView
from familjeflow.services.words import outcome_word
from familjeflow.ui import icons
from familjeflow.ui.case.panel.parts import Ask, Fold, ReasonLine, lines, marked_text, section
from familjeflow.ui.case.requests import TakeBack, TickTask
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import meta
from familjeflow.ui.widgets.tips import tip

_UNDER_WORDS = 24
"""Pixels to the left of what stands under a task's words."""


def task_sections(step: StepView, ask: Ask, *, can_act: bool) -> list[QWidget]:
    """A section for each role, in the order of the source, then *Kvar att registrera*."""
    found: list[QWidget] = []
    for title, group in groupby(step.tasks, key=lambda t: t.role_title):
        rows = [TaskRow(step.id, task, ask, can_act=can_act) for task in group]
        found.append(section(title or _("Att göra"), *rows))
    if step.registrations:
        rows = [TaskRow(step.id, task, ask, can_act=can_act) for task in step.registrations]
        found.append(section(_("Kvar att registrera"), *rows))
    return found


def task_name(task: TaskView) -> str:
    """The task in words: what, in which system, for whom."""
    text = f"{task.system}: {task.text}" if task.system and task.system not in task.text else task.text
    return f"{text}: {task.person}" if task.person else text


class TaskRow(QWidget):
    """One task: a tick, its words and marks, and a menu with what else can be done with it."""

    def __init__(self, step_id: str, task: TaskView, ask: Ask, *, can_act: bool) -> None:
        super().__init__()
        self._step_id = step_id
        self._task = task
        self._ask = ask
        self._can_act = can_act
        self.tick: QAbstractButton = self._add_button() if task.repeats else self._checkbox()
        self._name_tick()
        self._words = marked_text(task_name(task), self._marks())
        self._words.setToolTip(tip(task.explanation))
        self._words.installEventFilter(self)
        menu = self._menu()
        self._more = buttons.link("")
        icons.dress(self._more, "ellipsis", "muted", 16)
        self._more.setAccessibleName(_("Mer om uppgiften: {task}").format(task=task.text))
        self._more.setMenu(menu)
        if menu.isEmpty():
            self._more.hide()
        line = row(spacing=2)
        top = Qt.AlignmentFlag.AlignTop
        if task.repeats:
            line.addWidget(_repeat_sign(), 0, top)
        else:
            line.addWidget(self.tick, 0, top)
        line.addWidget(self._words, 1, top)
        if task.repeats:
            line.addWidget(self.tick, 0, top)
        line.addWidget(self._more, 0, top)
        self._reason: ReasonLine | None = None
        aside = self._reason_form() if task.blocked else None
        self._explanation = meta(_explained(task), wrap=True)
        self._explanation.hide()
        under = [part for part in (self._directory(), aside) if part is not None]
        self.setLayout(column(line, self._explanation, *under, spacing=0))

    def _directory(self) -> QWidget | None:
        """Whom to call, folded under the task."""
        task = self._task
        if not task.directory:
            return None
        fold = Fold(f"directory:{task.id}", task.directory_title.capitalize(), lines(task.directory))
        fold.setContentsMargins(_UNDER_WORDS, 0, 0, 0)
        return fold

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the words is a click on the tick."""
        released = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if released and self.tick.isEnabled() and not self._task.repeats:
            self.tick.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tick.click()
        return False

    def _checkbox(self) -> QCheckBox:
        task = self._task
        box = QCheckBox()
        box.setTristate(task.outcome == "partial")
        box.setCheckState(_check_state(task))
        # Not clicked: a screen reader's own "tick" changes the state without a click.
        box.checkStateChanged.connect(lambda _state: self._state_changed(box))
        return box

    def _state_changed(self, box: QCheckBox) -> None:
        """The services decide; the panel is then drawn again with what became of it."""
        with QSignalBlocker(box):
            box.setCheckState(_check_state(self._task))
        self._clicked()

    def _add_button(self) -> QPushButton:
        button = buttons.link(_("Lägg till"))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def _name_tick(self) -> None:
        task = self._task
        name = _("Lägg till: {task}") if task.repeats else "{task}"
        said = [part for part in (*self._marks(), task.blocked, task.explanation) if part]
        self.tick.setObjectName(f"task:{task.id}:{task.person_id or ''}")
        self.tick.setAccessibleName(name.format(task=task_name(task)))
        self.tick.setAccessibleDescription(", ".join(said))
        self.tick.setEnabled(self._can_act)
        if task.repeats:
            self.tick.clicked.connect(self._clicked)

    def _marks(self) -> list[str]:
        task = self._task
        marks = [_("vid behov")] if task.optional else []
        if task.documented:
            marks.append(_("DOK"))
        if task.outcome in ("partial", "not_needed"):
            marks.append(outcome_word(task.outcome))
        if task.repeats and task.times and task.ticked_on:
            times = ngettext("{count} gång", "{count} gånger", task.times).format(count=task.times)
            marks += [_("senast {day}").format(day=task.ticked_on.isoformat()), times]
        elif task.ticked_on:
            marks.append(task.ticked_on.isoformat())
        return marks

    def _clicked(self) -> None:
        task = self._task
        if task.outcome in ("done", "not_needed") and not task.repeats:
            self._take_back()
        elif self._reason is not None:
            self._aside.show()
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._send("done")

    def _send(self, outcome: str, reason: str = "") -> None:
        self._ask(TickTask(self._step_id, self._task.id, self._task.person_id, outcome, reason))

    def _take_back(self) -> None:
        if self._task.event_ids:
            self._ask(TakeBack(self._task.event_ids[-1]))

    def _menu(self) -> QMenu:
        task = self._task
        menu = QMenu(self)
        if self._can_act:
            if task.partial_allowed and task.outcome == "":
                menu.addAction(_("Markera som delvis"), lambda: self._send("partial"))
            if task.outcome == "" and not task.times:
                menu.addAction(_("Markera som behövs inte"), lambda: self._send("not_needed"))
            if task.event_ids:
                words = _("Ta tillbaka den senaste") if task.repeats else _("Ta tillbaka")
                menu.addAction(words, self._take_back)
        if _explained(task):
            menu.addAction(_("Om uppgiften"), lambda: self._explanation.setVisible(True))
        return menu

    def _reason_form(self) -> QWidget:
        self._aside = QWidget()
        self._reason = ReasonLine((), self._task.blocked)
        send = buttons.plain(_("Bocka av ändå"), self._send_anyway)
        self._reason.done.connect(self._send_anyway)
        self._aside.setLayout(column(self._reason, row(send, None), spacing=4))
        self._aside.hide()
        return self._aside

    def _send_anyway(self) -> None:
        if self._reason is None:
            return
        if self._reason.text():
            self._send("done", self._reason.text())
        else:
            self._reason.ask()


def _repeat_sign() -> QLabel:
    sign = QLabel()
    icons.dress(sign, "repeat", "muted", 16)
    sign.setContentsMargins(3, 3, 6, 0)
    return sign


def _check_state(task: TaskView) -> Qt.CheckState:
    if task.outcome == "partial":
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if task.outcome else Qt.CheckState.Unchecked


def _explained(task: TaskView) -> str:
    who = _("Gjort av {who}.").format(who=task.ticked_by) if task.ticked_by else ""
    return "\n".join(part for part in (task.explanation, who, task.source) if part)
