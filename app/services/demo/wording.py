"""What a demo officer writes into the blanks of the standard wording; every name is plainly made up."""

from datetime import date, timedelta
from random import Random

from app.rules.blanks import unfilled
from app.values.days import long_day

_WORDS = {
    "〔数量〕": ("1", "2", "3"),
    "〔设备〕": ("1号设备", "2号设备"),
    "〔人员〕": ("示例工人甲", "示例工人乙"),
    "〔岗位〕": ("电工岗位", "充装岗位"),
    "〔单位〕": ("示例维保单位", "示例施工单位"),
    "〔业务〕": ("设备管理", "瓶装供应"),
    "〔作业〕": ("动火", "登高"),
    "〔物品〕": ("纸箱", "木料"),
    "〔项目〕": ("示例技改项目", "示例扩建项目"),
    "〔场所〕": ("库房", "门面"),
    "〔用品〕": ("防护手套", "安全帽"),
    "〔制度〕": ("隐患排查制度", "动火审批制度"),
    "〔建筑物〕": ("临时板房", "堆料棚"),
    "〔隐患〕": ("软管老化", "未装熄火保护装置的灶具"),
}
_LONGEST_AGO = 120


def fill_in(text: str, *, chance: Random, day: date, place: str) -> str:
    """Fill every blank of the text; the place and the day are those of the visit, the rest by chance."""
    for blank in unfilled(text):
        text = text.replace(blank, _word(blank, chance=chance, day=day, place=place), 1)
    return text


def _word(blank: str, *, chance: Random, day: date, place: str) -> str:
    if blank == "〔地点〕":
        return place
    if blank == "〔日期〕":
        return long_day(day - timedelta(days=chance.randrange(20, _LONGEST_AGO)))
    if blank == "〔年度〕":
        return str(day.year)
    return chance.choice(_WORDS[blank])
