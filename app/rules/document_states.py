"""文书: draft, issued, signed or served, archived; an issued paper is revoked or voided, never edited."""

from enum import StrEnum

from app.rules.transitions import Change, Refusal, Table
from app.values.enums import DocumentState, SignState
from app.values.facts_document import DocumentChange, Proof
from app.values.state_labels import DOCUMENT_STATES


class DocumentEvent(StrEnum):
    """What happens to a document."""

    ISSUE = "签发"
    SIGN = "签收"
    SERVE = "送达"
    ARCHIVE = "归档"
    REVOKE = "撤销"
    VOID = "作废"


S = DocumentState
E = DocumentEvent
_STANDING = frozenset({S.ISSUED, S.SIGNED, S.SERVED})


def _legal(facts: DocumentChange) -> Refusal | None:
    if facts.red_rules:
        return Refusal(f"合法性检查有未通过的项（{'、'.join(facts.red_rules)}）", "请先改正红色各项")
    return None


def _dated(facts: DocumentChange) -> Refusal | None:
    return None if facts.document.issued_on else Refusal("文书没有日期", "请填写文书日期")


def _signature(facts: DocumentChange) -> Refusal | None:
    signing = facts.document.signing
    if signing.state is None:
        return Refusal("没有记录签收情况", "请选择签收、拒签、不在场或无法签字")
    is_recorded = signing.is_without_signature and signing.reason.strip() and facts.document.recording.strip()
    if not signing.is_settled and not is_recorded:
        return Refusal(
            "没有签字，且未写明原因和见证人",
            "请填写原因并登记见证人；现场没有见证人的，登记留置送达并上传录像等凭证",
        )
    return None


def _served(facts: DocumentChange) -> Refusal | None:
    service = facts.service
    if service is None or service.served_at is None:
        return Refusal("没有送达记录", "请登记送达日期、方式和收件人")
    if service.signing.state is SignState.SIGNED or service.signing.is_settled or service.has_proof:
        return None
    return Refusal("没有收件人签字，也没有送达凭证", "请登记签收人，或上传送达凭证、登记见证人")


def _proved(facts: DocumentChange) -> Refusal | None:
    enough = {
        Proof.NONE: _STANDING,
        Proof.SIGNED: frozenset({S.SIGNED, S.SERVED}),
        Proof.SERVED: frozenset({S.SERVED}),
    }[facts.proof_needed]
    if facts.document.state in enough:
        return None
    return Refusal("还没有送达或签收的凭证", "请先登记送达或签收")


def _reason(facts: DocumentChange) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("没有写明理由", "请填写理由；文号保留不再使用")


def _revoking_paper(facts: DocumentChange) -> Refusal | None:
    if facts.revoking_number:
        return None
    return Refusal("没有撤销决定书的文号", "请先作出撤销决定书，再登记撤销")


def _not_served(facts: DocumentChange) -> Refusal | None:
    if facts.document.served_on is None:
        return None
    return Refusal("文书已经送达", "已送达的文书只能另行作出更正或者撤销文书")


TABLE: Table[DocumentState, DocumentEvent, DocumentChange] = Table(
    "该文书",
    DOCUMENT_STATES,
    (
        Change(E.ISSUE, frozenset({S.DRAFT}), S.ISSUED, (_legal, _dated)),
        Change(E.SIGN, frozenset({S.ISSUED}), S.SIGNED, (_signature,)),
        Change(E.SERVE, frozenset({S.ISSUED, S.SIGNED}), S.SERVED, (_served,)),
        Change(E.ARCHIVE, _STANDING, S.ARCHIVED, (_proved,)),
        Change(E.REVOKE, _STANDING | {S.ARCHIVED}, S.REVOKED, (_reason, _revoking_paper)),
        Change(E.VOID, frozenset({S.DRAFT, S.ISSUED, S.SIGNED}), S.VOID, (_reason, _not_served)),
    ),
)


def allowed(state: DocumentState) -> frozenset[DocumentEvent]:
    """Give the events that may befall a document in this state."""
    return TABLE.allowed(state)


def apply(state: DocumentState, event: DocumentEvent, facts: DocumentChange) -> DocumentState:
    """Give the state after the event."""
    return TABLE.apply(state, event, facts)


def is_editable(state: DocumentState) -> bool:
    """Only a draft is edited; what follows an issued paper is another paper."""
    return state is S.DRAFT
