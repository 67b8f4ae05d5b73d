"""What is still open before a check begins; nothing of it stops the check, each protects a paper."""

from datetime import date, datetime
from uuid import UUID

from app.rules.joint_check import signing
from app.rules.legality import approval, officers
from app.values.enums import DocumentForm
from app.values.facts import HelperFact
from app.values.facts_document import DocumentFact, FrequencyFact, PaperFacts
from app.values.facts_inspection import InspectionFact
from app.values.verdict import Verdict

_PAPERS = (DocumentForm.INSPECTION_SCHEME, DocumentForm.INSPECTION_NOTICE, DocumentForm.INSPECTION_RECORD)
_NOBODY = UUID(int=0)


def plan_verdicts(
    inspection: InspectionFact,
    *,
    on: date,
    helpers: tuple[HelperFact, ...] = (),
    frequency: FrequencyFact | None = None,
) -> tuple[Verdict, ...]:
    """Judge the plan by the rules of the papers that come before and with the check, each finding once."""
    found: dict[tuple[str, str], Verdict] = {}
    for form in _PAPERS:
        facts = PaperFacts(
            document=DocumentFact(id=_NOBODY, form=form, issued_on=on),
            today=on,
            authority_id=inspection.authority_id,
            officers=signing(inspection.officers, authority_id=inspection.authority_id, manners=inspection.manners),
            helpers=helpers,
            inspection=inspection,
            frequency=frequency,
        )
        for rule in (*officers.RULES, *approval.RULES):
            if (verdict := rule.judge(facts)) is not None:
                found.setdefault((verdict.rule, verdict.message), verdict)
    return tuple(found.values())


def is_after_start(notice_at: datetime | None, started_at: datetime | None) -> bool:
    """Tell whether the notice was shown only after the check had begun."""
    return notice_at is not None and started_at is not None and notice_at > started_at
