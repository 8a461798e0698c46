"""The page Statistik: what is asked for at the top, then each topic as picture and table."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services import heat_map, statistics, statistics_topics
from familjeflow.services.desk import Desk
from familjeflow.services.statistics import Choice, Numbers, Offers, Topic
from familjeflow.ui import theme
from familjeflow.ui.case.trouble import WORLD_FAULTS
from familjeflow.ui.frame.context import Context
from familjeflow.ui.statistics.choices import StatisticsChoices
from familjeflow.ui.statistics.picture_box import PictureBox
from familjeflow.ui.statistics.saving import Saving
from familjeflow.ui.tasks import Task, run_task
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import label, meta, page_title, reading

_HEAT = "heat"
_FOUND, _NOTHING = range(2)
_NARROWEST, _WIDEST, _LETTER_WIDTH, _MARGIN = 96, 330, 8, 28
_HEADER, _ROW, _MOST_ROWS = 40, 36, 14
_Cells = tuple[str, ...]
_PATIENCE = 400
"""Milliseconds before the page says that it is counting."""


@dataclass(frozen=True)
class _Found:
    """What was counted, in words, made in the worker."""

    offers: Offers
    numbers: Numbers
    topics: tuple[Topic, ...]
    heats: dict[str, Topic]


class StatisticsPage(QWidget):
    """Everything is counted off the GUI thread; an answer that is no longer wanted is dropped."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._found: _Found | None = None
        self._task: Task[_Found] | None = None
        self.choices = StatisticsChoices(desk.today)
        self.tabs = QTabBar()
        self.measure = QComboBox()
        self.summary = reading("")
        self.picture = PictureBox()
        self.table: RowsTable | None = None
        self.notice = Notice("done")
        self.stop_button = buttons.quiet(_("Avbryt"), lambda: self.saving.stop(), icon="x")
        self.saving = Saving(self, desk, context, self.notice, self._show_working)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(lambda: self.notice.say(_counting(), "waiting"))
        self._around_table = QVBoxLayout()
        self._stack = QStackedWidget()
        self._compose()
        self.choices.changed.connect(self.reload)
        self.tabs.currentChanged.connect(lambda _place: self._show_topic())
        self.measure.currentIndexChanged.connect(lambda _place: self._show_topic())

    def reload(self) -> None:
        """Count again; what has been chosen stays."""
        if self._task is not None:
            self._task.cancel()
        choice = self.choices.choice()
        self._slow.start()
        self._task = run_task(self, lambda _stop: _count(self._desk, choice), self._show, self._failed)

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return (self.choices.process, self.tabs, *([self.table] if self.table is not None else ()))

    def take_focus(self) -> None:
        """Begin with which process."""
        self.choices.process.setFocus()

    def topic(self) -> Topic | None:
        """What is shown now, None until something has been counted."""
        if self._found is None:
            return None
        slug = self.tabs.tabData(self.tabs.currentIndex())
        if slug == _HEAT:
            return self._found.heats.get(self.measure.currentData())
        return next((topic for topic in self._found.topics if topic.slug == slug), None)

    def _show(self, found: _Found) -> None:
        self._end()
        self._found = found
        self.choices.offer(found.offers)
        empty = statistics_topics.is_empty(found.numbers)
        self._stack.setCurrentIndex(_NOTHING if empty else _FOUND)
        self._show_topic()

    def _end(self) -> None:
        self._task = None
        self._slow.stop()
        if self.notice.text.text() == _counting():
            self.notice.say("")

    def _failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, WORLD_FAULTS):
            raise error
        self._context.fault(error)

    def _show_topic(self) -> None:
        if self._found is None:
            return
        topic = self.topic()
        is_heat = self.tabs.tabData(self.tabs.currentIndex()) == _HEAT
        self._measure_field.setVisible(is_heat)
        clear(self._around_table)
        self.table = None
        if topic is None:
            self.summary.setText(_("Välj en process ovan för att se dess bild."))
            self.picture.hide()
            return
        self.summary.setText(topic.summary)
        self.picture.setVisible(topic.picture is not None)
        if topic.picture is not None:
            self.picture.show_picture(topic.picture, topic.title, topic.summary)
        self.table = _table(topic)
        self._around_table.addWidget(self.table)

    def _save(self, how: str) -> None:
        topic = self.topic()
        if self._found is None or topic is None:
            self.notice.say(_("Välj en process först."), "waiting")
        elif how == "sheet":
            self.saving.spreadsheet(topic)
        elif how == "paper":
            self.saving.paper(self._found.numbers, topic)
        elif topic.picture is None:
            self.notice.say(_("Här finns ingen bild att spara."), "waiting")
        else:
            self.saving.picture(self._found.numbers, topic)

    def _save_log(self) -> None:
        if self._found is not None:
            self.saving.event_log(self._found.numbers)

    def _show_working(self, working: bool) -> None:
        self.stop_button.setVisible(working)
        self._foot_buttons.setEnabled(not working)

    # ---- how it is put together ----

    def _compose(self) -> None:
        theme.mark(self.tabs, kind="views")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Vad som visas"))
        for slug, word in _tab_words():
            self.tabs.setTabData(self.tabs.addTab(word), slug)
        for measure in heat_map.MEASURES:
            self.measure.addItem(heat_map.measure_word(measure), measure)
        name = label(_("Färgen visar"), type_="strong")
        name.setBuddy(self.measure)
        self.measure.setAccessibleName(name.text())
        self.measure.view().setAccessibleName(name.text())
        self._measure_field = holder(row(name, self.measure, None))
        self._measure_field.hide()
        inner = column(
            *(self.summary, self._measure_field, self.picture, self._around_table),
            *(meta(statistics.hidden_words(), wrap=True), None),
            spacing=theme.M,
        )
        inner.setContentsMargins(0, theme.S, theme.S, 0)
        shown = column(self.tabs, scrolling(holder(inner), name=_("Det som visas")), self._foot())
        shown.setStretch(1, 1)
        nothing = EmptyState("list", _("Inget att räkna än"), _empty_text())
        self._stack.addWidget(holder(shown))
        self._stack.addWidget(nothing)
        parts = column(
            *(page_title(_("Statistik")), self.choices, self.notice, self._stack),
            spacing=theme.M,
            margin=theme.L,
        )
        parts.setStretch(3, 1)
        self.setLayout(parts)

    def _foot(self) -> QWidget:
        acts = row(
            buttons.plain(_("Spara som kalkylblad"), partial(self._save, "sheet")),
            buttons.plain(_("Spara som PDF"), partial(self._save, "paper")),
            buttons.quiet(_("Spara bilden som SVG"), partial(self._save, "picture")),
            buttons.quiet(_("Spara händelselogg (XES)"), self._save_log),
        )
        self._foot_buttons = holder(acts)
        self.stop_button.hide()
        return holder(row(self._foot_buttons, self.stop_button, None))


