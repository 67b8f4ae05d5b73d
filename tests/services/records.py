"""Records with sane defaults, put into a store through a unit of work: a lawful inspection of a gas shop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from app.models.authority import Authority, Officer
from app.models.base import Record
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.services.desk import Desk
from app.storage.store import Store
from app.values.enums import (
    ApprovalMode,
    Handling,
    InspectionCategory,
    InspectionManner,
    InspectionSource,
    InspectionState,
    PartyKind,
    SignerRole,
    SignState,
)

CHECK_DAY = date(2026, 11, 16)
DEADLINE = date(2026, 12, 1)
FIRST, LAST = 1, 200
KEYS = ("检查", "检通", "检记", "责改", "复查")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Give an instant at Beijing time."""
    return datetime(day.year, day.month, day.day, hour - 8, minute, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    """The ids of a small store: one authority, two officers, a gas shop and its inspection."""

    authority_id: UUID
    officer_ids: tuple[UUID, UUID]
    enterprise_id: UUID
    inspection_id: UUID


def put(store: Store, *records: Record) -> tuple[UUID, ...]:
    """Store the records as they are and give their ids."""
    with store.write() as uow:
        uow.add_all(records)
        uow.commit()
    return tuple(record.id for record in records)


def change(store: Store, kind: type[Record], record_id: UUID, **changes: Any) -> None:
    """Change fields of a record."""
    with store.write() as uow:
        found = uow.session.get_one(kind, record_id)
        for name, value in changes.items():
            setattr(found, name, value)
        uow.commit()


def make_scene(store: Store, *, number_keys: tuple[str, ...] = KEYS, **changes: Any) -> Scene:
    """Fill an empty store with one lawful inspection that has ended."""
    with store.write() as uow:
        for key in number_keys:
            uow.numbers.set_range(key, first=FIRST, last=LAST)
        uow.commit()
    (authority_id,) = put(store, make_authority())
    first, second = put(store, make_officer(authority_id, 1), make_officer(authority_id, 2))
    (enterprise_id,) = put(store, make_enterprise())
    inspection = make_inspection(authority_id, enterprise_id, (first, second), **changes)
    (inspection_id,) = put(store, inspection)
    return Scene(authority_id, (first, second), enterprise_id, inspection_id)


def make_authority(**changes: Any) -> Authority:
    """Make the authority."""
    values: dict[str, Any] = {
        "name": "示例区应急管理局",
        "short_name": "示例应急",
        "prefix": "渝示",
        "word": "应急",
        "region": "重庆",
        "reconsideration_body": "示例区人民政府",
        "court": "示例区人民法院",
        "address": "示例区示范大道1号",
        "phone": "000-0000008",
        "contact": "示例员甲",
        "supervision_phone": "000-0000009",
    }
    return Authority(**(values | changes))


def make_officer(authority_id: UUID, number: int, **changes: Any) -> Officer:
    """Make an officer of the authority."""
    values: dict[str, Any] = {
        "name": f"示例员{'甲乙丙丁'[number - 1]}",
        "authority_id": authority_id,
        "certificate": f"渝示—000000{number}",
        "valid_to": date(2028, 12, 31),
    }
    return Officer(**(values | changes))


def make_enterprise(**changes: Any) -> Enterprise:
    """Make a gas shop."""
    values: dict[str, Any] = {
        "name": "示例燃气有限公司",
        "party_kind": PartyKind.COMPANY,
        "uscc": "91500000DEMO00001X",
        "address": "示例区示范镇样本路1号",
        "principal": "示例人乙",
        "principal_phone": "000-0000000",
        "legal_representative": "示例人乙",
        "legal_position": "经理",
        "town": "示范镇",
        "sectors": ("城镇燃气",),
    }
    return Enterprise(**(values | changes))


def make_inspection(
    authority_id: UUID, enterprise_id: UUID, officer_ids: tuple[UUID, ...], **changes: Any
) -> Inspection:
    """Make a lawful inspection that has ended."""
    values: dict[str, Any] = {
        "authority_id": authority_id,
        "enterprise_id": enterprise_id,
        "officer_ids": officer_ids,
        "category": InspectionCategory.ROUTINE,
        "source": InspectionSource.YEARLY_PLAN,
        "source_note": "2026年度安全生产监督检查计划第8项",
        "manner": (InspectionManner.UNANNOUNCED.value,),
        "matter": "主要负责人履职、燃气泄漏报警装置、特种作业",
        "scheme_approved_by": "示例局长",
        "scheme_approved_at": at(date(2026, 11, 15), 16),
        "scheme_mode": ApprovalMode.PAPER,
        "law_code": "DEMO-2026-0012",
        "started_at": at(CHECK_DAY, 9, 10),
        "ended_at": at(CHECK_DAY, 11, 40),
        "place": "充装间、重瓶间、配电室",
        "party": {
            "name": "示例人丙",
            "role": SignerRole.ON_SITE.value,
            "position": "站长",
            "phone": "000-0000001",
        },
        "party_signature": SignState.SIGNED,
        "is_recusal_asked": False,
        "checklists": ("通用基础", "城镇燃气"),
        "state": InspectionState.ENDED,
    }
    return Inspection(**(values | changes))


def make_hazard(scene: Scene, number: int = 1, **changes: Any) -> Hazard:
    """Make an ordinary hazard of the inspection."""
    values: dict[str, Any] = {
        "inspection_id": scene.inspection_id,
        "enterprise_id": scene.enterprise_id,
        "order_no": number,
        "fact": f"充装间{number}号可燃气体探测器显示故障，检查时充装作业正在进行。",
        "demand": "停止充装作业，更换探测器并测试合格。",
        "violations": ("安全生产法/36/2",),
        "handling": Handling.DEADLINE,
        "deadline": DEADLINE,
    }
    return Hazard(**(values | changes))


def desk_of(store: Store, scene: Scene) -> Desk:
    """Give the desk of the first officer."""
    return Desk(store, officer_id=scene.officer_ids[0])


def count_statements(store: Store) -> tuple[list[str], Callable[[], None]]:
    """Note every statement that the store runs, until the second answer is called."""
    from sqlalchemy import event

    seen: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    return seen, lambda: event.remove(store.engine, "before_cursor_execute", note)
