"""The tab with the picture: the view, and under it zoom, one's own steps, the day it shows, and saving it."""

from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImageWriter, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QWidget

from familjeflow.domain.picture.display import Picture
from familjeflow.i18n import _
from familjeflow.services import papers
from familjeflow.services.desk import Desk
from familjeflow.services.views import CaseView
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.picture_painter import to_image
from familjeflow.ui.case.picture_view import PictureView
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label

_PNG_SCALE = 2.0


class PictureTab(QWidget):
    """`shown` and `opened` carry a step's id; `day_chosen` a date or None for today."""

    shown = Signal(str)
    opened = Signal(str)
    day_chosen = Signal(object)

    def __init__(self, desk: Desk, case_id: str, exports: Exports) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._exports = exports
        self._case: CaseView | None = None
        self._marked = ""
        self._picture: Picture | None = None
        self.view = PictureView()
        self.view.pressed.connect(self.opened)
        self.view.zoomed.connect(self._show_zoom)
        ground(self, "raised")
        layout = column(self.view, self._toolbar(), spacing=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._keys()

    def show_case(self, case: CaseView) -> None:
        """Read the picture of a case and show it. Raises DomainError or VaultError."""
        mine = self.mine_only.isChecked()
        self._case = case
        self._picture = papers.picture(self._desk, self._case_id, as_of=case.as_of, mine_only=mine)
        self.view.show_picture(self._picture, case.steps, case.flows)
        self._today_button.setVisible(case.as_of is not None)
        if case.as_of is None:
            self._day.set_day(self._desk.today)

    def mark_step(self, step_id: str) -> None:
        """Mark the step that the panel shows; the keyboard comes back to it."""
        self.view.mark_step(step_id)
        self._marked = step_id

    def way_in(self) -> QWidget:
        """The step that the panel shows, else the first control."""
        return self.view.button(self._marked) or self.mine_only

    def show_step(self, step_id: str) -> None:
        """Scroll so that a step is seen."""
        self.view.bring_into_sight(step_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the bar leaves out what also has a key or stands in a tool tip."""
        super().resizeEvent(event)
        for widget, least in self._spare:
            widget.setVisible(self.width() >= least)

    def _toolbar(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="foot")
        smaller = buttons.icon_button("minus", _("Mindre bild"), self.view.zoom_out)
        larger = buttons.icon_button("plus", _("Större bild"), self.view.zoom_in)
        self._zoom = buttons.quiet("100 %", lambda: self.view.set_zoom(1.0))
        self._zoom.setToolTip(_("Bild i full storlek"))
        fit = buttons.quiet(_("Anpassa"), self.view.fit)
        self.mine_only = QCheckBox(_("Mina steg"))
        self.mine_only.toggled.connect(self._again)
        self._day = DateEntry(self._desk.today)
        self._day.line.setFixedWidth(104)
        self._day.line.setObjectName("as-of")
        self._day.line.setAccessibleName(_("Som det stod den dagen"))
        self._day.line.editingFinished.connect(self._choose_day)
        self._day.picked.connect(self._choose_day)
        stood = label(_("Som det stod"))
        stood.setBuddy(self._day.line)
        self._today_button = buttons.quiet(_("Idag"), self._choose_today)
        self._today_button.setObjectName("as-of-today")
        parts: list[QWidget] = [smaller, self._zoom, larger, fit, self.mine_only, stood, self._day]
        line = row(*parts, self._today_button, None, self._save_button(), spacing=theme.XS)
        frame.setMinimumWidth(1)  # what has no room is left out, see resizeEvent
        self._spare = ((stood, 640), (fit, 540), (self.mine_only, 470))
        line.insertSpacing(5, theme.S)
        line.insertSpacing(4, theme.S)
        line.setContentsMargins(theme.S, 2, theme.L, 2)
        frame.setLayout(line)
        return frame

    def _save_button(self) -> QWidget:
        menu = QMenu(self)
        menu.addAction(_("Spara som SVG"), self._exports.picture_svg)
        menu.addAction(_("Spara som PNG"), self._save_png)
        menu.addAction(_("Spara som PDF"), self._exports.picture_pdf)
        button = buttons.icon_button("download", _("Spara bilden"))
        button.setMenu(menu)
        button.setPopupMode(button.ToolButtonPopupMode.InstantPopup)
        button.setObjectName("save-picture")
        return button

    def _save_png(self) -> None:
        drawn = self._picture
        if drawn is not None:
            self._exports.save(
                _("Spara bilden som PNG"), "processbild.png", "PNG (*.png)", lambda: png_bytes(drawn)
            )

    def _keys(self) -> None:
        bind(self, "zoom_in", self.view.zoom_in)
        bind(self, "zoom_out", self.view.zoom_out)
        bind(self, "zoom_full", lambda: self.view.set_zoom(1.0))
        bind(self, "zoom_fit", self.view.fit)
        # On Swedish keyboards plus lies where others have Shift+=.
        also = QShortcut(QKeySequence("Ctrl+="), self)
        also.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        also.activated.connect(self.view.zoom_in)

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")
        self._zoom.setAccessibleName(_("Storlek {n} procent").format(n=round(zoom * 100)))

    def _again(self) -> None:
        if self._case is not None:
            self.show_case(self._case)

    def _choose_day(self) -> None:
        day = self._day.day()
        opened = self._case.opened_on if self._case else self._desk.today
        wrong = day is None or not opened <= day <= self._desk.today
        theme.mark(self._day.line, problem="true" if wrong else "false")
        shown = self._case.as_of if self._case else None
        if day is not None and not wrong and day != (shown or self._desk.today):
            self.day_chosen.emit(day)

    def _choose_today(self) -> None:
        today: date = self._desk.today
        self._day.set_day(today)
        theme.mark(self._day.line, problem="false")
        self.day_chosen.emit(None)


def png_bytes(picture: Picture) -> bytes:
    """The picture as PNG, in light colours whatever the theme, two pixels for each at 100 %."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(to_image(picture, theme.palette("light"), _PNG_SCALE))
    return bytes(buffer.data().data())
