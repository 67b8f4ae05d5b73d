"""What the ledger of parties shows of a row."""

from app.ui.qtmodels.columns import Cell, Column, chip, two_line
from app.ui.text import day_in_list, look_of
from app.ui.theme import Tone
from app.ui.tr import tr
from app.values.days import civil_day
from app.values.enums import RiskLevel
from app.values.rows_enterprise import EnterpriseRow

# What the colours of risk mean (风险分级: 红 重大、橙 较大、黄 一般、蓝 低).
RISK_WORDS = {
    RiskLevel.RED: "红　重大",
    RiskLevel.ORANGE: "橙　较大",
    RiskLevel.YELLOW: "黄　一般",
    RiskLevel.BLUE: "蓝　低",
}
LICENCE_LOOKS = {
    "有效": (Tone.PLAIN, "circle-check"),
    "将到期": (Tone.WARN, "circle-alert"),
    "已过期": (Tone.BAD, "circle-x"),
    "未登记": (Tone.SUB, "circle-dashed"),
}


def ledger_columns() -> list[Column[EnterpriseRow]]:
    """Give the columns of the ledger."""
    return [
        Column(tr("名称与类型"), lambda row: two_line(row.name, _kind(row))),
        Column(tr("镇街"), lambda row: Cell(row.town or "—"), 88, gives_way=True),
        Column(tr("风险"), _risk, 124),
        Column(tr("最近检查"), _visit, 108, gives_way=True),
        Column(tr("未闭环"), _hazards, 76),
        Column(tr("证照"), _licence, 108),
    ]


def _kind(row: EnterpriseRow) -> str:
    parts = [row.party_kind.value]
    if row.operator:
        parts.append(tr("经营者：{name}", name=row.operator))
    return "　".join([*parts, "、".join(row.sectors)]).rstrip("　")


def _risk(row: EnterpriseRow) -> Cell:
    if row.risk is None:
        return Cell("—", tone=Tone.SUB)
    tone, icon = look_of(row.risk)
    return chip(RISK_WORDS[row.risk], tone, icon=icon)


def _visit(row: EnterpriseRow) -> Cell:
    if row.last_visit is None:
        return Cell("—", tone=Tone.SUB)
    category = row.last_category.value if row.last_category is not None else ""
    return Cell(f"{day_in_list(civil_day(row.last_visit))} {category}".strip())


def _hazards(row: EnterpriseRow) -> Cell:
    if not row.open_hazards:
        return Cell("0", tone=Tone.SUB)
    return Cell(tr("{n} 项", n=row.open_hazards), tone=Tone.BAD, strong=True)


def _licence(row: EnterpriseRow) -> Cell:
    tone, icon = LICENCE_LOOKS[row.licence_state]
    return Cell(row.licence_state, icon=icon, tone=tone, strong=tone in (Tone.WARN, Tone.BAD))
