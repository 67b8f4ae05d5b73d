"""The ground of a fine: it penalises what was violated, within the power, once, and by the heavier of several norms."""

from collections.abc import Iterable

from app.rules.transitions import Refusal
from app.values.facts_case import CaseFact
from app.values.reference import UnreadableRefError, parse_ref

SAFETY_LAW = "安全生产法"


def article_of(ref: str) -> str:
    """Name the article that a reference stands in; what cannot be read stands for itself."""
    try:
        return parse_ref(ref).undated.whole_article.text
    except UnreadableRefError:
        return ref


def _articles(refs: Iterable[str]) -> frozenset[str]:
    return frozenset(article_of(ref) for ref in refs if ref)


def wrong_basis(case: CaseFact, ref: str, *, reason: str) -> Refusal | None:
    """Refuse a basis that penalises something else than what was violated, unless somebody says why it fits."""
    if not ref or not case.expected_refs or reason.strip() or article_of(ref) in _articles(case.expected_refs):
        return None
    named = "、".join(dict.fromkeys(case.expected_refs))
    return Refusal(f"处罚依据（{ref}）与违反条款不对应，法规库中对应的罚则是{named}", "请改选罚则，或者写明适用的理由")


def without_power(case: CaseFact, ref: str) -> Refusal | None:
    """Refuse a fine that is not in the list of powers of that day (行政处罚法 24); no list, no limit."""
    if not ref or case.granted_refs is None or article_of(ref) in _articles(case.granted_refs):
        return None
    return Refusal(
        f"处罚依据（{ref}）不在本机关当日的赋权事项清单内（行政处罚法第二十四条）", "请移送有权的机关，或者核对清单"
    )


def fined_twice(case: CaseFact) -> Refusal | None:
    """Refuse a second fine of one party for one act (行政处罚法 29)."""
    if not case.fined_elsewhere:
        return None
    return Refusal(
        f"同一当事人的同一违法行为已在“{case.fined_elsewhere}”罚款（行政处罚法第二十九条）",
        "请核对隐患和当事人，不能重复罚款",
    )


def several_norms(case: CaseFact, ref: str, *, reason: str) -> Refusal | None:
    """Ask why this one of several norms is applied to one act: the heavier fine goes (行政处罚法 29)."""
    known = _articles((*case.basis_refs, ref))
    if len(known) < 2 or reason.strip():
        return None
    return Refusal(
        f"同一违法行为涉及{'、'.join(sorted(known))}，应当按照罚款数额高的规定处罚（行政处罚法第二十九条）",
        "请写明是一个还是几个违法行为、为什么适用这一条",
    )


def not_refused(case: CaseFact) -> Refusal | None:
    """Ask for the re-inspection after the service that proves that the party refuses to correct (安全生产法 112)."""
    if case.refused_on is not None:
        return None
    return Refusal("送达处罚决定以后没有复查证明拒不改正（安全生产法第一百一十二条）", "请先复查并记录未整改")


def not_of_safety_law(case: CaseFact, *, reason: str) -> Refusal | None:
    """Ask for the clause of the other law where the fine does not rest on 安全生产法."""
    refs = [ref for ref in (*case.basis_refs, case.fine_ref) if ref]
    if reason.strip() or any(ref.startswith((f"{SAFETY_LAW}/", f"{SAFETY_LAW}(")) for ref in refs):
        return None
    return Refusal("原处罚不是依据安全生产法作出，不适用该法第一百一十二条", "请写明另一法律按日连续处罚的条款")
