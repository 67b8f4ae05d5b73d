"""The same two papers for typst: templates, and the data that they read."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import segno

from app.values.days import long_day
from app.values.loop import LoopReport
from app.values.papers_order import RectificationOrder

_PAGE = """
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (x: SIDE, top: TOP, bottom: 80pt), footer-descent: 10pt, footer: context [
  #set par(first-line-indent: 0pt, leading: 4pt)
  #line(length: 100%, stroke: 0.6pt)
  #v(-7pt)
  #grid(columns: (43pt, 1fr, auto), column-gutter: 8pt,
    image(d.qr, width: 43pt, height: 43pt),
    [#text(9pt, d.header.copies) #v(14pt) #text(7pt, font: "Noto Sans SC", fill: luma(35%))[
      内容校验 #d.header.content_hash.slice(0, 16)　扫码与登记比对]],
    text(9pt)[共 #counter(page).final().first() 页　第 #counter(page).get().first() 页])
])
#set text(font: "Noto Serif SC", size: SIZE, lang: "zh", region: "cn")
#set par(justify: true, leading: LEADING, spacing: LEADING, first-line-indent: (amount: 2em, all: true))
#let plain(body) = { set par(first-line-indent: 0pt); body }
#let head(heading, number) = plain[
  #align(center, text(16pt, weight: 700, tracking: 5pt, heading))
  #v(-4pt) #line(length: 100%, stroke: 1.6pt) #v(-8pt) #line(length: 100%, stroke: 0.5pt)
  #align(center, text(22pt, weight: 700, d.header.title)) #align(center, text(14pt, number)) #v(6pt)]
#let row(label, right) = plain[#v(12pt) #grid(columns: (56%, 1fr), column-gutter: 12pt,
  [#label#box(width: 1fr, stroke: (bottom: 0.5pt))[]], right)]
"""

ORDER = (
    _PAGE.replace("SIDE", "81.6pt").replace("TOP", "72pt").replace("SIZE", "12pt").replace("LEADING", "10pt")
    + """
#head(d.header.heading, d.header.number)
#plain[#underline(d.addressee)：]
经#{d.checked}现场检查，你单位存在下列问题：

#for (n, item) in d.items.enumerate() [
#{n + 1}. #{item.fact}（违反#{item.provision}）。

]
#for mark in d.majors [其中第#underline(mark.items.map(str).join("、"))项
为重大事故隐患（判定依据：#underline(mark.criterion)）。

]
根据#{d.basis}，现责令你单位：

#for (n, group) in d.deadlines.enumerate() [
（#{n + 1}）对第#underline(group.items.map(str).join("、"))项，于#underline[#{group.until}（含当日）]前整改完毕；

]
#d.requirements

#d.remedy
#for one in d.officers { row("执法人员（签名）：", [执法证号：#underline(one.certificate)]) }
#row("被检查单位负责人（签名）：", align(right)[年　　月　　日])
#v(44pt)
#align(right, plain[#box(align(center)[#d.header.authority（印章） #v(4pt) #d.issued]) #h(3em)])
"""
)

REPORT = (
    _PAGE.replace("SIDE", "68pt").replace("TOP", "66pt").replace("SIZE", "11pt").replace("LEADING", "9pt")
    + """
#let grid-of(columns, heads, rows) = { set text(9.5pt); set par(first-line-indent: 0pt, leading: 5pt)
  table(columns: columns, inset: 4pt, stroke: 0.6pt, align: center + horizon,
    table.header(..heads.map(one => text(weight: 700, one))), ..rows.flatten()) }
#let section(words) = plain[#v(8pt) #block(sticky: true, text(13pt, weight: 700, words))]
#head(d.header.authority, "编号：" + d.header.number)
#for (label, value) in d.fields { plain[#label#box(width: 1fr, stroke: (bottom: 0.5pt), inset: (bottom: 2pt), value)] }
#grid(columns: (1fr, 1fr, 1fr), column-gutter: 3pt, ..d.stages.map(one => plain[
  #box(width: 100%, height: 30pt, fill: luma(18%), align(center + horizon,
    text(13pt, white, font: "Noto Sans SC", weight: 700, one.name)))
  #set text(9pt, font: "Noto Sans SC")
  #align(center)[#one.days \\ #one.lines.join(linebreak()) \\ #box(stroke: 0.9pt, inset: 4pt, one.state)]]))
#strong[结论：]#d.conclusion
#grid-of((20%, 15%, 1fr), ("项目", "数量", "说明"), d.figures.map(one => (one.name, one.amount, one.note)))
#plain[#strong[时间线]　#d.events.map(one => one.day + " " + one.text).join("　→　")]
#section[一、隐患及处理]
#grid-of((5.4%, 29.2%, 11%, 7.5%, 12.8%, 9.3%, 15.5%, 9.3%),
  ("序号", "隐患（事实）", "违反条款", "等级", "处理", "整改期限", "复查", "销号"),
  d.hazards.map(one => (str(one.number), one.fact, one.provision, one.level, one.handling.join(linebreak()),
    one.deadline, one.checks.map(c => c.day + c.result).join(linebreak()), one.closed)))
