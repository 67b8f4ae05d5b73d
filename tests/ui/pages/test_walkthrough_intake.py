"""Files are read when their turn comes; one that cannot be read is named."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

from app.ui.pages import walkthrough_intake
from app.ui.pages.walkthrough_intake import holds_photos, offers_of, offers_of_files, read_in_turn
from app.values.rows_photo import PhotoFile, RefusedPhoto

NOW = datetime(2026, 11, 23, 9, 41, 5)


def test_files_are_read_one_by_one(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    offers = read_in_turn(offers_of_files([tmp_path / "a.jpg", tmp_path / "b.jpg"]))
    assert next(offers) == PhotoFile("a.jpg", b"a.jpg")
    (tmp_path / "b.jpg").write_bytes(b"changed")
    assert next(offers) == PhotoFile("b.jpg", b"changed")


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    missing, folder = read_in_turn(offers_of_files([tmp_path / "没有.jpg", tmp_path]))
    assert isinstance(missing, RefusedPhoto)
    assert isinstance(folder, RefusedPhoto)
    assert "没有.jpg" in missing.words
    assert "文件夹" in folder.words


def test_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walkthrough_intake, "MAX_PHOTO_BYTES", 4)
    (tmp_path / "big.jpg").write_bytes(b"12345")
    (refused,) = read_in_turn(offers_of_files([tmp_path / "big.jpg"]))
    assert isinstance(refused, RefusedPhoto)
    assert "64MB" in refused.words


def test_picture_of_the_clipboard_becomes_a_png_named_by_the_time() -> None:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(image)
    (file,) = read_in_turn(offers_of(mime, now=NOW))
    assert isinstance(file, PhotoFile)
    assert file.name == "粘贴094105.png"
    assert file.data.startswith(b"\x89PNG")


def test_files_come_before_the_picture_of_themselves(tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    mime.setImageData(QImage(8, 6, QImage.Format.Format_RGB32))
    assert len(offers_of(mime, now=NOW)) == 1


@pytest.mark.parametrize("address", ["https://example.invalid/a.jpg"])
def test_address_of_the_net_and_plain_text_are_no_photographs(address: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    mime.setText("只是文字")
    assert not holds_photos(mime)
    assert offers_of(mime, now=NOW) == []
