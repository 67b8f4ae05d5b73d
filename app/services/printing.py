"""Printing: the PDF itself through lp where there is one, else its pages as pictures for the window to print.

A print that fails changes nothing in the store; it says why and can be tried again.
"""

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.looking import opened, picture_of
from app.values.errors import UserError

DPI = 300
PATIENCE_S = 60


class PrintError(UserError):
    """The system did not take the paper; nothing was changed."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A PDF to print so many times."""

    pdf: bytes
    title: str
    copies: int = 1


def can_send() -> bool:
    """Tell whether the system takes a PDF as it is."""
    return shutil.which("lp") is not None


def send(job: PrintJob) -> str:
    """Hand the PDF to the system's printer and return the name of the job."""
    lp = shutil.which("lp")
    if lp is None:
        raise PrintError("这台电脑没有安装打印系统。", hint="请导出PDF后到能打印的电脑上打印。")
    command = [lp, "-n", str(job.copies), "-t", job.title, "-o", "collate=true", "-"]
    try:
        done = subprocess.run(command, input=job.pdf, capture_output=True, timeout=PATIENCE_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise PrintError("打印机没有回应，文书没有改变。", hint="请检查打印机是否开机、联线，然后再打印。") from error
    except OSError as error:
        raise PrintError("无法启动打印，文书没有改变。", hint="请检查打印系统，或导出PDF后打印。") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        why = f"（{said[-1]}）" if said else ""
        raise PrintError(f"打印机没有接受这份文书{why}。", hint="请检查打印机和纸张，然后再打印。")
    return done.stdout.decode("utf-8", errors="replace").strip()


def page_pictures(pdf: bytes, *, dpi: int = DPI) -> tuple[bytes, ...]:
    """Draw the pages as PNG pictures, for a system that takes no PDF."""
    with opened(pdf) as paper:
        return tuple(_png(picture_of(paper[number], dpi=dpi)) for number in range(len(paper)))


def collate(papers: Sequence[tuple[bytes, int]]) -> bytes:
    """Join papers set by set, as many sets as the most copies ask for, so that each party's set lies together."""
    import pikepdf

    joined = pikepdf.new()
    for turn in range(max((copies for _, copies in papers), default=0)):
        for pdf, copies in papers:
            if turn < copies:
                with pikepdf.open(io.BytesIO(pdf)) as one:
                    joined.pages.extend(one.pages)
    out = io.BytesIO()
    joined.save(out, deterministic_id=True)
    return out.getvalue()


def picture_as_pdf(data: bytes) -> bytes:
    """Lay a photograph of a page on a page, to look at it beside the others."""
    from PIL import Image, UnidentifiedImageError

    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.convert("RGB").save(out, format="PDF", resolution=150)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise PrintError("这张照片打不开，可能已损坏。", hint="请重新拍摄后再添加。") from error
    return out.getvalue()


def _png(picture: object) -> bytes:
    out = io.BytesIO()
    save = getattr(picture, "save")  # noqa: B009  Pillow's image, whose module is loaded by PDFium only
    save(out, format="PNG", dpi=(DPI, DPI))
    return out.getvalue()
