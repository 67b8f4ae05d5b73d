"""What the closed-loop report is made of beside the facts: records read once, in an order that never changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Authority
from app.models.case import Case, CaseStep
from app.models.document import Document, Service
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.photo import Photo
from app.models.reinspection import ReceivedPaper
from app.services.facts_inspection import load_inspection
from app.services.facts_loop import loop_facts
from app.services.library_view import LibraryView
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import PhotoRole, PhotoSource, PhotoView
from app.values.facts_loop import LoopFacts
from app.values.forms import DocumentProfile

_VIEWS = {view: at for at, view in enumerate(PhotoView)}
_ROLES = {PhotoRole.BEFORE: 0, PhotoRole.AFTER: 1}


@dataclass(frozen=True)
class NumberedPhoto:
    """A photograph with the number that it has on the papers; those of re-inspections begin with R."""

    row: Photo
    number: str


@dataclass(frozen=True)
class LoopRecords:
    """All that one report is made from."""

    inspection: Inspection
    enterprise: Enterprise
    authority: Authority
    loop: LoopFacts
    hazards: Mapping[UUID, Hazard]
    documents: Sequence[Document]
    services: Mapping[UUID, Service]
    papers: Sequence[ReceivedPaper]
    cases: Sequence[Case]
    steps: Mapping[UUID, Sequence[CaseStep]]
    photos: Sequence[NumberedPhoto]
    library: LibraryView
    profile: DocumentProfile
    act_day: date

    def photos_of(self, hazard_id: UUID, role: PhotoRole) -> Sequence[NumberedPhoto]:
        """Give the officers' photographs of a hazard on one side, in the order of their numbers."""
        return [one for one in self.photos if one.row.hazard_id == hazard_id and one.row.role is role]


def load_records(
    uow: UnitOfWork, inspection_id: UUID, *, library: LibraryView, profile: DocumentProfile, today: date
) -> LoopRecords:
    """Load what the report of one inspection is made from."""
    inspection = load_inspection(uow, inspection_id)
    loop = loop_facts(uow, inspection_id)
    hazards = uow.session.scalars(select(Hazard).where(Hazard.inspection_id == inspection_id)).all()
    documents = [one for one in _documents(uow, inspection_id) if one.id in {fact.id for fact in loop.issued()}]
    cases = uow.session.scalars(
        select(Case).where(Case.inspection_id == inspection_id, Case.deleted.is_(False)).order_by(Case.id)
    ).all()
    return LoopRecords(
        inspection=inspection,
        enterprise=uow.session.get_one(Enterprise, inspection.enterprise_id),
        authority=uow.session.get_one(Authority, inspection.authority_id),
        loop=loop,
        hazards={one.id: one for one in hazards},
        documents=documents,
        services=_services(uow, inspection_id),
        papers=_papers(uow, inspection_id),
        cases=cases,
        steps=_steps(uow, [one.id for one in cases]),
        photos=_photos(uow, inspection_id, loop),
        library=library,
        profile=profile,
        act_day=loop.inspection.started_on or today,
    )


def _documents(uow: UnitOfWork, inspection_id: UUID) -> Sequence[Document]:
    query = select(Document).where(Document.inspection_id == inspection_id, Document.deleted.is_(False))
    return uow.session.scalars(query.order_by(Document.issued_on, Document.id)).all()


def _services(uow: UnitOfWork, inspection_id: UUID) -> Mapping[UUID, Service]:
    query = select(Service).where(Service.inspection_id == inspection_id, Service.deleted.is_(False))
    found: dict[UUID, Service] = {}
    for row in uow.session.scalars(query.order_by(Service.served_at, Service.id)):
        for document_id in row.document_ids:
            found.setdefault(document_id, row)
    return found


def _papers(uow: UnitOfWork, inspection_id: UUID) -> Sequence[ReceivedPaper]:
    query = select(ReceivedPaper).where(ReceivedPaper.inspection_id == inspection_id, ReceivedPaper.deleted.is_(False))
    return uow.session.scalars(query.order_by(ReceivedPaper.received_on, ReceivedPaper.id)).all()


def _steps(uow: UnitOfWork, case_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[CaseStep]]:
    query = select(CaseStep).where(CaseStep.case_id.in_(case_ids), CaseStep.deleted.is_(False))
    found: dict[UUID, list[CaseStep]] = defaultdict(list)
    for row in uow.session.scalars(query.order_by(CaseStep.on, CaseStep.order_no, CaseStep.id)):
        found[row.case_id].append(row)
    return found


def _photos(uow: UnitOfWork, inspection_id: UUID, loop: LoopFacts) -> Sequence[NumberedPhoto]:
    places = {one.id: at for at, one in enumerate(loop.hazards)}
    query = select(Photo).where(
        Photo.inspection_id == inspection_id,
        Photo.hazard_id.is_not(None),
        Photo.source == PhotoSource.OFFICER,
        Photo.role.in_(_ROLES),
        Photo.deleted.is_(False),
    )
    rows = [one for one in uow.session.scalars(query) if one.hazard_id in places]
    of_check = sorted((one for one in rows if one.outcome_id is None), key=lambda one: _place(one, places))
    again = sorted((one for one in rows if one.outcome_id is not None), key=lambda one: (one.added_at, str(one.id)))
    numbered = [NumberedPhoto(one, str(at)) for at, one in enumerate(of_check, start=1)]
    return [*numbered, *(NumberedPhoto(one, f"R{at}") for at, one in enumerate(again, start=1))]


def _place(one: Photo, places: Mapping[UUID, int]) -> tuple[int, int, int, int, str]:
    """Order photographs as the papers number them: by hazard, before and after, 全景 to 细节."""
    view = len(_VIEWS) if one.view is None else _VIEWS[one.view]
    hazard = len(places) if one.hazard_id is None else places[one.hazard_id]
    return hazard, _ROLES[one.role], view, one.order_no, str(one.id)
