"""A place for copies is known by its mark, and two partitions of one disk are one disk."""

import os
from pathlib import Path

import pytest

from app.storage import places
from app.storage.places import MARK, choose_place, disk_of, drives_besides, is_elsewhere, read_mark
from app.values.errors import UserError


def test_chosen_place_keeps_its_mark(tmp_path: Path) -> None:
    first = choose_place(tmp_path / "usb" / "copies")
    assert first.is_there
    assert choose_place(first.folder) == first


def test_place_is_not_there_when_another_stick_is_plugged_in(tmp_path: Path) -> None:
    first = choose_place(tmp_path / "usb")
    (first.folder / MARK).unlink()
    assert not first.is_there
    second = choose_place(first.folder)
    assert second.is_there
    assert not first.is_there


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"place": 3}'])
def test_mark_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / MARK).write_text(content, encoding="utf-8")
    assert read_mark(tmp_path) is None


def test_place_under_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "usb").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="无法写入"):
        choose_place(tmp_path / "usb" / "copies")


def test_disk_of_two_partitions_is_one(tmp_path: Path) -> None:
    device = tmp_path.stat().st_dev
    disk = tmp_path / "devices" / "sda"
    (disk / "sda1").mkdir(parents=True)
    (disk / "sda1" / "partition").write_text("1", encoding="utf-8")
    sysfs = tmp_path / "block"
    sysfs.mkdir()
    (sysfs / f"{os.major(device)}:{os.minor(device)}").symlink_to(disk / "sda1")
    assert disk_of(tmp_path / "not" / "there" / "yet", sysfs=sysfs) == "sda"


def test_disk_of_an_unknown_device_is_its_number(tmp_path: Path) -> None:
    assert disk_of(tmp_path, sysfs=tmp_path) == f"device {tmp_path.stat().st_dev}"


def test_same_folder_is_not_elsewhere(tmp_path: Path) -> None:
    assert not is_elsewhere(tmp_path / "copy.db", store=tmp_path / "ancha.db")


def test_drives_are_mounted_disks_that_are_not_the_store_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "安 查"
    stick.mkdir()
    mounts = tmp_path / "mounts"
    folder = str(stick).replace(" ", "\\040")
    mounts.write_text(
        f"proc /proc proc rw 0 0\n/dev/sdb1 {folder} vfat rw 0 0\n/dev/sda1 /nowhere ext4 rw 0 0\n", "utf-8"
    )
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    monkeypatch.setattr(places, "disk_of", lambda path: "sdb" if path == stick else "sda")
    (drive,) = drives_besides(tmp_path / "ancha.db")
    assert (drive.folder, drive.name) == (stick, "安 查")
    assert 0 < drive.free <= drive.total
