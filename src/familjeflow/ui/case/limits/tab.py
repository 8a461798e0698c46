"""The tab Tidsgränser: late ones first, *Därför* in full for the chosen one, and what can be done with it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services import own_limits, watches
from familjeflow.services.case_limits import LATE, LimitLine, case_limits
from familjeflow.services.desk import Desk
from familjeflow.services.steps import move_limit
from familjeflow.services.views import CaseView
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.limits.add_page import AddPage
from familjeflow.ui.case.limits.strips import GoneStrip, MoveStrip, Strip, WatchStrip
from familjeflow.ui.case.limits.table import LimitTable, standing_word
from familjeflow.ui.case.panel.parts import Ask
from familjeflow.ui.case.requests import GoTo
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.journal.tab import Act
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, row, scrolling
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import label, meta

_LIST, _EMPTY, _ADD = range(3)
_DETAIL_HEIGHT = 168


class LimitsTab(QWidget):
    """Every limit of one case. `ask` goes to a step, `act` does what the world may refuse."""

    def __init__(self, desk: Desk, case_id: str, act: Act, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._act = act
        self._ask = ask
        self._as_of: date | None = None
        self.table = LimitTable()
        self.notice = Notice("done")
        self.count = meta("")
        self.add_page = AddPage(desk)
        self._move, self._gone, self._watch = MoveStrip(desk.today), GoneStrip(), WatchStrip(desk.today)
        self._stack = QStackedWidget()
        self._compose()
        self._connect()

    def show_case(self, case: CaseView) -> None:
        """Read the limits of a case; the chosen one stays."""
        self._as_of = case.as_of
        lines = self._act(lambda: case_limits(self._desk, self._case_id, as_of=self._as_of))
        if lines is None:
            return
        self.table.show_lines(lines)
        late = sum(line.standing == LATE for line in lines)
        self.count.setText(_counted(len(lines), late))
        if self._stack.currentIndex() != _ADD:
            self._stack.setCurrentIndex(_LIST if lines else _EMPTY)
        self._show_chosen()

    def way_in(self) -> QWidget:
        """The keyboard begins in the list, or with what an empty tab offers."""
        place = self._stack.currentIndex()
        return self.table if place == _LIST else self._begin if place == _EMPTY else self.add_page

    def _compose(self) -> None:
        self.add = buttons.plain(_("Lägg till tidsgräns"), self.begin_adding, icon="plus")
        self._begin = buttons.primary(_("Lägg till tidsgräns"), self.begin_adding)
        head = row(self.count, None, self.add, spacing=theme.S)
        head.setContentsMargins(theme.L, theme.S, theme.M, theme.S)
        self.go = buttons.plain(_("Gå till steget"), self._go)
        self.move_button = buttons.plain(_("Flytta datum (F)"), lambda: self._begin_act(self._move))
        self.met = buttons.plain(_("Gjort"), self._meet)
        self.gone = buttons.plain(_("Gäller inte längre"), lambda: self._begin_act(self._gone))
        self.watch = buttons.plain(_("Bevakning (B)"), lambda: self._begin_act(self._watch))
        self._acts = QFrame()
        acts = row(self.go, self.move_button, self.met, self.gone, self.watch, None, spacing=theme.S)
        acts.setContentsMargins(theme.L, theme.S, theme.M, theme.S)
        self._acts.setLayout(acts)
        theme.mark(self._acts, surface="foot")
        self._why = column(spacing=theme.XS)
        self._why.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        whole = QWidget()
        whole.setLayout(column(self._why, None))
        self._detail: QScrollArea = scrolling(whole, name=_("Därför"))
        self._detail.setFixedHeight(_DETAIL_HEIGHT)
        listed = QWidget()
        strips = column(self._move, self._gone, self._watch)
        strips.setContentsMargins(theme.M, 0, theme.M, 0)
        inner = column(head, self.notice, self.table, self._detail, strips, self._acts, spacing=0)
        inner.setStretch(2, 1)
        listed.setLayout(inner)
        empty = EmptyState(
            "calendar",
            _("Inga tidsgränser här"),
            _("Processen sätter ingen tidsgräns. Lägg till en ur lagen eller med egna ord."),
            self._begin,
        )
        for part in (listed, empty, self.add_page):
            self._stack.addWidget(part)
        self.setLayout(column(self._stack))
        ground(self, "raised")
        for strip in self._strips():
            strip.hide()

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(lambda *_a: self._chosen_changed())
        self.table.opened.connect(lambda _row: self._go())
        self.table.ticked.connect(lambda _row: self._meet())
        bind(self.table, "limit_move", lambda: self._begin_act(self._move))
        bind(self.table, "limit_watch", lambda: self._begin_act(self._watch))
        bind(self.table, "limit_add", self.begin_adding)
        for strip in self._strips():
            strip.left.connect(self._leave_strip)
        self._move.kept.connect(self._move_kept)
        self._gone.kept.connect(self._gone_kept)
        self._watch.kept.connect(self._watch_kept)
        self.add_page.left.connect(self._leave_adding)
        self.add_page.kept.connect(self._added)

    def _strips(self) -> tuple[MoveStrip, GoneStrip, WatchStrip]:
        return (self._move, self._gone, self._watch)

    def _chosen_changed(self) -> None:
        self.notice.say("")
        self._hide_strips()
        self._show_chosen()

    def _show_chosen(self) -> None:
        """*Därför* in full, and the acts that the chosen limit has."""
        line = self.table.line()
        clear(self._why)
        now = self._as_of is None
        self.go.setEnabled(line is not None and bool(line.step))
        self.move_button.setEnabled(now and line is not None and line.open)
        own = now and line is not None and line.own and line.open
        self.met.setVisible(bool(own))
        self.gone.setVisible(bool(own))
        self.watch.setEnabled(now)
        self.add.setVisible(now)
        if line is not None:
            for part in _why(line):
                self._why.addWidget(part)

    def _go(self) -> None:
        line = self.table.line()
        if line is not None and line.step:
            self._ask(GoTo(line.step))

    def _begin_act(self, strip: MoveStrip | GoneStrip | WatchStrip) -> None:
        line = self.table.line()
        if self._as_of is not None or line is None:
            return
        can = {self._watch: True, self._move: line.open, self._gone: line.own and line.open}
        if can[strip]:
            self._open(strip, lambda: strip.begin(line))

    def _open(self, strip: Strip, begin: Callable[[], None]) -> None:
        self.notice.say("")
        self._hide_strips()
        self._detail.hide()
        self._acts.hide()
        strip.show()
        begin()

    def _hide_strips(self) -> None:
        for strip in self._strips():
            strip.hide()
        self._detail.show()
        self._acts.show()

    def _leave_strip(self) -> None:
        self._hide_strips()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_kept(self) -> None:
        line = self.table.line()
        day, reason = self._move.said()
        if line is None or day is None:
            return
        mover = own_limits.move if line.own else move_limit
        told = _("Flyttad till {day}.").format(day=day_word(day))
        self._do(lambda: mover(self._desk, self._case_id, line.id, day, reason), told)

    def _gone_kept(self) -> None:
        line = self.table.line()
        if line is not None:
            why = self._gone.reason.text()
            self._do(
                lambda: own_limits.let_go(self._desk, self._case_id, line.id, why), _("Gäller inte längre.")
            )

    def _watch_kept(self) -> None:
        line = self.table.line()
        day, text = self._watch.said()
        if day is not None:
            step = line.step if line else ""
            told = _("Bevakning satt till {day}.").format(day=day_word(day))
            self._do(lambda: watches.set_watch(self._desk, self._case_id, day, text, step=step), told)

    def _meet(self) -> None:
        line = self.table.line()
        if self._as_of is None and line is not None and line.own and line.open:
            told = _("Gjort: {limit}.").format(limit=line.text)
            self._do(lambda: own_limits.met(self._desk, self._case_id, line.id), told)

    def _do(self, work: Callable[[], object], told: str) -> None:
        if self._act(work) is not None:
            self._leave_strip()
            self.notice.say(_("{told} Ctrl+Z ångrar.").format(told=told), "done")

    def begin_adding(self) -> None:
        """Choose a limit of the library, or write one."""
        self._stack.setCurrentIndex(_ADD)
        self.add_page.begin()

    def _leave_adding(self) -> None:
        self._stack.setCurrentIndex(_LIST if self.table.lines.rows else _EMPTY)
        self.way_in().setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self) -> None:
        self._stack.setCurrentIndex(_LIST)
        if self._act(lambda: self.add_page.add(self._case_id)) is None:
            self._stack.setCurrentIndex(_ADD)
            return
        self._leave_adding()
        self.notice.say(_("Tidsgränsen är tillagd. Ctrl+Z ångrar."), "done")


def _why(line: LimitLine) -> tuple[QWidget, ...]:
    """The chosen limit in full: its day and words, what it counts from, the rule and the source."""
    standing = standing_word(line)
    day = f"{line.force_word} {day_word(line.day)}" if line.day and line.open else ""
    head = " · ".join(part for part in (standing, day, line.text) if part)
    parts: list[QWidget] = [
        label(head, type_="strong", tone="overdue" if line.standing == LATE else "", wrap=True)
    ]
    parts += [label(line.note, wrap=True)] if line.note else []
    return (*parts, *(meta(text, wrap=True) for text in line.because))


def _counted(total: int, late: int) -> str:
    words = ngettext("{n} tidsgräns", "{n} tidsgränser", total).format(n=total)
    return _("{limits}, {n} försenade").format(limits=words, n=late) if late else words
