"""A small library folder to read and to damage."""

from pathlib import Path

FILES = {
    "library.yaml": "format: 1\nedition: '1'\ntitle: 试验库\n",
    "laws/law.yaml": """short: 试验法
title: 中华人民共和国试验法
year: 2021
from: 2021-09-01
source: 试验
confidence: verified
provisions:
  - {at: "1", kind: 义务, paragraphs: 2, text: 设备维护}
  - {at: "1/2", text: 设备应当定期检测, penalised_by: [9/1/3]}
  - at: "9"
    kind: 罚则
    paragraphs: 1
    text: 未维护检测设备等行为
    fines: [{who: organisation, when: first, max: 50000}]
    other: 责令限期改正
  - {at: 9/1/3, text: 未对设备定期检测}
""",
    "criteria/criteria.yaml": """short: 试验判定标准
title: 试验判定标准
document_number: 试〔2023〕1号
year: 2023
from: 2023-01-01
source: 试验
confidence: secondary
criteria:
  - {at: 5/1/1, text: 设备超压运行, condition: 未采取措施}
""",
    "checklists/shared.yaml": """sections:
  - title: 主要负责人履职
    items:
      - question: duties
        text: 主要负责人履行法定职责
        how: 查看记录
        evidence: [记录]
        violations: [试验法/1]
        level: 一般
        fact: 主要负责人未履行职责。
        demand: 主要负责人履行职责。
        deadline: 15
""",
    "checklists/90-list.yaml": """sector: 试验
title: 试验检查表
version: "1"
from: 2026-01-01
source: 试验
shared:
  主要负责人履职: {duties: 90-70}
sections:
  - title: 现场
    items:
      - id: 90-01
        text: 压力表在检定有效期内
        how: 看标签
        evidence: [标签照片]
        violations: [试验法/1/2]
        penalised_by: [试验法/9/3]
        level: 一般
        fact: 〔地点〕的压力表超期未检。
        demand: 送检合格后使用。
        deadline: 立即
        key: true
        phrases: [压力表无检定标签。, {text: 设备未维护。, demand: 立即维护。, violations: [试验法/1]}]
""",
    "parameters.yaml": """periods:
  - {id: wait, title: 等待, n: 5, unit: working_day, roll: n/a, event: 送达之日, article: 试验法第一条,
     from: 2021-09-01, source: 试验, confidence: verified}
parameters:
  - {id: limit, title: 上限, value: 200, unit: 元, region: 全国, article: 试验法第二条,
     from: 2021-09-01, source: 试验, confidence: unverified}
""",
    "discretion.yaml": """tiers:
  - {penalty: 试验法/9/1/3, tier: 一般, condition: 两台以下, min: 1, max: 2,
     from: 2024-11-01, source: 试验, confidence: unverified}
""",
    "holidays.yaml": "overrides:\n  - {day: 2027-02-06, working: true, why: 调休}\n",
}


def make_folder(folder: Path) -> Path:
    """Write the small library folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words in one file; they must stand there."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
