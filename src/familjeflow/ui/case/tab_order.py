"""Where Tab goes on a page whose controls come and go: in reading order, whatever was made first.

Qt's own chain follows the order in which controls were made. On a page that is drawn again at every act that
puts the buttons at the foot before what they are about.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step(parts: Iterable[QWidget], forward: bool) -> bool:
    """Move the keyboard to the next control of the parts, or the one before. False where it stands outside.

    After the last one comes the first control of the window outside the parts, before the first one its last.
    """
    parts = tuple(parts)
    inside = [w for part in parts for w in (part, *part.findChildren(QWidget)) if _takes_tab(w)]
    focused = QApplication.focusWidget()
    if focused is None or focused not in inside:
        return False
    place = inside.index(focused) + (1 if forward else -1)
    if 0 <= place < len(inside):
        target = inside[place]
    else:
        outside = [w for w in _chain(focused.window()) if w not in inside and _takes_tab(w)]
        target = (outside or inside)[0 if forward else -1]
    reasons = Qt.FocusReason
    target.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return by_tab and widget.isEnabled() and widget.isVisible()


def _chain(window: QWidget) -> Iterable[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()
