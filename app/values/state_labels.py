"""What inspectors call the states: one word for each, on the window, in sentences and in lists."""

from collections.abc import Mapping
from typing import Any

from app.values.enums import CaseState, DocumentState, HazardState, InspectionState

HAZARD_STATES = {
    HazardState.FOUND: "已登记",
    HazardState.ORDERED: "整改中",
    HazardState.IMMEDIATE: "当场整改",
    HazardState.SUSPENDED: "现场处理中",
    HazardState.EXTENDED: "已延期",
    HazardState.DUE: "待复查",
    HazardState.PASSED: "已整改",
    HazardState.FAILED: "未整改",
    HazardState.SUPERVISED: "挂牌督办",
    HazardState.TRANSFERRED: "已移送",
    HazardState.VOID: "已作废",
}
DOCUMENT_STATES = {
    DocumentState.DRAFT: "草稿",
    DocumentState.ISSUED: "已签发",
    DocumentState.SIGNED: "已签名",
    DocumentState.SERVED: "已送达",
    DocumentState.ARCHIVED: "已归档",
    DocumentState.REVOKED: "已撤销",
    DocumentState.VOID: "已作废",
}
INSPECTION_STATES = {
    InspectionState.DRAFT: "检查中",
    InspectionState.ENDED: "已结束",
    InspectionState.ORDERED: "已责改",
    InspectionState.REINSPECTING: "复查中",
    InspectionState.CLOSED: "已闭环",
    InspectionState.VOID: "已作废",
}
CASE_STATES = {
    CaseState.LEAD: "线索",
    CaseState.FILED: "已立案",
    CaseState.NOTIFIED: "已告知",
    CaseState.DECIDED: "已决定",
    CaseState.SERVED: "已送达",
    CaseState.PERFORMED: "已履行",
    CaseState.CLOSED: "已结案",
    CaseState.VOID: "已撤销",
}
_OF_KIND: Mapping[str, Mapping[Any, str]] = {
    "hazard": HAZARD_STATES,
    "document": DOCUMENT_STATES,
    "inspection": INSPECTION_STATES,
    "case": CASE_STATES,
}


def state_word(kind: str, state: str) -> str:
    """Name the state of a record; one that has no words keeps its own."""
    return _OF_KIND.get(kind, {}).get(state, state)
