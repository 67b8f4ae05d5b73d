"""From a damaged package a salvage takes what is whole and says in words what is missing."""

import os
from pathlib import Path

import pytest

from app.rules.counting import count
from app.storage.package_reading import PackageReading
from app.storage.package_schema import PAGE_SIZE
from app.values.refusal import NewerPackageError, RefusalCode, RefusedPackageError
from tests.storage.reader.build import Package, honest, opening
from tests.storage.reader.spoil import SPOILINGS, Spoiling

# What no salvage may open: made so, too new, or not readable at all.
NEVER = {
    RefusalCode.FOREIGN_TRIGGER, RefusalCode.FOREIGN_VIEW, RefusalCode.FOREIGN_VIRTUAL_TABLE,
    RefusalCode.GENERATED_COLUMN, RefusalCode.FOREIGN_TABLE, RefusalCode.IMAGE_BOMB, RefusalCode.NOT_A_PHOTO,
    RefusalCode.NOT_A_PAPER, RefusalCode.CLOCK_AHEAD, RefusalCode.NOT_A_PACKAGE, RefusalCode.NOT_A_FILE,
    RefusalCode.EMPTY, RefusalCode.SIDE_FILE, RefusalCode.TWO_KINDS, RefusalCode.FOREIGN_PARENT,
    RefusalCode.NEWER_PROGRAM, RefusalCode.REDACTED, RefusalCode.PASSPHRASE_NEEDED,
}  # fmt: skip


def _zero(file: Path, page: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(page * PAGE_SIZE)
        opened.write(bytes(PAGE_SIZE))


def _is_part(reading: PackageReading, package: Package) -> bool:
    revisions = {rev_id: each.to_bytes() for rev_id, each in reading.revisions.items()}
    blobs = dict(reading.blobs(reading.blob_sizes))
    return revisions.items() <= package.revisions.items() and blobs.items() <= package.blobs.items()


def test_a_whole_package_loses_nothing_in_a_salvage(tmp_path: Path) -> None:
    package = honest()
    with opening(package.write(tmp_path / "a.ancha"), salvage=True) as reading:
        assert reading.damaged == ()
        assert reading.meta == package.head()
        assert reading.stubs == tuple(package.stubs)
        assert {rev_id: each.to_bytes() for rev_id, each in reading.revisions.items()} == package.revisions


def test_every_damaged_page_costs_only_what_stood_on_it(tmp_path: Path) -> None:
    package = honest(hazards=300, photos=3)
    good = package.write(tmp_path / "good").read_bytes()
    pages, kept = len(good) // PAGE_SIZE, []
    for page in range(1, pages):
        file = tmp_path / "bad.ancha"
        file.write_bytes(good)
        _zero(file, page)
        with pytest.raises(RefusedPackageError) as refused, opening(file):
            pass
        assert refused.value.can_be_salvaged
        with opening(file, salvage=True) as reading:
            assert _is_part(reading, package)
            kept.append(len(reading.revisions))
    assert min(kept) > 0.9 * len(package.revisions)


def test_what_is_missing_is_named_by_kind_and_inspection(tmp_path: Path) -> None:
    package = honest(hazards=300, photos=3)
    file = package.write(tmp_path / "bad.ancha")
    data = file.read_bytes()
    at = data.index("第20处：".encode())
    file.write_bytes(data[:at] + b"\xe8" + data[at + 1 :])
    photo = file.read_bytes().index(b"JFIF")
    file.write_bytes(file.read_bytes()[:photo] + b"X" + file.read_bytes()[photo + 1 :])
    with opening(file, salvage=True) as reading:
        words = "\n".join(reading.damaged)
    assert "隐患共300条，缺1条。" in words
    assert "修改记录共308次，缺1次。" in words
    assert "照片和文书原件共5个，缺1个。" in words
    assert "受影响的检查：示例燃气店 " in words
    assert "（渝铜）应急责改〔2026〕18号" in words


def test_a_file_cut_off_gives_what_lies_before_the_cut(tmp_path: Path) -> None:
    package = honest(hazards=300, photos=3)
    file = package.write(tmp_path / "cut.ancha")
    os.truncate(file, file.stat().st_size * 2 // 3)
    with opening(file, salvage=True) as reading:
        assert _is_part(reading, package)
        assert len(reading.revisions) > 50
        assert reading.damaged


def test_a_record_whose_former_revision_is_lost_waits(tmp_path: Path) -> None:
    package = honest(hazards=3)
    first = next(rev_id for rev_id, data in package.revisions.items() if b'"kind":"inspection"' in data)
    file = package.write(tmp_path / "a.ancha", after=f"DELETE FROM revision WHERE rev_id = x'{first}'; VACUUM")
    with opening(file, salvage=True) as reading:
        waiting = count(reading.revisions).waiting
        assert reading.damaged
    assert len(waiting) == 9  # the second revision, and all records of the inspection
    assert any("暂不计入" in words for words in reading.damaged)


def test_the_head_is_made_up_from_the_records_where_it_is_lost(tmp_path: Path) -> None:
    package = honest()
    file = package.write(tmp_path / "a.ancha", after="DELETE FROM meta")
    with opening(file, salvage=True) as reading:
        assert set(reading.revisions) == set(package.revisions)
        assert reading.meta.revisions == len(package.revisions)
        assert reading.meta.device == package.head().device
        assert reading.damaged[0].startswith("说明页与内容不符")


def test_what_nothing_proves_is_not_taken(tmp_path: Path) -> None:
    package = honest()
    package.meta["carries"] = {"ranges": {"first": 1}}
    file = package.write(tmp_path / "a.ancha", after="UPDATE stub SET seq = 2")
    with opening(file, salvage=True) as reading:
        assert reading.stubs == ()
        assert reading.meta.carries == {}
        assert reading.privates == tuple(package.privates)


@pytest.mark.parametrize(
    "spoiling", [each for each in SPOILINGS if each.code in NEVER], ids=lambda spoiling: spoiling.name
)
def test_what_was_made_to_harm_is_not_salvaged(spoiling: Spoiling, tmp_path: Path) -> None:
    file = spoiling.make(tmp_path / "a.ancha")
    with pytest.raises((RefusedPackageError, NewerPackageError)), opening(file, salvage=True):
        pass
