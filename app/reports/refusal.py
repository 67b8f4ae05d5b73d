"""The note that a party did not sign: boxes and blanks to fill in by hand where nothing is on record."""

from app.reports.engine.blocks import Paragraph, Type, paragraph
from app.reports.engine.inline import Blank, Inline, Tick
from app.values.papers import Refusal, RefusalKind

REFUSAL_TYPE = Type(11, 21)


def refusal_note(refusal: Refusal | None, *, kind: Type = REFUSAL_TYPE) -> Paragraph:
    """Write why the party did not sign, who saw it or what recorded it, and the report; empty when it signed."""
    parts: list[Inline | str] = ["拒绝签名或者不能签名的，记明："]
    for why in RefusalKind:
        last = why is RefusalKind.UNABLE
        parts += [Tick(refusal is not None and refusal.kind is why), why.value + ("，原因" if last else "　")]
    parts += [
        Blank(12, refusal.reason if refusal else ""),
        "，见证人",
        Blank(6, refusal.witness if refusal else ""),
        "，录像",
        Blank(10, refusal.recording if refusal else ""),
        "；",
        Tick(refusal is not None and bool(refusal.reported)),
        "已向本机关报告",
        Blank(6, refusal.reported if refusal else ""),
        "。",
    ]
    return paragraph(*parts, kind=kind)
