"""An ordered inspection whose deadline has passed, for tests of what comes after the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.services.cases import CaseService
from app.services.desk import Desk
from app.services.extensions import ExtensionService
from app.services.library import LibraryService
from app.services.loop import LoopService
from app.services.photos import PhotoService
from app.services.received_papers import ReceivedPaperService
from app.services.reinspections import ReinspectionService
from app.values.clock import FixedClock
from app.values.enums import DocumentForm, HazardState, OutcomeResult, PhotoRole, SignState
from app.values.fields_document import PersonFields, SigningFields
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_photo import PhotoFile, PhotoTarget
from tests.photos import make_photo
from tests.services.papers import Office
from tests.services.records import DEADLINE, at, desk_of

RECHECK_DAY = DEADLINE + timedelta(days=1)
DONE = OutcomeFields(result=OutcomeResult.DONE, seen="已更换探测器，现场测试正常。")
NOT_DONE = OutcomeFields(result=OutcomeResult.NOT_DONE, seen="仍显示故障，没有更换。")


@dataclass(frozen=True)
class Recheck:
    """The services of what follows an order, on the day after the deadline."""

    office: Office
    desk: Desk
    hazards: tuple[UUID, ...]
    order_id: UUID
    reinspections: ReinspectionService
    papers: ReceivedPaperService
    extensions: ExtensionService
    cases: CaseService
    loop: LoopService
    photos: PhotoService

    @property
    def inspection_id(self) -> UUID:
        return self.office.scene.inspection_id

    @property
    def officers(self) -> tuple[UUID, UUID]:
        return self.office.scene.officer_ids

    def set_day(self, day: date, hour: int = 10) -> datetime:
        """Let the store's clock show an hour of the day."""
        clock = self.office.store.means.clock
        assert isinstance(clock, FixedClock)
        clock.set(at(day, hour))
        return clock.now()

    def begin(self, **changes: Any) -> UUID:
        """Begin a re-inspection now."""
        officers = changes.pop("officer_ids", self.officers)
        return self.reinspections.begin(self.inspection_id, officers, self.desk.now(), **changes)

    def judge_all(self, reinspection_id: UUID, *outcomes: OutcomeFields) -> None:
        """Judge the hazards in their order."""
        for hazard_id, fields in zip(self.hazards, outcomes, strict=False):
            self.reinspections.judge(reinspection_id, hazard_id, fields)

    def carry_out(self, *outcomes: OutcomeFields, day: date = RECHECK_DAY) -> tuple[UUID, UUID | None]:
        """Carry out a whole re-inspection of the first hazards; give it and the lead that came of it."""
        self.set_day(day)
        begun = self.begin(hazard_ids=self.hazards[: len(outcomes)])
        self.judge_all(begun, *outcomes)
        return begun, self.reinspections.end(begun)

    def state(self, number: int = 1) -> HazardState:
        """Tell the state of a hazard."""
        return self.office.hazard_row(self.hazards[number - 1]).state

    def photograph(self, number: int, role: PhotoRole, *, outcome_id: UUID | None = None, seed: int = 1) -> UUID:
        """Take a photograph of a hazard."""
        target = PhotoTarget(
            inspection_id=self.inspection_id, hazard_id=self.hazards[number - 1], outcome_id=outcome_id, role=role
        )
        batch = self.photos.add(target, [PhotoFile(f"{role}{seed}.jpg", make_photo(size=(48 + seed, 36)))])
        return batch.added[0]

    def sign_all(self) -> None:
        """Record the signature on every issued paper."""
        signing = SigningFields(SignState.SIGNED, PersonFields("示例人丙"))
        for group in self.office.documents.tree(self.inspection_id).groups:
            for line in (one for node in group.nodes for one in node.lines):
                if line.state == "issued":
                    self.office.documents.record_signature(line.id, signing)


def make_recheck(office: Office, *, hazards: Sequence[dict[str, Any]] = ({}, {})) -> Recheck:
    """Order the hazards to be rectified, and let the deadline pass."""
    ids = tuple(office.hazard(number, **one) for number, one in enumerate(hazards, start=1))
    order_id = office.issue(DocumentForm.RECTIFICATION_ORDER)
    desk = desk_of(office.store, office.scene)
    library = LibraryService(desk)
    made = Recheck(
        office=office,
        desk=desk,
        hazards=ids,
        order_id=order_id,
        reinspections=ReinspectionService(desk, library=library),
        papers=ReceivedPaperService(desk, library=library),
        extensions=ExtensionService(desk),
        cases=CaseService(desk, library=library),
        loop=LoopService(desk, library=library),
        photos=PhotoService(desk),
    )
    made.set_day(RECHECK_DAY)
    return made
