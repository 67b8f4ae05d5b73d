"""Packages from elsewhere: the honest one comes whole, every other is refused by its reason and leaves no trace."""

import os
from pathlib import Path

import pytest

from app.storage.reader.limits import Limits
from app.storage.sealed_file import seal_file
from app.values.errors import CancelledError, UserError
from app.values.package import Selection
from app.values.refusal import NewerPackageError, RefusalCode, RefusedPackageError
from tests.storage.reader.build import honest, opening
from tests.storage.reader.spoil import SPOILINGS, Spoiling

# Reasons that come from the reading itself and not from what stands in the file; each has its own test.
OF_THE_READING = {
    RefusalCode.TOO_LARGE,
    RefusalCode.TOO_MANY,
    RefusalCode.TOO_SLOW,
    RefusalCode.READER_FAILED,
    RefusalCode.CHANGED_MEANWHILE,
    RefusalCode.WRONG_PASSPHRASE,
    RefusalCode.NOT_CLOSED,
}


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(each.relative_to(folder)): (each.lstat().st_size, each.lstat().st_mtime_ns)
        for each in folder.rglob("*")
        if each.name != "staging"
    }


def test_an_honest_package_comes_whole(tmp_path: Path) -> None:
    package = honest()
    file = package.write(tmp_path / "good.ancha")
    with opening(file) as reading:
        assert {rev_id: each.to_bytes() for rev_id, each in reading.revisions.items()} == package.revisions
        assert reading.meta == package.head()
        assert (reading.stubs, reading.privates) == (tuple(package.stubs), tuple(package.privates))
        assert reading.blob_sizes == {sha: len(data) for sha, data in package.blobs.items()}
        assert dict(reading.blobs(reading.blob_sizes)) == package.blobs
        assert reading.damaged == ()
        assert reading.verdict.is_accepted
        assert reading.size == file.stat().st_size


def test_only_wanted_originals_come(tmp_path: Path) -> None:
    package = honest()
    file = package.write(tmp_path / "good.ancha")
    wanted = [*list(package.blobs)[:2], "00" * 32]
    with opening(file) as reading:
        assert {sha for sha, _ in reading.blobs(wanted)} == set(wanted[:2])
        assert dict(reading.blobs(())) == {}
        assert dict(reading.blobs(package.blobs)) == package.blobs


@pytest.mark.parametrize("spoiling", SPOILINGS, ids=lambda spoiling: spoiling.name)
def test_a_spoilt_package_is_refused_by_its_reason_and_leaves_no_trace(spoiling: Spoiling, tmp_path: Path) -> None:
    file = spoiling.make(tmp_path / "包.ancha")
    before = _listing(tmp_path)
    with pytest.raises(UserError) as refused, opening(file):
        pass
    assert isinstance(refused.value, RefusedPackageError | NewerPackageError)
    assert refused.value.code is spoiling.code
    assert refused.value.message.startswith("包.ancha 不能使用：")
    assert refused.value.message.endswith("。")
    assert refused.value.hint.endswith("。")
    assert refused.value.exit_code == (1 if spoiling.code is RefusalCode.NEWER_PROGRAM else 3)
    assert _listing(tmp_path) == before
    assert not list((tmp_path / "staging").glob("*"))


def test_every_reason_has_a_file_that_provokes_it() -> None:
    assert {spoiling.code for spoiling in SPOILINGS} | OF_THE_READING == set(RefusalCode)


def test_a_sealed_package_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    package = honest()
    plain = package.write(tmp_path / "plain")
    file = tmp_path / "sealed.ancha"
    seal_file(plain, file, "正确的口令")
    with opening(file, passphrase="正确的口令") as reading:
        assert reading.meta == package.head()
        assert dict(reading.blobs(reading.blob_sizes)) == package.blobs
        assert reading.size == file.stat().st_size
    with pytest.raises(RefusedPackageError) as refused, opening(file, passphrase="别的口令"):
        pass
    assert refused.value.code is RefusalCode.WRONG_PASSPHRASE
    assert not list((tmp_path / "staging").glob("*"))


def test_a_file_that_is_not_there_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"), opening(tmp_path / "no.ancha"):
        pass


def test_a_package_without_photographs_may_lack_them_and_nothing_else(tmp_path: Path) -> None:
    package = honest()
    package.meta["selection"] = Selection(with_photos=False)
    photos = [sha for sha, data in package.blobs.items() if data.startswith(b"\xff\xd8")]
    for sha in photos:
        del package.blobs[sha]
    with opening(package.write(tmp_path / "few.ancha")) as reading:
        assert reading.verdict.closure.missing_blobs == ()
    package.blobs.popitem()
    with pytest.raises(RefusedPackageError) as refused, opening(package.write(tmp_path / "less.ancha")):
        pass
    assert refused.value.code is RefusalCode.NOT_CLOSED


def test_a_redacted_package_opens_for_reading(tmp_path: Path) -> None:
    package = honest()
    package.meta["is_redacted"] = True
    with opening(package.write(tmp_path / "read.ancha"), for_reading=True) as reading:
        assert reading.meta.is_redacted


def test_limits_of_size_and_number_refuse(tmp_path: Path) -> None:
    file = honest().write(tmp_path / "good.ancha")
    for limits, code in (
        (Limits(file=1000), RefusalCode.TOO_LARGE),
        (Limits(rows=5), RefusalCode.TOO_MANY),
        (Limits(revisions_bytes=5000), RefusalCode.TOO_MANY),
        (Limits(blob=15_000), RefusalCode.VALUE_TOO_LONG),
    ):
        with pytest.raises(RefusedPackageError) as refused, opening(file, limits=limits):
            pass
        assert refused.value.code is code


def test_a_cancelled_reading_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    file = honest(photos=8).write(tmp_path / "good.ancha")
    for asked in range(1, 12):
        answers = iter([False] * asked + [True] * 1000)
        with pytest.raises(CancelledError):
            _read_twice(file, cancelled=lambda answers=answers: next(answers))
        assert not list((tmp_path / "staging").glob("*"))


def _read_twice(file: Path, **changes: object) -> None:
    with opening(file, **changes) as reading:
        list(reading.blobs(reading.blob_sizes))
        list(reading.blobs(reading.blob_sizes))


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with opening(honest().write(tmp_path / "a.ancha"), progress=lambda done, total: told.append((done, total))):
        pass
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    file = honest().write(tmp_path / "a.ancha")
    with pytest.raises(UserError, match="磁盘空间不足"), opening(file, free=lambda _: 1000):
        pass
    assert not list((tmp_path / "staging").glob("*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such bits")
def test_the_private_copy_is_for_this_user_alone(tmp_path: Path) -> None:
    with opening(honest().write(tmp_path / "a.ancha")):
        (folder,) = (tmp_path / "staging").iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "package").stat().st_mode & 0o777 == 0o600
