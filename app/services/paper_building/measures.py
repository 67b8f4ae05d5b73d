"""现场处理措施决定书 (paper 05) from the records of an inspection."""

from app.services.paper_building.citing import Citer
from app.services.paper_building.ground import PaperGround
from app.services.paper_building.order import majors_of, remedy_of
from app.services.paper_building.refusal import refusal_of
from app.values.days import civil_day
from app.values.papers_order import OnsiteMeasures, OrderItem


def build(ground: PaperGround) -> OnsiteMeasures:
    """Fill the decision in; danger and resuming stand only where something is suspended."""
    lines = ground.facts.lines
    document = ground.facts.document
    refs = [ref for one in lines for ref in one.violations]
    citer = Citer(ground.provisions, refs=[*refs, *ground.definition.cites])
    items = tuple(OrderItem(one.fact, citer.cite(one.violations)) for one in lines)
    started = ground.inspection.started_at
    return OnsiteMeasures(
        header=ground.header(),
        addressee=ground.addressee,
        checked=ground.day if started is None else civil_day(started),
        items=items,
        basis=ground.typed("basis") or citer.shorten(ground.worded("basis")),
        measures=document.measures,
        remedy=remedy_of(ground),
        officers=ground.officers,
        majors=majors_of(ground, lines),
        danger=_danger(ground) if document.suspends else "",
        resuming=ground.worded("resuming") if document.suspends else "",
        refusal=refusal_of(ground),
    )


def _danger(ground: PaperGround) -> str:
    """Say why safety cannot be ensured: as typed, else as written of each major hazard, each reason once."""
    written = [one.safety_reason.strip().rstrip("。；") for one in ground.facts.lines if one.is_major]
    return ground.typed("danger") or "；".join(dict.fromkeys(text for text in written if text))
