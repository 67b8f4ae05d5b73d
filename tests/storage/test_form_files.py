"""The forms of documents are read with their versions, and a fault names its file, line and key."""

from datetime import date
from pathlib import Path

import pytest

from app.paths import resource
from app.storage.form_files import document_profile, read_profile
from app.storage.yaml_lines import LibraryFileError
from app.values.docnumber import KEYS
from app.values.enums import DocumentForm
from app.values.facts_document import Proof
from app.values.forms import NoSuchFormError

DAY = date(2026, 11, 16)
F = DocumentForm


def test_the_forms_of_an_inspection_print_in_the_order_of_their_use() -> None:
    titles = [one.form for one in document_profile().forms_on(DAY)]
    assert titles == [
        F.INSPECTION_SCHEME,
        F.INSPECTION_NOTICE,
        F.INSPECTION_RECORD,
        F.PHOTO_PAGE,
        F.ONSITE_MEASURES,
        F.RECTIFICATION_ORDER,
        F.RECTIFICATION_REPLY,
        F.SERVICE_RECEIPT,
        F.REINSPECTION_OPINION,
    ]


def test_every_sentence_that_a_form_names_is_there_on_the_day() -> None:
    profile = document_profile()
    for form in profile.forms_on(DAY):
        for name in (form.remedy, *(field.wording for field in form.fields)):
            if name:
                assert profile.wording(name, DAY).text


def test_parents_and_numbering_forms_are_forms_of_the_profile() -> None:
    profile = document_profile()
    known = {one.form for one in profile.forms}
    for form in profile.forms:
        assert set(form.parents) <= known
        assert bool(form.key) != (form.numbered_by in known)


def test_the_order_asks_for_a_signature_and_a_remedy_and_the_opinion_has_none() -> None:
    profile = document_profile()
    order = profile.form(F.RECTIFICATION_ORDER, DAY)
    assert order.remedy == "remedy_ordinary"
    assert order.fact.proof is Proof.SIGNED
    assert not profile.form(F.REINSPECTION_OPINION, DAY).remedy


def test_number_keys_are_those_of_the_trade_and_our_own_for_the_notice() -> None:
    assert set(document_profile().number_keys()) - KEYS == {"检通"}


def test_a_form_is_refused_on_a_day_before_it_was_used() -> None:
    profile = document_profile()
    with pytest.raises(NoSuchFormError, match="没有可用的文书格式"):
        profile.form(F.RECTIFICATION_ORDER, date(2020, 1, 1))
    with pytest.raises(NoSuchFormError, match="没有可用的文书用语"):
        profile.wording("remedy_ordinary", date(2020, 1, 1))


def test_an_unverified_sentence_is_not_printed_by_itself() -> None:
    profile = document_profile()
    assert not profile.wording("opinion_consequence", DAY).is_printable
    assert profile.wording("order_basis", DAY).is_printable


def test_a_later_version_takes_the_place_of_an_earlier_one_from_its_day_on(tmp_path: Path) -> None:
    text = resource("documents", "forms.yaml").read_text(encoding="utf-8")
    later = text.split("forms:\n", 1)[1].split("\n  - form: inspection_notice", 1)[0]
    later = later.replace("2025-09-20", "2026-12-01").replace("行政检查方案审批表", "检查方案")
    (tmp_path / "forms.yaml").write_text(text + "\n" + later + "\n", encoding="utf-8")
    (tmp_path / "wording.yaml").write_bytes(resource("documents", "wording.yaml").read_bytes())
    profile = read_profile(tmp_path)
    assert profile.form(F.INSPECTION_SCHEME, date(2026, 11, 30)).title == "行政检查方案审批表"
    assert profile.form(F.INSPECTION_SCHEME, date(2026, 12, 1)).title == "检查方案"
    assert len(profile.forms_on(DAY)) == len(document_profile().forms_on(DAY))


def test_a_fault_names_file_line_and_key(tmp_path: Path) -> None:
    text = resource("documents", "forms.yaml").read_text(encoding="utf-8")
    (tmp_path / "forms.yaml").write_text(text.replace("copies: 1\n", "copies: many\n", 1), encoding="utf-8")
    (tmp_path / "wording.yaml").write_bytes(resource("documents", "wording.yaml").read_bytes())
    with pytest.raises(LibraryFileError, match=r"forms.yaml 第 14 行，“forms.0.copies”"):
        read_profile(tmp_path)
