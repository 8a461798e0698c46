"""Draw the renderings of resources/icons/app/familjeflow.svg: one PNG a size for Linux, one ICO for Windows.

Run by hand when the drawing changes (`.venv/bin/python packaging/icons/draw.py`); the renderings are
committed, so that an installer does not depend on which Qt drew them.
"""

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    """Write familjeflow-SIZE.png and familjeflow.ico beside the drawing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    drawing = QSvgRenderer(str(HERE / "familjeflow.svg"))
    pictures = {size: _png(drawing, size) for size in SIZES}
    for size, picture in pictures.items():
        (HERE / f"familjeflow-{size}.png").write_bytes(picture)
    (HERE / "familjeflow.ico").write_bytes(_ico(pictures))
    app.quit()


def _png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


def _ico(pictures: dict[int, bytes]) -> bytes:
    """An icon file of PNG pictures: a head, a row of 16 bytes for each, then the pictures.

    A size of 256 pixels is told as 0.
    """
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    rows = b""
    for size, picture in pictures.items():
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + rows + b"".join(pictures.values())


if __name__ == "__main__":
    main()
