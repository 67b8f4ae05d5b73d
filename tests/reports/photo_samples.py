"""The two papers with photographs, as tests draw them: made-up people and places, drawn scenes."""

from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from app.services.demo.scenes import DemoScene, SceneVariant, draw_scene
from app.storage.images import render_renditions
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
from app.values.papers import PaperHeader, PaperOfficer, PaperParty, PaperPerson
from app.values.photo_page import EvidencePhoto, PaperPhoto, PhotoPage
from tests.photos import make_photo

HASH = "3668 22d4 6b42 b5eb".replace(" ", "") + "0123456789abcdef" * 3
OFFICERS = (PaperOfficer("示例员甲", "渝示—0000001"), PaperOfficer("示例员乙", "渝示—0000002"))
PARTY = PaperParty(
    name="示例燃气有限公司",
    code="91500000DEMO00001X（示例）",
    address="示例区示范镇样本路1号",
    principal=PaperPerson("示例人乙"),
)
CHECKED, REINSPECTED, AGAIN = date(2026, 11, 10), date(2026, 11, 25), date(2026, 12, 8)
BEFORE, AFTER = SceneVariant.BEFORE, SceneVariant.AFTER
Scene = tuple[DemoScene, SceneVariant, datetime]

SCENES: dict[str, Scene] = {
    "1": (DemoScene.GAS_DETECTOR, BEFORE, datetime(2026, 11, 10, 9, 32)),
    "R1": (DemoScene.GAS_DETECTOR, AFTER, datetime(2026, 11, 25, 10, 5)),
    "4": (DemoScene.EXHAUST_FAN, BEFORE, datetime(2026, 11, 10, 10, 11)),
    "R6": (DemoScene.EXHAUST_FAN, AFTER, datetime(2026, 12, 8, 9, 40)),
    "5": (DemoScene.LEDGER, BEFORE, datetime(2026, 11, 10, 10, 26)),
    "7": (DemoScene.EXIT_DOOR, BEFORE, datetime(2026, 11, 10, 10, 40)),
    "8": (DemoScene.EXIT_DOOR, AFTER, datetime(2026, 11, 10, 10, 52)),
}


def paper_photo(number: str, photographer: str = "示例员甲") -> PaperPhoto:
    taken = SCENES[number][2].isoformat()
    return PaperPhoto(number, taken, photographer, sha256(f"示例照片{number}".encode()).hexdigest())


@lru_cache
def pictures() -> dict[str, bytes]:
    """Give the print renditions of all sample photographs."""
    found = {}
    for number, (scene, variant, taken) in SCENES.items():
        original = draw_scene(scene, variant=variant, seed=1, taken=taken)
        found[paper_photo(number).sha256] = render_renditions(original, name=number).print_1000
    return found


@lru_cache
def odd_pictures() -> dict[str, bytes]:
    """Give renditions of every awkward shape, and one that is no picture."""
    sizes = {"portrait": (900, 1600), "panorama": (2400, 300), "tower": (60, 1600), "dot": (1, 1)}
    found = {name: render_renditions(make_photo("JPEG", size), name=name).print_1000 for name, size in sizes.items()}
    return {**found, "broken": b"\xff\xd8\xff\xe0 rubbish", "text": b"not a picture"}


def photo_page(*, photos: int = 4) -> PhotoPage:
    proved = [
        ("1", "示例员甲", "充装间东墙2号可燃气体探测器显示故障、停止运行", "充装间东墙"),
        ("4", "示例员乙", "事故排风机无联锁线路，触发测试未启动", "重瓶间北墙"),
        ("5", "示例员乙", "10月隐患排查治理台账无治理结果", "资料室"),
        ("7", "示例员甲", "安全出口内侧堆放纸箱四个", "重瓶间东门"),
    ]
    chosen = [proved[n % 4] for n in range(photos)]
    return PhotoPage(
        header=PaperHeader(
            authority="示例区应急管理局",
            title="证据照片页",
            number="（渝示）应急检记〔2026〕12号",
            copies="一份随现场检查记录归档。原图未经修改，标注另存。",
            issued=CHECKED,
            content_hash=HASH,
            qr_text=f"ANCHA1:JJ2026-12:{HASH.upper()}",
        ),
        photos=[EvidencePhoto(paper_photo(number, by), proves, place) for number, by, proves, place in chosen],
        officers=OFFICERS,
    )


