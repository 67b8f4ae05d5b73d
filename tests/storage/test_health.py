"""A check names what is wrong and how bad it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.storage.blobs import SmallPicture
from app.storage.health import Level, check, clock_warning
from app.storage.store import Store
from app.values.canonical import sha256_hex
from app.values.clock import FixedClock
from tests.storage.kinds import TrialHazard


def fill(store: Store) -> None:
    """Store a hazard with a photograph."""
    with store.write() as uow:
        photo = uow.blobs.put(b"photo")
        uow.blobs.put_small(photo, width=384, picture=SmallPicture(b"\xff\xd8small", 384, 288))
        uow.add(TrialHazard(fact="一", photo_blob=photo))
        uow.commit()


def harm(store: Store, *statements: str) -> None:
    """Change the database as another program would."""
    with store.write() as uow:
        for statement in statements:
            uow.connection.exec_driver_sql(statement)
        uow.session.commit()


def found(store: Store) -> list[tuple[str, Level]]:
    """Return the checks that found something, and how bad it is."""
    return [(finding.check, finding.level) for finding in check(store).findings]


def test_sound_store_has_no_findings(trial_store: Store) -> None:
    fill(trial_store)
    assert check(trial_store).findings == ()
    assert check(trial_store).level == 0


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (
            ("DROP TRIGGER revision_is_never_changed", "UPDATE revision SET body = replace(body, '一', '二')"),
            [("revisions", Level.DAMAGED), ("rows", Level.REPAIR)],
        ),
        (
            ("DROP TRIGGER revision_is_never_changed", "UPDATE revision SET seq = 3"),
            [("revisions", Level.DAMAGED), ("chain", Level.DAMAGED)],
        ),
        (
            ("DROP TRIGGER blob_is_never_rewritten", "UPDATE blob SET data = x'00'"),
            [("blobs", Level.DAMAGED)],
        ),
        (("DELETE FROM blob",), [("renditions", Level.REPAIR)]),
        (("UPDATE trial_hazard SET fact = '二'",), [("rows", Level.REPAIR)]),
        (("DELETE FROM head",), [("rows", Level.REPAIR)]),
        (
            ("INSERT INTO stub (device, seq, rev_id) SELECT device, 1, zeroblob(32) FROM revision",),
            [("forks", Level.REPAIR)],
        ),
    ],
)
def test_check_names_what_was_changed(
    trial_store: Store, statements: tuple[str, ...], expected: list[tuple[str, Level]]
) -> None:
    fill(trial_store)
    harm(trial_store, *statements)
    assert found(trial_store) == expected


def test_check_finds_a_small_picture_that_is_none(trial_store: Store) -> None:
    fill(trial_store)
    harm(trial_store, "UPDATE rendition SET data = x'00'")
    assert found(trial_store) == [("renditions", Level.REPAIR)]


def test_check_notes_that_nothing_was_backed_up_and_what_is_not_held(trial_store: Store) -> None:
    assert check(trial_store).notes == ()
    with trial_store.write() as uow:
        uow.add(TrialHazard(fact="二", photo_blob=sha256_hex(b"elsewhere")))
        uow.commit()
    health = check(trial_store)
    assert health.level is Level.SOUND
    assert [note[:6] for note in health.notes] == ["还没有备份。", "1 个照片或"]


def test_check_warns_when_the_disk_is_nearly_full(trial_store: Store) -> None:
    trial_store.means = replace(trial_store.means, free=lambda _folder: 10 * 1024 * 1024)
    assert found(trial_store) == [("space", Level.REPAIR)]


@pytest.mark.parametrize(
    ("step", "is_warned"),
    [
        (timedelta(hours=-1), True),
        (timedelta(days=-2), True),
        (timedelta(0), False),
        (timedelta(days=30), False),
    ],
)
def test_check_warns_when_the_clock_was_set_back(
    trial_store: Store, clock: FixedClock, step: timedelta, is_warned: bool
) -> None:
    fill(trial_store)
    clock.move(step)
    assert (("clock", Level.REPAIR) in found(trial_store)) is is_warned


def test_clock_of_another_machine_that_runs_ahead_is_no_warning_here(trial_store: Store, clock: FixedClock) -> None:
    fill(trial_store)
    harm(
        trial_store,
        "DROP TRIGGER revision_is_never_changed",
        f"UPDATE revision SET hlc = '{int((clock.now() + timedelta(minutes=5)).timestamp() * 1000) * 65536 + 1:016x}'",
    )
    with trial_store.read() as uow:
        assert clock_warning(uow) is None


def test_clock_warning_tells_a_wrong_day_from_a_clock_set_back(trial_store: Store, clock: FixedClock) -> None:
    fill(trial_store)
    warnings: list[str | None] = []
    for step in (timedelta(hours=-1), timedelta(days=-2)):
        clock.move(step)
        with trial_store.read() as uow:
            warnings.append(clock_warning(uow))
    assert warnings[0] is not None
    assert "调回" in warnings[0]
    assert warnings[1] is not None
    assert "晚一天以上" in warnings[1]


def test_check_finds_a_page_that_was_overwritten(trial_store: Store) -> None:
    fill(trial_store)
    with trial_store.write() as uow:
        uow.add_all(TrialHazard(fact="隐患" * 2000) for _ in range(40))
        uow.commit()
    path = trial_store.paths.database
    trial_store.engine.dispose()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(16_384) + data[len(data) // 2 + 16_384 :])
    assert check(trial_store).level is Level.DAMAGED


def test_check_says_that_revisions_wait(trial_store: Store) -> None:
    fill(trial_store)
    missing = sha256_hex(b"missing")
    harm(trial_store, f"INSERT INTO waiting SELECT rev_id, entity_id, '[\"{missing}\"]' FROM revision")
    assert [name for name, _ in found(trial_store)] == ["rows", "waiting"]
