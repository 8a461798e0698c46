"""The window on Min dag."""

from tests.ui.frame.conftest import open_window, other, own, window

__all__ = ["open_window", "other", "own", "window"]
