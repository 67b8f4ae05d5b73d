from enum import StrEnum

import pytest

from app.rules.transitions import Change, Refusal, Table, TransitionRefusedError


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


class Press(StrEnum):
    GO = "放行"
    WAIT = "等待"


LABELS = {Light.RED: "红灯", Light.GREEN: "绿灯"}


def _whole(number: int) -> Refusal | None:
    return None if number > 0 else Refusal("数目不对", "请核对")


TABLE: Table[Light, Press, int] = Table(
    "信号灯", LABELS, (Change(Press.GO, frozenset({Light.RED}), Light.GREEN, (_whole,)),)
)


def test_apply_gives_the_target_when_the_guards_agree() -> None:
    assert TABLE.apply(Light.RED, Press.GO, 1) is Light.GREEN


def test_apply_refuses_in_a_sentence_and_names_what_is_possible() -> None:
    with pytest.raises(TransitionRefusedError) as refused:
        TABLE.apply(Light.RED, Press.WAIT, 1)

    assert str(refused.value) == "信号灯现为“红灯”，不能办理“等待”。此时可以办理：放行。"


def test_apply_says_that_nothing_is_possible_in_an_end_state() -> None:
    with pytest.raises(TransitionRefusedError, match="此后不能再变更"):
        TABLE.apply(Light.GREEN, Press.GO, 1)


def test_refusal_tells_without_raising() -> None:
    assert TABLE.refusal(Light.RED, Press.GO, 1) is None
    refusal = TABLE.refusal(Light.RED, Press.GO, 0)
    assert refusal is not None
    assert refusal.message == "不能办理“放行”：数目不对。"
    assert refusal.hint == "请核对。"


def test_table_refuses_two_rows_for_one_pair() -> None:
    row: Change[Light, Press, int] = Change(Press.GO, frozenset({Light.RED}), None)

    with pytest.raises(ValueError, match="two rows"):
        Table("信号灯", LABELS, (row, row))
