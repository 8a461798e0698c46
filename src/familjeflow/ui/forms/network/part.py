"""Map and list of the same people. The list holds the answers; the map asks it for changes."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from familjeflow.domain.forms import FormField, JsonValue
from familjeflow.domain.network.keys import PLACE_KEYS
from familjeflow.domain.network.people import Network, dropped_row, moved_row, network_of, stepped
from familjeflow.domain.network.words import own_name, place_words
from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.forms.editor import Changed, Editor
from familjeflow.ui.forms.fields import FormSurroundings
from familjeflow.ui.forms.network.map_view import MapView
from familjeflow.ui.forms.rows import Row, Rows
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import row as beside
from familjeflow.ui.widgets.text import meta


def network_editor(field: FormField, around: FormSurroundings, changed: Changed) -> Editor:
    """The editor of a list that is drawn as a map; its answer is the list's."""
    part = NetworkPart(field, around, changed)
    return Editor(part, part.rows.add_button, part.rows.read, part.write, inner=part.rows)


@dataclass(frozen=True)
class _Move:
    """A move on the map: whose, and what said the place before and after."""

    position: int
    before: Row
    after: Row


class NetworkPart(QWidget):
    """The map over its list. A move can be taken back as long as nobody changed the same person since."""

    def __init__(self, field: FormField, around: FormSurroundings, changed: Changed) -> None:
        super().__init__()
        self._field = field
        self._changed = changed
        self._moves: list[_Move] = []
        self.map = MapView()
        self.rows = Rows(field, around, self._list_changed)
        self.said = meta("", wrap=True)
        self.undo_button = buttons.link(_("Ångra flytten"), self.undo)
        self.undo_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.map)
        line = beside(self.said, self.undo_button, spacing=theme.S)
        line.setStretch(0, 1)
        line.setAlignment(self.undo_button, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self.rows)
        self.map.dropped.connect(self._drop)
        self.map.stepped.connect(self._step)
        self.map.opened.connect(self._open)
        self.map.undo_wanted.connect(self.undo)
        self.map.over.connect(self._say_over)
        self._redraw()
        self._hint()

    def write(self, value: JsonValue) -> None:
        """Show the people of an answer."""
        self.rows.write(value)
        self._forget_moves()
        self._redraw()
        self._hint()

    def undo(self) -> None:
        """Take back the last move on the map that still stands."""
        while self._moves:
            move = self._moves.pop()
            row = self._row(move.position)
            if row is not None and self._place(row) == move.after:
                known = {**row, **move.before}
                self._write(
                    move.position, {k: v for k, v in known.items() if k not in PLACE_KEYS or v is not None}
                )
                self._say_place(move.position)
                break
        self.undo_button.setVisible(bool(self._moves))

    def _list_changed(self) -> None:
        self._redraw()
        self._hint()
        self._changed()

    def _drop(self, position: int, across: float, down: float) -> None:
        row = self._row(position)
        moved = dropped_row(self._field, row, (across, down)) if row is not None else None
        if moved is None:
            self._say(position, _("ligger kvar. Släpp innanför cirkeln för att flytta."))
        else:
            self._move(position, moved)

    def _step(self, position: int, clockwise: int, outwards: int) -> None:
        row = self._row(position)
        if row is None:
            return
        network = self._network()
        person = network.people[position]
        place = stepped(network, person, clockwise, outwards)
        if place == (person.sector, person.ring):
            self._say_place(position)
        else:
            self._move(position, moved_row(self._field, row, *place))

    def _move(self, position: int, moved: Row) -> None:
        row = self._row(position) or {}
        self._moves.append(_Move(position, self._place(row), self._place(moved)))
        self._write(position, moved)
        self._say_place(position)
        self.undo_button.show()

    def _write(self, position: int, row: Row) -> None:
        self.rows.rows[position].fields.write(row)
        self._redraw()
        self._changed()

    def _open(self, position: int) -> None:
        if self._field.network is not None:
            self.rows.focus_problem((position, self._field.network.who))

    def _row(self, position: int) -> Row | None:
        return self.rows.rows[position].fields.read() if position < len(self.rows.rows) else None

    def _place(self, row: Row) -> Row:
        """What of a row tells whose it is and where the person stands."""
        keys = self._field.network
        names = (keys.who, keys.sector, keys.closeness, *sorted(PLACE_KEYS)) if keys else ()
        return {name: row.get(name) for name in names}

    def _network(self) -> Network:
        value = self.rows.read()
        return network_of(self._field, value if isinstance(value, list) else [])

    def _redraw(self) -> None:
        self.map.show_network(self._network())

    def _forget_moves(self) -> None:
        self._moves.clear()
        self.undo_button.hide()

    def _hint(self) -> None:
        if self.rows.rows:
            self.said.setText(
                _("Dra en person dit den hör hemma, flytta med piltangenterna eller välj i listan.")
            )
        else:
            self.said.setText(_("Lägg till personer i listan. De går sedan att dra ut i kartan."))

    def _say_place(self, position: int) -> None:
        network = self._network()
        self._say(position, place_words(network, network.people[position]))

    def _say_over(self, position: int, words: str) -> None:
        network = self._network()
        self.said.setText(f"{own_name(network, network.people[position])}: {words}")

    def _say(self, position: int, words: str) -> None:
        """Show what became of a person, and let a screen reader say it."""
        self._say_over(position, words)
        if button := self.map.button(position):
            button.announce(self.said.text())
