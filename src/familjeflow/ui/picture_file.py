"""The process picture as a PNG, drawn with the screen's own pen without a window."""

from PySide6.QtCore import QBuffer, QIODevice

from familjeflow.domain.picture.display import Picture
from familjeflow.ui import theme
from familjeflow.ui.case.picture_painter import to_image
from familjeflow.ui.start_process import application

_SHARPNESS = 2.0


def png_of(picture: Picture) -> bytes:
    """PNG bytes in the light theme, two pixels for each pixel at 100 %."""
    application(["familjeflow"])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    to_image(picture, theme.palette("light"), _SHARPNESS).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
