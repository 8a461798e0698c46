"""Which roles of the processes a person holds, as boxes to tick."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.widgets.layouts import clear, column, holder, scrolling
from familjeflow.ui.widgets.text import label, meta

_COLUMNS = 2
_HEIGHT = 88


class RolePicker(QWidget):
    """Boxes for roles; the roles come from the processes, so they are given when those have been read."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._wait = meta(_("Läser processerna …"))
        self._area: QScrollArea = scrolling(holder(column(self._grid, None)), name=_("Roller"))
        self._area.setMinimumHeight(_HEIGHT)
        title = label(_("Roller i processerna"), type_="strong")
        hint = meta(_("Steg som hör till dina roller visas som dina."))
        self.setLayout(column(title, hint, self._wait, self._area, spacing=theme.XS))

    def offer(self, roles: Iterable[tuple[str, str]], chosen: Iterable[str] = ()) -> None:
        """Show the roles, as (id, title), with some of them ticked."""
        clear(self._grid)
        held = set(chosen)
        self._boxes = {}
        for place, (role, title) in enumerate(sorted(roles, key=lambda r: r[1].casefold())):
            box = QCheckBox(title)
            box.setChecked(role in held)
            self._boxes[role] = box
            self._grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        self._wait.hide()

    def chosen(self) -> tuple[str, ...]:
        """The ids of the ticked roles."""
        return tuple(role for role, box in self._boxes.items() if box.isChecked())
