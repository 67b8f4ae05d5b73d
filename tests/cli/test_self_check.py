"""The self-check tries the real thing and names what is missing."""

from pathlib import Path

import pytest

from app.cli import self_check
from app.cli.context import Context
from app.cli.main import run
from app.paths import AppPaths
from app.values.refusal import RefusedPackageError


def test_self_check_passes_and_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["self-check"], context=Context(AppPaths(tmp_path))) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split("：")[0] for line in said] == ["程序文件", "资料库", "数据包", "字体", "文书 PDF", "自检通过。"]
    assert list(tmp_path.iterdir()) == []


def test_check_files_names_the_folder_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.paths.HERE", tmp_path / "app")
    with pytest.raises(self_check.BrokenInstallationError, match="resources"):
        self_check.check_files(tmp_path)


def test_check_files_refuses_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("resources/fonts", "resources/library", "resources/icons", "resources/qss", "migrations"):
        (tmp_path / "_data" / name).mkdir(parents=True)
    monkeypatch.setattr("app.paths.HERE", tmp_path)
    with pytest.raises(self_check.BrokenInstallationError, match="fonts"):
        self_check.check_files(tmp_path)


def test_check_fonts_names_the_sign_that_no_face_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "SIGNS", "安\ue000")
    with pytest.raises(self_check.BrokenInstallationError, match="\ue000"):
        self_check.check_fonts(tmp_path)


def test_check_store_makes_a_database_and_reads_it_back(tmp_path: Path) -> None:
    self_check.check_store(tmp_path)
    assert (tmp_path / "store" / "ancha.db").stat().st_size > 0


def test_check_package_fails_when_the_process_that_reads_cannot_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "单独的进程" in self_check.check_package(tmp_path / "whole")
    monkeypatch.setattr("app.storage.reader.process._CHILD", "app.storage.reader.nobody")
    with pytest.raises(RefusedPackageError):
        self_check.check_package(tmp_path / "broken")


def test_check_pdf_refuses_a_paper_whose_text_does_not_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1 页" in self_check.check_pdf(tmp_path)
    monkeypatch.setattr("app.reports.engine.blocks.paragraph", lambda *_: _Nothing())
    with pytest.raises(self_check.BrokenInstallationError, match="PDF"):
        self_check.check_pdf(tmp_path)


class _Nothing:
    """A block that draws nothing."""

    def strips(self, _: object) -> list[object]:
        return []
