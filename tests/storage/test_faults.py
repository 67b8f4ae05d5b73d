"""The world's faults become words, our own stay errors."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from app.storage.faults import StoreBusyError, StoreFullError, code_of, in_words, told_in_words
from app.storage.store import Store
from app.values.errors import RefusedFileError, UserError

PATH = Path("/data/ancha.db")


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (5, StoreBusyError, "另一个程序正在写入"),
        (5 | 2 << 8, StoreBusyError, "另一个程序正在写入"),
        (6, StoreBusyError, "另一个程序正在写入"),
        (8, UserError, "不可写入"),
        (10 | 3 << 8, StoreFullError, "磁盘已满"),
        (11, RefusedFileError, "已损坏"),
        (13, StoreFullError, "磁盘已满"),
        (14, UserError, "打不开"),
        (26, RefusedFileError, "不是安查的数据"),
    ],
)
def test_fault_of_the_world_is_told_with_what_to_do(code: int, kind: type[UserError], words: str) -> None:
    error = dbapi2.OperationalError("x")
    error.sqlite_errorcode = code
    told = in_words(error, path=PATH)
    assert type(told) is kind
    assert words in told.message
    assert told.hint


def test_fault_that_comes_without_a_code_is_known_by_its_words() -> None:
    told = in_words(dbapi2.OperationalError("database or disk is full"), path=PATH)
    assert type(told) is StoreFullError


def test_our_own_fault_stays_what_it_is(store: Store) -> None:
    assert in_words(ValueError("x"), path=PATH) is None
    with pytest.raises(dbapi2.OperationalError, match="no such table"), told_in_words(PATH):
        dbapi2.connect(":memory:").execute("SELECT * FROM absent")
    with store.write() as uow, pytest.raises(IntegrityError):
        uow.connection.exec_driver_sql("INSERT INTO setting (key, value) VALUES (NULL, '1')")


def test_code_of_an_error_that_has_none_is_zero() -> None:
    assert code_of(ValueError("x")) == 0


def test_writer_of_another_program_is_waited_for_and_then_told(store: Store) -> None:
    other = dbapi2.connect(str(store.paths.database), isolation_level=None)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    store.claim()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="稍候再试"), store.write():
        pass
    other.rollback()
    other.close()
    with store.write() as uow:
        uow.settings.set("office", "某局")
        uow.commit()
