"""Label and value rows."""

from app.reports.engine.blocks import Place, Room, Strip, Type
from app.reports.engine.fields import Field, FieldRow
from app.reports.engine.sheet import Sheet
from tests.reports.golden import flat, page_texts

ROOM = Room(432.0, Type(12, 22))


def drawn(strips: list[Strip]) -> str:
    sheet = Sheet(title="试")
    y = 100.0
    for strip in strips:
        strip.draw(Place(sheet, 81.6, y))
        y += strip.height
    sheet.next_page()
    return flat(page_texts(sheet.finish())[0])


def person(name: str, post: str) -> FieldRow:
    return FieldRow([Field("负责人：", name, 0.485), Field("职务：", post, 0.7075), Field("电话：", "000-0000000")])


def test_short_values_share_one_row() -> None:
    strips = person("示例人乙", "经理").strips(ROOM)
    assert len(strips) == 1
    assert drawn(strips) == "负责人：示例人乙职务：经理电话：000-0000000"


def test_a_value_that_is_a_little_too_long_shrinks_in_its_column() -> None:
    assert len(person("示例人乙", "安全科科长").strips(ROOM)) == 1


def test_a_value_that_cannot_shrink_takes_its_own_row() -> None:
    strips = person("示例人乙", "副总经理兼安全生产管理部部长").strips(ROOM)
    assert len(strips) == 2
    assert drawn(strips) == "负责人：示例人乙电话：000-0000000职务：副总经理兼安全生产管理部部长"


def test_a_value_longer_than_a_line_goes_on_below() -> None:
    strips = FieldRow([Field("地址：", "示例区示范镇" * 20)]).strips(ROOM)
    assert len(strips) > 3
    assert drawn(strips) == "地址：" + "示例区示范镇" * 20


def test_a_pasted_newline_stays_in_the_row() -> None:
    assert len(FieldRow([Field("地址：", "示例区\n示范镇")]).strips(ROOM)) == 1
