"""How the other side signed: who signed, and reason and witness where nobody did."""

from app.rules.legality.articles import OWN, PENALTY_52_1, SAFETY_68
from app.rules.legality.rule import ON_SITE, F, Problem, Rule
from app.values.enums import SignState
from app.values.facts import SigningFact
from app.values.facts_document import PaperFacts
from app.values.verdict import Colour

_WORDS = {SignState.REFUSED: "拒绝签字", SignState.ABSENT: "不在场", SignState.UNABLE: "无法签字"}
_REASON_FIELDS = {"document": "signature_reason", "reinspection": "party_reason", "inspection": "party_reason"}
_SIGNED_PAPERS = ON_SITE | {F.SUMMARY_PENALTY}


def signing_of(facts: PaperFacts) -> tuple[SigningFact, str]:
    """Give the signing that the paper shows and the record that holds it."""
    if facts.document.signing.state is not None:
        return facts.document.signing, "document"
    if facts.form is F.REINSPECTION_OPINION and facts.reinspection is not None:
        return facts.reinspection.signing, "reinspection"
    if facts.inspection is not None:
        return facts.inspection.signing, "inspection"
    return facts.document.signing, "document"


def unexplained(facts: PaperFacts) -> Problem | None:
    """Ask why there is no signature; the law wants it in the record."""
    signing, record = signing_of(facts)
    if not signing.is_without_signature or signing.reason.strip():
        return None
    word = _WORDS[signing.state or SignState.UNABLE]
    return Problem(f"当事人{word}，没有写明情况，请如实注明，并向本机关报告。", f"{record}.{_REASON_FIELDS[record]}")


def unwitnessed(facts: PaperFacts) -> Problem | None:
    """Ask for a witness where nobody signed; 安全生产法 68 asks for none, and a recording may stand for one."""
    signing, record = signing_of(facts)
    is_seen = signing.witness is not None and signing.witness.name.strip()
    if not signing.is_without_signature or is_seen or facts.document.recording.strip():
        return None
    word = _WORDS[signing.state or SignState.UNABLE]
    return Problem(
        f"当事人{word}，没有见证人，请登记见证人姓名和单位；现场没有见证人的，请写明执法记录仪录像的情况。",
        f"{record}.witness",
    )


def unknown_signer(facts: PaperFacts) -> Problem | None:
    """Ask in which capacity the signer signs; nobody demands the 法定代表人 in person."""
    signing, record = signing_of(facts)
    if signing.state is not SignState.SIGNED or signing.signer.role is not None:
        return None
    if record == "inspection" and facts.inspection is not None and facts.inspection.party.role is not None:
        return None
    field = "signer" if record == "document" else "party"
    return Problem("没有写明签收人身份，请选择法定代表人、主要负责人、现场负责人或受托人。", f"{record}.{field}")


RULES = (
    Rule("R-REFUSAL", Colour.RED, SAFETY_68, frozenset({F.INSPECTION_RECORD}), unexplained),
    Rule("R-REFUSAL-PENALTY", Colour.RED, PENALTY_52_1, frozenset({F.SUMMARY_PENALTY}), unexplained),
    Rule("R-REFUSAL-NOTE", Colour.RED, OWN, ON_SITE - {F.INSPECTION_RECORD}, unexplained),
    Rule("R-WITNESS", Colour.YELLOW, OWN, _SIGNED_PAPERS, unwitnessed),
    Rule("R-SIGNER-ROLE", Colour.YELLOW, OWN, _SIGNED_PAPERS, unknown_signer),
)
