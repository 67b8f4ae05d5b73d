"""Laptops that worked apart: what an office began with, and what each of them wrote since, as revisions.

The measure of the merge (reference figures): 200 shared hazards, then for each laptop 2,000 hazards with 4,000
photographs of 1 KB, 50 of the shared hazards edited and 5 deleted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any
from uuid import UUID

from PIL import Image

from app.models.authority import Authority, Officer
from app.models.base import Record, body_of, fill_defaults
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.log import WRITTEN_HERE
from app.models.photo import Photo
from app.storage.importing import take_in
from app.storage.store import Store
from app.values.canonical import sha256_hex
from app.values.days import to_ms
from app.values.enums import Handling, InspectionState, PartyKind, PhotoRole
from app.values.hlc import next_hlc
from app.values.revision import Revision

_SIDE = 8
BEGAN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
_PLACES = ("充装间", "重瓶间", "配电室", "一层车间", "成品仓库", "锅炉房", "装卸平台", "危废暂存间")
_THINGS = ("可燃气体探测器", "配电箱", "灭火器", "安全出口", "事故排风机", "静电接地线", "安全阀", "叉车")
_FAULTS = ("显示故障", "被杂物遮挡", "未定期检验", "接线裸露", "锈蚀严重", "超期使用", "未固定", "无人值守")


@dataclass(frozen=True, slots=True)
class District:
    """How much each laptop wrote."""

    shared: int = 200
    hazards: int = 2000
    photos_each: int = 2
    photo_bytes: int = 1024
    edited: int = 50
    deleted: int = 5


@dataclass(slots=True)
class Laptop:
    """One device: its chain, the heads that it knows, and the revisions and photographs it wrote."""

    device: UUID
    chance: Random
    heads: dict[str, Revision] = field(default_factory=dict)
    written: dict[str, Revision] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    last: Revision | None = None

    def add(self, record: Record) -> UUID:
        """Write the first revision of a record."""
        now_ms = to_ms(BEGAN) + len(self.written) * 1000
        record.id = UUID(int=now_ms << 80 | 7 << 76 | 2 << 62 | self.chance.getrandbits(62))
        fill_defaults(record)
        body = body_of(record)
        self._write(type(record), str(record.id), body, changed=tuple(sorted(body)), parents=())
        return record.id

    def edit(self, entity_id: str, values: Mapping[str, Any]) -> None:
        """Set fields of a hazard that it knows."""
        before = self.heads[entity_id]
        self._write(Hazard, entity_id, {**before.body, **values}, changed=tuple(sorted(values)), parents=(before,))

    def delete(self, entity_id: str) -> None:
        """Delete a hazard that it knows."""
        before = self.heads[entity_id]
        self._write(Hazard, entity_id, before.body, changed=(), parents=(before,), deleted=True)

    def _write(
        self,
        kind: type[Record],
        entity_id: str,
        body: Mapping[str, Any],
        *,
        changed: tuple[str, ...],
        parents: tuple[Revision, ...],
        deleted: bool = False,
    ) -> None:
        seq = 1 if self.last is None else self.last.seq + 1
        now_ms = to_ms(BEGAN) + seq * 1000 + self.chance.randrange(1000)
        revision = Revision(
            kind=kind.kind,
            entity_id=entity_id,
            schema=kind.SCHEMA,
            needs=kind.NEEDS,
            parents=tuple(parent.rev_id for parent in parents),
            hlc=next_hlc(now_ms, (parent.hlc for parent in parents)),
            device=str(self.device),
            seq=seq,
            prev=None if self.last is None else self.last.rev_id,
            actor=None,
            reason="现场核实" if parents else None,
            deleted=deleted,
            changed=changed,
            body=body,
        )
        self.last = self.heads[entity_id] = revision
        self.written[revision.rev_id] = revision


def make_office(district: District) -> Laptop:
    """Write what all laptops began with: authority, officers, a party, an inspection and the shared hazards."""
    office = Laptop(device_named("office"), Random("office"))
    authority = office.add(Authority(name="示例区应急管理局", prefix="渝示", word="应急"))
    officers = tuple(
        office.add(Officer(name=f"示例员{name}", authority_id=authority, certificate=f"渝示—000000{number}"))
        for number, name in enumerate("甲乙", start=1)
    )
    _visit(office, authority, officers, party="示例燃气有限公司", hazards=district.shared, district=None)
    return office


def make_laptop(number: int, office: Laptop, district: District) -> Laptop:
    """Write what one laptop did: its own visit, and changes to what all of them share."""
    laptop = Laptop(device_named(f"laptop {number}"), Random(number), heads=dict(office.heads))
    authority = _only(office, "authority")[0]
    officers = tuple(_only(office, "officer"))
    _visit(laptop, authority, officers, party=f"示例{number}号机械厂", hazards=district.hazards, district=district)
    shared = sorted(map(str, _only(office, "hazard")))
    touched = laptop.chance.sample(shared, district.edited + district.deleted)
    for entity_id in touched[: district.edited]:
        laptop.edit(entity_id, {"place": f"{laptop.chance.choice(_PLACES)}{number}"})
    for entity_id in touched[district.edited :]:
        laptop.delete(entity_id)
    return laptop


def fill(store: Store, laptops: Iterable[Laptop]) -> None:
    """Put what the laptops wrote into a store, as written on it."""
    with store.write() as uow:
        for laptop in laptops:
            for sha256_, data in laptop.blobs.items():
                uow.connection.exec_driver_sql(
                    "INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)",
                    (bytes.fromhex(sha256_), len(data), data),
                )
            take_in(uow, WRITTEN_HERE, laptop.written, before=())
        uow.commit()


def device_named(name: str) -> UUID:
    """Give the identity of a device by its name."""
    return UUID(bytes=sha256(name.encode()).digest()[:16])


def fresh(revisions: Iterable[Revision]) -> Iterator[Revision]:
    """Give the revisions as a reader has them, with no bytes worked out yet."""
    return (replace(revision) for revision in revisions)


def _only(laptop: Laptop, kind: str) -> list[UUID]:
    return [UUID(entity_id) for entity_id, revision in laptop.heads.items() if revision.kind == kind]


def _visit(
    laptop: Laptop,
    authority_id: UUID,
    officer_ids: tuple[UUID, ...],
    *,
    party: str,
    hazards: int,
    district: District | None,
) -> None:
    enterprise_id = laptop.add(Enterprise(name=party, party_kind=PartyKind.COMPANY, town="示范镇"))
    inspection_id = laptop.add(
        Inspection(
            authority_id=authority_id,
            enterprise_id=enterprise_id,
            officer_ids=officer_ids,
            started_at=BEGAN,
            state=InspectionState.ENDED,
        )
    )
    for number in range(1, hazards + 1):
        hazard_id = laptop.add(_hazard(laptop.chance, enterprise_id, inspection_id, number))
        for place in range(district.photos_each if district else 0):
            laptop.add(_photo(laptop, district or District(), inspection_id, hazard_id, place))


def _hazard(chance: Random, enterprise_id: UUID, inspection_id: UUID, number: int) -> Hazard:
    place, thing, fault = chance.choice(_PLACES), chance.choice(_THINGS), chance.choice(_FAULTS)
    return Hazard(
        inspection_id=inspection_id,
        enterprise_id=enterprise_id,
        order_no=number,
        fact=f"{place}{number}号{thing}{fault}，检查时作业正在进行。",
        demand="停止作业，修复并测试合格后书面报告。",
        place=place,
        violations=("安全生产法/36/2",),
        handling=Handling.DEADLINE,
        deadline=date(2026, 12, 1),
    )


@cache
def _smallest_photo() -> bytes:
    """Give a whole photograph; what stands after its end no decoder reads, and it makes each one another."""
    held = BytesIO()
    Image.new("L", (_SIDE, _SIDE), 128).save(held, "JPEG")
    return held.getvalue()


def _photo(laptop: Laptop, district: District, inspection_id: UUID, hazard_id: UUID, place: int) -> Photo:
    head = _smallest_photo()
    data = head + laptop.chance.randbytes(max(district.photo_bytes - len(head), 16))
    laptop.blobs[sha256_hex(data)] = data
    return Photo(
        inspection_id=inspection_id,
        hazard_id=hazard_id,
        original_blob=sha256_hex(data),
        file_name=f"{place}.jpg",
        format="JPEG",
        width=_SIDE,
        height=_SIDE,
        role=PhotoRole.BEFORE,
        order_no=place + 1,
        added_at=BEGAN,
    )
