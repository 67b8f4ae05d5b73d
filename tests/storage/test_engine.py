"""What was acknowledged is there after a kill, and a full disk loses nothing that was stored."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from app.storage.engine import connect, make_engine
from app.storage.faults import StoreFullError
from app.storage.health import Level, check
from app.storage.opening import open_store
from app.storage.store import Store, StorePaths
from app.values.errors import RefusedFileError
from tests.storage.kinds import TrialHazard
from tests.stores import make_means

KILLS = int(os.environ.get("ANCHA_KILLS", "50"))


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="the trial forks its writers, which Windows cannot")
@pytest.mark.timeout(150 + 5 * KILLS)
def test_no_acknowledged_write_is_lost_when_the_program_is_killed(store_dir: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.storage.kill_trial", str(store_dir), str(KILLS), "1"],
        capture_output=True,
        timeout=120 + 5 * KILLS,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    assert result["kills"] == KILLS
    assert result["acknowledged"] >= KILLS
    assert (result["lost"], result["unsound"]) == (0, 0)


def test_full_disk_is_told_in_words_and_loses_nothing(trial_store: Store) -> None:
    with trial_store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    stored: list[UUID] = []
    with pytest.raises(StoreFullError, match=r"磁盘已满.*此前的数据完好"):
        _store_until_full(trial_store, stored)
    assert stored
    with trial_store.read() as uow:
        assert {item.id for item in uow.session.query(TrialHazard)} == set(stored)
    assert check(trial_store).level is Level.SOUND
    with trial_store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4000}")
    with trial_store.write() as uow:
        uow.add(TrialHazard(fact="有空间了"))
        uow.commit()


def _store_until_full(store: Store, stored: list[UUID]) -> None:
    for number in range(1000):
        with store.write() as uow:
            hazard = TrialHazard(fact=f"隐患{number}" * 200)
            uow.add(hazard)
            uow.commit()
        stored.append(hazard.id)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from app.storage.faults import StoreFullError
from tests.storage.conftest import open_trial
from tests.storage.kinds import TrialHazard
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_trial(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
stored = 0
try:
    for number in range(10_000):
        with store.write() as uow:
            uow.add(TrialHazard(fact=f"隐患{number}" * 500))
            uow.commit()
        stored += 1
except StoreFullError as error:
    print(stored, error)
"""


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of the size of a file")
def test_limit_of_the_medium_is_told_in_words_and_loses_nothing(store_dir: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(store_dir)],
        capture_output=True,
        timeout=100,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    stored, words = answer.stdout.split(maxsplit=1)
    assert words.startswith("磁盘已满")
    connection = connect(store_dir / "ancha.db")
    assert connection.execute("SELECT count(*) FROM trial_hazard").fetchone()[0] == int(stored) > 10
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE revision SET reason = 'x'", "DELETE FROM revision", "REPLACE INTO revision SELECT * FROM revision"],
)
def test_revision_log_refuses_everything_but_additions(trial_store: Store, statement: str) -> None:
    with trial_store.write() as uow:
        uow.add(TrialHazard(fact="一"))
        uow.commit()
    with trial_store.write() as uow, pytest.raises(IntegrityError, match="append-only"):
        uow.connection.exec_driver_sql(statement)


def test_blob_is_never_rewritten(store: Store) -> None:
    with store.write() as uow:
        uow.blobs.put(b"photo")
        uow.commit()
    with store.write() as uow, pytest.raises(IntegrityError, match="never rewritten"):
        uow.connection.exec_driver_sql("UPDATE blob SET data = x'00'")


def test_store_with_a_key_opens_with_it_and_with_no_other(tmp_path: Path) -> None:
    paths = StorePaths.under(tmp_path)
    means = replace(make_means(), key=bytes(32))
    with open_store(paths, means=means) as store, store.write() as uow:
        uow.settings.set("office", "某局")
        uow.commit()
    assert "某局".encode() not in paths.database.read_bytes()
    with open_store(paths, means=means) as store, store.read() as uow:
        assert uow.settings.get("office") == "某局"
    for key in (None, bytes(31) + b"1"):
        with pytest.raises(RefusedFileError):
            open_store(paths, means=replace(means, key=key))


def test_writing_transaction_takes_the_right_to_write_at_once(store: Store) -> None:
    statements: list[str] = []
    connection = store.engine.raw_connection()
    connection.driver_connection.set_trace_callback(statements.append)  # type: ignore[union-attr]  # it is open
    connection.close()
    with store.write() as uow:
        uow.settings.get("office")
    with store.read() as uow:
        uow.settings.get("office")
    assert [statement for statement in statements if statement.startswith("BEGIN")] == [
        "BEGIN IMMEDIATE",  # of the claim, which looks whether this is another machine
        "BEGIN IMMEDIATE",
        "BEGIN",
    ]


def test_engine_opens_one_file_many_times(store_dir: Path) -> None:
    engine = make_engine(store_dir / "ancha.db")
    with engine.connect() as first, engine.connect() as second:
        assert first.exec_driver_sql("SELECT count(*) FROM device").scalar() == 1
        assert second.exec_driver_sql("SELECT count(*) FROM device").scalar() == 1
    engine.dispose()