#section[二、行政处罚]
#grid-of((10.6%, 25.5%, 23.4%, 14.1%, 13.2%, 13.2%), ("文号", "当事人", "依据", "罚款（元）", "决定日期", "缴清日期"),
  d.penalties.map(one => (one.number, one.party, one.basis, str(one.fine_cents / 100), one.decided, one.paid)))
#section[三、整改前后对照]
#let side(label, photo) = plain[
  #box(stroke: 0.6pt, grid(columns: (1fr, 44pt), rows: 128pt,
    align(center, image("photos/" + photo.sha256 + ".jpg", height: 128pt)),
    box(width: 44pt, height: 128pt, fill: luma(93%), box(width: 44pt, height: 16pt, fill: luma(15%),
      align(center + horizon, text(9pt, white, font: "Noto Sans SC", weight: 700, label))))))
  #set text(8pt, font: "Noto Sans SC")
  照片#photo.number　#photo.taken　拍摄人：#photo.photographer \\
  #text(fill: luma(35%))[原图校验 #photo.sha256]]
#for pair in d.pairs { block(breakable: false, plain[
  #text(10pt, font: "Noto Sans SC", weight: 700)[隐患#pair.hazard　#pair.title]
  #grid(columns: (1fr, 16pt, 1fr), align: horizon, side("整改前", pair.before),
    align(center, text(font: "Noto Sans SC", weight: 700)[→]), side("整改后", pair.after))
  #v(16pt)]) }
#section[四、文书和证据清单]
#grid-of((5.5%, 25.9%, 20.3%, 9.8%, 7.6%, 11.4%, 19.5%),
  ("序号", "名称", "文号或编号", "日期", "页（件）", "送达", "校验（前12位）"),
  d.papers.enumerate().map(((n, one)) =>
    (str(n + 1), one.name, one.number, one.day, one.count, one.service, one.sha256.slice(0, 12))))
#plain(text(9.2pt, d.papers_note))
#section[五、确认]
#d.confirmation
#table(columns: (17.4%, 1fr), rows: 92pt, inset: 4pt, stroke: 0.6pt,
  ..("承办人意见", "审核意见", "负责人意见").map(one => (align(center + horizon, one),
    align(bottom)[签名：　　　　　　　　　　　年　　月　　日])).flatten())
#v(44pt)
#align(right, plain[#box(align(center)[#d.header.authority（印章） #v(4pt) #d.issued]) #h(3em)])
"""
)


def write_folder(folder: Path, pictures: Mapping[str, bytes]) -> None:
    """Put templates and photographs where typst reads them."""
    (folder / "order.typ").write_text(ORDER, encoding="utf-8")
    (folder / "report.typ").write_text(REPORT, encoding="utf-8")
    (folder / "photos").mkdir(exist_ok=True)
    for name, data in pictures.items():
        (folder / "photos" / f"{name}.jpg").write_bytes(data)


def write_code(folder: Path, qr_text: str) -> str:
    """Put the QR code of a paper where typst reads it, and name it."""
    name = f"qr-{abs(hash(qr_text))}.png"
    segno.make(qr_text, error="m", micro=False, boost_error=False, encoding="utf-8").save(
        str(folder / name), scale=8, border=0
    )
    return name


def order_data(paper: RectificationOrder, *, qr: str) -> str:
    """Write the order's words as JSON for its template."""
    words = _plain(paper)
    words["checked"] = long_day(paper.checked)
    for group, one in zip(words["deadlines"], paper.deadlines, strict=True):
        group["until"] = long_day(one.until) if one.until else "立即"
    words["remedy"] = paper.remedy.wording.format(body=paper.remedy.body, court=paper.remedy.court)
    return _finish(words, issued=paper.header.issued, qr=qr)


def report_data(paper: LoopReport, *, qr: str) -> str:
    """Write the report's words as JSON for its template."""
    words = _plain(paper)
    words["fields"] = [
        ["被检查单位：", paper.party.name],
        ["信用代码：", paper.party.code],
        ["地　　址：", paper.party.address],
        ["主要负责人：", paper.party.principal.name],
        ["承 办 人：", "、".join(f"{one.name}（证号：{one.certificate}）" for one in paper.officers)],
        ["起止日期：", f"{long_day(paper.first_day)}至{long_day(paper.last_day)}"],
    ]
    return _finish(words, issued=paper.header.issued, qr=qr)


def _finish(words: dict[str, Any], *, issued: date | None, qr: str) -> str:
    words["issued"] = long_day(issued) if issued else ""
    words["qr"] = qr
    return json.dumps(words, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (str, int, type(None))) else [_plain(one) for one in value]
