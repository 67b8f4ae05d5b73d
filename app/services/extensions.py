"""延期: applied for while the deadline runs, answered by the authority; nothing else gives a new day."""

from datetime import date
from uuid import UUID

from app.models.hazard import Extension, Hazard
from app.models.reinspection import ReceivedPaper
from app.rules import hazard_states
from app.rules.hazard_states import HazardEvent
from app.services.desk import Desk
from app.services.extension_record import new_extensions
from app.services.facts_hazard import extension_fact
from app.services.facts_loop import loop_facts
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import ExtensionState
from app.values.errors import UserError
from app.values.facts_inspection import HazardChange
from app.values.fields_received_paper import ExtensionFields


class ExtensionService:
    """Register applications for more time, and answer them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def apply(self, fields: ExtensionFields) -> UUID:
        """Register an application about hazards of one deadline."""
        if fields.applied_on > self._desk.today():
            raise UserError("申请日期晚于今天。", hint="请改正日期。")
        with self._desk.write() as uow:
            known = {one.id: one for one in loop_facts(uow, fields.inspection_id).hazards}
            if not fields.hazard_ids or any(one not in known for one in fields.hazard_ids):
                raise UserError("没有选择申请延期的隐患，或隐患不属于这次检查。", hint="请重新选择。")
            made = new_extensions(fields, [known[one] for one in fields.hazard_ids])
            if len(made) > 1:
                raise UserError("所选隐患的整改期限不同。", hint="请按期限分别登记延期申请。")
            uow.add_all(made)
            uow.commit()
            return made[0].id

    def approve(
        self,
        extension_id: UUID,
        *,
        by: str,
        on: date | None = None,
        new_deadline: date | None = None,
        answer: str = "",
        document_id: UUID | None = None,
    ) -> None:
        """Approve more time: the new day counts for each hazard, if it was applied for in time."""
        with self._desk.write() as uow:
            row = self._answered(uow, extension_id, by=by, on=on, answer=answer, state=ExtensionState.APPROVED)
            row.new_deadline = new_deadline or row.new_deadline
            row.document_id = document_id
            known = {one.id: one for one in loop_facts(uow, row.inspection_id).hazards}
            fact = extension_fact(row)
            for hazard_id in row.hazard_ids:
                hazard = known[hazard_id]
                change = HazardChange(on=row.answered_on or self._desk.today(), hazard=hazard, extension=fact)
                found = uow.session.get_one(Hazard, hazard_id)
                found.state = hazard_states.apply(hazard.state, HazardEvent.EXTEND, change)
                found.deadline = row.new_deadline
            uow.commit()

    def refuse(self, extension_id: UUID, *, by: str, on: date | None = None, answer: str = "") -> None:
        """Refuse more time, with the ground that the enterprise is told."""
        if not answer.strip():
            raise UserError("没有写明不予延期的理由。", hint="请填写理由。")
        with self._desk.write() as uow:
            self._answered(uow, extension_id, by=by, on=on, answer=answer, state=ExtensionState.REFUSED)
            uow.commit()

    def _answered(
        self, uow: UnitOfWork, extension_id: UUID, *, by: str, on: date | None, answer: str, state: ExtensionState
    ) -> Extension:
        row = uow.session.get(Extension, extension_id)
        if row is None or row.deleted:
            raise UserError("本机没有这份延期申请。", hint="请从收文列表重新进入。")
        if row.state is not ExtensionState.APPLIED:
            raise UserError("这份延期申请已经答复。", hint="如须更正，请写明理由后另行办理。")
        if not by.strip():
            raise UserError("没有填写批准人。", hint="请填写批准人。")
        day = on or self._desk.today()
        if day > self._desk.today() or (row.applied_on is not None and day < row.applied_on):
            raise UserError("答复日期不在申请日期和今天之间。", hint="请核对日期。")
        row.state, row.approved_by, row.answered_on = state, by.strip(), day
        row.answer = answer.strip() or None
        _handle_paper(uow, row, on=day)
        return row


def _handle_paper(uow: UnitOfWork, row: Extension, *, on: date) -> None:
    """Note on the application itself that it was answered."""
    paper = None if row.paper_id is None else uow.session.get(ReceivedPaper, row.paper_id)
    if paper is not None and paper.handled_on is None:
        paper.handled_on = on
        paper.handled_note = "批准延期" if row.state is ExtensionState.APPROVED else "不予延期"
