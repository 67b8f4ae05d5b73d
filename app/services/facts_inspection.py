"""Facts of inspections, loaded by one query a kind however many inspections are asked for."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.services.facts_people import officers_by_id, person_fact, signing_fact
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import InspectionManner
from app.values.errors import UserError
from app.values.facts import ApprovalFact, OfficerFact
from app.values.facts_inspection import InspectionFact


class NoSuchInspectionError(UserError):
    """The inspection is not in this store."""

    def __init__(self) -> None:
        super().__init__("本机没有这次检查。", hint="请核对编号，或者导入含有该检查的数据包。")


def load_inspection(uow: UnitOfWork, inspection_id: UUID) -> Inspection:
    """Load the record of an inspection, or say in words that it is not here."""
    found = uow.session.get(Inspection, inspection_id)
    if found is None or found.deleted:
        raise NoSuchInspectionError
    return found


def inspection_facts(uow: UnitOfWork, inspection_id: UUID) -> InspectionFact:
    """Load the facts of one inspection."""
    found = inspections_by_id(uow, [inspection_id])
    if inspection_id not in found:
        raise NoSuchInspectionError
    return found[inspection_id]


def inspections_by_id(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> dict[UUID, InspectionFact]:
    """Load the facts of these inspections; what is not in the store is left out."""
    found: dict[UUID, InspectionFact] = {}
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        query = (
            select(Inspection, Enterprise.name)
            .outerjoin(Enterprise, Enterprise.id == Inspection.enterprise_id)
            .where(Inspection.id.in_(chunk), Inspection.deleted.is_(False))
        )
        rows = [(row, name) for row, name in uow.session.execute(query)]
        officers = officers_by_id(uow, (one for row, _ in rows for one in row.officer_ids))
        found.update(
            (row.id, inspection_fact(row, enterprise_name=name or "", officers=officers)) for row, name in rows
        )
    return found


def inspection_fact(row: Inspection, *, enterprise_name: str, officers: Mapping[UUID, OfficerFact]) -> InspectionFact:
    """Tell of an inspection what rules ask."""
    return InspectionFact(
        id=row.id,
        authority_id=row.authority_id,
        enterprise_name=enterprise_name,
        officers=tuple(officers[one] for one in row.officer_ids if one in officers),
        category=row.category,
        source=row.source,
        manners=tuple(InspectionManner(one) for one in row.manner or ()),
        matter=row.matter or "",
        checklists=tuple(row.checklists or ()),
        scheme=_scheme(row),
        law_code=row.law_code or "",
        no_code_reason=row.no_code_reason or "",
        no_code_filed=row.no_code_filed,
        notice_served_at=row.notice_served_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        place=row.place or "",
        party=person_fact(row.party),
        signing=signing_fact(row.party_signature, signer=row.party, reason=row.party_reason, witness=row.witness),
        is_recusal_asked=row.is_recusal_asked,
        recusal_reason=row.recusal_reason or "",
        summary=row.summary or "",
        state=row.state,
        is_typed_in=bool(row.is_typed_in),
    )


def _scheme(row: Inspection) -> ApprovalFact | None:
    if row.scheme_mode is None:
        return None
    return ApprovalFact(
        by=row.scheme_approved_by or "",
        at=row.scheme_approved_at,
        mode=row.scheme_mode,
        paper_due=row.scheme_paper_due,
        paper_done=row.scheme_paper_done,
    )
