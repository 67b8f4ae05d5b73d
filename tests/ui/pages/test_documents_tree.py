"""The tree of papers: numbers fit, and the focus stays where the hand is though the rows are new."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.pages.documents import DocumentsPage
from app.ui.pages.documents_tree import short_number
from app.values.enums import DocumentForm
from tests.services.paper_building.test_photo_page import filled
from tests.services.papers import Office
from tests.ui.pages.documents_room import open_page, order_of

F = DocumentForm


@pytest.mark.parametrize(
    ("number", "short"),
    [("（渝示）应急责改〔2026〕12-1号", "责改〔2026〕12-1号"), ("ZG-2026-000123", "ZG-2026-000123"), ("", "")],
)
def test_a_number_is_short_without_region_and_authority(number: str, short: str) -> None:
    assert short_number(number) == short


def test_the_focus_stays_on_the_paper_that_is_begun_from_the_tree(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    open_page(page, office.scene.inspection_id, tell)
    page.activateWindow()
    row = page.tree.rows[F.INSPECTION_RECORD]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    tell()
    assert page.acts.card is not None
    assert page.tree.rows[page.acts.card.id].hasFocus()


def test_the_focus_goes_to_the_tree_when_the_fields_of_a_draft_are_gone(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    draft = order_of(office)
    open_page(page, draft, tell)
    page.activateWindow()
    page.fields.source.setFocus()
    assert page.fields.source.hasFocus()
    office.documents.issue(draft)
    page.refresh()
    tell()
    assert page.tree.rows[draft].hasFocus()


def test_another_page_of_photographs_may_be_begun_once_the_first_is_issued(
    page: DocumentsPage, office: Office, tell: Callable[[], None]
) -> None:
    filled(office)
    office.documents.issue_set(office.scene.inspection_id, [F.INSPECTION_RECORD, F.PHOTO_PAGE])
    open_page(page, office.scene.inspection_id, tell)
    page.tree.rows[F.PHOTO_PAGE].click()
    tell()
    assert page.acts.card is not None
    assert (page.acts.card.form, page.acts.card.check is not None) == (F.PHOTO_PAGE, True)
    assert F.PHOTO_PAGE not in page.tree.rows
