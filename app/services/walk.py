"""检查诊断: the walk through the checklists, each answer saved as it is given and able to be taken back."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Finding, Inspection
from app.models.photo import Photo
from app.rules.stages import stage_bar
from app.services import hazard_records as records
from app.services.desk import Desk
from app.services.facts_hazard import hazard_facts
from app.services.facts_inspection import inspection_facts, load_inspection
from app.services.hazards import HazardService
from app.services.library import LibraryService
from app.services.walk_questions import Questions, QuestionShelf
from app.services.walk_steps import Step, load_track, save_track
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import FindingResult, HazardState, InspectionState, PhotoRole
from app.values.errors import UserError
from app.values.facts_loop import LoopFacts
from app.values.ids import finding_id
from app.values.rows_walk import Answered, Undone, Walk, WalkHead, WalkItem
from app.values.state_labels import INSPECTION_STATES
from app.values.typed_in import kind_of_check


class WalkService:
    """Answer the items of an inspection's checklists, one unit of work an answer."""

    def __init__(self, desk: Desk, *, library: LibraryService, hazards: HazardService) -> None:
        self._desk = desk
        self._library = library
        self._hazards = hazards
        self._shelf = QuestionShelf()

    def view(self, inspection_id: UUID) -> Walk:
        """Show the walk with its answers and hazards, at the item where it was left."""
        with self._desk.read() as uow:
            inspection = load_inspection(uow, inspection_id)
            questions, track = self._questions(uow, inspection), load_track(uow, inspection_id)
            fact = inspection_facts(uow, inspection_id)
            marks = stage_bar(LoopFacts(inspection=fact, hazards=hazard_facts(uow, inspection_id)))
            walk = Walk(
                head=_head(inspection, uow, tuple(officer.name for officer in fact.officers)),
                sections=questions.sections,
                hazards=self._hazards.rows(uow, inspection_id),
                stages={mark.stage.value: mark.status.value for mark in marks},
                at_item=track.item_id,
                at_hazard=track.hazard_id,
                can_undo=bool(track.steps) and inspection.state is InspectionState.DRAFT,
                inspection=fact,
            )
            return walk.answered(_results(uow, inspection, questions))

    def answer(
        self, inspection_id: UUID, *, item_no: str, result: FindingResult, checklist: str = "", note: str | None = None
    ) -> Answered:
        """Answer one item; 不符合 makes its hazard in standard wording, another answer takes it away again."""
        with self._desk.write() as uow:
            inspection = self._walked(uow, inspection_id)
            questions = self._questions(uow, inspection)
            asked = questions.asked(item_no)
            step = Step(f"{asked.number} {result.value}", asked.id)
            finding = self._judge(uow, inspection, asked, result, step)
            finding.note = finding.note if note is None else note.strip() or None
            finding.checklist = checklist or finding.checklist
            hazard_id = self._fit_hazard(uow, inspection, asked, result, step)
            _push(uow, inspection_id, step, at=asked.id)
            uow.commit()
            return Answered(finding.id, hazard_id)

    def answer_rest(self, inspection_id: UUID, result: FindingResult, *, section: int | None = None) -> int:
        """Give every item that has no answer this one, of the whole walk or of one section; tell how many."""
        if result is FindingResult.FAILS:
            raise UserError("“不符合”要逐项判定。", hint="请逐项查看并写明事实。")
        with self._desk.write() as uow:
            inspection = self._walked(uow, inspection_id)
            questions = self._questions(uow, inspection)
            known = _results(uow, inspection, questions)
            parts = [one for one in questions.sections if section is None or one.place == section]
            unanswered = [item for one in parts for item in one.items if known.get(item.id) is None]
            if not unanswered:
                return 0
            step = Step(f"{len(unanswered)} 项 {result.value}", unanswered[0].id)
            for item in unanswered:
                self._judge(uow, inspection, item, result, step)
            _push(uow, inspection_id, step, at="")
            uow.commit()
            return len(unanswered)

    def undo(self, inspection_id: UUID) -> Undone | None:
        """Take the last step back, with the hazard that it made or took away; nothing where there is none."""
        with self._desk.write() as uow:
            load_open(uow, inspection_id)
            track = load_track(uow, inspection_id)
            if not track.steps:
                return None
            step = track.steps.pop()
            for key, result in step.before.items():
                finding = uow.session.get_one(Finding, key)
                finding.result, finding.judged_at = result, uow.now() if result is not None else None
            _release_photos(uow, step.adopted)
            records.remove_hazards(uow, [one for one in _hazards(uow, step.made) if not one.deleted])
            records.bring_back_hazards(uow, [one for one in _hazards(uow, step.taken) if one.deleted])
            track.item_id, track.hazard_id = step.item_id, None
            save_track(uow, inspection_id, track)
            uow.commit()
            return Undone(step.words, step.item_id)

    def remove_hazard(self, inspection_id: UUID, hazard_id: UUID) -> None:
        """Delete a hazard as a step that can be taken back; the item's answer stays."""
        with self._desk.write() as uow:
            hazard = records.load_hazard(uow, hazard_id)
            step = Step(f"删除隐患{hazard.order_no:02d}", hazard.item_no or "", taken=[hazard_id])
            records.remove_hazards(uow, [hazard])
            _push(uow, inspection_id, step, at=hazard.item_no or "")
            uow.commit()

    def stay(self, inspection_id: UUID, *, item_id: str = "", hazard_id: UUID | None = None) -> None:
        """Remember the item or the free hazard at which the officer is."""
        with self._desk.write() as uow:
            track = load_track(uow, inspection_id)
            track.item_id, track.hazard_id = item_id, hazard_id
            save_track(uow, inspection_id, track)
            uow.commit()

    def finding(self, inspection_id: UUID, *, item_no: str) -> UUID:
        """Give the finding of an item, so that photographs can be hung on it before it is answered."""
        with self._desk.write() as uow:
            inspection = self._walked(uow, inspection_id)
            asked = self._questions(uow, inspection).asked(item_no)
            finding = _finding(uow, inspection, asked)
            uow.commit()
            return finding.id

    def _walked(self, uow: UnitOfWork, inspection_id: UUID) -> Inspection:
        """Load an inspection that is under way, and fix the library that it is walked with."""
        inspection = load_open(uow, inspection_id)
        if inspection.library_blob is None:
            inspection.library_blob = self._library.snapshot(uow)
        return inspection

    def _questions(self, uow: UnitOfWork, inspection: Inspection) -> Questions:
        on = self._desk.today() if inspection.started_at is None else civil_day(inspection.started_at)
        return self._shelf.take(self._library.of_inspection(uow, inspection), _sectors(inspection), on)

    def _judge(
        self, uow: UnitOfWork, inspection: Inspection, asked: WalkItem, result: FindingResult, step: Step
    ) -> Finding:
        finding = _finding(uow, inspection, asked)
        if finding.result is not result:
            step.before[finding.id] = finding.result
            finding.result, finding.judged_at = result, uow.now()
        return finding

    def _fit_hazard(
        self, uow: UnitOfWork, inspection: Inspection, asked: WalkItem, result: FindingResult, step: Step
    ) -> UUID | None:
        """Make the hazard of a failed item where it has none; take the hazards of any other answer away."""
        hazards = records.hazards_of(uow, inspection.id)
        standing = [one for one in hazards if one.item_no == asked.id and one.state is not HazardState.VOID]
        if result is not FindingResult.FAILS:
            records.remove_hazards(uow, standing)
            step.taken.extend(one.id for one in standing)
            return None
        if standing:
            return standing[0].id
        hazard = self._hazards.record_standard(uow, inspection, asked.item, checklist=asked.checklist)
        step.made.append(hazard.id)
        step.adopted.extend(_adopt_photos(uow, inspection.id, asked, hazard.id))
        return hazard.id