def loop_report() -> LoopReport:
    """Give the report of the target pictures."""
    return LoopReport(
        header=PaperHeader(
            authority="示例区应急管理局",
            title="安全生产执法闭环报告",
            number="（渝示）闭环〔2027〕1号",
            copies="依据执法登记生成；文书以签名盖章的原件为准。",
            issued=date(2027, 1, 29),
            content_hash=HASH,
            qr_text=f"ANCHA1:BH2027-1:{HASH.upper()}",
        ),
        party=PARTY,
        officers=OFFICERS,
        first_day=CHECKED,
        last_day=date(2027, 1, 28),
        stages=_stages(),
        conclusion="经检查、处罚和复查，本次发现的6项隐患全部消除；4件行政处罚决定全部履行；"
        "送达的13件文书均有送达凭证。符合闭环条件。",
        figures=_figures(),
        events=_events(),
        hazards=_hazards(),
        penalties=_penalties(),
        penalties_law="安全生产法",
        penalties_note="注：条款均指《中华人民共和国安全生产法》。罚8号、罚9号达到听证标准，"
        "已于2026-12-09送达听证告知书，当事人未申请听证。",
        pairs=(
            LoopPair(1, "充装间2号可燃气体探测器", paper_photo("1"), paper_photo("R1")),
            LoopPair(3, "重瓶间事故排风机联锁", paper_photo("4", "示例员乙"), paper_photo("R6", "示例员乙")),
            LoopPair(6, "重瓶间安全出口（当场整改）", paper_photo("7"), paper_photo("8")),
        ),
        papers=_papers(),
        papers_note="文号前冠“（渝示）应急”；校验为文书内容或原始文件摘要的前12位，完整值存于登记。"
        "送达一栏均有送达回执或者签名页。",
        confirmation="经核对，隐患逐项销号，行政处罚全部履行，文书和证据齐全，同意闭环并归档。",
    )


def _stages() -> tuple[LoopStage, ...]:
    return (
        LoopStage("检查诊断", "2026-11-10", ("检查1次　发现隐患6项", "其中重大1项，当场整改1项"), "已完成"),
        LoopStage(
            "行政处罚", "2026-11-10 至 2027-01-20", ("决定4件（当场1、普通3）", "罚款8.00万元，已缴清"), "已履行"
        ),
        LoopStage("整改复查", "2026-11-25、12-08", ("复查2次　应整改5项", "已整改5项，恢复使用已审查"), "已销号"),
    )


def _figures() -> tuple[LoopFigure, ...]:
    rows = (
        ("隐患总数", "6", "重大1，一般5"),
        ("当场整改", "1", "2026-11-10"),
        ("限期整改", "5", "两个期限：11-17、11-24"),
        ("首次复查合格", "4", "2026-11-25"),
        ("逾期未整改", "1", "第3项，已另案处罚"),
        ("再次复查合格", "1", "2026-12-08"),
        ("现场处理措施", "1", "2026-11-25审查同意恢复"),
        ("罚款决定（元）", "80,000.00", "单位70,000.00；个人10,000.00"),
        ("罚款入库（元）", "80,000.00", "2027-01-20缴清"),
    )
    return tuple(LoopFigure(*row) for row in rows)


def _events() -> tuple[LoopEvent, ...]:
    return (
        LoopEvent(CHECKED, "检查、下达指令书和现场处理措施、当场处罚"),
        LoopEvent(REINSPECTED, "复查（合格4项，未整改1项）"),
        LoopEvent(date(2026, 11, 26), "立案"),
        LoopEvent(AGAIN, "再次复查合格"),
        LoopEvent(date(2026, 12, 11), "处罚决定（7号）"),
        LoopEvent(date(2027, 1, 8), "处罚决定（8号、9号）"),
        LoopEvent(date(2027, 1, 20), "缴清"),
        LoopEvent(date(2027, 1, 28), "结案"),
    )


