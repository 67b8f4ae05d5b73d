"""Fines inside the range of their provision; 以上 and 以下 include the number itself."""

from app.rules.legality.rule import F
from app.values.enums import DocumentForm
from app.values.library import FineOccasion, FineParty, FineRange
from app.values.verdict import Article, Colour, Verdict

CODE = "R-FINE-RANGE"
TARGET = "case.amount_cents"
_PARTIES = {FineParty.ORGANISATION: "单位", FineParty.PERSON: "个人"}
_OCCASIONS = {FineOccasion.FIRST: "初次发现", FineOccasion.OVERDUE: "逾期未改正"}


def fine_verdict(
    amount_cents: int,
    fine: FineRange,
    *,
    party: FineParty,
    when: FineOccasion,
    article: Article,
    paper: DocumentForm = F.PENALTY_DECISION,
    mitigation: str = "",
) -> Verdict | None:
    """Give a red verdict on an amount outside the range; below it only 减轻 with its written reason may go."""
    message = _mismatch(fine, party, when) or _outside(amount_cents, fine, mitigation)
    return None if message is None else Verdict(CODE, Colour.RED, message, article, TARGET, paper)


def _mismatch(fine: FineRange, party: FineParty, when: FineOccasion) -> str | None:
    if fine.who is not party:
        return f"该罚则处罚的是{_PARTIES[fine.who]}，当事人是{_PARTIES[party]}，请改选罚则。"
    if fine.when is not when:
        return f"该罚则适用于{_OCCASIONS[fine.when]}，本案是{_OCCASIONS[when]}，请改选罚则。"
    return None


def _outside(amount_cents: int, fine: FineRange, mitigation: str) -> str | None:
    if amount_cents <= 0:
        return "罚款金额必须大于零，请填写金额。"
    if amount_cents > fine.max_cents:
        return f"罚款金额{_yuan(amount_cents)}高于法定上限{_yuan(fine.max_cents)}，请改正金额。"
    if fine.min_cents is not None and amount_cents < fine.min_cents and not mitigation.strip():
        return (
            f"罚款金额{_yuan(amount_cents)}低于法定下限{_yuan(fine.min_cents)}，"
            "请改正金额；依法减轻处罚的请写明情形和理由。"
        )
    return None


def _yuan(cents: int) -> str:
    yuan, rest = divmod(cents, 100)
    return f"{yuan:,}元" if rest == 0 else f"{yuan:,}.{rest:02d}元"
