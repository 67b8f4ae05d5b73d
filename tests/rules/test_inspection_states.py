from dataclasses import replace

import pytest

from app.rules.inspection_states import InspectionChange, allowed, apply
from app.rules.inspection_states import InspectionEvent as E
from app.rules.transitions import TransitionRefusedError
from app.values.enums import InspectionState as S
from tests.rules import make as m

EXPECTED: dict[S, dict[E, S]] = {
    S.DRAFT: {E.END: S.ENDED, E.VOID: S.VOID},
    S.ENDED: {E.CONTINUE: S.DRAFT, E.ORDER: S.ORDERED, E.REINSPECT: S.REINSPECTING, E.CLOSE: S.CLOSED, E.VOID: S.VOID},
    S.ORDERED: {E.ORDER: S.ORDERED, E.TAKE_BACK: S.ENDED, E.REINSPECT: S.REINSPECTING, E.CLOSE: S.CLOSED},
    S.REINSPECTING: {E.ORDER: S.ORDERED, E.REINSPECT: S.REINSPECTING, E.CLOSE: S.CLOSED},
    S.CLOSED: {},
    S.VOID: {},
}


def willing(event: E) -> InspectionChange:
    """An act that satisfies the guards of the event."""
    issued = 1 if event is E.ORDER else 0
    return InspectionChange(
        m.CHECK_DAY, m.make_inspection(), issued_count=issued, issued_orders=issued, reason="重复建档"
    )


@pytest.mark.parametrize(("state", "event"), [(state, event) for state in S for event in E])
def test_apply_leads_where_the_table_says_and_refuses_the_rest(state: S, event: E) -> None:
    expected = EXPECTED[state].get(event)

    if expected is None:
        with pytest.raises(TransitionRefusedError):
            apply(state, event, willing(event))
    else:
        assert apply(state, event, willing(event)) is expected


@pytest.mark.parametrize("state", list(S))
def test_allowed_names_the_events_of_the_state(state: S) -> None:
    assert allowed(state) == frozenset(EXPECTED[state])


REFUSED = [
    (S.DRAFT, E.END, {"inspection": m.make_inspection(ended_at=None)}, "起止时间"),
    (S.DRAFT, E.END, {"inspection": m.make_inspection(ended_at=m.at(m.CHECK_DAY, 9))}, "早于开始时间"),
    (S.ENDED, E.CONTINUE, {"issued_count": 1}, "已有签发的文书"),
    (S.ENDED, E.ORDER, {"issued_orders": 0}, "没有签发责令文书"),
    (S.ORDERED, E.TAKE_BACK, {"issued_orders": 1}, "有效的责令文书"),
    (S.ORDERED, E.TAKE_BACK, {"reason": ""}, "没有写明理由"),
    (S.ORDERED, E.CLOSE, {"obstacles": ("第1项隐患整改中",)}, "第1项隐患整改中"),
    (S.ENDED, E.VOID, {"issued_count": 1}, "已有签发的文书"),
    (S.DRAFT, E.VOID, {"reason": ""}, "没有写明理由"),
]


@pytest.mark.parametrize(("state", "event", "changes", "words"), REFUSED)
def test_apply_refuses_when_a_guard_is_not_met(state: S, event: E, changes: dict[str, object], words: str) -> None:
    with pytest.raises(TransitionRefusedError, match=words):
        apply(state, event, replace(willing(event), **changes))  # type: ignore[arg-type]
