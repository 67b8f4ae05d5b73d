"""Why a hazard is not looked at again: said with its number and its words, so that nobody has to search for it."""

from uuid import UUID

from app.values.errors import UserError
from app.values.facts_loop import LoopFacts
from app.values.state_labels import HAZARD_STATES

LONGEST_NAME = 20


def not_waiting(loop: LoopFacts, hazard_id: UUID) -> UserError:
    """Word why this hazard does not wait for a re-inspection."""
    known = next((one for one in loop.hazards if one.id == hazard_id), None)
    if known is None:
        return UserError("该项隐患不属于这次检查。", hint="请核对隐患。")
    name = f"第{known.order_no}项（{known.fact[:LONGEST_NAME]}）"
    if known.is_advice:
        return UserError(
            f"{name}是建议，不是隐患，不作复查结论。", hint="请删去这一项结论；确属隐患的，改选处理方式并责令整改。"
        )
    return UserError(
        f"{name}现为“{HAZARD_STATES[known.state]}”，不在等待复查之列。",
        hint="请核对隐患是否已经责令整改、是否已经销号。",
    )
