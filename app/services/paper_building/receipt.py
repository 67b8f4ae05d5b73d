"""文书送达回执 (paper 08) from the papers that it lists."""

from app.services.paper_building.ground import PaperGround
from app.values.enums import ServiceMethod
from app.values.papers_after import ServedPaper, ServiceReceipt

MATTER = "安全生产监督检查及处理"
NOTES = ("receipt_note_law", "receipt_note_proxy", "receipt_note_period")


def build(ground: PaperGround) -> ServiceReceipt:
    """Fill the receipt in; who received it, when, and who served it is written by hand."""
    own = ground.enterprise
    place = ground.typed("place") or own.address or own.registered_address or ""
    method = ground.typed("method") or ServiceMethod.DIRECT.value
    return ServiceReceipt(
        header=ground.header(),
        matter=ground.typed("matter") or f"{ground.addressee}{MATTER}",
        receiver=ground.typed("receiver") or ground.addressee,
        papers=tuple(ServedPaper(one.title, one.number, place, method) for one in ground.parents),
        remark=ground.worded("remark"),
        notes=tuple(ground.profile.wording(name, ground.day).text for name in NOTES),
    )