def load_open(uow: UnitOfWork, inspection_id: UUID) -> Inspection:
    """Load an inspection that is under way, or say why its answers are fixed."""
    inspection = load_inspection(uow, inspection_id)
    lock = _lock(inspection)
    if lock:
        raise UserError(lock, hint="确需补查的，请先办理“继续检查”；已签发文书的，请另建一次检查。")
    return inspection


def _lock(inspection: Inspection) -> str:
    if inspection.state is InspectionState.DRAFT:
        return ""
    return f"该次检查现为“{INSPECTION_STATES[inspection.state]}”，检查结果不再改动。"


def _sectors(inspection: Inspection) -> tuple[str, ...]:
    sectors = tuple(inspection.checklists or ())
    if not sectors:
        raise UserError("这次检查还没有选择检查表。", hint="请在“新建检查”中选择检查表。")
    return sectors


def _head(inspection: Inspection, uow: UnitOfWork, officers: tuple[str, ...]) -> WalkHead:
    name = uow.session.scalar(select(Enterprise.name).where(Enterprise.id == inspection.enterprise_id))
    return WalkHead(
        inspection_id=inspection.id,
        enterprise=name or "",
        category=kind_of_check(inspection.category, is_typed_in=bool(inspection.is_typed_in), unknown="检查"),
        started_at=inspection.started_at,
        officers=officers,
        state=inspection.state,
        lock=_lock(inspection),
    )


