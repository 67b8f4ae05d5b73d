"""The closed-loop report out of the records of one inspection: the same records give the same report."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from app.rules.closing import Obstacle, last_event, obstacles
from app.services.loop_figures import loop_events, loop_figures, loop_stages
from app.services.loop_hazards import counted, loop_hazards, loop_pairs
from app.services.loop_papers import loop_papers, loop_penalties, penalties_law, penalties_note
from app.services.loop_records import LoopRecords
from app.services.paper_building.ground import party_of
from app.values.canonical import JsonValue, canonical_bytes, nfc, sha256_hex
from app.values.enums import DocumentForm, InspectionState
from app.values.loop import LoopReport
from app.values.paper_code import LOOP_PREFIX, make_code
from app.values.papers import PaperHeader, PaperOfficer, paper_object

TITLE = "安全生产执法闭环报告"
COPIES = "依据执法登记生成；文书以签名盖章的原件为准。"
PAPERS_NOTE = (
    "文号前冠机关代字；校验为文书内容或者扫描件摘要的前12位，现场照片一栏由各原图摘要依次计算；完整值存于登记。"
)
CONFIRMED = "经核对，隐患逐项销号，{cases}文书和证据齐全，同意闭环并归档。"
CASES_ENDED = "行政处罚履行完毕或者依法终结，"
NOT_CONFIRMED = "上列事项尚未全部办结，本报告仅反映办理进度。"


def build_report(records: LoopRecords, blob: Callable[[str], bytes | None], *, with_marks: bool = True) -> LoopReport:
    """Write the report; its header carries the hash of its own content."""
    open_ones = obstacles(records.loop, [one.fact for one in records.profile.forms_on(_last(records))])
    bare = LoopReport(
        header=_header(records),
        party=party_of(records.enterprise, records.inspection),
        officers=tuple(PaperOfficer(one.name, one.certificate) for one in records.loop.inspection.officers),
        first_day=records.act_day,
        last_day=_last(records),
        stages=loop_stages(records),
        conclusion=_conclusion(records, open_ones),
        figures=loop_figures(records),
        events=loop_events(records),
        hazards=loop_hazards(records),
        penalties=loop_penalties(records),
        penalties_law=penalties_law(records),
        penalties_note=penalties_note(records),
        pairs=loop_pairs(records, with_marks=with_marks),
        papers=loop_papers(records, blob),
        papers_note=PAPERS_NOTE,
        confirmation=_confirmation(records, open_ones),
    )
    return _with_hash(bare, records)


def _header(records: LoopRecords) -> PaperHeader:
    return PaperHeader(
        authority=records.authority.name,
        title=TITLE,
        number=_number(records),
        copies=COPIES,
        issued=_last(records),
    )


def _number(records: LoopRecords) -> str:
    """The report has no number of its own: it goes by that of the record of the inspection."""
    record = records.loop.issued(DocumentForm.INSPECTION_RECORD)
    return record[-1].number if record and record[-1].number else records.inspection.law_code or ""


def _last(records: LoopRecords) -> date:
    """Give the day of closing, else that of the last event."""
    closing = records.inspection.closing or {}
    if closing.get("day"):
        return date.fromisoformat(closing["day"])
    return last_event(records.loop) or records.act_day


def _conclusion(records: LoopRecords, open_ones: Sequence[Obstacle]) -> str:
    hazards = counted(records)
    if open_ones:
        named = "；".join(one.what for one in open_ones)
        return f"本次发现隐患{len(hazards)}项。尚未办结：{named}。不符合闭环条件。"
    parts = [f"本次发现的{len(hazards)}项隐患全部消除或者依法移交" if hazards else "本次检查未发现隐患"]
    if records.cases:
        parts.append(f"{len(records.cases)}件案件履行完毕或者依法终结")
    parts.append("应当送达的文书均有凭证")
    closed = "已经闭环" if records.inspection.state is InspectionState.CLOSED else "符合闭环条件"
    done = "经检查、处罚和复查" if records.cases else "经检查和复查" if hazards else "经检查"
    return f"{done}，{'；'.join(parts)}。{closed}。"


def _confirmation(records: LoopRecords, open_ones: Sequence[Obstacle]) -> str:
    return NOT_CONFIRMED if open_ones else CONFIRMED.format(cases=CASES_ENDED if records.cases else "")


def _with_hash(report: LoopReport, records: LoopRecords) -> LoopReport:
    content_hash = sha256_hex(canonical_bytes(nfc(cast("JsonValue", paper_object(report)))))
    code = make_code(f"{LOOP_PREFIX}{records.inspection.id.hex[-12:].upper()}", content_hash=content_hash, head=None)
    return replace(report, header=replace(report.header, content_hash=content_hash, qr_text=code.text))
