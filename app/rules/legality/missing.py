"""缺项: fields that a paper prints and that are still empty; the check says what is wrong, this what is not there."""

from collections.abc import Callable
from dataclasses import dataclass

from app.rules.legality.approval import is_urgent
from app.rules.legality.rule import LINED, ON_SITE, ORDERS, PENALTIES, F
from app.values.enums import DocumentForm
from app.values.facts_document import PaperFacts
from app.values.facts_inspection import HazardFact
from app.values.verdict import Missing


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    label: str
    hint: str
    papers: frozenset[DocumentForm]
    is_empty: Callable[[PaperFacts], bool]


@dataclass(frozen=True, slots=True)
class _LineField:
    name: str
    label: str
    hint: str
    papers: frozenset[DocumentForm]
    is_empty: Callable[[HazardFact], bool]


_BEFORE = frozenset({F.INSPECTION_SCHEME, F.INSPECTION_NOTICE})
_RECORD = frozenset({F.INSPECTION_RECORD})
_OPINION = frozenset({F.REINSPECTION_OPINION})


def _inspection_field(
    name: str, label: str, hint: str, papers: frozenset[DocumentForm], *, attribute: str = ""
) -> _Field:
    """Declare a field of the inspection that is empty when its fact is."""

    def is_empty(facts: PaperFacts) -> bool:
        value = getattr(facts.inspection, attribute or name, None)
        return not (value.strip() if isinstance(value, str) else value)

    return _Field(f"inspection.{name}", label, hint, papers, is_empty)


def _is_not_approved(facts: PaperFacts) -> bool:
    """Tell whether an approval is awaited; an urgent check is reported afterwards."""
    inspection = facts.inspection
    if inspection is not None and is_urgent(inspection):
        return False
    return inspection is None or inspection.scheme is None or not inspection.scheme.by


_FIELDS = (
    _inspection_field("category", "检查类别", "日常、专项、线索核查或即时", _BEFORE | _RECORD),
    _inspection_field("source", "任务来源", "计划、部署、举报、交办等", _BEFORE),
    _inspection_field("manner", "检查方式", "可选多种", frozenset({F.INSPECTION_SCHEME}), attribute="manners"),
    _Field(
        "inspection.scheme_approved_by",
        "检查方案批准人",
        "书面、电话请示或系统审批",
        _RECORD | {F.INSPECTION_NOTICE},
        _is_not_approved,
    ),
    _Field(
        "inspection.law_code",
        "执法码",
        "没有执法码的写明原因",
        _RECORD | {F.INSPECTION_NOTICE},
        lambda facts: (
            facts.inspection is None or not (facts.inspection.law_code or facts.inspection.no_code_reason.strip())
        ),
    ),
    _inspection_field("started_at", "检查开始时间", "到场时间", _RECORD),
    _inspection_field("ended_at", "检查结束时间", "离场时间", _RECORD),
    _inspection_field("place", "检查场所", "车间、门店、库房等", _RECORD),
    _Field(
        "inspection.party",
        "现场负责人",
        "姓名、身份和电话",
        _RECORD,
        lambda facts: facts.inspection is None or not facts.inspection.party.name.strip(),
    ),
    _Field(
        "inspection.party_signature",
        "签收情况",
        "签收、拒签、不在场或无法签字",
        ON_SITE - _OPINION,
        lambda facts: (
            facts.document.signing.state is None
            and (facts.inspection is None or facts.inspection.signing.state is None)
        ),
    ),
    _Field(
        "inspection.is_recusal_asked",
        "是否申请回避",
        "询问当事人后选择",
        _RECORD,
        lambda facts: facts.inspection is None or facts.inspection.is_recusal_asked is None,
    ),
    _Field(
        "document.officer_ids", "执法人员", "本机关两名", ON_SITE | PENALTIES, lambda facts: len(facts.officers) < 2
    ),
    _Field(
        "document.parent_ids",
        "所依据的文书",
        "责令限期整改指令书或现场处理措施决定书",
        _OPINION,
        lambda facts: not facts.parents,
    ),
    _Field(
        "reinspection.started_at",
        "复查时间",
        "到场时间",
        _OPINION,
        lambda facts: facts.reinspection is None or facts.reinspection.started_at is None,
    ),
    _Field(
        "case.penalty_basis",
        "处罚依据",
        "罚则条款",
        PENALTIES,
        lambda facts: facts.case is None or not facts.case.fine_ref,
    ),
)
_LINE_FIELDS = (
    _LineField("fact", "事实", "检查时看到的情况", LINED, lambda line: not line.fact.strip()),
    _LineField("demand", "整改要求", "怎样才算改好", ORDERS, lambda line: not line.demand.strip()),
    _LineField("violations", "违反条款", "法律、法规或标准的条款", ORDERS, lambda line: not line.violations),
    _LineField("handling", "处理方式", "当场整改、限期整改等", LINED, lambda line: line.handling is None),
    _LineField(
        "deadline",
        "整改期限",
        "立即、3日、7日、15日或另选日期",
        frozenset({F.RECTIFICATION_ORDER}),
        lambda line: line.deadline is None and not line.is_at_once,
    ),
    _LineField(
        "criterion", "判定标准", "重大事故隐患判定标准条款", ORDERS, lambda line: line.is_major and not line.criterion
    ),
    _LineField("judged_by", "判定人", "姓名", ORDERS, lambda line: line.is_major and not line.judged_by.strip()),
)


def missing(facts: PaperFacts) -> tuple[Missing, ...]:
    """List what the paper still needs, in the order in which it prints."""
    found = [
        Missing(field.name, field.label, field.hint, field.name)
        for field in _FIELDS
        if facts.form in field.papers and field.is_empty(facts)
    ]
    for line in facts.lines:
        for line_field in _LINE_FIELDS:
            if facts.form in line_field.papers and line_field.is_empty(line):
                target = f"hazard:{line.id}.{line_field.name}"
                found.append(
                    Missing(
                        f"hazard.{line_field.name}", f"第{line.order_no}项{line_field.label}", line_field.hint, target
                    )
                )
    return tuple(found)
