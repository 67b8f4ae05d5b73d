"""Fill the blanks of standard wording as an officer would on the spot."""

from datetime import date, timedelta
from random import Random

from app.rules.blanks import unfilled
from app.values.days import long_day

_WORDS = {
    "〔数量〕": ("2", "3", "4"),
    "〔设备〕": ("通风机", "空压机", "电动葫芦", "控制箱"),
    "〔人员〕": ("示例员工张某", "示例员工李某"),
    "〔岗位〕": ("充装", "送气"),
    "〔单位〕": ("示例协作单位",),
    "〔业务〕": ("设备维修",),
    "〔作业〕": ("动火", "登高"),
    "〔物品〕": ("纸箱", "杂物"),
    "〔项目〕": ("设备安装项目",),
    "〔场所〕": ("库房",),
    "〔用品〕": ("防护手套",),
    "〔制度〕": ("隐患排查治理制度",),
    "〔建筑物〕": ("办公楼",),
    "〔隐患〕": ("配电箱接线裸露",),
}


def filled(text: str, *, place: str, day: date, chance: Random) -> str:
    """Write the text without its blanks."""
    for blank in unfilled(text):
        text = text.replace(blank, _word(blank, place=place, day=day, chance=chance), 1)
    return text


def _word(blank: str, *, place: str, day: date, chance: Random) -> str:
    if blank == "〔地点〕":
        return place
    if blank == "〔日期〕":
        return long_day(day - timedelta(days=chance.randint(40, 200)))
    if blank == "〔年度〕":
        return str(day.year)
    return chance.choice(_WORDS[blank])
