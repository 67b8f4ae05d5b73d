"""Compare the library's law with a folder of statute texts: places that do not exist, fines that do not agree.

Use: python tools/check_statutes.py FOLDER   (files whose first line is "# name of the law")
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.rules.library import provisions
from app.storage.library_files import read_library
from app.values.library import Law, Provision
from tools.statute_text import StatuteArticle, read_statute

LIBRARY = Path(__file__).resolve().parent.parent / "resources" / "library"
_NUMERALS = "零一二三四五六七八九"
_SUM = re.compile(r"(?:(\d+)|([零一二三四五六七八九十百千]+))(万)?元")
Statute = dict[tuple[int, int], StatuteArticle]


def main(folder: Path) -> int:
    """Print every disagreement and return how many there are."""
    library = read_library(LIBRARY)
    texts = {title_of(file): file for file in sorted(folder.glob("*.md"))}
    faults = 0
    for law in library.laws:
        file = texts.get(law.title.removeprefix("中华人民共和国"))
        if file is None:
            print(f"{law.short}: no text here, not compared ({len(law.provisions)} places)")
            continue
        statute = read_statute(file)
        for fault in faults_of(law, statute):
            faults += 1
            print(fault)
    print(f"{len(provisions(library))} places, {faults} faults")
    return faults


def title_of(file: Path) -> str:
    """Read the name of the law from the first line that names it."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip().removeprefix("中华人民共和国")
    return file.stem


def faults_of(law: Law, statute: Statute) -> list[str]:
    """List what the law's rows say that its text does not."""
    return [f"{row.ref}: {fault}" for row in law.provisions for fault in faults_of_row(row, statute)]


def faults_of_row(row: Provision, statute: Statute) -> list[str]:
    """List what one row says that the text does not."""
    article = statute.get((row.ref.article, row.ref.inserted))
    if article is None:
        return ["no such article"]
    if row.paragraphs != len(article.paragraphs):
        return [f"{len(article.paragraphs)} paragraphs in the text, {row.paragraphs} in the library"]
    if row.ref.paragraph is None:
        return fines_missing(row, article.text)
    paragraph = article.paragraphs[row.ref.paragraph - 1]
    if row.ref.item is not None and row.ref.item not in paragraph.items:
        return ["no such item"]
    text = paragraph.text + paragraph.items.get(row.ref.item or 0, "")
    if "依照前款规定处罚" in text and row.ref.paragraph > 1:
        text += article.paragraphs[row.ref.paragraph - 2].text
    return fines_missing(row, text)


def fines_missing(row: Provision, text: str) -> list[str]:
    """List the amounts of the row that the text does not name, and amounts of the text that no row names."""
    named = sums(text)
    ours = {amount for fine in row.fines for amount in (fine.min_yuan, fine.max_yuan) if amount}
    faults = [f"fine of {amount} yuan is not in the text" for amount in sorted(ours - named)]
    if ours and row.fines:
        faults += [f"the text also names {amount} yuan" for amount in sorted(named - ours)]
    return faults


def sums(text: str) -> set[int]:
    """Read all sums of money in the text, in yuan."""
    return {
        (int(found[1]) if found[1] else chinese(found[2])) * (10_000 if found[3] else 1)
        for found in _SUM.finditer(text)
    }


def chinese(text: str) -> int:
    """Read a Chinese numeral below ten thousand."""
    total = digit = 0
    for sign in text:
        if sign in _NUMERALS:
            digit = _NUMERALS.index(sign)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
