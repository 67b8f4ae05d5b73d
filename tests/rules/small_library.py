"""A small sound library of invented law, and ways to make it wrong."""

from dataclasses import replace
from datetime import date

from app.values.enums import Confidence, HazardLevel
from app.values.library import (
    MANDATORY_SECTIONS,
    Checklist,
    Criterion,
    FineOccasion,
    FineParty,
    FineRange,
    Item,
    Law,
    Library,
    Parameter,
    Period,
    Phrase,
    Provision,
    ProvisionKind,
    Section,
)
from app.values.reference import Ref, parse_ref

OLD, NEW = date(2015, 1, 1), date(2021, 9, 1)
LAST_OF_OLD = date(2021, 8, 31)
SUBJECTS = (
    *("配电箱", "灭火器", "安全阀", "压力表", "护栏", "吊钩", "通风机", "报警器"),
    *("接地线", "防护罩", "疏散门", "气瓶柜", "联锁阀", "消防泵", "应急灯", "标志牌"),
)
VERBS = (
    *("完好", "有效", "校验", "可靠", "牢固", "合格", "运转", "灵敏"),
    *("连接", "齐全", "畅通", "上锁", "动作", "启动", "点亮", "清晰"),
)


def provision(place: str, *, year: int = 2021, **changes: object) -> Provision:
    """Make a provision of 试验法 (or another) in the version of the year."""
    ref = parse_ref(place if "/" in place and not place[0].isdigit() else f"试验法/{place}")
    plain = Provision(
        ref=replace(ref, year=year),
        law_title="中华人民共和国试验法",
        kind=ProvisionKind.DUTY,
        text="设备应当经常维护保养",
        paragraphs=2,
        valid_from=NEW,
        valid_to=None,
        source="试验文本",
        confidence=Confidence.VERIFIED,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def fine(**changes: object) -> FineRange:
    """Make a fine of up to 50,000 yuan on an organisation."""
    return replace(FineRange(FineParty.ORGANISATION, FineOccasion.FIRST, 50_000), **changes)  # type: ignore[arg-type]  # any field


def law(*provisions: Provision, **changes: object) -> Law:
    """Make the law of 2021 with the provisions."""
    plain = Law("试验法", "中华人民共和国试验法", 2021, NEW, None, "", "试验文本", Confidence.VERIFIED, provisions)
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def old_law() -> Law:
    """Make the version that was in force until 31 August 2021."""
    place = provision("1/1", year=2014, text="旧的维护义务", valid_from=OLD, valid_to=LAST_OF_OLD)
    return law(place, year=2014, valid_from=OLD, valid_to=LAST_OF_OLD)


def criterion(place: str = "试验判定标准/5/1/1", **changes: object) -> Criterion:
    """Make a criterion that may be used."""
    ref = replace(parse_ref(place), year=2023)
    plain = Criterion(ref, "试验判定标准", "试〔2023〕1号", "设备超压运行", 1, NEW, None, "试验", Confidence.SECONDARY)
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def item(number: int, **changes: object) -> Item:
    """Make the item of that number; each asks something else."""
    subject, verb = SUBJECTS[number % 16], VERBS[number % 16]
    fact = f"〔地点〕的{subject}没有保持{verb}。"
    plain = Item(
        id=f"90-{number:02}",
        question=f"90-{number:02}",
        text=f"{subject}外观检查后{verb}{subject}",
        how="逐台查看并试用",
        evidence=("照片",),
        violations=(Ref("试验法", 1, 1),),
        penalised_by=(Ref("试验法", 9, 1, 1),),
        standards=(),
        level=HazardLevel.ORDINARY,
        criteria=(),
        fact=fact,
        demand=f"修复{subject}，恢复{verb}。",
        deadline=7,
        is_key=False,
        confidence=Confidence.VERIFIED,
        phrases=(Phrase(fact, "sy", "修复。"),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def checklist(*items: Item, sector: str = "试验", prefix: str = "90", **changes: object) -> Checklist:
    """Make a list with both mandatory sections and the items (fifteen when none are given)."""
    own = items or tuple(item(number) for number in range(15))
    mandatory = tuple(
        Section(
            title, tuple(shared_item(prefix, place, tier) for tier in ("管理层", "技术层", "操作层")), mandatory=True
        )
        for place, title in enumerate(MANDATORY_SECTIONS)
    )
    plain = Checklist(sector, f"{sector}检查表", "1", NEW, None, "试验", (*mandatory, Section("现场", own)))
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field


def shared_item(prefix: str, place: int, tier: str) -> Item:
    """Make an item of a mandatory section under the list's own id."""
    number = place * 3 + ("管理层", "技术层", "操作层").index(tier)
    words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"[number * 3 : number * 3 + 3] * 3
    return item(0, id=f"{prefix}-{70 + number}", question=f"shared-{number}", text=words, tier=tier)


def limit() -> Parameter:
    """A number of the law."""
    return Parameter(
        id="limit",
        title="上限",
        value=200,
        unit="元",
        region="全国",
        article="试验法第一条",
        valid_from=NEW,
        valid_to=None,
        source="试验",
        confidence=Confidence.VERIFIED,
    )


def wait() -> Period:
    """A period of the law."""
    return Period(
        id="wait",
        title="等待",
        n=5,
        unit="working_day",
        roll="n/a",
        event="送达之日",
        article="试验法第二条",
        valid_from=NEW,
        valid_to=None,
        source="试验",
        confidence=Confidence.VERIFIED,
    )


def library(**changes: object) -> Library:
    """Make a library without a fault."""
    duty = provision("1/1", penalised_by=(Ref("试验法", 9, 1, 1),))
    penalty = provision("9/1/1", paragraphs=1, kind=ProvisionKind.PENALTY, fines=(fine(),))
    plain = Library(
        edition="试验",
        title="试验库",
        laws=(old_law(), law(duty, penalty)),
        criteria=(criterion(),),
        checklists=(checklist(),),
        parameters=(limit(),),
        periods=(wait(),),
        tiers=(),
        holidays=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field
