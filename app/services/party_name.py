"""How papers name the other side."""

from app.models.enterprise import Enterprise
from app.values.enums import PartyKind


def party_name(enterprise: Enterprise) -> str:
    """Name the party: a 个体工商户 by its 字号 with the 经营者, a 工地 by the 施工单位 with the project."""
    builder = builder_of(enterprise)
    if builder:
        return builder if enterprise.name == builder else f"{builder}（{enterprise.name}）"
    operator = operator_of(enterprise)
    if not operator or enterprise.name == operator or "经营者" in enterprise.name:
        return enterprise.name
    return f"{enterprise.name}（经营者：{operator}）"


def operator_of(enterprise: Enterprise) -> str:
    """Give the 经营者 of a 个体工商户; no other kind of party has one."""
    return (enterprise.operator or "").strip() if enterprise.party_kind is PartyKind.SOLE_TRADER else ""


def builder_of(enterprise: Enterprise) -> str:
    """Give the 施工单位 of a 工地; it is the inspected party, and the project is where."""
    return (enterprise.builder or "").strip() if enterprise.party_kind is PartyKind.SITE else ""
