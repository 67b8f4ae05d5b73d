"""The page of documents, over a real store: choose, begin, mend, and what it shows."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.pages.documents import DocumentsPage
from app.ui.pages.documents_fields import KEEP_AFTER_MS
from app.ui.theme import Layout
from app.values.enums import DocumentForm, NumberSource, SealState
from tests.services.papers import Office
from tests.services.test_measures import major
from tests.ui.pages.documents_room import open_page, order_of

F = DocumentForm
LONG = "很长的名称" * 40


def test_without_an_inspection_the_page_offers_those_of_late(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, None, tell)
    row = page.tree.rows[office.scene.inspection_id]
    assert row.text() == "示例燃气有限公司"
    assert page.tree.print_set.lock_reason == page.tree.why.text() == "先选择一次检查，再打印全套"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    tell()
    assert page.subtitle == "示例燃气有限公司　2026-11-16 日常检查"
    page.tree.others_wanted.emit()
    tell()
    assert office.scene.inspection_id in page.tree.rows
    assert page.title == "文书"


def test_a_form_is_begun_by_a_press_and_a_locked_one_says_why(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, office.scene.inspection_id, tell)
    assert page.tree.rows[F.RECTIFICATION_ORDER].accessibleDescription() == "没有需要责令整改的隐患"
    page.tree.rows[F.INSPECTION_RECORD].click()
    tell()
    assert page.title == "文书　现场检查记录"
    assert page.acts.card is not None
    assert page.acts.card.form is F.INSPECTION_RECORD


def test_a_draft_with_gaps_is_locked_and_f8_goes_through_them(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    office.hazard(demand="", deadline=None)
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    open_page(page, draft, tell)
    assert page.issue.lock_reason == "签发前须处理：缺项 2"
    assert page.lock_chip.words == "签发前须处理：缺项 2"
    assert page.state_chip.words == "草稿　缺 2 项"
    QTest.keyClick(page.tree.rows[draft], Qt.Key.Key_F8)
    assert page.missing.rows[0].hasFocus()
    QTest.keyClick(page.missing.rows[0], Qt.Key.Key_F8)
    assert page.missing.rows[1].hasFocus()


def test_a_gap_of_the_walk_leads_to_the_walk_and_one_of_the_scheme_to_its_form(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    seen: list[tuple[str, object]] = []
    page.navigate.connect(lambda key, payload: seen.append((key, payload)))
    hazard = office.hazard(demand="")
    open_page(page, office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER), tell)
    page.missing.rows[0].click()
    page.missing.mend_chosen.emit("inspection.law_code")
    page.missing.mend_chosen.emit("authority.court")
    page.missing.mend_chosen.emit("reinspection.started_at")
    inspection = office.scene.inspection_id
    assert seen == [
        ("walkthrough", (inspection, hazard)),
        ("new_inspection", inspection),
        ("set_up", None),
        ("reinspection", inspection),
    ]


def test_what_is_typed_is_kept_within_a_second_and_saved_when_the_page_is_left(
    page: DocumentsPage, office: Office, qtbot: QtBot, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    open_page(page, draft, tell)
    edit = page.fields.edits["requirements"]
    edit.setPlainText("请专人负责整改。")
    qtbot.waitUntil(lambda: _typing(office, draft) == "请专人负责整改。")
    assert KEEP_AFTER_MS < 1000
    assert office.document(draft).fields is None
    page.leave()
    tell()
    assert office.document(draft).fields["requirements"] == "请专人负责整改。"


def _typing(office: Office, document_id: Any) -> str:
    with office.store.read() as uow:
        kept = uow.drafts.load(f"document:{document_id}")
    return "" if kept is None else str(kept.body.get("requirements", ""))


def test_a_text_that_is_as_usual_counts_as_not_typed(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, order_of(office), tell)
    edit = page.fields.edits["requirements"]
    usual = edit.toPlainText()
    edit.setPlainText("改")
    edit.setPlainText(usual)
    assert page.fields.typed() == {}


def test_choices_of_a_draft_are_saved_as_they_are_made(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    open_page(page, draft, tell)
    page.fields.seal.press(SealState.ON_SITE)
    tell()
    page.fields.source.value_chosen.emit(NumberSource.OTHER_SYSTEM)
    tell()
    assert not page.fields.number.isReadOnly()
    page.fields.number.setText("ZG-1")
    page.fields.number.editingFinished.emit()
    tell()
    row = office.document(draft)
    assert (row.seal, row.number_source) == (SealState.ON_SITE, NumberSource.OTHER_SYSTEM)
    assert row.fields["number"] == "ZG-1"


def test_a_narrow_window_shows_fields_or_pages(page: DocumentsPage, office: Office, tell: Callable[[], None]) -> None:
    open_page(page, order_of(office), tell)
    page.set_layout(Layout.NARROW)
    assert not page.preview.isVisibleTo(page)
    QTest.mouseClick(page.look, Qt.MouseButton.LeftButton)
    assert page.preview.isVisibleTo(page)
    assert not page.middle.isVisibleTo(page)
    page.preview.back.click()
    assert page.middle.isVisibleTo(page)


def test_a_long_name_of_an_enterprise_breaks_nothing(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    from app.models.enterprise import Enterprise
    from tests.services.records import change

    change(office.store, Enterprise, office.scene.enterprise_id, name=LONG)
    width = page.width()
    open_page(page, None, tell)
    open_page(page, order_of(office), tell)
    assert page.width() == width
    assert page.tree.width() <= 320


def test_an_error_of_reading_is_told_on_the_page_and_can_be_tried_again(
    page: DocumentsPage, office: Office, monkeypatch: pytest.MonkeyPatch, tell: Callable[[], None]
) -> None:
    from uuid import UUID

    open_page(page, UUID(int=77), tell)
    assert "本机没有这次检查" in page.error.words
    page.enter(office.scene.inspection_id)
    page.error.retry.click()
    tell()
    assert not page.error.isVisibleTo(page)


def test_a_change_from_elsewhere_is_shown_after_a_moment(
    page: DocumentsPage, office: Office, qtbot: QtBot, tell: Callable[[], None]
) -> None:
    hazard = office.hazard(demand="")
    draft = office.documents.draft(office.scene.inspection_id, F.RECTIFICATION_ORDER)
    open_page(page, draft, tell)
    from app.models.hazard import Hazard
    from tests.services.records import change

    change(office.store, Hazard, hazard, demand="更换探测器。")
    page._context.bell.changed.emit(frozenset({("hazard", hazard)}))
    qtbot.waitUntil(page.issue.isEnabled)
    tell()


def test_every_control_of_the_page_has_a_name_and_is_large_enough(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    from app.ui.widgets.button import Button
    from tests.ui.find import find_all

    open_page(page, order_of(office), tell)
    for button in find_all(page, Button):
        if button.isVisibleTo(page):
            assert button.accessibleName(), button
            assert button.height() >= 44, button.text()


def test_the_record_asks_for_the_answer_to_the_certificates(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    draft = office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD)
    open_page(page, draft, tell)
    page.fields.certificate.press(True)
    tell()
    assert office.documents.card(draft).is_certificate_seen
    open_page(page, order_of(office), tell)
    assert not page.fields.certificate_field.isVisibleTo(page)


def test_a_decision_on_measures_says_whether_it_suspends_and_a_person_may_choose(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    office.hazard(1, **major())
    draft = office.documents.draft(office.scene.inspection_id, F.ONSITE_MEASURES)
    open_page(page, draft, tell)
    assert page.fields.suspends_field.isVisibleTo(page)
    proposed = page.fields.suspends.value
    assert proposed is True
    page.fields.suspends.press(False)
    tell()
    assert office.documents.card(draft).suspends is False
    assert page.fields.suspends.value is False
    open_page(page, office.documents.draft(office.scene.inspection_id, F.INSPECTION_RECORD), tell)
    assert not page.fields.suspends_field.isVisibleTo(page)
