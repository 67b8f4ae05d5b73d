"""Photographs on their way into the window: chosen, pasted or dropped, read and encoded in a worker, one at a time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from app.ui.tr import tr
from app.values.photo import MAX_PHOTO_BYTES
from app.values.rows_photo import PhotoFile, RefusedPhoto

KINDS = "照片 (*.jpg *.jpeg *.png *.heic *.heif *.webp);;所有文件 (*)"
Offer = Callable[[], PhotoFile | RefusedPhoto]


def holds_photos(mime: QMimeData) -> bool:
    """Tell whether something pasted or dragged may be photographs."""
    return bool(mime.hasImage() or any(url.isLocalFile() for url in mime.urls()))


def offers_of(mime: QMimeData, *, now: datetime) -> list[Offer]:
    """Take the files that something pasted or dropped names, or else the picture itself."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return offers_of_files(paths)
    picture = mime.imageData()
    image = picture if isinstance(picture, QImage) else QImage()
    return [lambda: _encoded(image, name=f"{tr('粘贴')}{now:%H%M%S}.png")] if mime.hasImage() else []


def offers_of_files(paths: Sequence[Path]) -> list[Offer]:
    """Take files; each is read when its turn comes."""
    return [lambda path=path: _read(path) for path in paths]  # type: ignore[misc]  # mypy loses the lambda's default


def read_in_turn(offers: Sequence[Offer]) -> Iterator[PhotoFile | RefusedPhoto]:
    """Read the files one after another, so that no more than one is in memory."""
    return (offer() for offer in offers)


def _read(path: Path) -> PhotoFile | RefusedPhoto:
    try:
        if path.stat().st_size > MAX_PHOTO_BYTES:
            return _refused(path.name, tr("文件超过64MB。请另存为较小的JPEG再导入。"))
        return PhotoFile(path.name, path.read_bytes())
    except IsADirectoryError:
        return _refused(path.name, tr("它是文件夹。请打开后选择其中的照片。"))
    except OSError:
        return _refused(path.name, tr("文件读不出来。请检查存储卡或者权限后重试。"))


def _encoded(image: QImage, *, name: str) -> PhotoFile | RefusedPhoto:
    if image.isNull():
        return _refused(name, tr("剪贴板中的图片打不开。请先存为文件再导入。"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes text
    return PhotoFile(name, bytes(data.data()))


def _refused(name: str, why: str) -> RefusedPhoto:
    return RefusedPhoto(name, tr("照片“{name}”没有导入：{why}", name=name, why=why))
