"""Offices push to one hub and pull from it: nothing lost, nothing twice, whatever is cut off in the middle."""

import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest

from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.storage.hub.faults import HubError, masked
from app.storage.hub.originals import Originals
from app.storage.hub.rows import HubRows, open_hub
from app.storage.rebuild import digest_of
from app.values.canonical import sha256_hex
from app.values.enums import InspectionSource
from app.values.errors import UserError
from app.values.refusal import NewerPackageError, RefusedPackageError
from app.values.revision import Revision
from tests.hub.conftest import Hub
from tests.services.offices import Place, Shared, hazard_of


def give_original(place: Place, text: bytes) -> str:
    """Keep an original that a new photograph names."""
    with place.store.write() as uow:
        blob = uow.blobs.put(text)
        inspection = uow.session.query(Inspection).first()
        assert inspection is not None
        inspection.library_blob = blob
        uow.commit()
    return blob


def test_pull_on_a_fresh_machine_gives_the_same_digest(shared: Shared, hub: Hub) -> None:
    give_original(shared.first, "第一张".encode() * 1000)
    hub.push(shared.first)
    fresh = shared.new_place("新")
    hub.pull(fresh)
    assert fresh.digest() == shared.first.digest()


def test_push_and_pull_again_change_nothing(shared: Shared, hub: Hub) -> None:
    first = shared.first.services.hub
    assert first.push(hub.url, blobs=hub.blobs).revisions > 0
    again = first.push(hub.url, blobs=hub.blobs)
    assert (again.revisions, again.blobs) == (0, 0)
    before = shared.first.digest()
    hub.pull(shared.first)
    (row,) = [row for row in shared.first.services.imports.imports() if row.file.startswith("postgresql")]
    hub.pull(shared.first)
    assert shared.first.digest() == before
    assert len([one for one in shared.first.services.imports.imports() if one.file == row.file]) == 1


def test_hub_hears_no_private_text_and_hands_on_the_seal(shared: Shared, hub: Hub) -> None:
    inspection_id, secret = shared.scene.inspection_id, "赵举报13900001111"
    shared.first.services.inspections.update(inspection_id, source=InspectionSource.REPORT, reporter_name=secret)
    hub.push(shared.first)
    held = str(hub.ask("SELECT line FROM revision"))
    assert "reporter_name_sealed" in held
    assert secret not in held
    assert hub.ask("SELECT count(*) FROM information_schema.tables WHERE table_name = 'private'") == [(0,)]
    hub.pull(shared.second)
    assert shared.second.services.inspections.away(inspection_id) == {"reporter_name"}


def test_concurrent_changes_of_two_offices_meet_as_a_conflict(shared: Shared, hub: Hub) -> None:
    shared.first.change(Hazard, shared.hazard_id, fact="甲看到的")
    shared.second.change(Hazard, shared.hazard_id, fact="乙看到的")
    for place in (shared.first, shared.second):
        hub.push(place)
    for place in (shared.first, shared.second, shared.office):
        hub.pull(place)
    digests = {place.digest() for place in (shared.first, shared.second, shared.office)}
    assert len(digests) == 1
    assert hazard_of(shared.office, shared.hazard_id).conflicts == 1
    assert hub.ask("SELECT id::text, heads FROM v_unsettled") == [(str(shared.hazard_id), 2)]


