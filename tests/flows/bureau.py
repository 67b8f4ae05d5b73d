"""A bureau with one laptop: its store, its services, its clock — and the acts of an inspection, told one by one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import zxingcpp

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.days import CIVIL_ZONE
from app.values.enums import (
    ApprovalMode,
    DocumentForm,
    FindingResult,
    Handling,
    InspectionCategory,
    InspectionManner,
    InspectionSource,
    OutcomeNext,
    OutcomeResult,
    PhotoRole,
    ServiceMethod,
    SignerRole,
    SignState,
)
from app.values.facts import PersonFact
from app.values.fields_document import ServiceFields
from app.values.fields_enterprise import EnterpriseFields
from app.values.fields_hazard import HazardFields
from app.values.fields_inspection import InspectionFields
from app.values.fields_people import AuthorityFields, OfficerFields
from app.values.fields_reinspection import OutcomeFields
from app.values.rows_photo import PhotoFile, PhotoTarget
from tests.photos import make_photo
from tests.reports.golden import flat, page_texts
from tests.stores import copy_template, make_means, make_template, open_copy

F = DocumentForm
EVE, CHECK_DAY, DEADLINE, RECHECK_DAY = date(2026, 11, 15), date(2026, 11, 16), date(2026, 12, 1), date(2026, 12, 2)
FIRST, LAST = 1, 200
NOBODY_YET = UUID(int=0)

AUTHORITY = AuthorityFields(
    name="示例区应急管理局", prefix="渝示", reconsideration_body="示例区人民政府", court="示例区人民法院"
)
OFFICERS = (
    OfficerFields(name="示例员甲", certificate="渝示—0000001", valid_to=date(2028, 12, 31)),
    OfficerFields(name="示例员乙", certificate="渝示—0000002", valid_to=date(2028, 12, 31)),
)
GAS_SHOP = EnterpriseFields(
    name="示例红岩燃气有限公司",
    address="示例区示范镇样本路1号",
    principal="示例人乙",
    principal_phone="00000000001",
    phone="00000000001",
    town="示范镇",
    grid="示范镇第3网格",
    sectors=("城镇燃气",),
)
ON_SITE = PersonFact("示例人丙", SignerRole.ON_SITE, "站长", "00000000002")
DETECTOR = HazardFields(
    checklist="城镇燃气",
    item_no="09-41",
    fact="充装间2号可燃气体探测器显示故障，检查时充装作业正在进行。",
    demand="停止充装作业，更换探测器并测试合格。",
    violations=("安全生产法/36/2",),
    place="充装间",
    handling=Handling.DEADLINE,
    deadline=DEADLINE,
)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Give an instant at Beijing time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CIVIL_ZONE).astimezone(UTC)


def picture(number: int) -> PhotoFile:
    """Make a photograph, another one for each number."""
    return PhotoFile(f"IMG_{number:04d}.jpg", make_photo(size=(640, 480), seed=number))


def text_of(pdf: bytes) -> str:
    """Read all text of a paper without its line breaks."""
    return flat("".join(page_texts(pdf)))


def code_on(pdf: bytes) -> str:
    """Read the code off the first page as a camera would."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(zxingcpp.read_barcodes(document[0].render(scale=4, grayscale=True).to_pil())[0].text)
    finally:
        document.close()


def make_compiled_template(folder: Path) -> Path:
    """Migrate a store and compile the library into it."""
    make_template(folder)
    with open_copy(folder) as store:
        Services(Desk(store)).library.make_ready()
    return folder


