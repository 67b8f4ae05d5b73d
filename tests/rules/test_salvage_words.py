"""What a salvage could not keep is said by kind, by number and by inspection."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from app.rules.package_check import check_package
from app.rules.salvage_words import salvage_words
from app.values.canonical import JsonValue
from app.values.package import PackageMeta
from app.values.revision import Revision
from tests.rules.fleet import NOW_MS
from tests.storage.reader.build import Chain, honest, make_id

META = honest(hazards=1, photos=0).head()


def _words(
    revisions: list[Revision], *, meta: PackageMeta, blobs: Collection[str] = (), head: bool = True, **faults: int
) -> tuple[str, ...]:
    stored = [(each.rev_id, each.to_bytes()) for each in revisions]
    verdict = check_package(stored, blobs, now_ms=NOW_MS, reads_needs_up_to=1)
    return salvage_words(meta, verdict, is_head_whole=head, faults=faults)


def _visit(chain: Chain) -> list[Revision]:
    started = int(datetime(2026, 11, 16, 1, tzinfo=UTC).timestamp() * 1000)
    body: dict[str, JsonValue] = {"enterprise_id": make_id(2), "started_at": started}
    paper: dict[str, JsonValue] = {"inspection_id": make_id(3), "number": "渝铜18号", "file_blob": "ab" * 32}
    return [
        chain.write("enterprise", make_id(2), {"name": "示例店"}),
        chain.write("inspection", make_id(3), body),
        chain.write("document", make_id(9), paper),
    ]


def _meta(**changes: object) -> PackageMeta:
    values = {"revisions": 3, "blobs": 1, "records": {"enterprise": 1, "inspection": 1, "document": 1}}
    return replace(META, **(values | changes))  # type: ignore[arg-type]


def test_nothing_is_said_of_what_is_whole() -> None:
    assert _words(_visit(Chain()), meta=_meta(), blobs={"ab" * 32}) == ()


def test_a_missing_original_names_the_inspection_by_party_day_and_papers() -> None:
    words = _words(_visit(Chain()), meta=_meta())
    assert words == ("照片和文书原件共1个，缺1个。", "受影响的检查：示例店 2026-11-16 渝铜18号。")


def test_missing_records_are_counted_by_kind() -> None:
    words = _words(_visit(Chain()), meta=_meta(revisions=8, records={"hazard": 5}), blobs={"ab" * 32})
    assert words == ("隐患共5条，缺5条。", "修改记录共8次，缺5次。")


def test_a_record_that_refers_to_one_that_is_lost_waits_and_its_inspection_is_named() -> None:
    _, inspection, paper = _visit(Chain())
    words = _words([inspection, paper], meta=_meta(), blobs={"ab" * 32})
    assert "有2次修改因前面的内容缺失暂不计入，导入完好的数据包后自动计入。" in words
    assert words[-1] == "受影响的检查：2026-11-16 渝铜18号。"


def test_an_inspection_of_which_nothing_can_be_read_keeps_its_id() -> None:
    paper = Chain().write("document", make_id(9), {"inspection_id": make_id(3)})
    assert _words([paper], meta=_meta())[-1] == f"受影响的检查：{make_id(3)}。"


def test_faults_and_a_false_head_come_first() -> None:
    words = _words(_visit(Chain()), meta=_meta(), blobs={"ab" * 32}, head=False, revision=2)
    assert words == ("说明页与内容不符，来源和原有条数只供参考。", "修订记录有2处读不出或不可信。")
