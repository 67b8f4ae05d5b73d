"""Blanks of standard wording, 〔地点〕 and the like: an officer fills them in before a paper is issued."""

import re

BLANKS = frozenset(
    f"〔{name}〕"
    for name in (
        *("地点", "数量", "设备", "日期", "人员", "岗位", "单位", "业务", "作业"),
        *("物品", "项目", "场所", "用品", "年度", "制度", "建筑物", "隐患"),
    )
)
_BRACKETED = re.compile(r"〔[^〕]*〕")


def bracketed(text: str) -> tuple[str, ...]:
    """List whatever stands in 〔〕, years of document numbers included."""
    return tuple(_BRACKETED.findall(text))


def unfilled(text: str) -> tuple[str, ...]:
    """List the blanks that nobody has filled in yet, in their order."""
    return tuple(found for found in bracketed(text) if found in BLANKS)
