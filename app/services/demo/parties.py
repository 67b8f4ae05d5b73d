"""The parties of the demo: every kind that can be inspected, with codes that no real one can bear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.services.demo.district import TOWNS
from app.values.enums import PartyKind, ProductionState, RiskLevel
from app.values.fields_enterprise import EnterpriseFields, Licence
from app.values.uscc import check_character, organisation_check

# No place has this code of an administrative division, so no registered party has it in its number.
NOWHERE = "509999"
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
GAS, GENERAL = "城镇燃气", "通用基础"
K = PartyKind
NO_CODE = frozenset({K.PERSON, K.UNLICENSED, K.SITE, K.VILLAGE})
# fmt: off
MARKS = (
    "红岩", "青松", "白云", "长江", "嘉陵", "金桥", "东风", "南山", "北泉", "四方",
    "新华", "光明", "前进", "春晖", "永兴", "顺达", "恒源", "天成", "和平",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: what follows the name, its kind, its lists."""

    ending: str
    kind: PartyKind
    sectors: tuple[str, ...]
    scale: int


TRADES = (
    Trade("燃气有限公司", K.COMPANY, (GENERAL, GAS), 60),
    Trade("餐饮店", K.SOLE_TRADER, (GENERAL, GAS), 8),
    Trade("机械制造有限公司", K.COMPANY, (GENERAL,), 150),
    Trade("瓶装燃气供应站", K.BRANCH, (GENERAL, GAS), 12),
    Trade("商场有限公司", K.COMPANY, (GENERAL,), 220),
    Trade("家具厂", K.COMPANY, (GENERAL,), 45),
    Trade("火锅店", K.SOLE_TRADER, (GENERAL, GAS), 15),
    Trade("中学", K.SCHOOL, (GENERAL,), 130),
    Trade("安置房项目工地", K.SITE, (GENERAL,), 90),
    Trade("卫生院", K.INSTITUTION, (GENERAL,), 70),
    Trade("村农产品加工点", K.VILLAGE, (GENERAL,), 10),
    Trade("无照小作坊", K.UNLICENSED, (GENERAL,), 4),
    Trade("出租库房", K.PERSON, (GENERAL,), 1),
    Trade("汽车维修中心", K.COMPANY, (GENERAL,), 25),
    Trade("纺织有限公司", K.COMPANY, (GENERAL,), 80),
)


def make_party(chance: Random, *, number: int, on: date, trade: Trade | None = None) -> EnterpriseFields:
    """Make up one party."""
    chosen = trade or TRADES[number % len(TRADES)]
    town = chance.choice(TOWNS)
    person = f"示例{chance.choice('赵钱孙李周吴郑王冯陈')}某"
    mark = f"{chance.choice(MARKS)}{chance.choice(LETTERS[10:])}{number + 1}"
    is_known = chosen.kind not in NO_CODE
    return EnterpriseFields(
        name=f"示例{mark}{chosen.ending}",
        party_kind=chosen.kind,
        uscc=make_code(chance) if is_known else "",
        operator=person if chosen.kind is K.SOLE_TRADER else "",
        sectors=chosen.sectors,
        department="应急管理局",
        supervision_tier="区级" if chosen.scale > 50 else "镇街",
        town=town,
        village=f"示例{chance.randint(1, 9)}社区",
        grid=f"{town}第{chance.randint(1, 30)}网格",
        address=f"示例区{town}样本路{chance.randint(1, 300)}号",
        longitude_e7=None,
        legal_representative=person if is_known else "",
        principal=person,
        principal_phone=f"000-{chance.randint(1000000, 9999999)}",
        phone=f"000-{chance.randint(1000000, 9999999)}",
        staff_count=max(1, chosen.scale + chance.randint(-3, 12)),
        production_state=ProductionState.BUILDING if chosen.kind is K.SITE else ProductionState.RUNNING,
        risk=chance.choice(list(RiskLevel)),
        licences=_licences(chosen, chance, on),
        note="示例数据，非真实单位。",
    )


def make_code(chance: Random) -> str:
    """Make a code whose check characters are right and whose place does not exist."""
    organisation = "DEM" + "".join(chance.choice(LETTERS) for _ in range(5))
    first = f"91{NOWHERE}{organisation}{organisation_check(organisation)}"
    if first[-1] == "X" or first[-1].isdigit():
        return first + check_character(first)
    raise ValueError("an organisation code ends in a digit or X")


def trades_of(kinds: Sequence[PartyKind]) -> tuple[Trade, ...]:
    """Give the trades of these kinds."""
    return tuple(trade for trade in TRADES if trade.kind in kinds)


def _licences(trade: Trade, chance: Random, on: date) -> tuple[Licence, ...]:
    if GAS not in trade.sectors or trade.kind is K.SOLE_TRADER:
        return ()
    return (
        Licence("燃气经营许可证", f"示例{chance.randint(1000, 9999)}", on + timedelta(days=chance.randint(-10, 700))),
    )
