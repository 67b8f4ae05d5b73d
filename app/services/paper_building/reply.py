"""整改情况回执 (paper 03): the blank that goes with an order."""

from app.services.paper_building.ground import PaperGround
from app.services.paper_building.order import until_of
from app.values.papers_after import RectificationReply, ReplyItem


def build(ground: PaperGround) -> RectificationReply:
    """Fill in what the party answers to; the blank carries its order's number."""
    order = ground.parents[0] if ground.parents else None
    return RectificationReply(
        header=ground.header(number="" if order is None else order.number),
        order_title="" if order is None else order.title,
        items=tuple(ReplyItem(one.order_no, one.fact, until_of(one)) for one in ground.facts.lines),
    )
