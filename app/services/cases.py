"""行政处罚案件: opened from hazards, carried on step by step, each checked before it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.case import Case, CaseStep
from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.rules import hazard_states
from app.rules.case_progress import case_state, is_finished
from app.rules.hazard_states import HazardEvent
from app.services import case_steps
from app.services.case_ground import CaseGround, act_day, load_ground
from app.services.case_numbers import refuse_taken_number
from app.services.case_opening import is_person, lead_step, violations_of
from app.services.case_rows import case_ids, case_rows
from app.services.case_view import case_view
from app.services.desk import Desk
from app.services.facts_case import case_fact, step_fact
from app.services.facts_loop import loop_facts
from app.services.library import LibraryService
from app.services.library_view import LibraryView
from app.services.party_name import party_name
from app.services.private_fields import PRIVATE, seal_texts
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import CaseState, Handling, HazardState, Procedure, StepKind
from app.values.errors import UserError
from app.values.facts_inspection import HazardChange, HazardFact
from app.values.fields_case import CaseFields, StepFields
from app.values.rows_case import CaseRow, CaseView

_TEXTS = frozenset({"title", "party_name", "cause", "number"})
_PRIVATE = frozenset(PRIVATE[Case.kind])
_EDITABLE = _TEXTS | _PRIVATE | {"is_person", "procedure", "violations", "penalty_basis"}


class CaseService:
    """Open cases and carry them on."""

    def __init__(self, desk: Desk, *, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def open(self, fields: CaseFields) -> UUID:
        """Open a case as a lead, or take up the lead that a re-inspection made of the same hazards.

        What was left empty is taken from the hazards and their inspection.
        """
        found_on = fields.found_on or self._desk.today()
        if found_on > self._desk.today():
            raise UserError("线索日期晚于今天。", hint="请改正日期。")
        with self._desk.write() as uow:
            hazards = _hazards(uow, fields)
            inspection, enterprise = _whose(uow, fields)
            lead = _lead_of(uow, fields)
            refuse_taken_number(uow, fields.number, besides=None if lead is None else lead.id)
            if lead is not None:
                _take_up(lead, fields)
                _seal_identity(uow, lead, fields)
                uow.commit()
                return lead.id
            case = _case(fields, enterprise=enterprise, inspection=inspection, hazards=hazards)
            _seal_identity(uow, case, fields)
            uow.add(case)
            for hazard in hazards:
                change = HazardChange(on=found_on, hazard=hazard, case_id=case.id)
                if hazard.is_open:  # what was put right may be penalised all the same
                    hazard_states.apply(hazard.state, HazardEvent.FILE_CASE, change)
            officers = fields.officer_ids or (() if inspection is None else tuple(inspection.officer_ids))
            uow.add(lead_step(case, on=found_on, officer_ids=officers, text=case.cause or "检查发现涉嫌违法行为"))
            uow.commit()
            return case.id

    def of_inspection(self, inspection_id: UUID) -> UUID:
        """Give the case of an inspection that is still open, or open one about what waits for a case."""
        with self._desk.read() as uow:
            loop = loop_facts(uow, inspection_id)
        going = [one.id for one in loop.cases if not is_finished(one)]
        if going:
            return going[-1]
        taken = {one for case in loop.cases for one in case.hazard_ids}
        waiting = [one.id for one in loop.hazards if _waits_for_case(one) and one.id not in taken]
        if not waiting:
            raise UserError("本次检查没有等待立案的隐患。", hint="请先复查，或在“新建案件”中选择隐患。")
        return self.open(CaseFields(inspection_id=inspection_id, hazard_ids=tuple(waiting)))

    def edit(self, case_id: UUID, **changes: Any) -> None:
        """Change what stands on the head of a case that is not closed."""
        unknown = changes.keys() - _EDITABLE
        if unknown:
            raise TypeError(f"no field of a case: {', '.join(sorted(unknown))}")
        with self._desk.write() as uow:
            case = _load_open(uow, case_id)
            if "procedure" in changes:
                _refuse_late_change(uow, case, self._library.current(uow))
            refuse_taken_number(uow, str(changes.get("number") or ""), besides=case.id)
            seal_texts(uow, case, changes)
            for name, value in changes.items():
                if name in _PRIVATE:
                    continue
                setattr(case, name, (value.strip() or None) if name in _TEXTS else value)
            if not case.title or not case.party_name:
                raise UserError("案件名称和当事人不能为空。", hint="请填写。")
            uow.commit()

    def step(self, case_id: UUID, fields: StepFields) -> UUID:
        """Make one step of the case."""
        with self._desk.write() as uow:
            case = _load(uow, case_id)
            ground = load_ground(uow, case, library=self._library.current(uow))
            if ground.fact.ended_by_law:
                raise UserError(f"案件已经终结（{ground.fact.ended_by_law}）。", hint="情况有变化的，请另行登记线索。")
            self._check(uow, ground, fields)
            _refuse_taken_filing(uow, case, fields)
            row = CaseStep(case_id=case.id, step=fields.step, order_no=_next_number(ground.steps))
            case_steps.write(row, fields)
            uow.add(row)
            _move(case, [*ground.steps, row], fields, today=self._desk.today())
            uow.commit()
            return row.id

    def correct(self, step_id: UUID, fields: StepFields, *, reason: str) -> None:
        """Correct a step that was written down wrong, or add the day of its service; the reason stays in the log."""
        if not reason.strip():
            raise UserError("没有写明更正的理由。", hint="请填写理由。")
        with self._desk.write(reason=reason.strip()) as uow:
            row = uow.session.get(CaseStep, step_id)
            if row is None or row.deleted:
                raise UserError("本机没有这一步记录。", hint="请从案件页面重新进入。")
            if row.step is not fields.step:
                raise UserError("更正不能改变步骤的种类。", hint="请另外办理那一步。")
            case = _load(uow, row.case_id)
            ground = load_ground(uow, case, library=self._library.current(uow), leave_out=row)
            later = [one for one in ground.steps if one.order_no > row.order_no]
            before = [one for one in ground.steps if one.order_no < row.order_no]
            earlier = replace(ground.fact, steps=tuple(step_fact(one) for one in before))
            self._check(uow, replace(ground, steps=before, fact=earlier), fields)
            _refuse_taken_filing(uow, case, fields)
            case_steps.write(row, fields)
            _move(case, [*before, row, *later], fields, today=self._desk.today())
            uow.commit()

    def not_file(self, case_id: UUID, *, reason: str, by: str, on: date | None = None) -> None:
        """End a lead without filing (不予立案), with its reason and who approved it."""
        if not reason.strip() or not by.strip():
            raise UserError("没有写明不予立案的理由或批准人。", hint="请填写理由和批准人。")
        with self._desk.write(reason=reason.strip()) as uow:
            case = _load_open(uow, case_id)
            if case.state is not CaseState.LEAD:
                raise UserError("案件已经立案，不能再作不予立案处理。", hint="请办理撤销立案或不予处罚。")
            day = on or self._desk.today()
            ground = f"不予立案：{reason.strip()}"
            case.closing = {"day": day.isoformat(), "by": by.strip(), "ground": ground, "ended_by_law": ground}
            case.state = CaseState.VOID
            uow.commit()

    def view(self, case_id: UUID) -> CaseView:
        """Show a case: where it stands, what comes next, its clocks, steps, ranges and hazards."""
        with self._desk.read() as uow:
            ground = load_ground(uow, _load(uow, case_id), library=self._library.current(uow))
            return case_view(uow, ground, today=self._desk.today())

    def search(self, text: str = "", *, states: Iterable[CaseState] = ()) -> Sequence[UUID]:
        """Give the ids of the cases that fit, the latest first."""
        with self._desk.read() as uow:
            return case_ids(uow, text, states=tuple(states))

    def rows(self, ids: Sequence[UUID]) -> Sequence[CaseRow]:
        """Give the rows of these cases in their order."""
        with self._desk.read() as uow:
            return case_rows(uow, ids, today=self._desk.today())

    def list(self) -> Sequence[CaseRow]:
        """List all cases, the latest first."""
        return self.rows(self.search())

    def _check(self, uow: UnitOfWork, ground: CaseGround, fields: StepFields) -> None:
        today = self._desk.today()
        case_steps.check(ground, fields, today=today, act_day=act_day(uow, ground, today))


def _load(uow: UnitOfWork, case_id: UUID) -> Case:
    found = uow.session.get(Case, case_id)
    if found is None or found.deleted:
        raise UserError("本机没有这个案件。", hint="请从案件列表重新进入。")
    return found


def _load_open(uow: UnitOfWork, case_id: UUID) -> Case:
    found = _load(uow, case_id)
    if found.state in {CaseState.CLOSED, CaseState.VOID}:
        raise UserError("案件已经办结，不能再改。", hint="如须更正，请查看修改记录后另行说明。")
    return found


def _refuse_late_change(uow: UnitOfWork, case: Case, library: LibraryView) -> None:
    made = load_ground(uow, case, library=library).steps
    if any(one.step is not StepKind.LEAD for one in made):
        raise UserError("案件已经办理了后续步骤，不能再改程序。", hint="请在办理第一步之前选定程序。")


def _hazards(uow: UnitOfWork, fields: CaseFields) -> tuple[HazardFact, ...]:
    if not fields.hazard_ids:
        return ()
    if fields.inspection_id is None:
        raise UserError("选了隐患而没有选检查。", hint="请从检查或复查进入。")
    known = {one.id: one for one in loop_facts(uow, fields.inspection_id).hazards}
    if any(one not in known for one in fields.hazard_ids):
        raise UserError("所选隐患不属于这次检查。", hint="请重新选择。")
    return tuple(known[one] for one in dict.fromkeys(fields.hazard_ids))


def _waits_for_case(one: HazardFact) -> bool:
    return one.state is HazardState.FAILED or (one.handling is Handling.CASE and one.is_open)


def _lead_of(uow: UnitOfWork, fields: CaseFields) -> Case | None:
    """Find the lead that waits for exactly these hazards."""
    if not fields.hazard_ids or fields.inspection_id is None:
        return None
    query = select(Case).where(
        Case.inspection_id == fields.inspection_id, Case.state == CaseState.LEAD, Case.deleted.is_(False)
    )
    wanted = set(fields.hazard_ids)
    return next((one for one in uow.session.scalars(query.order_by(Case.id)) if set(one.hazard_ids) == wanted), None)


def _take_up(lead: Case, fields: CaseFields) -> None:
    """Give a lead what is known by now; what was left empty stays as it is."""
    lead.title = fields.title.strip() or lead.title
    lead.party_name = fields.party_name.strip() or lead.party_name
    lead.is_person = lead.is_person if fields.is_person is None else fields.is_person
    lead.procedure = fields.procedure
    lead.cause = fields.cause.strip() or lead.cause
    lead.violations = fields.violations or lead.violations
    lead.penalty_basis = fields.penalty_basis or lead.penalty_basis
    lead.number = fields.number.strip() or lead.number


def _seal_identity(uow: UnitOfWork, case: Case, fields: CaseFields) -> None:
    """Keep the identity number where one was given; what was left empty stays as it is."""
    if fields.party_identity.strip():
        seal_texts(uow, case, {"party_identity": fields.party_identity})


def _whose(uow: UnitOfWork, fields: CaseFields) -> tuple[Inspection | None, Enterprise]:
    inspection = None if fields.inspection_id is None else uow.session.get(Inspection, fields.inspection_id)
    enterprise_id = fields.enterprise_id if inspection is None else inspection.enterprise_id
    enterprise = None if enterprise_id is None else uow.session.get(Enterprise, enterprise_id)
    if enterprise is None:
        raise UserError("没有选择当事人所在的企业。", hint="请先选择检查或企业。")
    return inspection, enterprise


def _case(
    fields: CaseFields, *, enterprise: Enterprise, inspection: Inspection | None, hazards: Sequence[HazardFact]
) -> Case:
    return Case(
        title=fields.title.strip() or f"{enterprise.name}涉嫌安全生产违法案",
        enterprise_id=enterprise.id,
        inspection_id=None if inspection is None else inspection.id,
        hazard_ids=tuple(one.id for one in hazards),
        party_name=fields.party_name.strip() or party_name(enterprise),
        is_person=is_person(enterprise) if fields.is_person is None else fields.is_person,
        procedure=Procedure(fields.procedure),
        cause=fields.cause.strip() or None,
        violations=fields.violations or violations_of(hazards),
        penalty_basis=fields.penalty_basis,
        number=fields.number.strip() or None,
        state=CaseState.LEAD,
    )


def _refuse_taken_filing(uow: UnitOfWork, case: Case, fields: StepFields) -> None:
    if fields.step is StepKind.FILING:
        refuse_taken_number(uow, fields.number, besides=case.id)


def _next_number(steps: Sequence[CaseStep]) -> int:
    return max((one.order_no for one in steps), default=0) + 1


def _move(case: Case, steps: Sequence[CaseStep], fields: StepFields, *, today: date) -> None:
    """Let the case stand where its steps have brought it."""
    if fields.step is StepKind.FILING and fields.number.strip():
        case.number = fields.number.strip()
    if fields.provision and fields.provision not in (case.penalty_basis or ()):
        case.penalty_basis = (fields.provision, *(case.penalty_basis or ()))
    if fields.step is StepKind.CLOSING:
        case.closing = {
            "day": (fields.on or today).isoformat(),
            "by": "、".join(one["name"] for one in fields.persons if one.get("name")),
            "ground": fields.reason.strip() or "履行完毕",
            "ended_by_law": fields.ended_by_law.strip() or None,
        }
    case.state = case_state(case_fact(case, steps=[step_fact(one) for one in steps]))
