"""Nothing that goes wrong is lost, and only our own mistakes are called so."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

from app.ui.excepthook import Excepthook, details
from app.values.errors import UserError
from tests.ui.conftest import HeardMessages


@pytest.fixture
def hook(messages: HeardMessages) -> Iterator[Excepthook]:
    installed = Excepthook(messages)
    installed.install()
    yield installed
    installed.remove()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_our_mistake_is_logged_and_reported(
    hook: Excepthook, messages: HeardMessages, caplog: pytest.LogCaptureFixture
) -> None:
    error = raised(ZeroDivisionError("除零"))
    with caplog.at_level(logging.ERROR):
        sys.excepthook(type(error), error, error.__traceback__)
    assert messages.bugs == [error]
    assert "ZeroDivisionError" in caplog.text


def test_error_of_the_world_is_told_as_a_sentence(hook: Excepthook, messages: HeardMessages) -> None:
    error = raised(UserError("打印机没有纸。", hint="请加纸后重试。"))
    sys.excepthook(type(error), error, error.__traceback__)
    assert messages.errors == ["打印机没有纸。请加纸后重试。"]
    assert messages.bugs == []


def test_mistake_in_another_thread_is_reported(
    hook: Excepthook, messages: HeardMessages, caplog: pytest.LogCaptureFixture
) -> None:
    thread = threading.Thread(target=lambda: int("不是数"))
    thread.start()
    thread.join()
    assert [type(bug) for bug in messages.bugs] == [ValueError]


def test_leaving_the_program_is_not_a_mistake(hook: Excepthook, messages: HeardMessages) -> None:
    seen: list[type[BaseException]] = []
    hook._before = lambda kind, _error, _trace: seen.append(kind)
    hook.catch(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]
    assert messages.bugs == []


def test_remove_gives_the_old_hook_back(messages: HeardMessages) -> None:
    before = sys.excepthook
    hook = Excepthook(messages)
    hook.install()
    assert sys.excepthook != before
    hook.remove()
    assert sys.excepthook is before


def test_details_name_the_version_and_the_place() -> None:
    words = details(raised(ValueError("坏了")), version="1.2.3")
    assert words.startswith("安查 1.2.3")
    assert "ValueError: 坏了" in words
    assert "test_excepthook.py" in words
