"""Measure the report of 50 hazards and 100 photographs against WeasyPrint, whole processes, where it is installed.

Run: python -m bench.weasyprint_report [--rounds N]
"""

import argparse
import html
import importlib.util
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.paths import resource
from app.values.loop import LoopPair, LoopReport
from app.values.photo_page import PaperPhoto
from bench.children import run_child, surroundings
from bench.pairs import interleave, print_table
from bench.pdf import make_pictures
from bench.pdf_report import report
from bench.typst_papers import write_code, write_folder

_FACES = (
    ("Serif", "NotoSerifSC-Regular.ttf", 400),
    ("Serif", "NotoSerifSC-Bold.ttf", 700),
    ("Sans", "NotoSansSC-Regular.ttf", 400),
    ("Sans", "NotoSansSC-Bold.ttf", 700),
)
_STYLE = """
@page { size: A4; margin: 66pt 68pt 80pt;
  @bottom-left { content: "依据执法登记生成；文书以签名盖章的原件为准。"; font: 9pt Serif }
  @bottom-right { content: "共 " counter(pages) " 页　第 " counter(page) " 页"; font: 9pt Serif } }
body { font: 11pt/20pt Serif; } h1 { font-size: 22pt; text-align: center } h2 { font-size: 13pt }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; line-height: 14.5pt }
td, th { border: 0.6pt solid; padding: 4pt } tr, .pair { break-inside: avoid }
.side { display: inline-block; width: 48%; font: 8pt Sans } .side img { height: 128pt }
.label { background: #262626; color: white; font: 700 9pt Sans; padding: 2pt 8pt }
"""
_ONCE = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


def page(paper: LoopReport, *, code: str) -> str:
    """Write the report as HTML with the same words, tables and photographs."""
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({resource('fonts', file).as_uri()}) }}"
        for family, file, weight in _FACES
    )
    hazards = [
        (one.number, one.fact, one.provision, one.level, "、".join(one.handling), one.deadline,
         "".join(f"{check.day}{check.result}" for check in one.checks), one.closed)
        for one in paper.hazards
    ]  # fmt: skip
    parts = [
        f"<style>{faces}{_STYLE}</style><h1>{paper.header.title}</h1><img src='{code}' width=57>",
        f"<p>{html.escape(paper.conclusion)}</p>",
        _table(("项目", "数量", "说明"), [(one.name, one.amount, one.note) for one in paper.figures]),
        "<h2>一、隐患及处理</h2>",
        _table(("序号", "隐患（事实）", "违反条款", "等级", "处理", "整改期限", "复查", "销号"), hazards),
        "<h2>三、整改前后对照</h2>",
        *(_pair(pair) for pair in paper.pairs),
        "<h2>四、文书和证据清单</h2>",
        _table(("名称", "文号", "日期", "校验"), [(p.name, p.number, p.day, p.sha256[:12]) for p in paper.papers]),
    ]
    return "<!doctype html><meta charset=utf-8>" + "".join(parts)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    head = "".join(f"<th>{one}" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(str(one))}" for one in row) for row in rows)
    return f"<table><thead><tr>{head}</thead><tbody>{body}</table>"


def _pair(pair: LoopPair) -> str:
    sides = _side("整改前", pair.before) + _side("整改后", pair.after)
    return f"<div class=pair><b>隐患{pair.hazard}　{html.escape(pair.title)}</b><br>{sides}</div>"


def _side(label: str, photo: PaperPhoto | None) -> str:
    assert photo is not None
    caption = f"照片{photo.number}　{photo.taken}　拍摄人：{photo.photographer}"
    return f"<div class=side><img src='photos/{photo.sha256}.jpg'><span class=label>{label}</span><br>{caption}</div>"


def main() -> None:
    """Print the table of ratios, or say that there is nothing to measure against."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    rounds = arguments.parse_args().rounds
    if importlib.util.find_spec("weasyprint") is None:
        print("WeasyPrint is not installed: nothing to measure against")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, make_pictures())
        paper = report(7)
        source = folder / "report.html"
        source.write_text(page(paper, code=write_code(folder, paper.header.qr_text)), encoding="utf-8")
        env = surroundings(folder)
        ways = {
            "WeasyPrint": lambda: run_child(_ONCE, str(source), str(folder / "theirs.pdf"), env=env),
            "ours": lambda: run_child(f"from bench.pdf_once import draw; draw({str(folder)!r}, 'report')", env=env),
        }
        print_table("report, cold process", interleave(ways, rounds=rounds), base="WeasyPrint", goals={"ours": 0.25})


if __name__ == "__main__":
    main()