def _counting() -> str:
    return _("Räknar …")


def _count(desk: Desk, choice: Choice) -> _Found:
    numbers = statistics.numbers(desk, choice)
    heats = {measure: heat_map.heat_map(numbers, measure) for measure in heat_map.MEASURES}
    return _Found(
        statistics.offers(desk),
        numbers,
        statistics_topics.topics(numbers),
        {measure: heat for measure, heat in heats.items() if heat is not None},
    )


def _tab_words() -> tuple[tuple[str, str], ...]:
    return (
        ("cases", _("Ärenden")),
        ("times", _("Ledtider")),
        ("overdue", _("Försenat")),
        ("endings", _("Avslut")),
        ("visits", _("Möten")),
        ("goals", _("Mål")),
        (_HEAT, _("Processbild")),
    )


def _empty_text() -> str:
    return _(
        "Här visas hur många ärenden ni har, hur lång tid stegen tar, vad som är försenat och hur ärenden "
        "avslutas. Välj en annan period eller process, eller kom tillbaka när det finns ärenden."
    )


def _table(topic: Topic) -> RowsTable:
    rows = [tuple(map(statistics.cell_word, cells)) for cells in topic.rows]

    def spoken(cells: _Cells) -> str:
        said = (f"{head}: {cell}" for head, cell in zip(topic.header[1:], cells[1:], strict=True) if cell)
        return ", ".join((cells[0], *said))

    columns = [
        Column(heading, partial(_cell, place), _width((heading, *(cells[place] for cells in rows))))
        for place, heading in enumerate(topic.header)
    ]
    columns[-1] = Column(topic.header[-1], partial(_cell, len(columns) - 1))
    model: RowsModel[_Cells] = RowsModel(columns, spoken)
    model.show_rows(rows)
    table = RowsTable(model, topic.title)
    model.setParent(table)
    table.setFixedHeight(_HEADER + _ROW * min(max(len(rows), 1), _MOST_ROWS) + 4)
    return table


def _width(words: tuple[str, ...]) -> int:
    longest = max(map(len, words))
    return min(_WIDEST, max(_NARROWEST, longest * _LETTER_WIDTH + _MARGIN))


def _cell(place: int, cells: _Cells) -> str:
    return cells[place]
