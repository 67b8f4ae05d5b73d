"""A finished paper is looked at by one thread at a time, and a damaged one is told."""

import threading

import pytest

from app.reports import rectification_order
from app.reports.looking import PDFIUM, UnreadablePaperError, opened, picture_of, words_of
from tests.reports.samples import order


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return rectification_order.render(order())


def test_words_and_picture_of_a_page(pdf: bytes) -> None:
    with opened(pdf) as paper:
        assert "责令限期整改指令书" in words_of(paper[0])
        assert picture_of(paper[0], dpi=72).size in {(595, 842), (596, 842), (596, 843), (595, 841)}


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7 broken"])
def test_a_damaged_paper_is_told_and_lets_go_of_the_lock(data: bytes) -> None:
    with pytest.raises(UnreadablePaperError), opened(data):
        pytest.fail("nothing can be read")
    assert not PDFIUM.locked()


def test_a_second_thread_waits(pdf: bytes) -> None:
    seen: list[int] = []
    with opened(pdf):
        other = threading.Thread(target=lambda: seen.append(_pages(pdf)))
        other.start()
        other.join(timeout=0.05)
        assert not seen
    other.join(timeout=5)
    assert len(seen) == 1


def _pages(pdf: bytes) -> int:
    with opened(pdf) as paper:
        return len(paper)
