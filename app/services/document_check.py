"""The check of a draft before it is issued: empty fields, what may be done by pen, and the verdicts."""

from collections.abc import Iterator

from app.rules import inspection_states
from app.rules.inspection_states import InspectionChange, InspectionEvent
from app.rules.legality.check import check
from app.rules.legality.missing import missing
from app.services.document_drafts import NUMBER
from app.services.paper_building.ground import PaperGround
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm, NumberSource
from app.values.rows_document import DocumentCheck
from app.values.rows_numbers import PAUSED
from app.values.verdict import Missing

# A signature and a tick may come by pen after printing: they are shown, and stop nothing.
BY_PEN = frozenset({"inspection.party_signature", "inspection.is_recusal_asked"})
_DEMAND_IN_RECORD = "hazard.demand"


def check_paper(uow: UnitOfWork, ground: PaperGround) -> DocumentCheck:
    """Say what the paper still needs and what stands against it."""
    found = [*missing(ground.facts), *_of_profile(ground), *_of_number(uow, ground), *_of_inspection(ground)]
    found = [one for one in found if not _is_not_printed(ground, one)]
    return DocumentCheck(
        document_id=ground.document.id,
        missing=tuple(one for one in found if one.field not in BY_PEN),
        by_pen=tuple(one for one in found if one.field in BY_PEN),
        verdicts=check(ground.facts),
    )


def _is_not_printed(ground: PaperGround, one: Missing) -> bool:
    """The record says what was seen; what must be done prints on the order."""
    return ground.document.form is DocumentForm.INSPECTION_RECORD and one.field == _DEMAND_IN_RECORD


def _of_profile(ground: PaperGround) -> Iterator[Missing]:
    if not ground.definition.remedy:
        return
    for name, label in (("reconsideration_body", "行政复议机关"), ("court", "人民法院")):
        if not (getattr(ground.authority, name) or "").strip():
            yield Missing(
                f"authority.{name}", f"{label}没有设置", "救济告知必须写明名称，请在设置中填写", f"authority.{name}"
            )


def _of_number(uow: UnitOfWork, ground: PaperGround) -> Iterator[Missing]:
    key = ground.definition.key
    if not key:
        return
    if ground.document.number_source not in (None, NumberSource.DEVICE_RANGE):
        if not (ground.document.fields or {}).get(NUMBER):
            yield Missing("document.number", "文号没有填写", "填写系统或者登记簿给的文号", "document.number")
        return
    use = uow.numbers.use(key, year=ground.day.year)
    if use is None:
        yield Missing("settings.numbers", f"“{key}”的号段没有设置", "向单位领取号段后在设置中填写", "settings.numbers")
    elif use.is_locked:
        yield Missing(PAUSED, "编号已暂停", "请先填写纸上最后一个文号", PAUSED)
    elif not use.left:
        yield Missing("settings.numbers", f"“{key}”的号段已用完", "领取新的号段后在设置中填写", "settings.numbers")


def _of_inspection(ground: PaperGround) -> Iterator[Missing]:
    """An order moves the inspection; where it cannot move yet, the way on is named."""
    if ground.document.form not in {DocumentForm.RECTIFICATION_ORDER, DocumentForm.ONSITE_MEASURES}:
        return
    change = InspectionChange(on=ground.day, inspection=ground.loop.inspection, issued_orders=1)
    refusal = inspection_states.TABLE.refusal(ground.loop.inspection.state, InspectionEvent.ORDER, change)
    if refusal is not None:
        yield Missing("inspection.state", "检查还没有结束", str(refusal), "inspection.state")
