"""Private copies go when they are done with, and a file that changes meanwhile is refused."""

from pathlib import Path

import pytest

from app.storage.reader.limits import STANDARD
from app.storage.reader.refused import Refused
from app.storage.reader.staging import private_folder, stage
from app.values.errors import UserError
from app.values.refusal import RefusalCode


def test_a_folder_goes_with_all_in_it_even_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), private_folder(tmp_path / "new") as folder:
        (folder / "package").write_bytes(bytes(1 // 0))
    assert not list((tmp_path / "new").iterdir())


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="无法写入"), private_folder(tmp_path / "file" / "x"):
        pass


def test_a_file_that_grows_while_it_is_copied_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(bytes(3_000_000))

    def grow(_copied: int) -> None:
        with file.open("ab") as opened:
            opened.write(b"x")

    with private_folder(tmp_path / "s") as folder, pytest.raises(Refused) as refused:
        stage(file, folder, limits=STANDARD, free=lambda _: 10**12, told=grow)
    assert refused.value.code is RefusalCode.CHANGED_MEANWHILE
