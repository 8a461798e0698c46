"""Booking or moving a meeting, on the tab itself."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services import meetings
from familjeflow.services.desk import Desk
from familjeflow.services.meetings import MEETING_KINDS, Booking, MeetingLine, MeetingsView
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.forms.dates import read_time
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling, side_by_side
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, section_title

_PAUSE = 200
"""Milliseconds of rest before clashes are looked for."""
_LONGEST = 600
"""Minutes; a meeting of the caseworker's day."""
_SHORT = 96
_MOST_CLASHES = 3
Mode = Literal["book", "move"]


class MeetingForm(QWidget):
    """`booked` carries a Booking, `moved` (starts, minutes, room, interpreter, reason); `left` gives up."""

    booked = Signal(object)
    moved = Signal(object, int, str, str, str)
    left = Signal()

    def __init__(self, desk: Desk, attempt: Callable[[Callable[[], object]], object]) -> None:
        super().__init__()
        self._desk = desk
        self._attempt = attempt
        self._mode: Mode = "book"
        self._moving = ""
        self._own_minutes = False
        self.setObjectName("meeting-form")
        self._make_lines()
        self.kind_field = Field(_("Slag av möte"), self.kind)
        self.step_field = Field(_("Hör till steget"), self.step)
        self.day_field = Field(_("Dag"), self.day)
        self.day.line.setAccessibleName(_("Dag"))
        self.time_field = Field(_("Tid"), self.time)
        self.minutes_field = Field(_("Minuter"), self.minutes)
        self.writer_field = Field(_("Vem skriver journal"), self.writer)
        self.reason_field = Field(_("Varför flyttas mötet? (om du vill)"), self.reason)
        self.title = section_title("")
        self.clashes = Notice("waiting")
        self.people = QVBoxLayout()
        self.boxes: dict[str, QCheckBox] = {}
        self._roles: frozenset[str] = frozenset()
        self.save = buttons.primary(_("Boka mötet"), self.send)
        self._compose()
        self._connect()

    def _make_lines(self) -> None:
        self.kind, self.step = CalmComboBox(), _narrow()
        for kind in MEETING_KINDS:
            self.kind.addItem(meetings.meeting_kind_word(kind), kind)
        self.day = DateEntry(self._desk.today)
        self.time = QLineEdit()
        self.time.setPlaceholderText(_("TT:MM"))
        self.minutes = QSpinBox()
        self.minutes.setRange(5, _LONGEST)
        self.minutes.setSingleStep(15)
        self.minutes.setFixedWidth(_SHORT)
        self.minutes.lineEdit().setTextMargins(theme.S, 0, 0, 0)  # Qt gives a spin box no padding of ours
        self.time.setFixedWidth(_SHORT)
        self.room, self.interpreter, self.writer = _open_choice(), _open_choice(), _open_choice()
        self.reason = QLineEdit()

    def _compose(self) -> None:
        times = row(self.day_field, self.time_field, self.minutes_field, None, spacing=theme.L)
        places = side_by_side(Field(_("Rum eller plats"), self.room), Field(_("Tolk"), self.interpreter))
        self.people.setSpacing(theme.XS)
        self.people.setContentsMargins(0, 0, 0, 0)
        self._with = holder(column(label(_("Med på mötet"), type_="strong"), self.people, spacing=theme.XS))
        self.what = holder(side_by_side(self.kind_field, self.step_field))
        parts = column(
            self.title,
            self.what,
            times,
            self.clashes,
            places,
            self._with,
            self.writer_field,
            self.reason_field,
            row(self.save, buttons.quiet(_("Avbryt"), self.left.emit), None),
            None,
            spacing=theme.M,
        )
        content = holder(parts)
        content.setMaximumWidth(theme.LINE_LENGTH + theme.XXL)
        around = row(content, None)
        around.setStretch(0, 100)
        around.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        self.setLayout(column(scrolling(holder(around), name=_("Boka möte"))))

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look_for_clashes)
        self.kind.currentIndexChanged.connect(self._usual_minutes)
        self.step.currentIndexChanged.connect(self._usual_minutes)
        self.minutes.lineEdit().textEdited.connect(self._minutes_chosen)
        for line in (self.day.line, self.time):
            line.textChanged.connect(lambda _text: self._timer.start())
        self.minutes.valueChanged.connect(lambda _value: self._timer.start())

    # ---- what it shows ----

    def begin(self, view: MeetingsView, step: str) -> None:
        """An empty booking about a step."""
        self._mode, self._moving, self._own_minutes = "book", "", False
        self._show(view)
        self.title.setText(_("Boka möte"))
        self.save.setText(_("Boka mötet"))
        self.step.setCurrentIndex(max(self.step.findData(step), 0))
        self.kind.setCurrentIndex(self.kind.findData("talk"))
        self._usual_minutes()
        self.day.set_day(None)
        self.time.clear()
        self.room.setEditText("")
        self.interpreter.setEditText(view.interpreter)
        self._fit()
        self.kind.setFocus()

    def begin_move(self, view: MeetingsView, meeting: MeetingLine) -> None:
        """The time and place of a meeting, to be changed."""
        self._mode, self._moving, self._own_minutes = "move", meeting.meeting_id, True
        self._show(view)
        self.title.setText(_("Flytta {kind}").format(kind=meeting.kind_word.lower()))
        self.save.setText(_("Flytta mötet"))
        self.day.set_day(meeting.starts.date())
        self.time.setText(f"{meeting.starts:%H:%M}")
        self.minutes.setValue(meeting.minutes)
        self.room.setEditText(meeting.room)
        self.interpreter.setEditText(meeting.interpreter)
        self.reason.clear()
        self._fit()
        self.day.line.setFocus()
        self.day.line.selectAll()

    def _show(self, view: MeetingsView) -> None:
        self._view = view
        self._problems()
        self.clashes.say("")
        _offer(self.step, [("", _("Inget särskilt steg")), *view.steps])
        _offer_texts(self.room, view.rooms)
        _offer_texts(self.interpreter, view.interpreters)
        writers = [title for slug, title in view.roles if slug == view.responsible]
        _offer_texts(self.writer, [*writers, view.me])
        self.writer.setEditText("")
        words = _("{role} om den är med, annars du").format(role=writers[0]) if writers else view.me
        line = self.writer.lineEdit()
        if line is not None:
            line.setPlaceholderText(words)
        clear(self.people)
        self._roles = frozenset(slug for slug, _title in view.roles)
        self.boxes = {slug: QCheckBox(title) for slug, title in (*view.people, *view.roles)}
        for slug, box in self.boxes.items():
            box.setChecked(slug == view.client)
            self.people.addWidget(box)

    def _fit(self) -> None:
        booking = self._mode == "book"
        for part in (self.what, self._with, self.writer_field):
            part.setVisible(booking)
        self.reason_field.setVisible(not booking)

    def _usual_minutes(self) -> None:
        if not self._own_minutes and self._mode == "book":
            kind, step = str(self.kind.currentData()), str(self.step.currentData() or "")
            self.minutes.setValue(meetings.usual_minutes(self._view, kind, step))

    def _minutes_chosen(self) -> None:
        self._own_minutes = True

    # ---- what it says ----

    def starts(self) -> datetime | None:
        """When the meeting begins, None while day or time cannot be read."""
        day, clock = self.day.day(), read_time(self.time.text())
        return datetime.combine(day, time.fromisoformat(clock)) if day and clock else None

    def look_for_clashes(self) -> None:
        """Tell what else is booked at that time."""
        starts = self.starts()
        if starts is None:
            self.clashes.say("")
            return
        found = self._attempt(
            lambda: meetings.warnings(self._desk, starts, self.minutes.value(), but=self._moving)
        )
        said = found if isinstance(found, tuple) else ()
        more = [_("Och {n} till.").format(n=len(said) - _MOST_CLASHES)] if len(said) > _MOST_CLASHES else []
        self.clashes.say("\n".join((*said[:_MOST_CLASHES], *more)), "waiting")

    def send(self) -> None:
        """Book or move, or show what must be mended first."""
        starts = self.starts()
        if not self._problems(checked=True) or starts is None:
            return
        room, interpreter = self.room.currentText().strip(), self.interpreter.currentText().strip()
        if self._mode == "move":
            self.moved.emit(starts, self.minutes.value(), room, interpreter, self.reason.text())
            return
        chosen = [slug for slug, box in self.boxes.items() if box.isChecked()]
        self.booked.emit(
            Booking(
                kind=str(self.kind.currentData()),
                starts=starts,
                minutes=self.minutes.value(),
                people=tuple(slug for slug in chosen if slug not in self._roles),
                others=tuple(slug for slug in chosen if slug in self._roles),
                room=room,
                interpreter=interpreter,
                writer=self._writer(),
                step=str(self.step.currentData() or ""),
            )
        )

    def _writer(self) -> str:
        """The role's slug where its title was written."""
        written = self.writer.currentText().strip()
        return next((slug for slug, title in self._view.roles if title == written), written)

    def _problems(self, *, checked: bool = False) -> bool:
        """Show what is wrong beside the fields; whether all is well."""
        no_day = checked and self.day.day() is None
        no_time = checked and read_time(self.time.text()) is None
        self.day_field.show_problem(_("Skriv en dag.") if no_day else "")
        theme.mark(self.day.line, problem="true" if no_day else "false")
        self.time_field.show_problem(_("Skriv som 13:30.") if no_time else "")
        if no_day:
            self.day.line.setFocus()
        elif no_time:
            self.time.setFocus()
        return not no_day and not no_time

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line books or moves, Esc gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _narrow() -> CalmComboBox:
    box = CalmComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _open_choice() -> CalmComboBox:
    """A list to choose from in which anything else can be written."""
    box = _narrow()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    return box


def _offer(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    before = box.blockSignals(True)
    box.clear()
    for slug, word in choices:
        box.addItem(word, slug)
    box.blockSignals(before)


def _offer_texts(box: QComboBox, texts: "list[str] | tuple[str, ...]") -> None:
    box.clear()
    box.addItems(list(dict.fromkeys(text for text in texts if text)))
