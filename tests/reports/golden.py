"""Compare a paper with the one that was looked at before: its text page by page, and a small picture of every page.

Run the tests with ANCHA_GOLDEN=1 to take the papers as they are now; look at the difference before you commit it.
"""

import os
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

FOLDER = Path(__file__).parents[1] / "golden"
REWRITE = os.environ.get("ANCHA_GOLDEN") == "1"
MOST_DIFFERENCE = 2.0  # mean difference of grey over a page, of 255


def page_texts(pdf: bytes) -> list[str]:
    """Read the text of each page as a reader would copy it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def page_images(pdf: bytes, *, dpi: int = 72) -> list[Image.Image]:
    """Draw each page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def flat(text: str) -> str:
    """Take out all that a line break or a stretched line may add."""
    return "".join(text.split())


def check_golden(name: str, pdf: bytes) -> None:
    """Fail when text or look of the paper changed."""
    texts, images = page_texts(pdf), page_images(pdf)
    if REWRITE:
        _rewrite(name, texts, images)
    assert "\n\f\n".join(texts) + "\n" == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for number, image in enumerate(images, start=1):
        with Image.open(FOLDER / f"{name}-{number}.png") as known:
            assert known.size == image.size
            difference = ImageStat.Stat(ImageChops.difference(known.convert("L"), image)).mean[0]
        assert difference <= MOST_DIFFERENCE, f"page {number} of {name} looks different ({difference:.1f})"


def _rewrite(name: str, texts: list[str], images: list[Image.Image]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob(f"{name}-*.png"):
        old.unlink()
    (FOLDER / f"{name}.txt").write_text("\n\f\n".join(texts) + "\n", encoding="utf-8", newline="\n")
    for number, image in enumerate(images, start=1):
        image.quantize(16).save(FOLDER / f"{name}-{number}.png", optimize=True)
