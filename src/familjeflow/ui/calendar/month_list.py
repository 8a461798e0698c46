"""Everything of a month as a list, day by day."""

from familjeflow.i18n import _
from familjeflow.services.calendar import CalendarLine
from familjeflow.services.words import day_word
from familjeflow.ui.calendar.looks import icon_of, role_of, spoken
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable


def columns() -> tuple[Column[CalendarLine], ...]:
    """Day, time, what it is, what, client, place."""
    return (
        Column(_("Dag"), lambda line: day_word(line.day), 150, key=lambda line: (line.day, line.time)),
        Column(_("Tid"), lambda line: line.span, 108, tone=lambda _l: "muted"),
        Column(_("Slag"), lambda line: line.word, 124, icon=icon_of, tone=role_of),
        Column(_("Vad"), lambda line: line.text, 0),
        Column(_("Klient"), lambda line: line.client, 190, icon=_client_icon, tone=_client_tone),
        Column(_("Plats"), _place, 132, tone=lambda _l: "muted"),
    )


def _place(line: CalendarLine) -> str:
    interpreter = _("tolk {language}").format(language=line.interpreter) if line.interpreter else ""
    return " · ".join(part for part in (line.place, interpreter) if part)


def _client_icon(line: CalendarLine) -> str:
    return "shield-alert" if line.protection else ""


def _client_tone(line: CalendarLine) -> str:
    return "protected" if line.protection else ""


class MonthList(RowsTable):
    """The list; rows can be sorted by their headings."""

    def __init__(self) -> None:
        self.line_rows: RowsModel[CalendarLine] = RowsModel(
            columns(), lambda line: f"{day_word(line.day)}, {spoken(line)}"
        )
        super().__init__(self.line_rows, _("Kalendern som lista"))
        self.setObjectName("calendar-list")
