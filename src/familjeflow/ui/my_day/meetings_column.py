"""Today's meetings on Min dag: time, place, interpreter, and the same keys as in the case's tab."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import calendar, meetings, undoing
from familjeflow.services.calendar import CalendarLine
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.processes import FormatError
from familjeflow.ui import theme
from familjeflow.ui.calendar.line_list import LineList
from familjeflow.ui.case.meetings.table import MEETING_KEYS
from familjeflow.ui.frame.context import Context
from familjeflow.ui.widgets import badges, buttons
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import label, meta

WIDTH = 280
_HEIGHT = 200
_ANY = 16777215
"""Qt's own word for no limit, in pixels."""


class TodayMeetings(Card):
    """The meetings of today. `left` asks for what stands beside; Enter opens the meeting in its case."""

    left = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk = desk
        self._context = context
        self._done: tuple[str, str] | None = None
        self.setObjectName("today-meetings")
        self.count = badges.count(0)
        self.list = LineList(_("Möten idag"))
        self.list.setObjectName("meeting-list")
        self.list.setAccessibleDescription(_("K kom, U uteblev, N nästa möte, M kallelse, F flytta."))
        self.notice = Notice("done", "", buttons.plain(_("Ångra"), self.undo, icon="undo-2"), under=True)
        self.hint = meta(_("K kom · U uteblev · N nästa · M kallelse"), wrap=True)
        self.body.setContentsMargins(theme.M, theme.S, theme.S, theme.S)
        self.body.addLayout(row(label(_("Möten idag"), type_="strong"), self.count, None, spacing=theme.S))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hint)
        self.body.addStretch(0)
        self.list.opened.connect(lambda line: self.do("", line))
        self.list.pressed_key.connect(self._key)
        self.list.left.connect(self.left)

    def take_focus(self) -> None:
        """Go to the first meeting, if there is one."""
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, narrow: bool) -> None:
        """Beside the groups it has a width, under them a height."""
        self.setMinimumWidth(0 if narrow else WIDTH)
        self.setMaximumWidth(_ANY if narrow else WIDTH)
        self.setMaximumHeight(_HEIGHT if narrow else _ANY)

    def reload(self) -> None:
        """Read today's meetings again."""
        today = self._desk.today
        lines = [line for line in calendar.lines_of(self._desk, today, today) if line.time]
        self.list.show_lines(lines)
        self.count.setText(str(len(lines)))

    def is_empty(self) -> bool:
        """Whether there is no meeting today."""
        return self.list.count() == 0

    def do(self, doing: str, line: CalendarLine) -> None:
        """Do something with a meeting, by its id in `ui.actions`; "" opens it."""
        if not line.case_id:
            return
        here: dict[str, tuple[Callable[[], ChangeSet], str]] = {
            "came": (lambda: meetings.end(self._desk, line.case_id, line.item, "held"), _("Kom är noterat.")),
            "missed": (
                lambda: meetings.end(self._desk, line.case_id, line.item, "missed"),
                _("Uteblev är noterat."),
            ),
            "next_meeting": (lambda: meetings.book_next(self._desk, line.case_id, line.item), ""),
        }
        if doing in here:
            self._try(line, *here[doing])
        else:
            self._context.open_meeting(line.case_id, line.item, doing)

    def undo(self) -> None:
        """Take back what was done here last."""
        if self._done is None:
            return
        case_id, event_id = self._done
        try:
            changed = undoing.undo(self._desk, case_id, event_id)
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        self._done = None
        self.notice.say("")
        self._told(changed)
        self.list.setFocus()

    def _key(self, key: int, line: object) -> None:
        doing = MEETING_KEYS.get(Qt.Key(key), "")
        if doing and isinstance(line, CalendarLine):
            self.do(doing, line)

    def _try(self, line: CalendarLine, work: Callable[[], ChangeSet], words: str) -> None:
        try:
            changed = work()
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        self._done = (line.case_id, changed.event_ids[-1]) if changed.event_ids else None
        booked = meetings.latest_booked(self._desk, line.case_id, changed)
        if booked is not None:
            words = _("Nästa möte: {when}.").format(when=booked.when_text)
        self._told(changed)
        self.notice.say(words, "done")
        self.list.setFocus()

    def _told(self, changed: ChangeSet) -> None:
        self._context.saved()
        self._context.changed(changed)
        self.reload()
