"""Who acts: two officers of the issuing authority with certificates that are valid on the day; helpers never sign."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from app.rules.legality.articles import CHECKS_15, CHECKS_15_2, OWN, PENALTY_42_1, SAFETY_67_2
from app.rules.legality.rule import ON_SITE, PENALTIES, F, Problem, Rule
from app.values.days import civil_day
from app.values.enums import InspectionManner
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour

_TARGET = "inspection.officer_ids"
_SCOPES = ("安全生产", "应急", "综合")
_AREAS = re.compile(r"[、，,；;\s]+")
_CHECKED = ON_SITE | {F.INSPECTION_SCHEME, F.INSPECTION_NOTICE}


def too_few(facts: PaperFacts) -> Problem | None:
    """Ask for two different officers of the authority that issues the paper."""
    own = {one.id for one in facts.officers if one.authority_id == facts.authority_id or _is_cross_district(facts)}
    if len(own) >= 2:
        return None
    return Problem(f"本机关执法人员只有 {len(own)} 名，不足两人，请补选执法人员。", _TARGET)


def from_elsewhere(facts: PaperFacts) -> Problem | None:
    """Keep officers of other authorities off the paper: in a joint check each authority issues its own."""
    others = _others(facts)
    if not others or _is_cross_district(facts):
        return None
    return Problem(f"{'、'.join(others)}不是本机关执法人员，不能在本机关文书上签名，请移到协助人员。", _TARGET)


def borrowed(facts: PaperFacts) -> Problem | None:
    """Ask by what officers of other authorities were called into a check across districts."""
    others = _others(facts)
    if not others or not _is_cross_district(facts):
        return None
    return Problem(
        f"{'、'.join(others)}不是本机关执法人员，请写明市级部门跨区域调用的依据和任务，没有调用依据的移到协助人员。",
        _TARGET,
    )


def _others(facts: PaperFacts) -> list[str]:
    return [officer.name for officer in facts.officers if officer.authority_id != facts.authority_id]


def _is_cross_district(facts: PaperFacts) -> bool:
    """Tell a check for which officers may be called from elsewhere; a penalty stays with its own."""
    inspection = facts.inspection
    is_check = facts.form in _CHECKED
    return is_check and inspection is not None and InspectionManner.CROSS_DISTRICT in inspection.manners


def same_certificate(facts: PaperFacts) -> Problem | None:
    """Ask for a certificate number of his own for each officer."""
    numbers = [officer.certificate for officer in facts.officers]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return None
    return Problem("执法证号缺失或者重复，请核对执法人员的证号。", _TARGET)


def expired_certificate(facts: PaperFacts) -> Problem | None:
    """Ask for certificates that are valid on the day of the visit and on that of the paper."""
    for word, day in _days(facts):
        bad = [officer.name for officer in facts.officers if not officer.has_valid_certificate(day)]
        if bad:
            names = "、".join(bad)
            return Problem(f"{names}的执法证在{word}（{day.isoformat()}）无效，请更换执法人员或更新证件信息。", _TARGET)
    return None


def _days(facts: PaperFacts) -> Iterator[tuple[str, date]]:
    """Give the days on which the officers of the paper acted: the visit that it records, and its own."""
    visited = facts.inspection if facts.form is F.INSPECTION_RECORD else None
    again = facts.reinspection if facts.form is F.REINSPECTION_OPINION else None
    if visited is not None and visited.started_at is not None:
        yield "检查当日", civil_day(visited.started_at)
    if again is not None and again.started_at is not None:
        yield "复查当日", civil_day(again.started_at)
    yield "文书日期", facts.day


def out_of_scope(facts: PaperFacts) -> Problem | None:
    """Ask about a certificate that names another kind of enforcement; one that names none is not asked about."""
    others = [one for one in facts.officers if one.scope and not any(word in one.scope for word in _SCOPES)]
    if not others:
        return None
    named = "、".join(f"{one.name}（{one.scope}）" for one in others)
    return Problem(f"{named}的执法证类别不含安全生产，请核对证件或者更换执法人员，确属有权的说明理由。", _TARGET)


def out_of_area(facts: PaperFacts) -> Problem | None:
    """Ask about a certificate for another area; one that names none is not asked about."""
    others = [one for one in facts.officers if one.area and facts.where and not _covers(one.area, facts.where)]
    if not others:
        return None
    named = "、".join(f"{one.name}（{one.area}）" for one in others)
    return Problem(
        f"{named}的执法证区域不含被检查单位所在地，请核对证件或者更换执法人员，确属有权的说明理由。", _TARGET
    )


def _covers(area: str, where: Iterable[str]) -> bool:
    """Tell whether a place lies in one of the areas: either names the other (示例区 — 示例区示范镇)."""
    named = [part.strip() for part in _AREAS.split(area) if part.strip()]
    return any(part in place or place in part for part in named for place in where)


def inactive(facts: PaperFacts) -> Problem | None:
    """Keep officers who left off the paper."""
    gone = [officer.name for officer in facts.officers if not officer.is_active]
    if not gone:
        return None
    return Problem(f"{'、'.join(gone)}已停用，请更换执法人员。", _TARGET)


def helper_signs(facts: PaperFacts) -> Problem | None:
    """Keep helpers from standing on the paper as officers."""
    both = sorted({helper.name for helper in facts.helpers} & {officer.name for officer in facts.officers})
    if not both:
        return None
    return Problem(f"{'、'.join(both)}登记为协助人员，不能作为执法人员签名，请更换执法人员。", "inspection.helpers")


RULES = (
    Rule("R-OFFICERS", Colour.RED, CHECKS_15, _CHECKED, too_few),
    Rule("R-PENALTY-OFFICERS", Colour.RED, PENALTY_42_1, PENALTIES, too_few),
    Rule("R-OTHER-AUTHORITY", Colour.RED, CHECKS_15, _CHECKED | PENALTIES, from_elsewhere),
    Rule("R-BORROWED-OFFICERS", Colour.YELLOW, CHECKS_15_2, _CHECKED, borrowed),
    Rule("R-CERTIFICATE-NUMBER", Colour.RED, SAFETY_67_2, _CHECKED | PENALTIES, same_certificate),
    Rule("R-CERTIFICATE", Colour.RED, SAFETY_67_2, _CHECKED | PENALTIES, expired_certificate),
    Rule("R-CERTIFICATE-SCOPE", Colour.YELLOW, OWN, _CHECKED | PENALTIES, out_of_scope),
    Rule("R-CERTIFICATE-AREA", Colour.YELLOW, OWN, _CHECKED | PENALTIES, out_of_area),
    Rule("R-OFFICER-INACTIVE", Colour.RED, PENALTY_42_1, PENALTIES, inactive),
    Rule("R-OFFICER-INACTIVE-CHECK", Colour.RED, CHECKS_15, _CHECKED, inactive),
    Rule("R-HELPER-SIGNS", Colour.RED, CHECKS_15, _CHECKED | PENALTIES, helper_signs),
)
