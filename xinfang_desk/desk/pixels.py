"""A paper's page as a picture on screen: pixels come from the paper port, Qt only shows them."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPixmap

from xinfang_desk.services.ports import PagePixels


def to_image(pixels: PagePixels) -> QImage:
    """A deep copy, so that the bytes may go."""
    return QImage(pixels.body, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32).copy()


def to_pixmap(pixels: PagePixels, device_ratio: float = 1.0) -> QPixmap:
    pixmap = QPixmap.fromImage(to_image(pixels))
    pixmap.setDevicePixelRatio(device_ratio)
    return pixmap
