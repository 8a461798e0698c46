"""The unit's recurring meetings, and the day of each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QSpinBox

from familjeflow.domain.errors import DomainError
from familjeflow.domain.unit_meetings import UnitMeeting
from familjeflow.i18n import _, ngettext
from familjeflow.services import unit_meetings
from familjeflow.services.desk import Desk
from familjeflow.services.sentences import sentence
from familjeflow.services.words import weekday_word
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.forms.dates import read_time
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row, side_by_side
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import reading

_DATA = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 120
_LONGEST = 600
_MOST_WEEKS = 8


class UnitMeetingsCard(Card):
    """A list, and under it the chosen meeting. `kept` is sent when something was saved or removed."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Enhetens möten"))
        self._desk = desk
        self.setObjectName("unit-meetings")
        self.notice = Notice("done")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Enhetens möten"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self._make_lines()
        self.title_field, self.time_field = Field(_("Namn"), self.title), Field(_("Tid"), self.time)
        self.remove = buttons.quiet(_("Ta bort mötet"), self.remove_chosen)
        about = _(
            "Syns i kalendern. Heter mötet som i rutinen, till exempel Teammöte, eller hålls på rutinens "
            "veckotid, visas vilka ärenden som väntar på att tas upp där."
        )
        self.body.addLayout(
            column(
                reading(about, tone="muted"),
                self.notice,
                self.list,
                row(buttons.plain(_("Nytt möte"), self.begin, icon="plus"), self.remove, None),
                side_by_side(self.title_field, Field(_("Veckodag"), self.weekday)),
                side_by_side(
                    self.time_field,
                    Field(_("Minuter"), self.minutes),
                    Field(_("Veckor mellan"), self.weeks),
                ),
                self.allots,
                row(buttons.plain(_("Spara mötet"), self.save), None),
                spacing=theme.S,
            )
        )
        self.list.currentItemChanged.connect(lambda *_a: self._show_chosen())

    def _make_lines(self) -> None:
        self.title, self.time, self.weekday = QLineEdit(), QLineEdit(), CalmComboBox()
        self.weekday.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for day in range(7):
            self.weekday.addItem(weekday_word(day).capitalize(), day)
        self.time.setPlaceholderText(_("TT:MM"))
        self.minutes, self.weeks = QSpinBox(), QSpinBox()
        self.minutes.setRange(5, _LONGEST)
        self.minutes.setSingleStep(15)
        self.weeks.setRange(1, _MOST_WEEKS)
        for box in (self.minutes, self.weeks):
            box.lineEdit().setTextMargins(theme.S, 0, 0, 0)  # Qt gives a spin box no padding of ours
        self.allots = QCheckBox(_("Ärenden som väntar på fördelning tas upp här"))

    def show_kept(self, meeting_id: str = "") -> None:
        """Show what is in the vault, with one meeting chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for meeting in unit_meetings.unit_meetings(self._desk):
            item = QListWidgetItem(_words(meeting))
            item.setData(_DATA, meeting)
            self.list.addItem(item)
            if meeting.meeting_id == meeting_id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self._show_chosen()

    def begin(self) -> None:
        """An empty meeting to fill in."""
        self.list.setCurrentRow(-1)
        self._show_chosen()
        self.title.setFocus()

    def save(self) -> None:
        """Keep the meeting, or show what must be mended."""
        chosen = self._chosen()
        weeks = self.weeks.value()
        wanted = UnitMeeting(
            meeting_id=chosen.meeting_id if chosen else "",
            title=self.title.text().strip(),
            weekday=int(self.weekday.currentData()),
            starts=read_time(self.time.text()) or "",
            minutes=self.minutes.value(),
            weeks=weeks,
            first=(chosen.first if chosen and chosen.first else self._desk.today) if weeks > 1 else None,
            allots=self.allots.isChecked(),
        )
        try:
            unit_meetings.put(self._desk, wanted)
        except DomainError as error:
            said = sentence(error)
            field = self.time_field if error.code == "bad_time" else self.title_field
            field.show_problem(f"{said.title} {said.text}".strip())
            field.editor.setFocus()
            return
        self._told(_("Mötet är sparat och syns i kalendern."), wanted.meeting_id)

    def remove_chosen(self) -> None:
        """Remove the chosen meeting."""
        chosen = self._chosen()
        if chosen is not None:
            unit_meetings.remove(self._desk, chosen.meeting_id)
            self._told(_("Mötet är borttaget."))

    def _told(self, words: str, meeting_id: str = "") -> None:
        self.show_kept(meeting_id)
        self.notice.say(words, "done")
        self.kept.emit()

    def _chosen(self) -> UnitMeeting | None:
        item = self.list.currentItem()
        found = item.data(_DATA) if item is not None else None
        return found if isinstance(found, UnitMeeting) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.notice.say("")
        for field in (self.title_field, self.time_field):
            field.show_problem("")
        self.remove.setEnabled(chosen is not None)
        shown = chosen or UnitMeeting("", "", 0, "", 60, allots=True)
        self.title.setText(shown.title)
        self.weekday.setCurrentIndex(shown.weekday)
        self.time.setText(shown.starts)
        self.minutes.setValue(shown.minutes)
        self.weeks.setValue(shown.weeks)
        self.allots.setChecked(shown.allots)


def _words(meeting: UnitMeeting) -> str:
    """A meeting in one line: "Veckomöte · måndag 09:00 · varje vecka"."""
    often = ngettext("varje vecka", "var {n}:e vecka", meeting.weeks).format(n=meeting.weeks)
    return f"{meeting.title} · {weekday_word(meeting.weekday)} {meeting.starts} · {often}"