def test_two_offices_that_push_at_once_lose_nothing(shared: Shared, hub: Hub) -> None:
    for turn in range(30):
        shared.first.change(Hazard, shared.hazard_id, place=f"一号车间{turn}")
        shared.second.change(Hazard, shared.hazard_id, demand=f"整改{turn}")
    gate = threading.Barrier(2)
    failed: list[UserError] = []

    def push(place: Place) -> None:
        gate.wait()
        try:
            hub.push(place)
        except UserError as error:
            failed.append(error)

    workers = [threading.Thread(target=push, args=(place,)) for place in (shared.first, shared.second)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    hub.pull(shared.office)
    hub.pull(shared.first)
    assert shared.office.digest() == shared.first.digest()
    with shared.first.store.read() as uow:
        own = digest_of(uow.connection)[1]
    assert hub.ask("SELECT count(*) FROM revision") == [(own,)]


def test_push_whose_connection_is_killed_in_the_middle_is_completed_by_the_next(
    shared: Shared, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        give_original(shared.first, bytes([number]) * 5000)
    sending = HubRows.add_revisions

    def cut(rows: HubRows, lines: Iterable[tuple[str, str]]) -> int:
        def then_cut() -> Iterator[tuple[str, str]]:
            for at, line in enumerate(lines):
                if at == 3:
                    hub.ask(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE application_name = 'ancha' AND datname = current_database()"
                    )
                yield line

        return sending(rows, then_cut())

    monkeypatch.setattr(HubRows, "add_revisions", cut)
    with pytest.raises(HubError, match="中断"):
        hub.push(shared.first)
    monkeypatch.undo()
    assert hub.ask("SELECT count(*) FROM revision") == [(0,)]
    ((held,),) = hub.ask("SELECT count(*) FROM blob_ref")
    assert held == 3
    second = shared.first.services.hub.push(hub.url, blobs=hub.blobs)
    assert (second.blobs, second.bytes) == (0, 0)
    hub.pull(shared.office)
    hub.pull(shared.first)
    assert shared.office.digest() == shared.first.digest()


def test_pull_whose_connection_is_killed_leaves_the_store_as_it_was(
    shared: Shared, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.push(shared.first)
    fresh = shared.new_place("新")
    before = fresh.digest()
    fetching = HubRows.lines

    def cut(rows: HubRows, wanted: list[str]) -> object:
        hub.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'ancha' AND datname = current_database()"
        )
        return fetching(rows, wanted)

    monkeypatch.setattr(HubRows, "lines", cut)
    with pytest.raises(HubError, match="中断"):
        hub.pull(fresh)
    monkeypatch.undo()
    assert (fresh.digest(), fresh.services.imports.imports()) == (before, ())
    hub.pull(fresh)
    assert fresh.digest() == shared.first.digest()


def test_pull_that_is_undone_leaves_no_record(shared: Shared, hub: Hub) -> None:
    hub.push(shared.first)
    fresh = shared.new_place("新")
    empty = fresh.digest()
    row = fresh.services.hub.pull(hub.url, blobs=hub.blobs).row
    fresh.services.imports.undo(row.id)
    assert fresh.digest() == empty
    hub.pull(fresh)
    assert fresh.digest() == shared.first.digest()


def test_hub_that_is_changed_behind_its_back_refuses(shared: Shared, hub: Hub) -> None:
    hub.push(shared.first)
    for statement in ("UPDATE revision SET line = line", "DELETE FROM revision", "TRUNCATE revision, blob_ref"):
        with pytest.raises(psycopg.errors.RaiseException, match="only takes in"):
            hub.ask(statement)


def test_server_refuses_a_line_that_is_not_what_it_is_called(hub: Hub, shared: Shared) -> None:
    hub.push(shared.first)
    with open_hub(hub.url) as rows, pytest.raises(HubError, match="编号不符"):
        rows.add_revisions([("00" * 32, '{"kind":"hazard","entity_id":"x","device":"y","seq":1,"hlc":"0"}')])


def test_pull_refuses_a_line_that_is_no_revision(hub: Hub, shared: Shared) -> None:
    hub.push(shared.first)
    line = '{"device":"y","entity_id":"x","hlc":"0","kind":"hazard","seq":1}'
    with open_hub(hub.url) as rows:
        rows.add_revisions([(sha256_hex(line.encode()), line)])
    fresh = shared.new_place("新")
    with pytest.raises(RefusedPackageError, match="不合规"):
        hub.pull(fresh)
    assert fresh.services.imports.imports() == ()


def test_pull_refuses_what_needs_a_newer_program(hub: Hub, shared: Shared) -> None:
    hub.push(shared.first)
    with shared.first.store.read() as uow:
        newest = uow.log.history(shared.hazard_id)[-1]
    body = {**dict(newest.body), "place": "三号车间"}
    told = Revision(
        kind=newest.kind,
        entity_id=newest.entity_id,
        schema=99,
        needs=99,
        parents=(newest.rev_id,),
        hlc=f"{int(newest.hlc, 16) + 1:016x}",
        device=newest.device,
        seq=newest.seq + 100,
        prev=newest.rev_id,
        actor=None,
        reason=None,
        deleted=False,
        changed=("place",),
        body=body,
    )
    with open_hub(hub.url) as rows:
        rows.add_revisions([(told.rev_id, told.to_bytes().decode())])
    with pytest.raises(NewerPackageError):
        hub.pull(shared.office)


def test_pull_refuses_an_original_that_is_not_what_it_is_called(hub: Hub, shared: Shared) -> None:
    blob = give_original(shared.first, b"photograph")
    hub.push(shared.first)
    file = Path(hub.blobs.removeprefix("file://")) / Originals.place(blob)
    file.write_bytes(b"fotograph!")
    fresh = shared.new_place("新")
    empty = fresh.digest()
    with pytest.raises(HubError, match="内容与编号不符"):
        hub.pull(fresh)
    assert fresh.digest() == empty


def test_hub_of_a_newer_program_is_refused(hub: Hub, shared: Shared) -> None:
    hub.push(shared.first)
    hub.ask("INSERT INTO hub_version (version) VALUES (2) RETURNING version")
    with pytest.raises(HubError, match="结构版本是 2"):
        hub.push(shared.first)


def test_server_that_is_not_there_is_told_in_words_and_without_its_password(shared: Shared, tmp_path: Path) -> None:
    url = "postgresql://office:Geheim7@127.0.0.1:1/hub"
    with pytest.raises(HubError, match="没有建立") as refused:
        shared.first.services.hub.push(url, blobs=str(tmp_path))
    assert "Geheim7" not in str(refused.value)
    assert masked(url) == "postgresql://127.0.0.1:1/hub"


def test_views_agree_with_what_the_program_counts(hub: Hub, shared: Shared) -> None:
    hub.push(shared.first)
    assert hub.ask("SELECT count(*) FROM v_inspection") == [(1,)]
    assert hub.ask("SELECT id::text, level, state FROM v_hazard") == [(str(shared.hazard_id), "一般", "found")]
    assert hub.ask("SELECT sum(inspections), sum(hazards) FROM v_month") == [(1, 1)]


def test_command_line_pushes_and_pulls(hub: Hub, shared: Shared, tmp_path: Path) -> None:
    home = shared.first.store.paths.database.parent
    before = shared.first.digest()
    shared.first.store.close()
    for words in (("--data", home, "hub", "push"), ("--data", tmp_path / "neu", "hub", "pull")):
        done = subprocess.run(
            [sys.executable, "-m", "app", *map(str, words), "--url", hub.url, "--blobs", hub.blobs],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    digest = subprocess.run(
        [sys.executable, "-m", "app", "--data", str(tmp_path / "neu"), "digest"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert digest.stdout.strip() == before
