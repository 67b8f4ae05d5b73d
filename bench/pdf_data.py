"""The two papers that are measured: an order of two pages, and a report of 50 hazards with 100 photographs."""

from datetime import date
from hashlib import sha256

from app.values.loop import (
    LoopCheck,
    LoopEvent,
    LoopFigure,
    LoopHazard,
    LoopPair,
    LoopPaper,
    LoopPenalty,
    LoopReport,
    LoopStage,
)
from app.values.papers import (
    DeadlineGroup,
    MajorMark,
    OrderItem,
    PaperHeader,
    PaperOfficer,
    PaperParty,
    PaperPerson,
    RectificationOrder,
    Remedy,
)
from app.values.photo_page import PaperPhoto

_CHECKED, _DUE, _CLOSED = date(2026, 11, 10), date(2026, 11, 24), date(2026, 11, 25)
_OFFICERS = (PaperOfficer("示例员甲", "渝示—0000001"), PaperOfficer("示例员乙", "渝示—0000002"))
_FACTS = (
    "充装间东墙可燃气体探测器故障停用期间仍进行充装作业，未经常维护、保养",
    "特种作业操作证逾期未复审，作业人员仍在岗作业",
    "重瓶间事故排风机未与可燃气体探测器联锁，不能自动启动",
    "2026年10月事故隐患治理情况未如实记录，也未向从业人员通报",
    "新入职人员的安全生产教育和培训考核结果未如实记录",
    "重瓶间安全出口内侧堆放空瓶筐，疏散通道不畅",
)
_STAGES = ("检查诊断", "行政处罚", "整改复查")
_CITED = "《示例法》第三十六条第二款"


def _header(title: str, serial: int) -> PaperHeader:
    digest = sha256(f"{title}{serial}".encode()).hexdigest()
    return PaperHeader(
        authority="示例区应急管理局",
        title=title,
        number=f"（渝示）应急责改〔2026〕{serial}号",
        copies="一式两份：一份执法机关备案，一份交被检查单位。",
        issued=_CHECKED,
        content_hash=digest,
        qr_text=f"ANCHA1:ZG2026-{serial}:{digest.upper()}",
    )


def order(serial: int, *, words: int = 0) -> RectificationOrder:
    """Give an order with twelve problems; another `words` gives other sentences."""
    items = [OrderItem(f"{n + 1 + words}号{_FACTS[n % 6]}", _CITED) for n in range(12)]
    return RectificationOrder(
        header=_header("责令限期整改指令书", serial),
        addressee="示例燃气有限公司",
        checked=_CHECKED,
        items=items,
        basis="《示例法》第六十五条第一款第二项",
        deadlines=(DeadlineGroup((1, 2, 3), date(2026, 11, 17)), DeadlineGroup(range(4, 13), _DUE)),
        requirements="整改应当达到法律、法规、规章和国家标准、行业标准的要求。整改期间，你单位应当采取措施保证安全；"
        "提前完成的，可以书面申请复查；逾期未整改的，本机关将依法处理。",
        remedy=Remedy(
            "如不服本决定，可以向{body}申请行政复议，或者向{court}提起行政诉讼；期间不停止执行。",
            "示例区人民政府",
            "示例区人民法院",
        ),
        officers=_OFFICERS,
        majors=(MajorMark((1,), "《示例判定标准》第一条第（一）项"),),
    )


def report(serial: int, *, hazards: int = 50, words: int = 0) -> LoopReport:
    """Give a report; its photographs are named p0, p1 and so on, two for each hazard."""
    numbers = range(1, hazards + 1)
    return LoopReport(
        header=_header("安全生产执法闭环报告", serial),
        party=PaperParty("示例燃气有限公司", "91500000DEMO00001X", "示例区示范镇样本路1号", PaperPerson("示例人乙")),
        officers=_OFFICERS,
        first_day=_CHECKED,
        last_day=_CLOSED,
        stages=[LoopStage(name, "2026-11-10", ("检查1次", "全部完成"), "已完成") for name in _STAGES],
        conclusion=f"经检查、处罚和复查，本次发现的{hazards}项隐患全部消除；行政处罚决定全部履行。" * 2,
        figures=[LoopFigure(f"第{n}类隐患", str(n), "已全部整改，复查合格") for n in range(1, 10)],
        events=[LoopEvent(_CHECKED, "检查、下达指令书"), LoopEvent(_CLOSED, "复查合格、结案")],
        hazards=[
            LoopHazard(n, f"{n + words}号{_FACTS[n % 6]}", "36条2款", "一般", ("责改12号",), "11-24",
                       (LoopCheck(_CLOSED, "已整改"),), _CLOSED)
            for n in numbers
        ],
        penalties=[
            LoopPenalty(f"罚{n}号", "示例燃气有限公司", "99条2项", 1_000_000, _CHECKED, _CLOSED) for n in range(1, 5)
        ],
        penalties_law="示例法",
        penalties_note="",
        pairs=[LoopPair(n, _FACTS[n % 6], _photo(2 * n - 2), _photo(2 * n - 1)) for n in numbers],
        papers=[
            LoopPaper(f"第{n}号文书", f"责改〔2026〕{n}号", "11-10", "1", "直接送达", sha256(bytes([n])).hexdigest())
            for n in range(1, 18)
        ],
        papers_note="校验为文书内容或原始文件摘要的前12位，完整值存于登记。",
        confirmation="经核对，隐患逐项销号，行政处罚全部履行，文书和证据齐全，同意闭环并归档。",
    )  # fmt: skip


def _photo(number: int) -> PaperPhoto:
    return PaperPhoto(f"p{number}", "2026-11-10T09:32:00", "示例员甲", f"p{number}")