def _hazards() -> tuple[LoopHazard, ...]:
    done = (LoopCheck(REINSPECTED, "已整改"),)
    late = (LoopCheck(REINSPECTED, "未整改"), LoopCheck(AGAIN, "已整改"))
    spot = (LoopCheck(CHECKED, "已整改"),)
    return (
        LoopHazard(1, "充装间2号可燃气体探测器故障停用，仍充装", "36条2款", "重大", ("现决3号", "责改12号"), "11-17",
                   done, REINSPECTED),
        LoopHazard(2, "低压电工操作证逾期未复审，仍在岗", "30条1款", "一般", ("责改12号",), "11-17", done, REINSPECTED),
        LoopHazard(3, "重瓶间事故排风机未与探测器联锁", "36条1款", "一般", ("责改12号", "立案8号"), "11-24", late,
                   AGAIN),
        LoopHazard(4, "10月隐患治理情况未记录、未通报", "41条2款", "一般", ("责改12号",), "11-24", done, REINSPECTED),
        LoopHazard(5, "两名新员工考核结果未如实记录", "28条4款", "一般", ("责改12号", "罚当5号"), "11-24", done,
                   REINSPECTED),
        LoopHazard(6, "重瓶间安全出口堆放空瓶筐", "42条2款", "一般", ("当场整改",), "当场", spot, CHECKED),
    )  # fmt: skip


def _penalties() -> tuple[LoopPenalty, ...]:
    firm, january = "示例燃气有限公司", date(2027, 1, 20)
    return (
        LoopPenalty("罚当5号", firm, "97条4项", 200_000, CHECKED, date(2026, 11, 13)),
        LoopPenalty("罚7号", firm, "99条3项", 1_800_000, date(2026, 12, 11), date(2026, 12, 20)),
        LoopPenalty("罚8号", firm, "99条2项（逾期未改正）", 5_000_000, date(2027, 1, 8), january),
        LoopPenalty(
            "罚9号", "示例人丙（直接负责的主管人员）", "99条2项（逾期未改正）", 1_000_000, date(2027, 1, 8), january
        ),
    )


def _papers() -> tuple[LoopPaper, ...]:
    rows = (
        ("检查方案审批表", "检查〔2026〕12号", "11-09", "1", "内部"),
        ("检查通知书", "检通〔2026〕12号", "11-10", "1", "签收"),
        ("现场检查记录", "检记〔2026〕12号", "11-10", "2", "签名"),
        ("现场处理措施决定书", "现决〔2026〕3号", "11-10", "1", "直接送达"),
        ("责令限期整改指令书", "责改〔2026〕12号", "11-10", "2", "直接送达"),
        ("行政（当场）处罚决定书", "罚当〔2026〕5号", "11-10", "1", "直接送达"),
        ("整改复查意见书", "复查〔2026〕9号", "11-25", "1", "直接送达"),
        ("恢复使用审查意见", "复审〔2026〕2号", "11-25", "1", "直接送达"),
        ("行政处罚告知书", "罚告〔2026〕7号", "11-30", "1", "直接送达"),
        ("整改复查意见书", "复查〔2026〕11号", "12-08", "1", "直接送达"),
        ("行政处罚听证告知书", "听告〔2026〕8、9号", "12-09", "2", "直接送达"),
        ("行政处罚决定书", "罚〔2026〕7号", "12-11", "1", "直接送达"),
        ("行政处罚决定书", "罚〔2027〕8、9号", "01-08", "2", "直接送达"),
        ("文书送达回执", "回〔2026〕12号等", "11-10起", "5", "—"),
        ("整改情况回执（企业报送）", "对应责改12号", "11-17等", "2份", "收文"),
        ("现场照片", "1—8、R1—R6", "11-10等", "14张", "—"),
        ("执法记录仪录像", "示-01", "11-10", "2段", "—"),
    )
    return tuple(LoopPaper(*row, sha256("".join(row).encode()).hexdigest()) for row in rows)
