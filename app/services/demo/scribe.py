"""The hand that writes the demo: the same services as in the window, one act after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from app.rules.working_days import Calendar
from app.services.demo.calendar import moment, working_day
from app.services.demo.district import LEADER
from app.services.demo.parties import GAS, make_party
from app.services.demo.scenes import SceneVariant, draw_scene
from app.services.demo.sight import scene_of
from app.services.demo.wording import fill_in
from app.values.days import CIVIL_ZONE
from app.values.docnumber import DocumentNumber
from app.values.enums import (
    ApprovalMode,
    CopyKind,
    DocumentForm,
    FindingResult,
    Handling,
    HazardLevel,
    HazardTag,
    InspectionCategory,
    InspectionManner,
    InspectionSource,
    PhotoRole,
    SealState,
    SignerRole,
    SignState,
)
from app.values.facts import PersonFact
from app.values.fields_document import PersonFields, SigningFields
from app.values.fields_enterprise import EnterpriseFields
from app.values.fields_hazard import HazardFields
from app.values.fields_inspection import InspectionFields
from app.values.library import Item
from app.values.rows_photo import PhotoFile, PhotoTarget

if TYPE_CHECKING:
    from app.services.catalogue import Services

ORDER_SET = (DocumentForm.INSPECTION_RECORD, DocumentForm.RECTIFICATION_ORDER)
PLACES = ("营业厅", "生产车间", "库房", "厨房", "配电间", "瓶库", "办公室", "门厅", "充装间", "楼道")
MANNERS = (InspectionManner.UNANNOUNCED, InspectionManner.RANDOM, InspectionManner.JOINT)
CHECK_HOUR, CHECK_MINUTES = 9, 130
WEEKEND = 2


@dataclass(slots=True)
class Visit:
    """One inspection as far as it was told: whose, who came, what was found."""

    number: int
    day: date
    party: EnterpriseFields
    officers: tuple[UUID, ...]
    enterprise_id: UUID
    inspection_id: UUID
    hazards: list[UUID] = field(default_factory=list)
    seen: Mapping[UUID, str] = field(default_factory=dict)
    papers: list[UUID] = field(default_factory=list)


class Scribe:
    """Do the acts of the stories."""

    def __init__(
        self,
        services: "Services",
        *,
        seed: int,
        on: date,
        officers: Sequence[UUID],
        calendar: Calendar,
        first_number: int,
    ) -> None:
        self.do = services
        self._first_number = first_number
        self.seed, self.on = seed, on
        self.calendar = calendar
        self.chance = Random(f"story {seed}")
        self._officers = tuple(officers)
        self._pictures = 0

    @property
    def pair_of_cases(self) -> tuple[UUID, ...]:
        """The two officers who handle cases."""
        return self._officers[:2]

    def case_number(self, number: int, on: date) -> str:
        """Number a case within the span of the seed."""
        return DocumentNumber("示例", "应急", "立", on.year, self._first_number + number).text

    def day(self, days_ago: int) -> date:
        """Give the day so many days before that of the demo, or the worked one just before it.

        In a long holiday the day stays: somebody is on duty, and what must follow a deadline still follows it.
        """
        day = self.on - timedelta(days=days_ago)
        near = (day - timedelta(days=back) for back in range(WEEKEND + 1))
        return next((one for one in near if self.calendar.look_up(one).working), day)

    def after(self, day: date, days: int) -> date:
        """Give the worked day so many days later, or the one after it; never past the eve of the demo."""
        later = working_day(day + timedelta(days=days), self.calendar, step=1)
        return min(later, self.day(1))

    def plan(
        self, number: int, day: date, *, needs_gas: bool = False, has_code: bool = True, by_phone: bool = False
    ) -> Visit:
        """Enter a party and plan its inspection."""
        party = make_party(self.chance, number=number, on=self.on)
        if needs_gas and GAS not in party.sectors:
            party = replace(party, sectors=(*party.sectors, GAS))
        pair = self._officers[:2] if number % 2 else self._officers[2:]
        self.do.desk.sit_down(pair[0])
        enterprise_id = self.do.enterprises.register(party)
        planned = InspectionFields(
            enterprise_id=enterprise_id,
            officer_ids=pair,
            category=InspectionCategory.SPECIAL if number % 5 == 4 else InspectionCategory.ROUTINE,
            source=InspectionSource.SPECIAL_PLAN if number % 5 == 4 else InspectionSource.YEARLY_PLAN,
            source_note=f"{day.year}年度安全生产监督检查计划第{number + 1}项",
            manner=(MANNERS[number % len(MANNERS)],),
            matter="主要负责人履职、隐患排查治理、现场安全管理",
            scheme_approved_by=LEADER,
            scheme_approved_at=moment(day - timedelta(days=1), 16),
            scheme_mode=ApprovalMode.PHONE if by_phone else ApprovalMode.PAPER,
            scheme_note="情况紧急，先电话请示" if by_phone else "",
            scheme_paper_due=self.on + timedelta(days=1) if by_phone else None,
            task_no=f"示例任务{self.seed}-{number + 1}",
            law_code=f"DEMO-{self.seed}-{number + 1:04d}" if has_code else "",
            no_code_reason="" if has_code else "系统停机，未能取得执法码",
            place=self.chance.choice(PLACES),
            party=PersonFact(party.principal, SignerRole.ON_SITE, "现场负责人", party.principal_phone),
            checklists=party.sectors,
        )
        return Visit(number, day, party, pair, enterprise_id, self.do.inspections.plan(planned))

    def begin(self, visit: Visit) -> None:
        """Arrive."""
        self.do.desk.sit_down(visit.officers[0])
        self.do.inspections.begin(visit.inspection_id, moment(visit.day, CHECK_HOUR, visit.number % 50))

    def find(
        self,
        visit: Visit,
        count: int,
        *,
        handling: Handling = Handling.DEADLINE,
        days: int = 15,
        penalised_by: str = "",
    ) -> None:
        """Answer so many items with 不符合 and write the hazards out; the last is one that the article penalises."""
        items = self._chosen(visit, count, level=HazardLevel.ORDINARY, last_penalised_by=penalised_by)
        for item in items:
            self._record(visit, item, handling=handling, deadline=visit.day + timedelta(days=days))

    def find_major(self, visit: Visit) -> None:
        """Find a 重大事故隐患, where a list of the party has one with a single criterion."""
        for item in self._chosen(visit, 1, level=HazardLevel.MAJOR):
            self._record(visit, item, handling=Handling.DEADLINE, deadline=visit.day + timedelta(days=7), is_major=True)

    def answer_some(self, visit: Visit, count: int) -> None:
        """Answer the first items of the walk with 符合, and leave the rest."""
        sections = self.do.library.walk(visit.party.sectors, visit.day)
        for item in [one for section in sections for one in section.items][:count]:
            self.do.walk.answer(visit.inspection_id, item_no=item.id, result=FindingResult.CONFORMS)

    def end(self, visit: Visit) -> None:
        """Answer the rest and leave."""
        self.do.walk.answer_rest(visit.inspection_id, FindingResult.CONFORMS)
        ended = moment(visit.day, CHECK_HOUR, visit.number % 50) + timedelta(minutes=CHECK_MINUTES)
        self.do.inspections.end(visit.inspection_id, at=ended, signing=SignState.SIGNED, is_recusal_asked=False)
        self.do.hazards.settle_on_the_spot(visit.inspection_id)

    def issue(self, visit: Visit, forms: Sequence[DocumentForm] = ORDER_SET) -> None:
        """Issue papers on the day of the check."""
        visit.papers += self.do.documents.issue_set(visit.inspection_id, forms, on=visit.day)

    def hand_over(self, visit: Visit) -> None:
        """Print, seal and have the papers signed on the spot."""
        for document_id in visit.papers:
            data = self.do.documents.file(document_id)
            self.do.documents.add_copy(document_id, CopyKind.PRINTED, data)
            self.do.documents.register_seal(document_id, SealState.BEFOREHAND, visit.day)
            self.sign(visit, document_id)

    def sign(self, visit: Visit, document_id: UUID) -> None:
        """Record the signature of the other side."""
        signer = PersonFields(visit.party.principal, SignerRole.ON_SITE, "现场负责人", visit.party.principal_phone)
        self.do.documents.record_signature(document_id, SigningFields(SignState.SIGNED, signer))

    def photograph(
        self, visit: Visit, hazard_id: UUID, *, role: PhotoRole, at: datetime, outcome_id: UUID | None = None
    ) -> None:
        """Take a picture of a hazard, before or after it was put right."""
        self._pictures += 1
        after = role is PhotoRole.AFTER
        data = draw_scene(
            scene_of(visit.seen[hazard_id]),
            variant=SceneVariant.AFTER if after else SceneVariant.BEFORE,
            seed=self.seed * 10_000 + (visit.number * 100 + len(visit.hazards)),
            taken=at.astimezone(CIVIL_ZONE),
        )
        name = f"示例{visit.number + 1:03d}-{self._pictures:04d}.jpg"
        target = PhotoTarget(inspection_id=visit.inspection_id, hazard_id=hazard_id, outcome_id=outcome_id, role=role)
        self.do.photos.add(target, [PhotoFile(name, data)])

    def _chosen(self, visit: Visit, count: int, *, level: HazardLevel, last_penalised_by: str = "") -> list[Item]:
        sections = self.do.library.walk(visit.party.sectors, visit.day)
        fitting = [
            item
            for section in sections
            if not section.mandatory or level is HazardLevel.ORDINARY
            for item in section.items
            if item.level is level and item.fact and item.violations
            if level is HazardLevel.ORDINARY or len(item.criteria) == 1
        ]
        chosen = self.chance.sample(fitting, min(count, len(fitting)))
        if not last_penalised_by:
            return chosen
        punishable = [
            item
            for item in fitting
            if item not in chosen[:-1]
            if any(ref.undated.whole_article.text == last_penalised_by for ref in item.penalised_by)
        ]
        return [*chosen[:-1], self.chance.choice(punishable)]

    def _record(self, visit: Visit, item: Item, *, handling: Handling, deadline: date, is_major: bool = False) -> None:
        answered = self.do.walk.answer(visit.inspection_id, item_no=item.id, result=FindingResult.FAILS)
        hazard_id = answered.hazard_id
        if hazard_id is None:
            return
        visit.seen = {**visit.seen, hazard_id: f"{item.text}{item.fact}"}
        visit.hazards.append(hazard_id)
        standard = self.do.hazards.get(hazard_id).fields
        on_the_spot = handling is Handling.ON_THE_SPOT
        place = self.chance.choice(PLACES)
        written = replace(
            standard,
            fact=fill_in(standard.fact, chance=self.chance, day=visit.day, place=place),
            demand=fill_in(standard.demand, chance=self.chance, day=visit.day, place=place),
            place=place,
            handling=handling,
            is_at_once=on_the_spot,
            deadline=visit.day if on_the_spot else deadline,
            responsible=visit.party.principal,
        )
        self.do.hazards.edit(hazard_id, _major(written, visit) if is_major else written)
        at = moment(visit.day, CHECK_HOUR, visit.number % 50) + timedelta(minutes=10 * len(visit.hazards))
        self.photograph(visit, hazard_id, role=PhotoRole.BEFORE, at=at)
        if on_the_spot:
            self.photograph(visit, hazard_id, role=PhotoRole.AFTER, at=at + timedelta(minutes=5))


def _major(written: HazardFields, visit: Visit) -> HazardFields:
    return replace(
        written,
        judged_by=f"执法人员{visit.party.town}检查组",
        judgement="直接判定",
        safety_reason="已停用相关设备，整改期间能够保证安全",
        tags=(HazardTag.MAJOR_HAZARD,),
    )
