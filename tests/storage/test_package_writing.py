"""A package is whole, proved and under its name, or there is nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.models.enterprise import Enterprise
from app.rules.redaction import redacted
from app.storage import medium, package_proving, package_writing, sealed_file
from app.storage.faults import StoreFullError
from app.storage.package_meta import read_meta
from app.storage.package_schema import TABLES
from app.storage.rebuild import digest_of
from app.storage.store import Store
from app.values.canonical import sha256_hex
from app.values.errors import CancelledError, RefusedFileError, UserError
from app.values.package import Selection, SelectionKind
from app.values.revision import Revision
from tests.services.records import change
from tests.storage.handing import (
    OFFICE,
    blobs_in,
    chosen,
    edit_hazard,
    label_of,
    lines_of,
    make_work,
    revisions_in,
    written,
)
from tests.stores import copy_template, make_means, open_copy

WORD = "口令"
KILLS = int(os.environ.get("ANCHA_KILLS", "12"))


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys cheaply."""
    monkeypatch.setattr(sealed_file, "KEY_COST", 2**4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A drive to write to."""
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture
def file(folder: Path) -> Path:
    """Where the package goes."""
    return folder / "a.ancha"


def test_package_holds_every_counted_revision_in_its_exact_bytes(store: Store, file: Path) -> None:
    make_work(store)
    made = written(store, file)
    with store.read() as uow:
        counted = {revision.rev_id: revision.to_bytes() for revision in uow.log.every_counted()}
        root, revisions, blobs = digest_of(uow.connection)
    assert revisions_in(file) == counted
    assert (made.meta.root, made.meta.revisions, made.meta.blobs) == (root, revisions, blobs)
    assert len(blobs_in(file)) == 2


def test_package_is_the_agreed_file(store: Store, file: Path) -> None:
    make_work(store)
    made = written(store, file)
    tables = dict(lines_of(file, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert tables == TABLES
    assert lines_of(file, "PRAGMA application_id") == [(0x414E4348,)]
    assert lines_of(file, "PRAGMA user_version") == [(1,)]
    assert file.read_bytes()[16:20] == b"\x40\x00\x01\x01"
    assert made.file_sha256 == sha256_hex(file.read_bytes())
    assert made.size == file.stat().st_size
    assert list(file.parent.iterdir()) == [file]


def test_the_head_says_who_made_it_and_what_was_asked(store: Store, file: Path) -> None:
    make_work(store)
    selection = Selection(with_photos=False)
    content = chosen(store, selection)
    label = label_of(store, selection, authority="某局", officer="某人", carries={"ranges": [1]})
    made = package_writing.write_package(store, file=file, content=content, label=label)
    meta = read_meta(dict(lines_of(file, "SELECT key, value FROM meta")))
    assert meta == made.meta
    assert (meta.authority, meta.officer, meta.recipient, meta.program) == ("某局", "某人", OFFICE, "0.1.0")
    assert meta.selection == selection
    assert meta.records["photo"] == 2
    assert meta.carries == {"ranges": [1]}


def test_without_photographs_their_records_go_and_their_originals_stay(store: Store, file: Path) -> None:
    make_work(store)
    made = written(store, file, Selection(with_photos=False))
    assert blobs_in(file) == set()
    assert made.meta.records["photo"] == 2
    assert made.missing_blobs == ()


def test_a_part_carries_the_links_of_the_chain_that_it_leaves_out(store: Store, file: Path) -> None:
    scene, hazard_id = make_work(store)
    change(store, Enterprise, scene.enterprise_id, note="第二次")
    edit_hazard(store, hazard_id, "甲")
    with store.write() as uow:
        uow.add(Enterprise(name="别的单位", party_kind=uow.session.get_one(Enterprise, scene.enterprise_id).party_kind))
        uow.commit()
    selection = Selection(kind=SelectionKind.INSPECTIONS, inspection_ids=(scene.inspection_id,))
    made = written(store, file, selection)
    held = {Revision.from_bytes(data).seq for data in revisions_in(file).values()}
    stubs = lines_of(file, "SELECT seq, rev_id, prev FROM stub ORDER BY seq")
    with store.read() as uow:
        (end,) = uow.log.chain_heads()
    assert {seq for seq, _, _ in stubs} == set(range(1, end.seq + 1)) - held
    assert stubs
    assert [(one.seq, one.rev_id) for one in made.meta.chains] == [(end.seq, end.rev_id)]


def test_an_original_that_this_store_lacks_is_named_and_not_invented(store: Store, file: Path) -> None:
    make_work(store)
    with store.write() as uow:
        (gone,) = uow.connection.exec_driver_sql("SELECT sha256 FROM blob LIMIT 1").one()
        uow.connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = ?", (gone,))
        uow.commit()
    made = written(store, file)
    assert made.missing_blobs == (gone.hex(),)
    assert made.meta.blobs == 1


def test_an_encrypted_store_hands_over_a_plain_package(store_template: Path, tmp_path: Path, file: Path) -> None:
    folder = copy_template(store_template, tmp_path / "keyed")
    key = b"k" * 32
    _encrypt(folder / "ancha.db", key)
    with open_copy(folder, means=replace(make_means(), key=key)) as store:
        make_work(store)
        written(store, file)
        assert file.read_bytes().startswith(b"SQLite format 3\x00")
        assert revisions_in(file)
        written(store, file, passphrase=WORD)
        assert not file.read_bytes().startswith(b"SQLite format 3\x00")
    assert not list((folder / "temp").iterdir())


def _encrypt(database: Path, key: bytes) -> None:
    plain = dbapi2.connect(str(database), isolation_level=None)
    plain.execute(f"ATTACH DATABASE ? AS keyed KEY \"x'{key.hex()}'\"", (str(database) + ".keyed",))
    plain.execute("PRAGMA keyed.cipher_page_size = 16384").fetchall()
    plain.execute("SELECT sqlcipher_export('keyed')").fetchall()
    plain.execute("DETACH DATABASE keyed")
    plain.close()
    Path(str(database) + ".keyed").replace(database)


def test_a_sealed_package_opens_to_the_plain_one(store: Store, file: Path) -> None:
    make_work(store)
    made = written(store, file, passphrase=WORD)
    plain = file.with_name("plain")
    sealed_file.open_sealed(file, plain, WORD)
    assert len(revisions_in(plain)) == made.meta.revisions
    assert (made.size, made.file_sha256) == (file.stat().st_size, sha256_hex(file.read_bytes()))
    assert not list((store.paths.database.parent / "temp").iterdir())


def test_what_a_killed_run_left_in_our_folder_goes_with_the_next(store: Store, file: Path) -> None:
    make_work(store)
    staging = store.paths.database.parent / "temp"
    staging.mkdir()
    (staging / "package-killed.plain").write_text("plain records")
    written(store, file, passphrase=WORD)
    assert not list(staging.iterdir())


def test_private_texts_go_with_a_passphrase_and_when_asked_only(store: Store, file: Path) -> None:
    scene, _ = make_work(store)
    with store.write() as uow:
        seal = uow.private.seal("举报人王某某")
        uow.session.get_one(Enterprise, scene.enterprise_id).details = {"reporter_sealed": seal}
        uow.commit()
    with pytest.raises(UserError, match="口令"):
        written(store, file, Selection(with_private=True))
    assert not file.exists()
    written(store, file)
    assert "举报人王某某".encode() not in file.read_bytes()
    written(store, file, Selection(with_private=True), passphrase=WORD)
    sealed_file.open_sealed(file, file.with_name("plain"), WORD)
    assert lines_of(file.with_name("plain"), "SELECT value FROM private") == [("举报人王某某",)]


def test_redacted_revisions_stand_in_the_place_of_those_of_the_store(store: Store, file: Path) -> None:
    make_work(store)
    with store.read() as uow:
        blanked = redacted(uow.log.every_counted())
    content = replace(chosen(store), rev_ids=frozenset(one.rev_id for one in blanked), blobs=frozenset())
    label = label_of(store, is_redacted=True)
    package_writing.write_package(store, file=file, content=content, label=label, revisions=blanked)
    assert revisions_in(file).keys() == content.rev_ids
    assert lines_of(file, "SELECT count(*) FROM stub") == [(0,)]


@pytest.mark.parametrize("after", range(0, 12, 3))
@pytest.mark.parametrize("passphrase", [None, WORD])
def test_cancelling_at_any_step_leaves_nothing_and_keeps_what_was_there(
    store: Store, file: Path, passphrase: str | None, after: int
) -> None:
    make_work(store)
    file.write_text("an older package")
    looks = iter([False] * after)
    with pytest.raises(CancelledError):
        written(store, file, passphrase=passphrase, cancelled=lambda: next(looks, True))
    assert file.read_text() == "an older package"
    assert list(file.parent.iterdir()) == [file]
    assert not list((store.paths.database.parent).glob("temp/*"))


@pytest.mark.parametrize("passphrase", [None, WORD])
def test_progress_rises_to_the_whole(store: Store, file: Path, passphrase: str | None) -> None:
    make_work(store)
    seen: list[tuple[int, int]] = []
    written(store, file, passphrase=passphrase, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_too_little_room_is_told_before_the_first_byte(store: Store, file: Path) -> None:
    make_work(store)
    with pytest.raises(StoreFullError, match="空间不足"):
        written(store, file, free=lambda _folder: 1_000_000)
    assert not list(file.parent.iterdir())


def test_a_sealed_package_needs_room_in_our_own_folder_too(store: Store, file: Path) -> None:
    make_work(store)
    free = {file.parent: 10**9, store.paths.database.parent: 10**8}
    written(store, file, free=free.__getitem__)
    with pytest.raises(StoreFullError):
        written(store, file, passphrase=WORD, free=free.__getitem__)


@pytest.fixture
def corrupting(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """A drive that gives back another byte than was written, once for each entry."""
    true_prove = package_proving.prove
    places: list[bytes] = []

    def prove(part: Path, **how: object) -> object:
        data = bytearray(part.read_bytes())
        for place in places:
            data[data.index(place)] ^= 1
        part.write_bytes(data)
        return true_prove(part, **how)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(package_writing, "prove", prove)
    return places


@pytest.mark.parametrize(
    "place", ["充装间1号".encode(), b"\xff\xd8\xff", "甲机".encode(), "全部".encode(), b"CREATE TABLE stub"]
)
def test_a_drive_that_loses_a_bit_is_noticed(store: Store, file: Path, corrupting: list[bytes], place: bytes) -> None:
    make_work(store)
    corrupting.append(place)
    with pytest.raises(RefusedFileError, match="读回"):
        written(store, file)
    assert not list(file.parent.iterdir())
    corrupting.clear()
    written(store, file)
    assert file.exists()


def test_a_photograph_that_is_damaged_in_our_own_store_is_noticed(store: Store, file: Path) -> None:
    make_work(store)
    with store.write() as uow:
        connection = uow.connection
        sha256, size, data = connection.exec_driver_sql("SELECT sha256, size, data FROM blob LIMIT 1").one()
        connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = ?", (sha256,))
        connection.exec_driver_sql("INSERT INTO blob VALUES (?, ?, ?)", (sha256, size, b"\0" + data[1:]))
        uow.commit()
    with pytest.raises(RefusedFileError, match="资料库"):
        written(store, file)


def test_a_drive_that_is_pulled_out_is_told_in_words(store: Store, file: Path) -> None:
    make_work(store)

    def pull(_done: int, _total: int) -> None:
        shutil.rmtree(file.parent, ignore_errors=True)

    with pytest.raises(UserError):
        written(store, file, progress=pull)
    assert not file.exists()
    file.parent.mkdir()
    written(store, file)


def test_a_place_that_cannot_be_written_is_told_in_words(store: Store, tmp_path: Path) -> None:
    make_work(store)
    (tmp_path / "plain").write_text("x")
    (tmp_path / "folder.ancha").mkdir()
    for file in (tmp_path / "plain" / "a.ancha", tmp_path / "folder.ancha"):
        with pytest.raises(UserError, match="无法写入"):
            written(store, file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "folder.ancha", "plain"]


@pytest.mark.parametrize("name", ["ancha.db", "ancha.db-wal", "ancha.lock"])
def test_a_package_never_takes_the_place_of_the_data_itself(store: Store, name: str) -> None:
    make_work(store)
    before = _digest(store)
    with pytest.raises(UserError, match="正在使用的数据文件"):
        written(store, store.paths.database.with_name(name))
    assert _digest(store) == before


FULL = """
import resource, sys
from pathlib import Path
from app.storage import sealed_file
from app.values.errors import UserError
from tests.storage.handing import written
from tests.stores import open_copy
sealed_file.KEY_COST = 2**4
store = open_copy(Path(sys.argv[1]))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    written(store, Path(sys.argv[2]), passphrase=sys.argv[4] or None)
except UserError as error:
    print(error)
    sys.exit(7)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("passphrase", ["", WORD])
@pytest.mark.parametrize("limit", [0, 20_000, 100_000])
def test_a_disk_that_fills_up_is_told_in_words_and_left_clean(
    store: Store, file: Path, passphrase: str, limit: int
) -> None:
    make_work(store)
    before = _digest(store)
    command = [sys.executable, "-c", FULL, str(store.paths.database.parent), str(file), str(limit), passphrase]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, "无法写入" in run.stdout) == (7, True), run.stdout + run.stderr
    assert not list(file.parent.iterdir())
    assert not list(store.paths.database.parent.glob("temp/*"))
    assert _digest(store) == before


def _digest(store: Store) -> tuple[str, int, int]:
    with store.read() as uow:
        return digest_of(uow.connection)


@pytest.mark.parametrize("passphrase", [None, WORD])
def test_reading_back_does_not_trust_what_is_in_memory(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    make_work(store)

    def another_byte(part: Path) -> Generator[bytes, None, None]:
        data = part.read_bytes()
        yield data[:-1] + bytes([data[-1] ^ 1])

    monkeypatch.setattr(medium, "_pieces", another_byte)
    with pytest.raises(RefusedFileError):
        written(store, file, passphrase=passphrase)
    assert not list(file.parent.iterdir())


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="the trial forks its writers, which Windows cannot")
@pytest.mark.timeout(150 + 5 * KILLS)
def test_a_kill_leaves_no_half_package_and_no_row_without_one(store_dir: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.export_kills", str(store_dir), str(folder), str(KILLS), "1"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120 + 5 * KILLS, check=False)
    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    assert result["kills"] == KILLS
    assert result["wrong"] == []
    assert result["rows"] <= result["packages"] <= KILLS
