"""A keyboard, and the least that a desktop does for its windows: a new one gets the keyboard.

Run by Debian's own Python, which has python3-xlib.
"""

import threading

from Xlib import XK, X, display, error
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window

HELD = {"Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L"}
NAMED = {"Enter": "Return", "Esc": "Escape", "Space": "space", "Plus": "plus", "Minus": "minus"}


class Keyboard:
    """Keys such as "Ctrl+L" and "Tab", by the names that Qt writes."""

    def __init__(self) -> None:
        self._display = display.Display()

    def press(self, keys: str) -> bool:
        """Press keys together and let them go."""
        *held, last = keys.split("+")
        codes = [self._code(HELD[name]) for name in held]
        codes.append(self._code(NAMED.get(last) or (last.lower() if len(last) == 1 else last)))
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()
        return True

    def look_away(self) -> bool:
        """Take the keyboard from every window, as when the person works in another program."""
        self._display.set_input_focus(X.PointerRoot, X.RevertToPointerRoot, X.CurrentTime)
        self._display.sync()
        return True

    def _code(self, name: str) -> int:
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        if not code:
            raise LookupError(f"no key gives {name}")
        return int(code)


def keep_windows() -> None:
    """Give the keyboard to every window that opens, and back to the one below when it closes."""
    threading.Thread(target=_keep, args=(display.Display(),), daemon=True).start()


def _keep(own: display.Display) -> None:
    own.set_error_handler(lambda *_error: None)  # a window may be gone before it could be asked
    root = own.screen().root
    root.change_attributes(event_mask=X.SubstructureNotifyMask)
    own.sync()
    while True:
        event = own.next_event()
        if event.type == X.MapNotify and not event.override:
            _give_keyboard(event.window)
        elif event.type in (X.UnmapNotify, X.DestroyNotify):
            _give_keyboard(_uppermost(root))
        own.sync()


def _give_keyboard(window: Window | None) -> None:
    if window is not None:
        window.set_input_focus(X.RevertToPointerRoot, X.CurrentTime)


def _uppermost(root: Window) -> Window | None:
    for window in reversed(root.query_tree().children):
        try:
            seen = window.get_attributes()
        except error.XError:
            continue
        if seen.map_state == X.IsViewable and not seen.override_redirect:
            return window
    return None
