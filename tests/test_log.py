"""The log keeps what went wrong and never a secret."""

import logging
from pathlib import Path

import pytest

from app.log import log_to, without_secrets


def test_log_to_leaves_nothing_behind_when_nothing_was_said(tmp_path: Path) -> None:
    with log_to(tmp_path / "logs"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_log_to_writes_the_entry_with_its_traceback_and_without_its_secret(tmp_path: Path) -> None:
    with log_to(tmp_path / "logs") as path:
        try:
            raise ValueError("passphrase=春眠不觉晓")
        except ValueError:
            logging.getLogger("app.test").exception("导入失败")
    text = path.read_text(encoding="utf-8")
    assert "导入失败" in text
    assert "ValueError" in text
    assert "春眠" not in text


def test_log_to_lets_go_of_the_file_and_the_level(tmp_path: Path) -> None:
    before = (logging.getLogger("app").level, list(logging.getLogger().handlers))
    with log_to(tmp_path) as path:
        logging.getLogger("app.test").info("一")
    logging.getLogger("app.test").warning("二")
    assert (logging.getLogger("app").level, list(logging.getLogger().handlers)) == before
    assert "二" not in path.read_text(encoding="utf-8")


def test_log_to_leaves_out_the_chatter_of_other_packages(tmp_path: Path) -> None:
    with log_to(tmp_path / "logs"):
        logging.getLogger("alembic.runtime.migration").info("Will assume transactional DDL.")
    assert list(tmp_path.iterdir()) == []


def test_log_to_goes_on_when_the_folder_takes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file stands where the folder belongs", encoding="utf-8")
    with log_to(tmp_path / "logs"):
        logging.getLogger("app.test").warning("写不进去")
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        ("passphrase='open sesame'", "sesame"),
        ('{"pin": "493817"}', "493817"),
        ("密码：山高水长", "山高水长"),
        ("postgresql://hub:s3cret@office/ancha", "s3cret"),
        ("身份证 11010119900307123X 的举报人", "19900307123X"),
    ],
)
def test_without_secrets_blanks_the_secret(written: str, secret: str) -> None:
    assert secret not in without_secrets(written)


def test_without_secrets_leaves_other_words_alone() -> None:
    said = "检查 渝铜应急责改〔2026〕3号：导入 12 条，重复 0 条"
    assert without_secrets(said) == said
