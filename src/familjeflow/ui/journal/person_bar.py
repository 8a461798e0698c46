"""Which person's text is seen, where a note is written for several; and which of them have been reviewed."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import meta


class PersonBar(QWidget):
    """A tab for each person's text. `shown` carries the id of the person. Hidden while there is only one."""

    shown = Signal(str)

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names
        self._people: tuple[str, ...] = ()
        self.bar = QTabBar()
        theme.mark(self.bar, kind="views")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(_("Vems text"))
        hint = meta(_("En text för varje akt. De andra börjar som en kopia av den första."), wrap=True)
        self.setLayout(column(row(self.bar, None), hint, spacing=2))
        self.bar.currentChanged.connect(self._tell)
        self.hide()

    def show_people(self, people: Sequence[str], unreviewed: Collection[str], current: str) -> None:
        """A tab for each of these, with a check where the text has been reviewed."""
        before = self.bar.blockSignals(True)
        if tuple(people) != self._people:
            self._people = tuple(people)
            while self.bar.count():
                self.bar.removeTab(0)
            for person in people:
                self.bar.addTab(self._names.get(person, ""))
        for place, person in enumerate(people):
            is_seen = person not in unreviewed
            name = self._names.get(person, "")
            icon = icons.icon("circle-check" if is_seen else "circle", "done" if is_seen else "muted", 16)
            self.bar.setTabIcon(place, icon)
            words = _("{name}, granskad") if is_seen else _("{name}, inte granskad än")
            self.bar.setAccessibleTabName(place, words.format(name=name))
            self.bar.setTabToolTip(place, words.format(name=name))
        self.bar.setCurrentIndex(self._people.index(current) if current in self._people else 0)
        self.bar.blockSignals(before)
        self.bar.updateGeometry()  # the chosen tab is bolder, so wider
        self.setVisible(len(people) > 1)

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self._people):
            self.shown.emit(self._people[place])
