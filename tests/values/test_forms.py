"""Forms and sentences by the day on which they are used."""

from dataclasses import replace
from datetime import date

import pytest

from app.storage.form_files import document_profile
from app.values.enums import DocumentForm
from app.values.forms import DocumentProfile, NoSuchFormError

DAY = date(2026, 11, 16)
LATER = date(2027, 1, 1)
F = DocumentForm


@pytest.fixture
def profile() -> DocumentProfile:
    known = document_profile()
    order = replace(known.form(F.RECTIFICATION_ORDER, DAY), valid_from=LATER, title="责令整改通知书", copies=3)
    wording = replace(known.wording("order_basis", DAY), valid_from=LATER, text="新法第一条")
    return DocumentProfile((*known.forms, order), (*known.wordings, wording))


def test_the_version_that_has_begun_last_is_used(profile: DocumentProfile) -> None:
    assert profile.form(F.RECTIFICATION_ORDER, date(2026, 12, 31)).copies == 2
    assert profile.form(F.RECTIFICATION_ORDER, LATER).fact.copies == 3
    assert profile.wording("order_basis", LATER).text == "新法第一条"
    assert profile.titles(LATER)[F.RECTIFICATION_ORDER] == "责令整改通知书"


def test_each_form_stands_once_whatever_its_versions(profile: DocumentProfile) -> None:
    forms = [one.form for one in profile.forms_on(LATER)]
    assert len(forms) == len(set(forms)) == len({one.form for one in profile.forms})
    assert profile.number_keys() == ("检查", "检通", "检记", "现决", "责改", "回", "复查")


def test_a_form_before_its_first_day_is_refused_by_its_name(profile: DocumentProfile) -> None:
    with pytest.raises(NoSuchFormError, match="“现场检查记录”"):
        profile.form(F.INSPECTION_RECORD, date(2019, 11, 16))


def test_an_unknown_form_is_refused_in_words(profile: DocumentProfile) -> None:
    with pytest.raises(NoSuchFormError, match="请核对文书日期"):
        profile.form(F.PENALTY_DECISION, DAY)
