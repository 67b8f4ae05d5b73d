"""The paper of two pages that is measured: an order. It stands alone, so that drawing it loads nothing else."""

from datetime import date
from hashlib import sha256

from app.values.papers import PaperHeader, PaperOfficer, Remedy
from app.values.papers_order import DeadlineGroup, MajorMark, OrderItem, RectificationOrder

CHECKED, DUE, CLOSED = date(2026, 11, 10), date(2026, 11, 24), date(2026, 11, 25)
OFFICERS = (PaperOfficer("示例员甲", "渝示—0000001"), PaperOfficer("示例员乙", "渝示—0000002"))
FACTS = (
    "充装间东墙可燃气体探测器故障停用期间仍进行充装作业，未经常维护、保养",
    "特种作业操作证逾期未复审，作业人员仍在岗作业",
    "重瓶间事故排风机未与可燃气体探测器联锁，不能自动启动",
    "2026年10月事故隐患治理情况未如实记录，也未向从业人员通报",
    "新入职人员的安全生产教育和培训考核结果未如实记录",
    "重瓶间安全出口内侧堆放空瓶筐，疏散通道不畅",
)
CITED = "《示例法》第三十六条第二款"


def header(title: str, serial: int) -> PaperHeader:
    digest = sha256(f"{title}{serial}".encode()).hexdigest()
    return PaperHeader(
        authority="示例区应急管理局",
        title=title,
        number=f"（渝示）应急责改〔2026〕{serial}号",
        copies="一式两份：一份执法机关备案，一份交被检查单位。",
        issued=CHECKED,
        content_hash=digest,
        qr_text=f"ANCHA1:ZG2026-{serial}:{digest.upper()}",
    )


def order(serial: int, *, words: int = 0) -> RectificationOrder:
    """Give an order with twelve problems; another `words` gives other sentences."""
    items = [OrderItem(f"{n + 1 + words}号{FACTS[n % 6]}", CITED) for n in range(12)]
    return RectificationOrder(
        header=header("责令限期整改指令书", serial),
        addressee="示例燃气有限公司",
        checked=CHECKED,
        items=items,
        basis="《示例法》第六十五条第一款第二项",
        deadlines=(DeadlineGroup((1, 2, 3), date(2026, 11, 17)), DeadlineGroup(range(4, 13), DUE)),
        requirements="整改应当达到法律、法规、规章和国家标准、行业标准的要求。整改期间，你单位应当采取措施保证安全；"
        "提前完成的，可以书面申请复查；逾期未整改的，本机关将依法处理。",
        remedy=Remedy(
            "如不服本决定，可以向{body}申请行政复议，或者向{court}提起行政诉讼；期间不停止执行。",
            "示例区人民政府",
            "示例区人民法院",
        ),
        officers=OFFICERS,
        majors=(MajorMark((1,), "《示例判定标准》第一条第（一）项"),),
    )
