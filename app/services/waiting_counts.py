"""How many things wait behind each place of the navigation: four counts, cheap enough for after every commit."""

from collections.abc import Mapping

from sqlalchemy import ScalarSelect, func, or_, select

from app.models.case import Case
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.reinspection import ReceivedPaper, Reinspection
from app.services.desk import Desk
from app.services.reinspection_due import REPORTS, WAITING
from app.values.enums import CaseState, Handling, InspectionState

ENDED = (CaseState.CLOSED, CaseState.VOID)


class WaitingCountService:
    """Count what waits, as the lists themselves would."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def counts(self) -> Mapping[str, int]:
        """Give the counts by the key of the place."""
        wanted = {
            "inspections": select(func.count())
            .where(Inspection.state == InspectionState.DRAFT, Inspection.deleted.is_(False))
            .scalar_subquery(),
            "reinspections": self._reinspections(),
            "received_papers": select(func.count())
            .where(ReceivedPaper.handled_on.is_(None), ReceivedPaper.deleted.is_(False))
            .scalar_subquery(),
            "cases": select(func.count()).where(Case.state.not_in(ENDED), Case.deleted.is_(False)).scalar_subquery(),
        }
        with self._desk.read() as uow:
            found = uow.session.execute(select(*wanted.values())).one()
        return dict(zip(wanted, (count or 0 for count in found), strict=True))

    def _reinspections(self) -> ScalarSelect[int]:
        """Count the inspections whose hazards are to be looked at now."""
        reported = select(ReceivedPaper.inspection_id).where(
            ReceivedPaper.inspection_id.is_not(None),
            ReceivedPaper.paper_kind.in_(REPORTS),
            ReceivedPaper.handled_on.is_(None),
            ReceivedPaper.deleted.is_(False),
        )
        begun = select(Reinspection.inspection_id).where(
            Reinspection.is_ended.is_(False), Reinspection.deleted.is_(False)
        )
        has_come = or_(
            Hazard.deadline <= self._desk.today(),
            Hazard.inspection_id.in_(reported),
            Hazard.inspection_id.in_(begun),
        )
        return (
            select(func.count(Hazard.inspection_id.distinct()))
            .join(Inspection, Inspection.id == Hazard.inspection_id)
            .where(
                Hazard.state.in_(WAITING),
                Hazard.deleted.is_(False),
                Inspection.deleted.is_(False),
                Hazard.handling.is_distinct_from(Handling.ADVICE),
                has_come,
            )
            .scalar_subquery()
        )
