"""How a note looks in the timeline. Lengths in device independent pixels.

The text is laid out by the same code when it is measured and when it is drawn. What has been measured is kept
until the width or the note is another one, so that arrow keys cost nothing.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from familjeflow.i18n import _
from familjeflow.services.journal import NoteLine
from familjeflow.services.words import day_word
from familjeflow.ui import icons, theme
from familjeflow.ui.journal import words
from familjeflow.ui.journal.note_model import NOTE

MOST_LINES = 8
"""Lines of text in the timeline; Enter shows the whole note."""
_STRUCK_LINES = 2
_MOST_CHARACTERS = 840
"""More than fits in MOST_LINES; what is longer is not even shaped."""
_ICON = 16
_LEFT = theme.L
_TOP = theme.M


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph: its text, how many lines at most, its colour role and whether it is struck through."""

    text: str
    lines: int
    role: str
    size: int = theme.BODY
    struck: bool = False


def _blocks(note: NoteLine) -> tuple[_Block, ...]:
    role = "text" if note.text.strip() else "muted"
    found = [_Block(words.body(note), MOST_LINES, role)]
    if note.contested:
        found.append(_Block(words.contested(note), 2, "waiting", theme.META))
    for correction in reversed(note.corrections):
        found.append(_Block(words.corrected(correction), 2, "muted", theme.META))
        if correction.before:
            found.append(_Block(correction.before, _STRUCK_LINES, "muted", struck=True))
    return tuple(found)


class NotePen(QStyledItemDelegate):
    """Draws a note: what it is on the first line, under it the text and how it was corrected."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[NoteLine, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the lines at the width of the list."""
        note = index.data(NOTE)
        width = self._view.viewport().width()
        if not isinstance(note, NoteLine):
            return QSize(width, theme.CONTROL_HEIGHT)
        key = (note, width)
        if key not in self._heights:
            self._heights[key] = self._height(note, width)
        return QSize(200, self._heights[key])

    def forget(self) -> None:
        """Measure again, after another type size."""
        self._heights.clear()

    def _height(self, note: NoteLine, width: int) -> int:
        text = sum(_lay_out(block, _text_width(width)).height + theme.XS for block in _blocks(note))
        return round(2 * _TOP + _head_height() + text)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, head, text, and the line under it."""
        note = index.data(NOTE)
        if not isinstance(note, NoteLine):
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, area, state)
        _head(painter, area, note)
        top = area.top() + _TOP + _head_height()
        for block in _blocks(note):
            laid = _lay_out(block, _text_width(area.width()))
            painter.setPen(theme.colour(block.role))
            laid.draw(painter, QPointF(area.left() + _LEFT, top))
            top += laid.height + theme.XS
        painter.restore()


def _text_width(width: int) -> int:
    return max(120, min(width - 2 * _LEFT, theme.LINE_LENGTH + 2 * theme.XL))


@lru_cache(maxsize=16)
def _font(size: int, *, strong: bool = False, struck: bool = False) -> QFont:
    font = QFont()
    font.setPointSize(size)
    font.setStrikeOut(struck)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _head_height() -> float:
    return max(_ICON, QFontMetricsF(_font(theme.BODY, strong=True)).height()) + theme.XS


def _ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(area, theme.colour("selected" if selected else "hover" if hovered else "raised"))
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))
    if selected:
        painter.fillRect(area.left(), area.top(), 3, area.height(), theme.colour("accent"))
    if selected and state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.colour("accent"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))


def _head(painter: QPainter, area: QRect, note: NoteLine) -> None:
    """Day, kind and person to the left; the state in its colour to the right, with who signed before it."""
    line = QRectF(area.left() + _LEFT, area.top() + _TOP, area.width() - 2 * _LEFT, _head_height() - theme.XS)
    role = words.STATE_ROLES[note.state]
    right = line.right() - _write(painter, line, words.state_text(note), role, strong=True, to_the_right=True)
    icon = QRectF(right - _ICON - theme.XS, line.center().y() - _ICON / 2, _ICON, _ICON)
    icons.paint(painter, icon, words.STATE_ICONS[note.state], role)
    left = line.left() + _write(painter, line, day_word(note.day), "text", strong=True) + theme.M
    room = QRectF(left, line.top(), icon.left() - theme.M - left, line.height())
    what = " · ".join(part for part in (note.kind_word, note.person) if part)
    used = _write(painter, room, what, "text") + theme.M
    room.setLeft(left + used)
    _write(painter, room, note.signed, "muted", size=theme.META)


def _write(
    painter: QPainter,
    room: QRectF,
    text: str,
    role: str,
    *,
    size: int = theme.BODY,
    strong: bool = False,
    to_the_right: bool = False,
) -> float:
    """Write one line, shortened to the room; its width."""
    font = _font(size, strong=strong)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    side = Qt.AlignmentFlag.AlignRight if to_the_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A paragraph that has been broken into lines, and whether there was more."""

    layout: QTextLayout
    height: float
    more: str = ""

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw the lines; where there was more, say so in the colour of a link."""
        self.layout.draw(painter, at)
        if self.more:
            painter.setFont(_font(theme.META))
            painter.setPen(theme.colour("accent"))
            metrics = QFontMetricsF(painter.font())
            painter.drawText(QPointF(at.x(), at.y() + self.height - metrics.descent()), self.more)


def _lay_out(block: _Block, width: int) -> _Laid:
    cut = block.text[:_MOST_CHARACTERS]
    # A text layout breaks lines at this character, not at "\n".
    layout = QTextLayout(cut.replace("\n", "\u2028"), _font(block.size, struck=block.struck))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height, shown = 0.0, 0
    for _number in range(block.lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        shown = line.textStart() + line.textLength()
    layout.endLayout()
    if shown < len(block.text) and not block.struck:
        return _Laid(layout, height + QFontMetricsF(_font(theme.META)).height(), _("Enter visar hela"))
    return _Laid(layout, height)