@dataclass
class Bureau:
    """The laptop at work; every act happens at the moment that was set last."""

    store: Store
    services: Services
    clock: FixedClock
    officers: tuple[UUID, ...] = ()
    enterprise: UUID = NOBODY_YET
    inspection: UUID = NOBODY_YET
    hazards: list[UUID] = field(default_factory=list)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Let it be this time."""
        self.clock.set(moment(day, hour, minute))
        return self.clock.now()

    def open_for_business(self) -> None:
        """Set the machine up, enter the gas shop, and let the first officer sit down."""
        self.at(EVE, 15)
        _, self.officers = self.services.setup.set_up(AUTHORITY, OFFICERS, FIRST, LAST)
        self.services.desk.sit_down(self.officers[0])
        self.enterprise = self.services.enterprises.register(GAS_SHOP)

    def plan(self, **changes: Any) -> UUID:
        """Plan the inspection of the gas shop, approved the day before."""
        values: dict[str, Any] = {
            "officer_ids": self.officers,
            "category": InspectionCategory.ROUTINE,
            "source": InspectionSource.YEARLY_PLAN,
            "manner": (InspectionManner.UNANNOUNCED,),
            "scheme_approved_by": "示例局长",
            "scheme_approved_at": moment(EVE, 16),
            "scheme_mode": ApprovalMode.PAPER,
            "law_code": "DEMO-2026-0012",
            "place": "充装间、重瓶间、配电室",
            "party": ON_SITE,
            "checklists": ("通用基础", "城镇燃气"),
        }
        self.inspection = self.services.inspections.plan(
            InspectionFields(enterprise_id=self.enterprise, **(values | changes))
        )
        return self.inspection

    def go_out(self, **changes: Any) -> None:
        """Plan the evening before and begin the walk in the morning."""
        self.open_for_business()
        self.plan(**changes)
        self.services.inspections.begin(self.inspection, self.at(CHECK_DAY, 9, 10))

    def find(self, fields: HazardFields = DETECTOR, *, photos: Sequence[int] = (1, 2), **changes: Any) -> UUID:
        """Fail an item, write its hazard out, and take photographs of it."""
        answered = self.services.walk.answer(
            self.inspection, item_no=fields.item_no, checklist=fields.checklist, result=FindingResult.FAILS
        )
        assert answered.hazard_id is not None
        self.services.hazards.edit(answered.hazard_id, replace(fields, **changes))
        self.shoot(answered.hazard_id, photos)
        self.hazards.append(answered.hazard_id)
        return answered.hazard_id

    def shoot(
        self,
        hazard: UUID,
        numbers: Sequence[int],
        *,
        role: PhotoRole = PhotoRole.BEFORE,
        outcome: UUID | None = None,
    ) -> None:
        """Take photographs of a hazard."""
        target = PhotoTarget(inspection_id=self.inspection, hazard_id=hazard, outcome_id=outcome, role=role)
        batch = self.services.photos.add(target, [picture(number) for number in numbers])
        assert not batch.refused

    def finish_walk(self, *, signing: SignState = SignState.SIGNED, **changes: Any) -> None:
        """Answer the rest, end the check, and settle what was mended on the spot."""
        self.services.walk.answer_rest(self.inspection, FindingResult.CONFORMS)
        self.services.inspections.end(self.inspection, at=self.at(CHECK_DAY, 11, 40), signing=signing, **changes)
        self.services.hazards.settle_on_the_spot(self.inspection)

    def issue(self, form: DocumentForm, **changes: Any) -> UUID:
        """Draft and issue a paper."""
        documents = self.services.documents
        draft = documents.draft(self.inspection, form, changes.pop("reinspection_id", None))
        return documents.issue(draft, **changes)

    def serve(self, *papers: UUID, proof: bytes = b"", **changes: Any) -> None:
        """Hand papers over against a signature, or leave them with a proof."""
        values: dict[str, Any] = {
            "method": ServiceMethod.DIRECT,
            "served_at": self.clock.now(),
            "receiver": ON_SITE.name,
            "signature": SignState.SIGNED,
            "officer_ids": self.officers,
            "proofs": (proof,) if proof else (),
        }
        self.services.documents.serve(papers, ServiceFields(**(values | changes)))

    def reinspect(self, outcomes: Mapping[UUID, OutcomeResult], *, day: date = RECHECK_DAY, photo: int = 50) -> UUID:
        """Look at the hazards again, with a photograph of each; what failed goes to a case by default."""
        again = self.services.reinspections
        visit = again.begin(self.inspection, self.officers, self.at(day, 10), hazard_ids=tuple(outcomes))
        again.update(visit, party={"name": ON_SITE.name, "role": "现场负责人"}, party_signature=SignState.SIGNED)
        for number, (hazard, result) in enumerate(outcomes.items(), start=photo):
            step = None if result is OutcomeResult.DONE else OutcomeNext.CASE
            outcome = again.judge(visit, hazard, OutcomeFields(result=result, seen="见照片。", next_step=step))
            self.shoot(hazard, [number], role=PhotoRole.AFTER, outcome=outcome)
        again.end(visit, self.at(day, 10, 40))
        return visit

    def papers(self) -> dict[str, str]:
        """Give the title of each paper of the inspection with its state."""
        tree = self.services.documents.tree(self.inspection)
        lines = [line for group in tree.groups for node in group.nodes for line in node.lines]
        return {line.title: line.state.value for line in lines}


@contextmanager
def open_bureau(template: Path, folder: Path, *, seed: int | str = 0) -> Iterator[Bureau]:
    """Open the laptop: a copy of the store, whose clock stands where it is set."""
    copy_template(template, folder)
    with open_copy(folder, means=make_means(seed=seed)) as store:
        clock = store.means.clock
        assert isinstance(clock, FixedClock)
        yield Bureau(store, Services(Desk(store)), clock)
