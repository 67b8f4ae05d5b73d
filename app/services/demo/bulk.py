"""A ledger of any length, made of real records with real revisions: to see how the program does after years of work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from app.models.authority import Authority, Officer
from app.models.base import Record
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.storage.store import Store
from app.values.enums import (
    Handling,
    HazardState,
    InspectionCategory,
    InspectionState,
    PartyKind,
    RiskLevel,
)
from app.values.uscc import check_character

AT_ONCE = 5000
PER_INSPECTION = 10
_FIRST_DAY = date(2024, 1, 8)
_TOWNS = ("示范镇", "样本镇", "例山镇", "模拟街道", "演示街道", "虚构镇")
_TRADES = ("燃气", "机械", "化工", "木器", "食品", "仓储", "粉末涂装", "再生资源", "酒店", "养老服务")
_SECTORS = ("城镇燃气", "工贸", "危险化学品", "工贸", "工贸", "仓储", "粉尘涉爆", "工贸", "人员密集场所", "人员密集场所")
_FIRST = "永兴恒泰安顺宏康嘉和瑞祥福源鑫达华盛东升"
_PLACES = ("充装间", "重瓶间", "配电室", "一层车间", "仓库", "除尘器旁", "后厨", "值班室", "二层通道", "危废暂存间")
_THINGS = ("可燃气体探测器", "配电箱", "灭火器", "安全出口", "事故排风机", "警示标志", "特种作业操作证", "隐患排查台账")
_FAULTS = ("显示故障", "被杂物遮挡", "未定期检验", "未如实记录", "逾期未复审", "接线裸露", "压力不足", "未与报警联锁")
_DEMAND = "立即整改并自查同类问题，整改完成后书面报告。"


@dataclass(frozen=True, slots=True)
class LedgerSize:
    """How many records are wanted; inspections follow from the hazards, ten to each."""

    enterprises: int
    hazards: int


def fill_ledger(
    store: Store, size: LedgerSize, *, seed: int = 1, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> None:
    """Fill a store with made-up parties, their inspections and hazards, a few thousand in each transaction."""
    total = size.enterprises + size.hazards + size.hazards // PER_INSPECTION
    records, done = _records(store, size, Random(seed)), 0
    while batch := list(islice(records, AT_ONCE)):
        with store.write() as uow:
            uow.add_all(batch)
            uow.commit()
        done += len(batch)
        progress(min(done, total), total)


def _records(store: Store, size: LedgerSize, chance: Random) -> Iterator[Record]:
    new_id = store.means.ids.new
    authority = Authority(id=new_id(), name="示例区应急管理局", short_name="示例应急", prefix="渝示", word="应急")
    yield authority
    officers = [
        Officer(id=new_id(), name=name, authority_id=authority.id, certificate=f"渝示—000000{number}")
        for number, name in enumerate(("示例员甲", "示例员乙"), start=1)
    ]
    yield from officers
    parties = []
    for number in range(size.enterprises):
        party = _enterprise(new_id(), number, chance)
        parties.append(party.id)
        yield party
    yield from _visits(store, size, authority.id, [one.id for one in officers], parties, chance)


def _visits(
    store: Store, size: LedgerSize, authority_id: UUID, officer_ids: list[UUID], parties: list[UUID], chance: Random
) -> Iterator[Record]:
    for first in range(0, size.hazards, PER_INSPECTION):
        visit = Inspection(
            id=store.means.ids.new(),
            authority_id=authority_id,
            enterprise_id=chance.choice(parties),
            officer_ids=tuple(officer_ids),
            category=InspectionCategory.ROUTINE,
            started_at=_instant(_FIRST_DAY + timedelta(days=chance.randrange(1000)), chance),
            checklists=("通用基础",),
            state=InspectionState.ENDED,
        )
        yield visit
        for number in range(1, min(PER_INSPECTION, size.hazards - first) + 1):
            yield _hazard(store.means.ids.new(), visit, number, chance)


def _enterprise(new_id: UUID, number: int, chance: Random) -> Enterprise:
    trade = chance.randrange(len(_TRADES))
    word = "".join(chance.sample(_FIRST, 2))
    town = chance.choice(_TOWNS)
    # The middle of the code is no organisation that exists.
    code = f"91500000DEMQ{number:05d}"[:17]
    return Enterprise(
        id=new_id,
        name=f"示例{word}{_TRADES[trade]}有限公司{number + 1}号店",
        party_kind=PartyKind.COMPANY,
        uscc=code + check_character(code),
        sectors=(_SECTORS[trade],),
        town=town,
        address=f"示例区{town}样本路{number % 999 + 1}号",
        principal=f"示例人{chance.choice('甲乙丙丁戊己')}",
        principal_phone=f"000-{number:07d}",
        risk=chance.choice(tuple(RiskLevel)),
    )


def _hazard(new_id: UUID, visit: Inspection, number: int, chance: Random) -> Hazard:
    place, thing, fault = chance.choice(_PLACES), chance.choice(_THINGS), chance.choice(_FAULTS)
    # One in a hundred is open still: the work of the last weeks.
    is_open = chance.randrange(100) == 0
    started = visit.started_at.date() if visit.started_at is not None else _FIRST_DAY
    return Hazard(
        id=new_id,
        inspection_id=visit.id,
        enterprise_id=visit.enterprise_id,
        order_no=number,
        fact=f"{place}{chance.randrange(1, 40)}号{thing}{fault}，检查时作业正在进行，现场负责人不能说明原因。",
        demand=_DEMAND,
        violations=("安全生产法/36/2",),
        place=place,
        handling=Handling.DEADLINE,
        deadline=started + timedelta(days=15),
        state=HazardState.ORDERED if is_open else HazardState.PASSED,
    )


def _instant(day: date, chance: Random) -> datetime:
    return datetime(day.year, day.month, day.day, 1 + chance.randrange(8), chance.randrange(60), tzinfo=UTC)
