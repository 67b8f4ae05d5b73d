"""One writer, many readers, and a word to the window after each commit."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.storage.faults import StoreBusyError
from app.storage.store import Store
from tests.stores import make_means, open_copy

SECOND_PROGRAM = """
import sys
from pathlib import Path
from app.values.errors import UserError
from tests.stores import open_copy
with open_copy(Path(sys.argv[1])) as store:
    with store.read() as uow:
        print(uow.settings.get("office"))
    try:
        with store.write() as uow:
            uow.settings.set("office", "另一个")
            uow.commit()
    except UserError as error:
        print(error.exit_code, error)
"""


def test_second_program_reads_while_the_first_is_open_and_is_refused_to_write(store: Store, store_dir: Path) -> None:
    with store.write() as uow:
        uow.settings.set("office", "某局")
        uow.commit()
    answer = subprocess.run(
        [sys.executable, "-c", SECOND_PROGRAM, str(store_dir)],
        capture_output=True,
        check=True,
        timeout=60,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
        cwd=Path(__file__).parents[2],
    )
    office, refusal = answer.stdout.splitlines()
    assert office == "某局"
    assert refusal.startswith("1 安查已在另一个窗口打开")
    with store.read() as uow:
        assert uow.settings.get("office") == "某局"


def test_write_is_free_again_when_the_first_store_is_closed(store_dir: Path) -> None:
    first = open_copy(store_dir)
    first.claim()
    with open_copy(store_dir) as second:
        with pytest.raises(StoreBusyError):
            second.claim()
        first.close()
        with second.write() as uow:
            uow.settings.set("office", "第二个")
            uow.commit()


def test_read_sees_one_moment_while_another_thread_writes(store: Store) -> None:
    with store.read() as before:
        assert before.settings.get("office") is None
        with store.write() as uow:
            uow.settings.set("office", "某局")
            uow.commit()
        before.session.expire_all()
        assert before.settings.get("office") is None
    with store.read() as after:
        assert after.settings.get("office") == "某局"


def test_two_threads_write_one_after_the_other(store: Store) -> None:
    def count() -> None:
        for _ in range(20):
            with store.write() as uow:
                uow.settings.set("count", uow.settings.get("count", 0) + 1)
                uow.commit()

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as uow:
        assert uow.settings.get("count") == 40


def test_nested_write_is_our_bug(store: Store) -> None:
    with store.write(), pytest.raises(RuntimeError, match="open already"), store.write():
        pass


def test_listener_hears_of_commits_until_it_stops(store: Store) -> None:
    heard: list[object] = []
    stop = store.on_commit(heard.append)
    with store.write() as uow:
        uow.commit()
    stop()
    with store.write() as uow:
        uow.commit()
    assert heard == [frozenset()]


def test_another_machine_gets_a_new_identity_and_numbering_waits(store: Store, store_dir: Path) -> None:
    with store.write() as uow:
        uow.numbers.set_range("责改", first=1, last=99)
        first = uow.devices.current().id
        uow.commit()
    store.close()
    with open_copy(store_dir, means=make_means(seed=7, machine="another machine")) as moved:
        with moved.read() as uow:
            assert uow.devices.current().id == first
        with moved.write() as uow:
            assert uow.devices.current().id != first
            assert uow.devices.current().ground == "moved"
            assert uow.numbers.needs_last_numbers() == ("责改",)
