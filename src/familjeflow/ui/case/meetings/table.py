"""The list of meetings: those to come first, then the past. One key does what is usual with a meeting."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from familjeflow.i18n import _
from familjeflow.services.meetings import MeetingLine
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable

MEETING_KEYS = {
    Qt.Key.Key_K: "came",
    Qt.Key.Key_U: "missed",
    Qt.Key.Key_N: "next_meeting",
    Qt.Key.Key_M: "invite",
    Qt.Key.Key_F: "move_meeting",
}
"""What each key does, by the ids of `ui.actions`."""
OUTCOME_ICONS = {"held": "circle-check", "missed": "triangle-alert", "cancelled": "circle-slash"}
OUTCOME_TONES = {"held": "done", "missed": "overdue", "cancelled": "muted"}


def columns() -> tuple[Column[MeetingLine], ...]:
    """How it stands, when, what, with whom and where."""
    return (
        Column(_("Läge"), state_word, 124, icon=_icon, tone=_tone),
        Column(_("När"), _when, 206),
        Column(_("Möte"), lambda m: m.kind_word, 150),
        Column(_("Med"), lambda m: m.who, 0),
        Column(_("Plats"), place_words, 130, tone=lambda _m: "muted"),
    )


def state_word(meeting: MeetingLine) -> str:
    """*Bokat*, *Kom*, *Uteblev* or *Inställt*; a question once it has begun and nobody has said."""
    if meeting.waits:
        return _("Kom eller ej?")
    return meeting.outcome_word


def place_words(meeting: MeetingLine) -> str:
    """The room and the interpreter."""
    interpreter = _("tolk {language}").format(language=meeting.interpreter) if meeting.interpreter else ""
    return " · ".join(part for part in (meeting.room, interpreter) if part)


def spoken(meeting: MeetingLine) -> str:
    """The whole line for a screen reader."""
    moved = _("flyttat") if meeting.moved else ""
    contested = _("två besked om hur det gick") if meeting.contested else ""
    parts = (
        meeting.kind_word,
        meeting.when_text,
        state_word(meeting),
        moved,
        contested,
        meeting.who,
        place_words(meeting),
    )
    return ", ".join(part for part in parts if part)


def _when(meeting: MeetingLine) -> str:
    """When it begins: "tis 2026-11-24 10:00"."""
    return f"{day_word(meeting.starts.date())} {meeting.starts:%H:%M}"


def _icon(meeting: MeetingLine) -> str:
    if meeting.waits:
        return "circle-question-mark"
    return OUTCOME_ICONS.get(meeting.outcome, "calendar")


def _tone(meeting: MeetingLine) -> str:
    if meeting.waits:
        return "waiting"
    return OUTCOME_TONES.get(meeting.outcome, "ready")


class MeetingTable(RowsTable):
    """`acted` carries what a key asked for, `chosen_changed` that another meeting is chosen."""

    acted = Signal(str)
    chosen_changed = Signal()

    def __init__(self) -> None:
        self.meeting_rows: RowsModel[MeetingLine] = RowsModel(columns(), spoken)
        super().__init__(self.meeting_rows, _("Möten, de som kommer först"))
        self.setObjectName("meeting-list")
        self.setAccessibleDescription(_("K kom, U uteblev, N nästa möte, M kallelse, F flytta."))
        theme.mark(self, plain="true")
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(lambda *_a: self.chosen_changed.emit())

    def meeting(self) -> MeetingLine | None:
        """The chosen meeting."""
        place = self.chosen()
        return self.meeting_rows.rows[place] if 0 <= place < len(self.meeting_rows.rows) else None

    def show_meetings(self, meetings: tuple[MeetingLine, ...]) -> None:
        """Show other lines; the chosen meeting stays chosen, or the one in its place."""
        before, place = self.meeting(), self.chosen()
        self.meeting_rows.show_rows(meetings)
        ids = [m.meeting_id for m in meetings]
        if before is not None and before.meeting_id in ids:
            self.choose(ids.index(before.meeting_id))
        elif ids:
            self.choose(max(0, min(place, len(ids) - 1)))

    def choose_meeting(self, meeting_id: str) -> None:
        """Choose a meeting by its id, if it is there."""
        for place, meeting in enumerate(self.meeting_rows.rows):
            if meeting.meeting_id == meeting_id:
                self.choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of meetings; the rest is the table's."""
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key in MEETING_KEYS and self.meeting() is not None:
            self.acted.emit(MEETING_KEYS[key])
        else:
            super().keyPressEvent(event)
