"""The closed-loop report (paper 10)."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from app.reports.loop_report import render
from app.values.loop import LoopCheck, LoopEvent, LoopFigure, LoopHazard, LoopPair, LoopReport, LoopStage
from app.values.papers import paper_object
from app.values.photo_page import PaperPhoto
from tests.reports.golden import check_golden, flat, page_texts
from tests.reports.inside import picture_boxes, signs_outside
from tests.reports.photo_samples import loop_report, odd_pictures, pictures

LONG = "充装间东墙2号可燃气体探测器显示故障，停止运行（未按规定检定）。" * 160
RUBBISH = "😀\u202e\x07\t𬭎䶮㙟\r\n\ufeff�ａｂｃ"


def text_of(report: LoopReport) -> str:
    return "".join(flat(text) for text in page_texts(render(report, pictures=pictures())))


def test_report_looks_as_it_was_approved() -> None:
    check_golden("10-loop-report", render(loop_report(), pictures=pictures()))


def test_same_report_gives_the_same_bytes() -> None:
    assert render(loop_report(), pictures=pictures()) == render(loop_report(), pictures=pictures())


def test_no_font_is_left_out_of_the_file() -> None:
    with pikepdf.open(io.BytesIO(render(loop_report(), pictures=pictures()))) as document:
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert fonts
        assert all("/FontFile2" in one for one in fonts)


def test_fines_are_added_up() -> None:
    report = loop_report()
    assert "合计80,000.00" in text_of(report)
    assert "合计30,000.00" in text_of(replace(report, penalties=[*report.penalties[:1], replace(
        report.penalties[1], fine_cents=2_800_000), replace(report.penalties[2], fine_cents=None)]))  # fmt: skip


def test_an_open_hazard_and_an_unpaid_fine_are_not_made_to_look_done() -> None:
    report = loop_report()
    hazard = replace(report.hazards[0], checks=(), closed=None)
    penalty = replace(report.penalties[0], paid=None)
    text = text_of(replace(report, hazards=[hazard], penalties=[penalty], pairs=(), papers=()))
    assert "重大现决3号责改12号11-17——" in text
    assert "2026-11-10—合计" in text


def test_bases_from_several_laws_have_a_plain_head() -> None:
    assert "依据（安全生产法）" in text_of(loop_report())
    assert "依据罚款（元）" in text_of(replace(loop_report(), penalties_law=""))


def test_a_report_without_hazards_penalties_and_photos_says_so() -> None:
    report = replace(loop_report(), hazards=(), penalties=(), penalties_note="", pairs=(), events=())
    text = text_of(report)
    for sentence in ("本次检查未发现隐患。", "本次检查未作出行政处罚。", "本次检查没有需要对照的照片。"):
        assert sentence in text
    assert "时间线" not in text


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (LoopPair(1, "探测器", None, None), ("无整改前照片", "无整改后照片")),
        (LoopPair(1, "探测器", PaperPhoto("1", "", "示例员甲", "ab" * 32), None), ("照片1不在本机", "无整改后照片")),
    ],
)
def test_a_missing_photo_is_said_in_words(pair: LoopPair, words: tuple[str, ...]) -> None:
    text = text_of(replace(loop_report(), pairs=(pair,)))
    assert all(word in text for word in words)


def test_pairs_of_any_shape_have_the_same_frames_and_keep_their_titles() -> None:
    names = [name for name in odd_pictures() if name not in ("broken", "text")]
    photos = {name: PaperPhoto(name, "2026-11-10T09:32:00", "示例员甲", name) for name in names}
    pairs = [LoopPair(n, f"对照{n}号", photos[names[n % 4]], photos[names[(n + 1) % 4]]) for n in range(12)]
    pdf = render(replace(loop_report(), pairs=pairs), pictures=odd_pictures())
    boxes = [box for page in picture_boxes(pdf) for box in page]
    assert len(boxes) == 24
    assert all(top - bottom <= 128.1 and right - left <= 178 for left, bottom, right, top in boxes)
    for text in map(flat, page_texts(pdf)):
        assert text.count("号整改前") + text.count("号→整改前") <= text.count("原图校验")


@pytest.mark.parametrize("count", [1, 60, 200])
def test_every_hazard_is_printed_and_the_head_repeated(count: int) -> None:
    sample = loop_report().hazards[2]
    hazards = [replace(sample, number=n, fact=f"第{n}项隐患事实") for n in range(1, count + 1)]
    pdf = render(replace(loop_report(), hazards=hazards), pictures=pictures())
    texts = [flat(text) for text in page_texts(pdf)]
    assert all(f"第{n}项隐患事实" in "".join(texts) for n in range(1, count + 1))
    assert all("隐患（事实）" in text for text in texts if "项隐患事实" in text)
    assert signs_outside(pdf, side=68) == []


@pytest.mark.parametrize("words", [LONG, RUBBISH, ""])
def test_absurd_words_anywhere_stay_within_the_page(words: str) -> None:
    day = date(2026, 11, 10)
    report = loop_report()
    hazard = LoopHazard(9, words, words[:300], words[:40], (words[:200],), words[:60], (LoopCheck(day, words[:90]),))
    stage = LoopStage(words[:60], words[:200], (words[:400], words), words[:80])
    absurd = replace(
        report,
        stages=(stage,) * 3,
        conclusion=words,
        figures=[LoopFigure(words[:50], words[:50], words)],
        events=[LoopEvent(day, words)],
        hazards=[hazard],
        penalties=[replace(report.penalties[0], party=words, basis=words)],
        pairs=[replace(report.pairs[0], title=words)],
        papers=[replace(report.papers[0], name=words, number=words[:200])],
        confirmation=words,
        penalties_note=words,
        papers_note=words,
    )
    assert signs_outside(render(absurd, pictures=pictures()), side=68) == []


def test_the_opinions_never_stand_on_a_page_without_their_question() -> None:
    sample = loop_report().papers[0]
    for count in range(1, 40, 3):
        texts = page_texts(render(replace(loop_report(), papers=[sample] * count), pictures=pictures()))
        last = flat(texts[-1])
        assert "五、确认" in last
        assert "负责人（签名）" in last
        assert "（印章）" in last


def test_content_holds_no_bytes_and_no_imprint() -> None:
    content = paper_object(loop_report())
    assert content["paper"] == "LoopReport"
    assert content["penalties"][0]["fine_cents"] == 200_000
    assert "content_hash" not in content["header"]
