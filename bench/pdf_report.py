"""The long paper that is measured: a report of 50 hazards with 100 photographs."""

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
from app.values.papers import PaperParty, PaperPerson
from app.values.photo_page import PaperPhoto
from bench.pdf_data import CHECKED, CLOSED, FACTS, OFFICERS, header

STAGES = ("检查诊断", "行政处罚", "整改复查")


def report(serial: int, *, hazards: int = 50, words: int = 0) -> LoopReport:
    """Give a report; its photographs are named p0, p1 and so on, two for each hazard."""
    numbers = range(1, hazards + 1)
    return LoopReport(
        header=header("安全生产执法闭环报告", serial),
        party=PaperParty("示例燃气有限公司", "91500000DEMO00001X", "示例区示范镇样本路1号", PaperPerson("示例人乙")),
        officers=OFFICERS,
        first_day=CHECKED,
        last_day=CLOSED,
        stages=[LoopStage(name, "2026-11-10", ("检查1次", "全部完成"), "已完成") for name in STAGES],
        conclusion=f"经检查、处罚和复查，本次发现的{hazards}项隐患全部消除；行政处罚决定全部履行。" * 2,
        figures=[LoopFigure(f"第{n}类隐患", str(n), "已全部整改，复查合格") for n in range(1, 10)],
        events=[LoopEvent(CHECKED, "检查、下达指令书"), LoopEvent(CLOSED, "复查合格、结案")],
        hazards=[
            LoopHazard(n, f"{n + words}号{FACTS[n % 6]}", "36条2款", "一般", ("责改12号",), "11-24",
                       (LoopCheck(CLOSED, "已整改"),), CLOSED)
            for n in numbers
        ],
        penalties=[
            LoopPenalty(f"罚{n}号", "示例燃气有限公司", "99条2项", 1_000_000, CHECKED, CLOSED) for n in range(1, 5)
        ],
        penalties_law="示例法",
        penalties_note="",
        pairs=[LoopPair(n, FACTS[n % 6], _photo(2 * n - 2), _photo(2 * n - 1)) for n in numbers],
        papers=[
            LoopPaper(f"第{n}号文书", f"责改〔2026〕{n}号", "11-10", "1", "直接送达", sha256(bytes([n])).hexdigest())
            for n in range(1, 18)
        ],
        papers_note="校验为文书内容或原始文件摘要的前12位，完整值存于登记。",
        confirmation="经核对，隐患逐项销号，行政处罚全部履行，文书和证据齐全，同意闭环并归档。",
    )  # fmt: skip


def _photo(number: int) -> PaperPhoto:
    return PaperPhoto(f"p{number}", "2026-11-10T09:32:00", "示例员甲", f"p{number}")
