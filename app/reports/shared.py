"""What the papers of an inspection have in common: their frame, their officers, the paragraph on remedies."""

from collections.abc import Sequence

from app.reports.engine.blocks import Paragraph
from app.reports.engine.frame import FORM, Frame, Geometry
from app.reports.engine.inline import Blank, Inline, Text, Tick
from app.reports.engine.signatures import SealArea
from app.reports.engine.typeface import Face, text_width
from app.values.days import long_day
from app.values.papers import Choice, PaperHeader, PaperOfficer, Remedy, item_list

NOT_APPLICABLE = "／"
ITEM_LIST_WIDTH, SINGLE_ITEM_WIDTH, DEADLINE_WIDTH, LONGEST_ITEM_LIST = 5.0, 3.0, 13.0, 12.0


def frame_of(header: PaperHeader, *, geometry: Geometry = FORM, number_prefix: str = "") -> Frame:
    """Make the frame of a paper from its header."""
    return Frame(
        heading=header.heading,
        title=header.title,
        number=header.number,
        copies=header.copies,
        content_hash=header.content_hash,
        qr_text=header.qr_text,
        geometry=geometry,
        number_prefix=number_prefix,
        draft=header.draft,
    )


def seal_of(header: PaperHeader) -> SealArea:
    """Leave the place of the seal under the authority's name."""
    return SealArea(header.authority, long_day(header.issued) if header.issued else "")


def underlined(text: str) -> Text:
    """Write a variable part of a sentence."""
    return Text(text, underline=True)


def addressee(name: str) -> Paragraph:
    """Write to whom the paper goes."""
    return Paragraph((underlined(name), Text("：")), indent=0.0)


def items_blank(numbers: Sequence[int]) -> Blank:
    """Write item numbers into their blank, narrow for one and wider for a list; a very long list flows."""
    least = SINGLE_ITEM_WIDTH if len(numbers) == 1 else ITEM_LIST_WIDTH
    value = item_list(numbers)
    return Blank(min(LONGEST_ITEM_LIST, max(least, text_width(value, face=Face.SERIF, size=1) + 1.0)), value)


def named_officers(officers: Sequence[PaperOfficer]) -> str:
    """Write the officers with their certificates."""
    return "、".join(f"{officer.name}（证号：{officer.certificate}）" for officer in officers)


def helpers_text(helpers: Sequence[str]) -> str:
    """Write who helps without carrying out the check."""
    return "、".join(helpers) if helpers else "无"


def ticks(choices: Sequence[Choice]) -> list[Inline]:
    """Write boxes with their labels, a full space between two."""
    parts: list[Inline] = []
    for choice in choices:
        parts += [Tick(choice.chosen), Text(choice.label + "　")]
    return parts


def remedy_paragraph(remedy: Remedy) -> Paragraph:
    """Write where to complain and by when, the two names underlined."""
    parts: list[Inline] = []
    rest = remedy.wording
    while rest:
        places = {mark: rest.find(mark) for mark in ("{body}", "{court}") if mark in rest}
        if not places:
            parts.append(Text(rest))
            break
        mark = min(places, key=lambda one: places[one])
        before, rest = rest.split(mark, 1)
        parts += [Text(before), underlined(remedy.body if mark == "{body}" else remedy.court)]
    return Paragraph(parts)
