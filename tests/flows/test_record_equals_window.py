"""One inspection entered twice, from a file by `ancha record` and act by act as the window does, gives equal papers.

What may differ is not on the papers: ids, the device, the instants at which the log was written, and with them the
anchor in the code of a paper. Numbers are equal because both stores are fresh and count from 1.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.__main__ import run
from app.models.document import Document
from app.services import document_issue
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import (
    DocumentForm,
    DocumentState,
    Handling,
    OutcomeNext,
    OutcomeResult,
    PhotoRole,
    SignState,
)
from app.values.fields_hazard import HazardFields
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_photo import PhotoFile, PhotoTarget
from tests.flows.bureau import CHECK_DAY, DEADLINE, DETECTOR, RECHECK_DAY, Bureau, open_bureau, picture
from tests.stores import copy_template, open_copy

F = DocumentForm
FILE = Path(__file__).parents[1] / "data" / "recorded" / "gas-shop.yaml"
PICTURES = {f"{name}.jpg": picture(number).data for number, name in enumerate("abcd", start=1)}
CARTONS = HazardFields(
    checklist="通用基础",
    item_no="01-11",
    fact="配电室门口堆放纸箱。",
    demand="清走堆放物。",
    violations=("安全生产法/41/2",),
    handling=Handling.ON_THE_SPOT,
    is_at_once=True,
    deadline=CHECK_DAY,
)
CARD = HazardFields(
    fact="站内未张贴应急处置卡。",
    demand="张贴应急处置卡。",
    violations=("安全生产法/81",),
    handling=Handling.DEADLINE,
    deadline=DEADLINE,
)


@dataclass(frozen=True)
class Issued:
    """A paper as it was frozen, and its pages."""

    number: str | None
    issued_on: date | None
    content: bytes
    pdf: bytes


def issued_papers(store: Store) -> Mapping[str, Issued]:
    """Read every issued paper of the store, by its title."""
    with store.read() as uow:
        query = select(Document).where(Document.state != DocumentState.DRAFT)
        return {one.title: _issued(uow, one) for one in uow.session.scalars(query)}


def _issued(uow: UnitOfWork, document: Document) -> Issued:
    assert document.content_blob is not None
    assert document.file_blob is not None
    content, pdf = uow.blobs.get(document.content_blob), uow.blobs.get(document.file_blob)
    assert content is not None
    assert pdf is not None
    return Issued(document.number, document.issued_on, content, pdf)


def papers_of_the_file(template: Path, folder: Path) -> Mapping[str, Issued]:
    """Run the command on the file and read what it issued."""
    (folder / "photos").mkdir(parents=True)
    shutil.copyfile(FILE, folder / "file.yaml")
    for name, picture_bytes in PICTURES.items():
        (folder / "photos" / name).write_bytes(picture_bytes)
    data = copy_template(template, folder / "data")
    assert run(["record", str(folder / "file.yaml")], {"ANCHA_DATA": str(data)}) == 0
    with open_copy(data) as store:
        return issued_papers(store)


def papers_of_the_window(bureau: Bureau) -> Mapping[str, Issued]:
    """Do the same acts one by one and read what was issued."""
    bureau.go_out()
    detector = bureau.find(replace(DETECTOR, item_no="09-03"), photos=())
    hang(bureau, "a", detector)
    cartons = bureau.find(CARTONS, photos=())
    hang(bureau, "b", cartons)
    hang(bureau, "c", cartons, role=PhotoRole.AFTER)
    card = bureau.services.hazards.record(bureau.inspection, CARD)
    bureau.finish_walk(signing=SignState.SIGNED)
    bureau.services.documents.issue_set(bureau.inspection, [F.INSPECTION_RECORD, F.RECTIFICATION_ORDER])
    look_again(bureau, detector=detector, card=card)
    return issued_papers(bureau.store)


def hang(
    bureau: Bureau, name: str, hazard: UUID, *, role: PhotoRole = PhotoRole.BEFORE, outcome: UUID | None = None
) -> None:
    """Take one of the four photographs in."""
    target = PhotoTarget(inspection_id=bureau.inspection, hazard_id=hazard, outcome_id=outcome, role=role)
    batch = bureau.services.photos.add(target, [PhotoFile(f"{name}.jpg", PICTURES[f"{name}.jpg"])])
    assert not batch.refused


def look_again(bureau: Bureau, *, detector: UUID, card: UUID) -> None:
    """Re-inspect: the detector was replaced, the card still is not there."""
    again = bureau.services.reinspections
    arrived = bureau.at(RECHECK_DAY, 10)
    visit = again.begin(bureau.inspection, bureau.officers, arrived, hazard_ids=(detector, card))
    done = again.judge(visit, detector, OutcomeFields(result=OutcomeResult.DONE))
    hang(bureau, "d", detector, outcome=done, role=PhotoRole.AFTER)
    missing = OutcomeFields(result=OutcomeResult.NOT_DONE, seen="仍未张贴", next_step=OutcomeNext.CASE)
    again.judge(visit, card, missing)
    again.end(visit, bureau.at(RECHECK_DAY, 10, 1))
    bureau.services.documents.issue_set(bureau.inspection, [F.REINSPECTION_OPINION], reinspection_id=visit)


@pytest.fixture
def both(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Mapping[str, Issued], Mapping[str, Issued]]:
    """The papers of the file and those of the window, without the anchor that names each device's own log."""
    monkeypatch.setattr(document_issue, "_head", lambda _uow: None)
    of_file = papers_of_the_file(compiled, tmp_path / "file")
    with open_bureau(compiled, tmp_path / "window", seed="window") as bureau:
        return of_file, papers_of_the_window(bureau)


def test_file_and_window_issue_the_same_papers(both: tuple[Mapping[str, Issued], Mapping[str, Issued]]) -> None:
    of_file, of_window = both
    assert set(of_file) == {"现场检查记录", "责令限期整改指令书", "整改复查意见书"}
    assert {title: one.number for title, one in of_file.items()} == {
        title: one.number for title, one in of_window.items()
    }
    for title, paper in of_file.items():
        assert paper.content.decode() == of_window[title].content.decode(), title
        assert paper.issued_on == of_window[title].issued_on


def test_file_and_window_draw_the_same_bytes(both: tuple[Mapping[str, Issued], Mapping[str, Issued]]) -> None:
    of_file, of_window = both
    assert {title: one.pdf for title, one in of_file.items()} == {title: one.pdf for title, one in of_window.items()}
