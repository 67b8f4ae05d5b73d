import pytest

from app.rules.legality.missing import missing
from app.values.enums import DocumentForm as F
from app.values.enums import HazardLevel
from app.values.facts import PersonFact, SigningFact
from app.values.facts_document import PaperFacts
from tests.rules import make as m


def names(facts: PaperFacts) -> list[str]:
    return [one.field for one in missing(facts)]


@pytest.mark.parametrize("form", list(F))
def test_missing_is_empty_on_a_complete_paper(form: F) -> None:
    assert missing(m.make_paper(form)) == ()


def test_missing_lists_everything_of_an_empty_record_in_the_order_of_the_paper() -> None:
    empty = m.make_inspection(
        category=None,
        scheme=None,
        law_code="",
        started_at=None,
        ended_at=None,
        place=" ",
        party=PersonFact(),
        signing=SigningFact(),
        is_recusal_asked=None,
    )

    found = names(m.make_paper(F.INSPECTION_RECORD, inspection=empty, officers=()))

    assert found == [
        "inspection.category",
        "inspection.scheme_approved_by",
        "inspection.law_code",
        "inspection.started_at",
        "inspection.ended_at",
        "inspection.place",
        "inspection.party",
        "inspection.party_signature",
        "inspection.is_recusal_asked",
        "document.officer_ids",
    ]


def test_missing_asks_nothing_of_a_record_that_only_the_scheme_prints() -> None:
    assert names(m.make_paper(F.INSPECTION_RECORD, inspection=m.make_inspection(manners=(), source=None))) == []
    assert names(m.make_paper(F.INSPECTION_SCHEME, inspection=m.make_inspection(manners=(), source=None))) == [
        "inspection.source",
        "inspection.manner",
    ]


def test_missing_names_the_line_and_jumps_to_its_field() -> None:
    hazard = m.make_hazard(3, demand="", deadline=None, level=HazardLevel.MAJOR)

    found = missing(m.make_paper(F.RECTIFICATION_ORDER, hazards=(m.make_hazard(1), hazard)))

    assert [one.label for one in found] == ["第3项整改要求", "第3项整改期限", "第3项判定标准", "第3项判定人"]
    assert found[0].target == f"hazard:{hazard.id}.demand"
    assert found[0].hint


def test_missing_takes_a_reason_for_the_code_and_at_once_for_a_deadline() -> None:
    inspection = m.make_inspection(law_code="", no_code_reason="现场无网络，系统无法派发")
    hazard = m.make_hazard(deadline=None, is_at_once=True)

    assert names(m.make_paper(F.INSPECTION_RECORD, inspection=inspection)) == []
    assert names(m.make_paper(F.RECTIFICATION_ORDER, hazards=(hazard,))) == []


def test_missing_of_an_opinion_asks_for_the_order_and_the_time() -> None:
    facts = m.make_paper(F.REINSPECTION_OPINION, parents=(), reinspection=None)

    assert names(facts) == ["document.parent_ids", "reinspection.started_at"]
