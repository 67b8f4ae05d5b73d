"""Measure our papers against typst drawing the same: same words, fonts, photographs, code and page size.

Run: python -m bench.pdf [--rounds N]; how to read the tables: bench/README.md
"""

import argparse
import itertools
import tempfile
from collections.abc import Mapping
from pathlib import Path

from app.paths import resource
from app.reports import loop_report, rectification_order
from app.storage.images import render_renditions
from bench.camera import telephone_photo
from bench.children import run_child, surroundings
from bench.pairs import Ways, interleave, print_growth, print_table
from bench.pdf_data import order
from bench.pdf_report import report
from bench.typst_papers import order_data, report_data, write_code, write_folder

PHOTOS = 100
FONTS = resource("fonts")
SERIALS = range(1000, 1040)
TYPST_ONCE = """
import sys, typst
folder, fonts, name = sys.argv[1:]
with open(folder + "/cold.json", encoding="utf-8") as file:
    data = file.read()
typst.compile(folder + f"/{name}.typ", output=folder + f"/typst-{name}.pdf", root=folder, font_paths=[fonts],
              ignore_system_fonts=True, pdf_tags=False, sys_inputs={"data": data})
"""


def read_pictures(folder: Path) -> dict[str, bytes]:
    """Read the renditions, as our report takes them."""
    return {path.stem: path.read_bytes() for path in sorted((folder / "photos").iterdir())}


def make_pictures() -> dict[str, bytes]:
    """Make a hundred different renditions of telephone photographs."""
    sizes = [(1600 + 4 * n, 1200 + 3 * n) for n in range(PHOTOS)]
    return {
        f"p{n}": render_renditions(telephone_photo(n, size=size), name="bench").print_1000
        for n, size in enumerate(sizes)
    }


class Typst:
    """A warm typst: one compiler a template, kept with its cache, which is in its favour."""

    def __init__(self, folder: Path, name: str) -> None:
        import typst

        self._compiler = typst.Compiler(
            str(folder / f"{name}.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True
        )

    def draw(self, data: str) -> bytes:
        """Give the PDF; without tags, since ours has none either."""
        pdf = self._compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_tags=False)
        assert isinstance(pdf, bytes)
        return pdf


def warm_ways(folder: Path, pictures: Mapping[str, bytes], *, new_words: bool) -> dict[str, Ways]:
    """Give both ways of both papers; every drawing has a new number, and new sentences if asked."""
    typst_order, typst_report = Typst(folder, "order"), Typst(folder, "report")
    # Data and codes for typst are made beforehand, which is in its favour too.
    made = {serial: data_for_typst(folder, serial, words=serial if new_words else 0) for serial in SERIALS}
    turn = {way: itertools.cycle(SERIALS) for way in ("our order", "our report", "typst order", "typst report")}

    def our_order() -> bytes:
        serial = next(turn["our order"])
        return rectification_order.render(order(serial, words=serial if new_words else 0))

    def our_report() -> bytes:
        serial = next(turn["our report"])
        return loop_report.render(report(serial, words=serial if new_words else 0), pictures=pictures)

    return {
        "order": {"typst": lambda: typst_order.draw(made[next(turn["typst order"])]["order"]), "ours": our_order},
        "report": {"typst": lambda: typst_report.draw(made[next(turn["typst report"])]["report"]), "ours": our_report},
    }


def data_for_typst(folder: Path, serial: int, *, words: int) -> dict[str, str]:
    """Write words and codes of both papers where typst reads them."""
    paper, loop = order(serial, words=words), report(serial, words=words)
    return {
        "order": order_data(paper, qr=write_code(folder, paper.header.qr_text)),
        "report": report_data(loop, qr=write_code(folder, loop.header.qr_text)),
    }


def cold_ways(folder: Path, name: str) -> Ways:
    """Give both ways of one paper as whole processes."""
    (folder / "cold.json").write_text(data_for_typst(folder, 7, words=0)[name], encoding="utf-8")
    ours = f"from bench.pdf_once import draw; draw({str(folder)!r}, {name!r})"
    env = surroundings(folder)
    return {
        "typst": lambda: run_child(TYPST_ONCE, str(folder), str(FONTS), name, env=env),
        "ours": lambda: run_child(ours, env=env),
    }


def print_report_growth(pictures: Mapping[str, bytes], *, rounds: int) -> None:
    """Measure the report of a tenth of the hazards and photographs against the whole one."""
    few, many = report(7, hazards=5), report(7)
    ways = {
        "5 hazards, 10 photographs": lambda: loop_report.render(few, pictures=pictures),
        "50 hazards, 100 photographs": lambda: loop_report.render(many, pictures=pictures),
    }
    print_growth("report, warm", ways, rounds=rounds)


def main() -> None:
    """Print the tables of ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, make_pictures())
        pictures = read_pictures(folder)
        for new_words, title in ((False, "same sentences, new number"), (True, "new sentences and number")):
            for paper, ways in warm_ways(folder, pictures, new_words=new_words).items():
                goals = {"ours": 1.0} if paper == "order" else {}
                print_table(f"{paper}, warm, {title}", interleave(ways, rounds=rounds), base="typst", goals=goals)
        print_report_growth(pictures, rounds=rounds)
        for paper, goal in (("order", 2.0), ("report", 0.35)):
            timings = interleave(cold_ways(folder, paper), rounds=rounds)
            print_table(f"{paper}, cold process", timings, base="typst", goals={"ours": goal})


if __name__ == "__main__":
    main()
