"""Printing: lp gets the PDF itself, its refusal is told, and sets are collated."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

import app.reports.inspection_record as record_pages
import app.reports.rectification_order as order_pages
from app.services.printing import PrintError, PrintJob, can_send, collate, page_pictures, picture_as_pdf, send
from tests.reports.samples import order, record


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """An order of two pages."""
    return order_pages.render(order())


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that keeps what it is given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "lp"
    script = f"""#!/bin/sh
printf '%s ' "$@" > "{tmp_path}/asked"
/bin/cat > "{tmp_path}/given"
echo job-1
"""
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path


def test_lp_is_given_the_bytes_the_title_and_the_copies(lp: Path, pdf: bytes) -> None:
    assert can_send()
    assert send(PrintJob(pdf, "责令限期整改指令书", copies=2)) == "job-1"
    assert (lp / "given").read_bytes() == pdf
    assert "-n 2 -t 责令限期整改指令书" in (lp / "asked").read_text()


def test_a_refusal_of_the_printer_is_told_in_its_words(lp: Path, pdf: bytes) -> None:
    (lp / "bin" / "lp").write_text("#!/bin/sh\n/bin/cat > /dev/null\necho 'no default destination' >&2\nexit 1\n")
    with pytest.raises(PrintError, match="打印机没有接受这份文书（no default destination）"):
        send(PrintJob(pdf, "文书"))


def test_a_printer_that_does_not_answer_is_told(lp: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: Any, **__: Any) -> Any:
        raise subprocess.TimeoutExpired("lp", 1)

    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(PrintError, match="打印机没有回应"):
        send(PrintJob(pdf, "文书"))


def test_a_machine_without_lp_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pdf: bytes) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not can_send()
    with pytest.raises(PrintError, match="请导出PDF"):
        send(PrintJob(pdf, "文书"))


def test_pages_are_drawn_at_300_dpi(pdf: bytes) -> None:
    pictures = page_pictures(pdf)
    assert len(pictures) == len(pikepdf.open(io.BytesIO(pdf)).pages)
    with Image.open(io.BytesIO(pictures[0])) as first:
        assert first.size in {(2480, 3508), (2481, 3508), (2480, 3509), (2481, 3509)}


def test_sets_are_collated_for_each_party_and_the_bytes_are_the_same_every_time(pdf: bytes) -> None:
    other = record_pages.render(record())
    joined = collate([(other, 2), (pdf, 1)])
    count = {name: len(pikepdf.open(io.BytesIO(data)).pages) for name, data in (("a", other), ("b", pdf))}
    assert len(pikepdf.open(io.BytesIO(joined)).pages) == 2 * count["a"] + count["b"]
    assert collate([(other, 2), (pdf, 1)]) == joined


def test_a_photograph_of_a_page_becomes_a_page_and_a_damaged_one_is_told() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(out, format="JPEG")
    assert len(pikepdf.open(io.BytesIO(picture_as_pdf(out.getvalue()))).pages) == 1
    with pytest.raises(PrintError, match="这张照片打不开"):
        picture_as_pdf(b"\xff\xd8\xff broken")
