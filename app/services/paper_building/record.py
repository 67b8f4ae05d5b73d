"""现场检查记录 (paper 01) from the records of an inspection."""

from collections.abc import Sequence

from app.services.paper_building.ground import PaperGround, party_of
from app.services.paper_building.refusal import refusal_of
from app.services.paper_building.times import span_text
from app.values.days import long_day
from app.values.enums import DocumentForm, Handling
from app.values.facts_inspection import HazardFact
from app.values.papers import item_list
from app.values.papers_record import CertificateAnswer, InspectionRecord, RecordItem, RecusalAnswer

NOT_APPLICABLE = "／"
NOTHING_FOUND = "按照检查内容进行了检查，未发现事故隐患"
NOTHING_ORDERED = "本次检查未发现需要责令改正的问题。"


def build(ground: PaperGround) -> InspectionRecord:
    """Fill the record in."""
    inspection = ground.inspection
    return InspectionRecord(
        header=ground.header(),
        party=party_of(ground.enterprise, inspection),
        places=inspection.place or "",
        time=span_text(inspection.started_at, inspection.ended_at),
        category=_category(ground),
        notice_number=_notice_number(ground),
        officers=ground.officers,
        items=_items(ground),
        handling=ground.typed("handling") or inspection.summary or _handling(ground),
        note=ground.worded("note"),
        certificate_answer=_certificate_answer(ground),
        recusal_answer=_recusal_answer(ground),
        refusal=refusal_of(ground),
    )


def _category(ground: PaperGround) -> str:
    inspection = ground.inspection
    category = "" if inspection.category is None else f"{inspection.category.value}检查"
    return f"{category}（{inspection.source.value}）" if inspection.source is not None else category


def _notice_number(ground: PaperGround) -> str:
    notices = ground.loop.issued(DocumentForm.INSPECTION_NOTICE)
    return notices[-1].number if notices else NOT_APPLICABLE


def _items(ground: PaperGround) -> tuple[RecordItem, ...]:
    if not ground.facts.hazards:
        return (RecordItem(NOTHING_FOUND),)
    return tuple(_item(ground, one) for one in ground.facts.hazards)


def _item(ground: PaperGround, hazard: HazardFact) -> RecordItem:
    fact = f"（建议）{hazard.fact}" if hazard.is_advice else hazard.fact
    return RecordItem(fact, photo_text(ground.photos.before.get(hazard.id, ())), _fixed(ground, hazard))


def photo_text(numbers: Sequence[int]) -> str:
    """Write 照片1、2."""
    return f"照片{item_list(numbers)}" if numbers else ""


def _fixed(ground: PaperGround, hazard: HazardFact) -> str:
    if hazard.handling is not Handling.ON_THE_SPOT or not hazard.after_photos:
        return ""
    photos = photo_text(ground.photos.after.get(hazard.id, ()))
    return f"执法人员离场前已经改正{f'（{photos}）' if photos else ''}"


def _handling(ground: PaperGround) -> str:
    """Write how each problem was handled (安全生产法 68), in groups of one handling."""
    groups: dict[str, list[int]] = {}
    for hazard in ground.facts.hazards:
        groups.setdefault(_handled(hazard), []).append(hazard.order_no)
    parts = [f"第{item_list(numbers)}项，{words}" for words, numbers in groups.items() if words]
    recorder = ground.typed("recorder")
    filmed = f"检查过程已用执法记录仪记录（{recorder}）。" if recorder else ""
    return f"{'；'.join(parts)}。{filmed}" if parts else NOTHING_ORDERED + filmed


def _handled(hazard: HazardFact) -> str:
    ordered = _ordered(hazard)
    words = {
        Handling.ON_THE_SPOT: "当场责令改正",
        Handling.DEADLINE: ordered or "责令限期整改",
        Handling.ONSITE_MEASURES: "责令立即排除，依法采取现场处理措施",
        Handling.CASE: f"{ordered}，并依法立案调查" if ordered else "依法立案调查",
        Handling.TRANSFER: f"依法移送{hazard.transfer_to}处理",
        Handling.ADVICE: "提出改进建议",
    }
    return "" if hazard.handling is None else words[hazard.handling]


def _ordered(hazard: HazardFact) -> str:
    """Write until when a hazard is to be mended; nothing where nobody has said it yet."""
    if hazard.is_at_once:
        return "责令立即整改"
    return "" if hazard.deadline is None else f"责令于{long_day(hazard.deadline)}前（含当日）整改完毕"


def _certificate_answer(ground: PaperGround) -> CertificateAnswer | None:
    objection = ground.typed("certificate_objection")
    if objection:
        return CertificateAnswer(objection)
    return CertificateAnswer() if (ground.document.fields or {}).get("is_certificate_seen") else None


def _recusal_answer(ground: PaperGround) -> RecusalAnswer | None:
    inspection = ground.inspection
    if inspection.is_recusal_asked is None:
        return None
    return RecusalAnswer(inspection.is_recusal_asked, inspection.recusal_reason or "")
