"""Which parties are likely one, and which only look so."""

from uuid import UUID

import pytest

from app.rules.likely_same import PartyName, core_of, likely_same, sound_of
from app.values.rows_import import SameGround

CODE = "91500000DEMO00001X"


def ground(one: PartyName, other: PartyName) -> SameGround | None:
    """Give why two parties are likely one."""
    found = likely_same([one, other])
    return found[0].ground if found else None


def party(name: str, *, number: int = 1, **more: object) -> PartyName:
    """Make a party."""
    return PartyName(UUID(int=number), name, **more)  # type: ignore[arg-type]  # made up by keyword


def other(name: str, **more: object) -> PartyName:
    """Make another party."""
    return party(name, number=2, **more)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (party("示例燃气有限公司", uscc=CODE), other("样本燃气站", uscc=CODE), SameGround.CODE),
        (party("示例燃气有限公司"), other("示例燃气有限公司"), SameGround.NAME),
        (party("示例燃气有限公司"), other("示例燃气站", aliases=("示例燃气有限公司",)), SameGround.NAME),
        (party("鑫达机械厂"), other("新达机械厂"), SameGround.PINYIN),
        (party("鑫大机械厂"), other("新达机械厂"), SameGround.PINYIN),
        (party("鑫达机械厂"), other("鑫达机谢厂"), SameGround.PINYIN),
        (party("永兴燃气供应站"), other("永兴然气供应站"), SameGround.PINYIN),
        (party("永兴燃气供应站"), other("永兴燃气供应"), SameGround.SIMILAR),
        (party("永兴燃气供应站"), other("永盛燃气供应站"), SameGround.SIMILAR),
        (party("重庆市铜梁区永兴燃气有限公司"), other("永兴燃气有限责任公司"), SameGround.SIMILAR),
        (party("示例1号机械厂"), other("示例2号机械厂"), None),
        (party("永兴燃气第一门店"), other("永兴燃气第二门店"), None),
        (party("永兴燃气站", town="甲镇"), other("永盛燃气站", town="乙镇"), None),
        (party("示例燃气有限公司", uscc=CODE), other("示例燃气有限公司", uscc="91500000DEMO00002R"), None),
        (party("永兴燃气站"), other("康泰养老院"), None),
    ],
)
def test_ground(one: PartyName, two: PartyName, expected: SameGround | None) -> None:
    assert ground(one, two) is expected


def test_only_asks_for_pairs_with_the_new_ones() -> None:
    parties = [party("甲燃气供应站", number=number) for number in (1, 2, 3)]
    assert len(likely_same(parties)) == 3
    assert len(likely_same(parties, only={UUID(int=3)})) == 2


def test_a_name_that_everybody_bears_says_nothing() -> None:
    assert likely_same([party("小卖部", number=number) for number in range(1, 50)]) == ()


def test_a_name_of_a_million_signs_is_compared_without_taking_its_square() -> None:
    endless = "燃" * 1_000_000
    assert likely_same([party(endless), other(endless + "气")], by_sound=False) == ()
    assert ground(party(endless), other(endless)) is SameGround.NAME


def test_core_and_sound() -> None:
    assert core_of("重庆市铜梁区永兴燃气（集团）有限责任公司") == "永兴燃气"
    assert core_of("公司") == "公司"
    assert sound_of("鑫达") == sound_of("新达")
