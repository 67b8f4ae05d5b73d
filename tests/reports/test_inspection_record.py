"""现场检查记录: what stands where, and what stays empty until somebody answers."""

from dataclasses import replace

from app.reports.inspection_record import render
from app.values.papers import Refusal, RefusalKind
from app.values.papers_record import CertificateAnswer, InspectionRecord, RecusalAnswer
from tests.reports import samples
from tests.reports.golden import check_golden, flat, page_images, page_texts


def whole_text(paper: InspectionRecord) -> str:
    return flat("".join(page_texts(render(paper))))


def test_the_record_looks_as_it_was_approved() -> None:
    check_golden("01-inspection-record", render(samples.record()))


def test_every_page_is_signed_at_its_foot() -> None:
    for text in page_texts(render(samples.record())):
        assert text.count("检查人员（签名）") == 2
        assert "被检查单位现场负责人（签名）" in text


def test_what_was_put_right_on_the_spot_is_said_of_its_item() -> None:
    assert "第6项已当场整改：10时52分清走空瓶筐" in whole_text(samples.record())


def test_a_certificate_answer_with_an_objection_prints_the_objection() -> None:
    paper = replace(samples.record(), certificate_answer=CertificateAnswer("证件过期"))
    assert "对证件有异议：证件过期" in whole_text(paper)


def test_without_answers_nothing_is_struck_out() -> None:
    paper = replace(samples.record(), certificate_answer=None, recusal_answer=None)
    assert "／" not in whole_text(paper)


def test_an_answer_on_recusal_changes_the_ticks_and_nothing_else_of_the_text() -> None:
    asked = replace(samples.record(), recusal_answer=RecusalAnswer(asked=True, reason="系近亲属"))
    assert "是，理由：系近亲属" in whole_text(asked)
    unanswered = replace(samples.record(), recusal_answer=None)
    assert page_images(render(unanswered))[0].tobytes() != page_images(render(samples.record()))[0].tobytes()


def test_a_refusal_prints_its_reason_and_witness() -> None:
    paper = replace(samples.record(), refusal=Refusal(RefusalKind.REFUSED, "不认可第3项", "示例见证人"))
    text = whole_text(paper)
    assert "原因不认可第3项" in text
    assert "见证人示例见证人" in text


def test_a_refusal_without_a_witness_prints_its_recording_and_the_report() -> None:
    refusal = Refusal(
        RefusalKind.ABSENT, "负责人离场", recording="示—01，9时08分至11时42分", reported="11月10日，示例局长"
    )
    text = whole_text(replace(samples.record(), refusal=refusal))
    assert "，录像示—01，9时08分至11时42分；" in text
    assert "已向本机关报告11月10日，示例局长。" in text


def test_a_record_without_problems_strikes_out_its_rest() -> None:
    pages = page_texts(render(replace(samples.record(), items=())))
    assert "（以下空白）" in pages[-1]
