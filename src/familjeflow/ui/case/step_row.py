"""How one row of the step list is painted: state as icon, word and colour, the label, roles and marks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from familjeflow.i18n import _
from familjeflow.services.views import StepView
from familjeflow.ui import icons, theme

_ICON = 18
_STATE_WIDTH = 190
_LEFT = theme.L + _ICON + theme.M
Index = QModelIndex | QPersistentModelIndex


class StepRow(QStyledItemDelegate):
    """Two lines on the left (label, roles), the state at the right. The label wraps when it is long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped label and the line of roles need."""
        step = _step(index)
        if step is None:
            return QSize(0, 0)
        font = _label_font(option.font, step)
        view = self.parent()
        width = _text_width(view.viewport().width() if isinstance(view, QListView) else 600)
        lines = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10000), _WRAP, step.label)
        height = lines.height() + QFontMetrics(_small(option.font)).height() + 2 * theme.S
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        step = _step(index)
        if step is None:
            return
        painter.save()
        self._ground(painter, option)
        area = option.rect.adjusted(0, theme.S, -theme.L, -theme.S)
        state = "overdue" if step.overdue else step.state
        where = QRectF(area.left() + theme.L, area.top() + 1, _ICON, _ICON)
        icons.paint(painter, where, icons.STATE_ICONS[state], icons.STATE_ROLES[state])
        self._words(painter, option.font, area, step)
        self._state(painter, option.font, area, step, icons.STATE_ROLES[state])
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        states = QStyle.StateFlag
        if option.state & states.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.colour("accent")
            )
        elif option.state & states.State_MouseOver:
            painter.fillRect(option.rect, theme.colour("hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & states.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _words(self, painter: QPainter, font: QFont, area: QRect, step: StepView) -> None:
        left = area.left() + _LEFT
        width = _text_width(area.width() + theme.L)
        muted = step.state in ("not_applicable", "skipped", "not_started")
        painter.setPen(theme.colour("muted" if muted else "text"))
        painter.setFont(_label_font(font, step))
        box = painter.boundingRect(QRect(left, area.top(), width, 10000), _WRAP, step.label)
        painter.drawText(QRect(left, area.top(), width, box.height()), _WRAP, step.label)
        painter.setPen(theme.colour("muted"))
        painter.setFont(_small(font))
        under = QRect(left, area.top() + box.height(), width, painter.fontMetrics().height())
        roles = painter.fontMetrics().elidedText(_under(step), Qt.TextElideMode.ElideRight, width)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, roles)

    def _state(self, painter: QPainter, font: QFont, area: QRect, step: StepView, role: str) -> None:
        painter.setPen(theme.colour(role))
        painter.setFont(_strong(font))
        right = Qt.AlignmentFlag.AlignRight
        first = QRect(area.right() - _STATE_WIDTH, area.top(), _STATE_WIDTH, painter.fontMetrics().height())
        word = painter.fontMetrics().elidedText(step.word, Qt.TextElideMode.ElideRight, _STATE_WIDTH)
        painter.drawText(first, right, word)
        painter.setFont(_small(font))
        detail = step.detail.removeprefix(step.word).strip()
        painter.drawText(first.translated(0, first.height()), right, detail)


_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


def _step(index: Index) -> StepView | None:
    found = index.data(Qt.ItemDataRole.UserRole)
    return found if isinstance(found, StepView) else None


def _text_width(row_width: int) -> int:
    return max(120, row_width - _LEFT - _STATE_WIDTH - theme.L - theme.M)


def _label_font(font: QFont, step: StepView) -> QFont:
    return _strong(font) if step.state in ("ready", "active", "waiting") else font


def _strong(font: QFont) -> QFont:
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result


def _small(font: QFont) -> QFont:
    result = QFont(font)
    result.setPointSize(theme.META)
    return result


def _under(step: StepView) -> str:
    said = [", ".join(step.roles)]
    if step.round > 1:
        said.append(_("omgång {n}").format(n=step.round))
    if step.deviates:
        said.append(_("frångår rutinen"))
    return " · ".join(part for part in said if part)
