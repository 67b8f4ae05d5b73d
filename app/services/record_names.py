"""Records in the words that people know them by: title, party, number, and what stands in a field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Enum

from app.models.authority import Officer
from app.models.base import Record, body_of
from app.models.kinds import business_kinds
from app.models.types import Cents, CivilDay, Hash, UtcDateTime
from app.rules.merge import DELETED, GROUP, MergedRecord
from app.services.private_fields import told
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import JsonValue
from app.values.days import civil_day_ms, from_ms, iso_day, long_day, long_moment
from app.values.enums import CaseState, DocumentState, ExtensionState, HazardState, InspectionState, SignState
from app.values.private_text import NOT_SHOWN, SEALED
from app.values.record_words import field_word, kind_word
from app.values.revision import LIFECYCLE, Body
from app.values.state_labels import CASE_STATES, DOCUMENT_STATES, HAZARD_STATES, INSPECTION_STATES

NOTHING = "（空）"
KEPT, REMOVED = "保留", "删除"
_STATES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    HazardState: HAZARD_STATES,
    DocumentState: DOCUMENT_STATES,
    InspectionState: INSPECTION_STATES,
    CaseState: CASE_STATES,
    ExtensionState: {"applied": "待审批", "approved": "已批准", "refused": "未批准"},
    SignState: {"signed": "已签名", "refused": "拒绝签名", "absent": "不在场", "unable": "不能签名"},
}
_OWNERS = (
    ("enterprise_id", "enterprise"),
    ("inspection_id", "inspection"),
    ("case_id", "case"),
    ("reinspection_id", "reinspection"),
    ("hazard_id", "hazard"),
    ("document_id", "document"),
)
_NUMBERS = {
    "document": "number",
    "case": "number",
    "inspection": "task_no",
    "enterprise": "uscc",
    "officer": "certificate",
}
_NAMED = ("enterprise", "officer", "authority", "hazard", "document", "inspection", "case", "received_paper")
_PARTS = {
    "day": "日期",
    "by": "人员",
    "ground": "理由",
    "name": "姓名",
    "role": "身份",
    "phone": "电话",
    "unit": "单位",
}


class RecordNames:
    """Name records of this store, and those that a file brings beside them."""

    def __init__(
        self, uow: UnitOfWork, coming: Mapping[str, MergedRecord] | None = None, *, tells_private: bool = False
    ) -> None:
        self._uow = uow
        self._tells_private = tells_private
        self._coming = coming or {}
        self._kinds = business_kinds()
        self._bodies: dict[tuple[str, str], Body | None] = {}

    def title(self, kind: str, fields: Body) -> str:
        """Name a record as a line of a list does."""
        write = _TITLES.get(kind)
        return write(fields) if write is not None else kind_word(kind)

    def number(self, kind: str, fields: Body) -> str | None:
        """Give the number that the record bears."""
        value = fields.get(_NUMBERS.get(kind, ""))
        return value if isinstance(value, str) and value else None

    def party(self, kind: str, fields: Body, *, depth: int = 4) -> str:
        """Name the party that a record belongs to, by way of its inspection or case where it names none itself."""
        if kind == "enterprise":
            return str(fields.get("name") or "")
        for key, owner in _OWNERS:
            value = fields.get(key)
            body = self._body(owner, value) if isinstance(value, str) else None
            if body is not None and depth:
                return self.party(owner, body, depth=depth - 1)
        return ""

    def text(self, kind: str, field: str, value: JsonValue) -> str:
        """Write what stands in a field as people read it."""
        if field == DELETED:
            return REMOVED if value else KEPT
        if field == GROUP and isinstance(value, Mapping):
            parts = [f"{field_word(kind, key)} {self.text(kind, key, value.get(key))}" for key in _order(value)]
            return "；".join(parts) or NOTHING
        if value is None or value in ("", (), []):
            return NOTHING
        written = self._private(value) if field.endswith(SEALED) else self._by_column(kind, field, value)
        return written if written is not None else self._plain(field, value)

    def person(self, actor: str | None) -> tuple[str | None, str | None]:
        """Give name and post of an officer; one whom this store does not know has neither."""
        body = self._body("officer", actor) if actor else None
        if body is None:
            return None, None
        return str(body.get("name") or ""), str(body.get("position") or "") or "执法人员"

    def _by_column(self, kind: str, field: str, value: JsonValue) -> str | None:
        record_class = self._kinds.get(kind)
        columns = {} if record_class is None else {column.name: column for column in record_class.__table__.columns}
        column = columns.get(field)
        if column is None:
            return None
        if isinstance(column.type, Enum) and column.type.enum_class is not None:
            return _state_word(column.type.enum_class, value)
        for kind_of_column, write in _COLUMNS:
            if isinstance(column.type, kind_of_column):
                return write(value)
        return None

    def _private(self, seal: JsonValue) -> str:
        """Say a private text only where a person decides between several."""
        return told(self._uow, str(seal)) if self._tells_private else NOT_SHOWN

    def _plain(self, field: str, value: JsonValue) -> str:
        if field.endswith(SEALED):
            return self._private(value)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, str):
            return self._reference(value) if field.endswith(("_id", "_ids")) else value
        if isinstance(value, Mapping):
            given = [(key, item) for key, item in value.items() if item not in (None, "")]
            return "；".join(f"{_PARTS.get(key, field_word('', key))}：{self._plain(key, item)}" for key, item in given)
        if isinstance(value, Sequence):
            return "、".join(self._plain(field, item) for item in value)
        return str(value)

    def _reference(self, entity_id: str) -> str:
        for kind in _NAMED:
            body = self._body(kind, entity_id)
            if body is not None:
                return self.title(kind, body)
        return entity_id

    def _body(self, kind: str, entity_id: str) -> Body | None:
        coming = self._coming.get(entity_id)
        if coming is not None:
            return coming.fields if coming.kind == kind else None
        key = (kind, entity_id)
        if key not in self._bodies:
            row: Record | None = self._uow.session.get(self._kinds[kind], UUID(entity_id))
            self._bodies[key] = None if row is None else body_of(row)
        return self._bodies[key]


def _state_word(choices: type[Any], value: JsonValue) -> str:
    return _STATES.get(choices, {}).get(value, str(value))


def officer_names(uow: UnitOfWork, actors: Sequence[str]) -> Mapping[str, str]:
    """Name the officers who wrote."""
    found = ((actor, uow.session.get(Officer, UUID(actor))) for actor in dict.fromkeys(actors))
    return {actor: row.name for actor, row in found if row is not None}


def _order(value: Mapping[str, JsonValue]) -> list[str]:
    return [key for key in ("state", "deadline", "level", "closing") if key in LIFECYCLE and value.get(key) is not None]


def _day_text(value: Any) -> str:
    return long_day(date.fromisoformat(value))


def _moment_text(value: Any) -> str:
    return long_moment(from_ms(value))


def _yuan_text(value: Any) -> str:
    return f"{value / 100:,.2f}元"


def _file_text(value: Any) -> str:
    return f"文件 {value[:8]}"


_COLUMNS: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (CivilDay, _day_text),
    (UtcDateTime, _moment_text),
    (Cents, _yuan_text),
    (Hash, _file_text),
)


def _inspection(fields: Body) -> str:
    started = fields.get("started_at")
    day = f"　{iso_day(civil_day_ms(started))}" if isinstance(started, int) else ""
    return f"{fields.get('category') or ''}检查{day}"


def _numbered(fields: Body) -> str:
    return f"{fields.get('title') or '文书'}　{fields.get('number') or '草稿'}"


def _void(fields: Body) -> str:
    first, last = fields.get("first_serial"), fields.get("last_serial")
    serials = str(first) if first == last else f"{first}至{last}"
    return f"作废文号　{fields.get('number_key')}〔{fields.get('number_year')}〕{serials}号"


_TITLES: Mapping[str, Callable[[Body], str]] = {
    "authority": lambda fields: str(fields.get("name") or "执法机关"),
    "officer": lambda fields: str(fields.get("name") or "执法人员"),
    "enterprise": lambda fields: str(fields.get("name") or "单位"),
    "inspection": _inspection,
    "finding": lambda fields: f"检查结果　{fields.get('item_no') or ''}",
    "hazard": lambda fields: f"隐患 {fields.get('order_no') or 0:02d}",
    "photo": lambda fields: f"照片　{fields.get('file_name') or ''}",
    "document": _numbered,
    "void_number": _void,
    "service": lambda fields: f"送达　{fields.get('receiver') or ''}",
    "reinspection": lambda fields: f"第{fields.get('round_no') or 1}次复查",
    "received_paper": lambda fields: f"{fields.get('paper_kind') or '收文'}　{fields.get('received_on') or ''}",
    "case": lambda fields: str(fields.get("title") or "案件"),
    "case_step": lambda fields: f"办案步骤　{fields.get('step') or ''}",
}