def _results(uow: UnitOfWork, inspection: Inspection, questions: Questions) -> dict[str, FindingResult | None]:
    """Tell the answer of each item of the walk; an answer under another list's id of the question counts too."""
    query = select(Finding.id, Finding.result).where(Finding.inspection_id == inspection.id, Finding.deleted.is_(False))
    known = dict(uow.session.execute(query).all())
    return {item.id: known.get(finding_id(inspection.id, item.item.question)) for item in questions.items}


def _finding(uow: UnitOfWork, inspection: Inspection, asked: WalkItem) -> Finding:
    key = finding_id(inspection.id, asked.item.question)
    finding = uow.session.get(Finding, key)
    if finding is None:
        finding = Finding(id=key, inspection_id=inspection.id, checklist=asked.checklist, item_no=asked.id)
        uow.add(finding)
    elif finding.deleted:
        uow.undelete(finding)
    return finding


def _push(uow: UnitOfWork, inspection_id: UUID, step: Step, *, at: str) -> None:
    track = load_track(uow, inspection_id)
    if not step.is_empty:
        track.steps.append(step)
    if at:
        track.item_id, track.hazard_id = at, None
    save_track(uow, inspection_id, track)


def _adopt_photos(uow: UnitOfWork, inspection_id: UUID, asked: WalkItem, hazard_id: UUID) -> list[UUID]:
    """Give the hazard the photographs that were taken of its item before it was judged."""
    key = finding_id(inspection_id, asked.item.question)
    query = select(Photo).where(
        Photo.inspection_id == inspection_id,
        Photo.finding_id == key,
        Photo.hazard_id.is_(None),
        Photo.deleted.is_(False),
    )
    photos = list(uow.session.scalars(query))
    for photo in photos:
        photo.hazard_id, photo.role = hazard_id, PhotoRole.BEFORE
    return [photo.id for photo in photos]


def _release_photos(uow: UnitOfWork, photo_ids: Iterable[UUID]) -> None:
    for photo_id in photo_ids:
        photo = uow.session.get_one(Photo, photo_id)
        photo.hazard_id, photo.role = None, PhotoRole.SCENE


def _hazards(uow: UnitOfWork, hazard_ids: Iterable[UUID]) -> list[Hazard]:
    return [uow.session.get_one(Hazard, one) for one in hazard_ids]
