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
_SECTORS = ("城镇燃气", "工贸", "危险化学品", "工贸", "工贸", "仓储", "粉尘涉爆", "工贸", "酒店", "养老服务")
_NAME_SIGNS = (
    "永兴恒泰安顺宏康嘉和瑞祥福源鑫达华盛东升金玉明德广利百川通联腾飞正大信诚博远天成海纳江南山水云峰志高"
    "佳美新创科力环宇中亿万千长久春晖晨光旭阳朝霞润泽丰裕隆昌茂林建业合众同心卓越凯旋龙凤梅兰竹菊"
)
_PLACES = (
    "充装间", "重瓶间", "空瓶间", "配电室", "一层车间", "二层车间", "成品仓库", "原料仓库", "除尘器旁", "后厨",
    "值班室", "二层通道", "危废暂存间", "锅炉房", "空压机房", "喷漆房", "木工房", "打磨区", "污水池边", "发电机房",
    "装卸平台", "办公楼梯间", "宿舍一层", "厂区道路", "卸油区", "冷库", "电梯机房", "地下车库", "实验室", "门卫室",
)  # fmt: skip
_THINGS = (
    "可燃气体探测器", "配电箱", "灭火器", "安全出口", "事故排风机", "警示标志", "特种作业操作证", "隐患排查台账",
    "应急预案", "消火栓", "疏散指示灯", "防爆灯具", "静电接地线", "安全阀", "压力表", "叉车", "行车限位器",
    "砂轮机防护罩", "空压机储气罐", "有限空间警示牌", "防坠落护栏", "脚手架", "临时用电线路", "漏电保护器",
    "乙炔气瓶", "氧气瓶", "危险化学品标签", "防毒面具", "洗眼器", "除尘管道", "泄爆口", "切断阀", "软管卡箍",
    "报警控制器", "培训记录", "动火作业票", "承包商协议", "安全生产责任制", "劳动防护用品", "吊索具",
)  # fmt: skip
_FAULTS = (
    "显示故障", "被杂物遮挡", "未定期检验", "未如实记录", "逾期未复审", "接线裸露", "压力不足", "未与报警联锁",
    "锈蚀严重", "缺失", "未固定", "超期使用", "堆放过高", "未接地", "损坏", "无人值守", "数量不足", "标识不清",
    "未经审批", "被拆除", "渗漏", "松动", "未上锁", "间距不够",
)  # fmt: skip
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
    # An authority and its two officers come first.
    total = 3 + size.enterprises + size.hazards + -(-size.hazards // PER_INSPECTION)
    records, done = _records(store, size, Random(seed)), 0
    while batch := list(islice(records, AT_ONCE)):
        with store.write() as uow:
            uow.add_all(batch)
            uow.commit()
        done += len(batch)
        progress(done, total)


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
    for first in range(0, size.hazards, PER_INSPECTION):
        visit = Inspection(
            id=new_id(),
            authority_id=authority.id,
            enterprise_id=chance.choice(parties),
            officer_ids=tuple(one.id for one in officers),
            category=InspectionCategory.ROUTINE,
            started_at=_instant(_FIRST_DAY + timedelta(days=chance.randrange(1000)), chance),
            law_code=f"DEMO-{first // PER_INSPECTION:06d}",
            checklists=("通用基础",),
            state=InspectionState.CLOSED,
        )
        hazards = [
            _hazard(new_id(), visit, number, chance)
            for number in range(1, min(PER_INSPECTION, size.hazards - first) + 1)
        ]
        if any(hazard.state is HazardState.ORDERED for hazard in hazards):
            visit.state = InspectionState.ORDERED
        yield visit
        yield from hazards


def _enterprise(new_id: UUID, number: int, chance: Random) -> Enterprise:
    trade = chance.randrange(len(_TRADES))
    word = "".join(chance.sample(_NAME_SIGNS, 2))
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
