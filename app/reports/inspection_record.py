"""现场检查记录 (paper 01). Every page is signed at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.engine.blocks import (
    Block,
    HandLines,
    Paragraph,
    Place,
    Room,
    Space,
    Strip,
    Together,
    Type,
    paragraph,
)
from app.reports.engine.fields import Field, FieldRow
from app.reports.engine.inline import Blank, Inline, Text, Tick
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SIGN_FOOT, SignatureRows, Signer, officer_rows
from app.reports.refusal import refusal_note
from app.reports.shared import NOT_APPLICABLE, frame_of, underlined
from app.values.papers import PaperPerson
from app.values.papers_record import InspectionRecord, RecordItem

FOOT_ROOM, FOOT_SIZE, FOOT_PITCH = 112.0, 11.0, 34.0
FOOT_BOTTOM = 10.0  # from the last signing line to the end of the text
NAME_END, POST_END, CATEGORY_END = 0.485, 0.7075, 0.4575


def render(paper: InspectionRecord) -> bytes:
    """Draw the record."""
    blocks: list[Block] = [
        *_unit(paper),
        Space(4),
        _identity(paper),
        _certificate_answer(paper),
        _recusal_answer(paper),
        paragraph(Text("检查情况：", bold=True)),
        *(_item(number, item) for number, item in enumerate(paper.items, start=1)),
        paragraph(Text("处理情况：", bold=True), paper.handling),
        paragraph(Text("说明：", bold=True), paper.note),
        _own_words(),
        Space(4),
        refusal_note(paper.refusal),
    ]
    return compose(
        frame_of(paper.header),
        blocks,
        steps=(Type(12, 22),),
        page_foot=PageSignatures([officer.certificate for officer in paper.officers]),
        strike_rest=True,
        issued=paper.header.issued,
    )


def _unit(paper: InspectionRecord) -> list[Block]:
    """Write the fields at the head."""
    party = paper.party
    return [
        FieldRow([Field("被检查单位：", party.name)]),
        FieldRow([Field("统一社会信用代码：", party.code or NOT_APPLICABLE)]),
        FieldRow([Field("地　　址：", party.address)]),
        _person("法定代表人（负责人）：", party.principal),
        _person("现场负责人：", party.on_site),
        FieldRow([Field("检查场所：", paper.places)]),
        FieldRow([Field("检查时间：", paper.time)]),
        FieldRow([Field("检查类别：", paper.category, CATEGORY_END), Field("通知书：", paper.notice_number)]),
    ]


def _person(label: str, person: PaperPerson) -> FieldRow:
    return FieldRow(
        [Field(label, person.name, NAME_END), Field("职务：", person.post, POST_END), Field("电话：", person.phone)]
    )


def _identity(paper: InspectionRecord) -> Paragraph:
    """Write who checks, by what certificate, and the right to ask for other officers."""
    parts: list[Inline | str] = ["我们是", underlined(paper.header.authority), "的执法人员"]
    for n, officer in enumerate(paper.officers):
        parts += ["、" if n else "", underlined(officer.name), f"（证号：{officer.certificate}）"]
    parts.append(
        "，现依法对你单位进行安全生产监督检查，请予配合。执法证件已出示，请过目；"
        "如认为我们与本次检查有利害关系，你单位可以申请回避。"
    )
    return paragraph(*parts)


def _certificate_answer(paper: InspectionRecord) -> Paragraph:
    """Write the answer to the certificates; both boxes stay empty without one."""
    answer = paper.certificate_answer
    objection = answer.objection if answer else ""
    return paragraph(
        "对方回答：",
        Tick(answer is not None and not objection),
        "执法证件已看清　",
        Tick(bool(objection)),
        "对证件有异议：",
        Blank(10, objection or (NOT_APPLICABLE if answer else "")),
    )


def _recusal_answer(paper: InspectionRecord) -> Paragraph:
    """Write the answer to the question of 回避; both boxes stay empty without one."""
    answer = paper.recusal_answer
    asked = answer is not None and answer.asked
    return paragraph(
        "是否申请回避：",
        Tick(answer is not None and not asked),
        "否　",
        Tick(asked),
        "是，理由：",
        Blank(16, answer.reason if answer and asked else (NOT_APPLICABLE if answer else "")),
    )


def _item(number: int, item: RecordItem) -> Paragraph:
    """Write one thing seen, its photographs, and how it was put right on the spot."""
    photos = f"（{item.photos}）" if item.photos else ""
    parts: list[Inline | str] = [f"{number}. {item.fact.rstrip('。；')}{photos}。"]
    if item.fixed:
        parts += [Text(f"第{number}项已当场整改：", bold=True), f"{item.fixed.rstrip('。')}。"]
    return paragraph(*parts)


def _own_words() -> Block:
    """Leave two lines for what the party writes."""
    lead = Text("被检查单位现场负责人意见", bold=True)
    return Together([paragraph(lead, "（请手写“以上记录经核对无误”或者写明不同意见）："), HandLines(2)])


@dataclass(frozen=True)
class PageSignatures:
    """The block at the foot of every page: each officer with the certificate, the party with the date."""

    certificates: Sequence[str]

    def strips(self, room: Room) -> list[Strip]:
        """Lay the block out as one piece; more officers than two make it higher."""
        signers = [
            *officer_rows(self.certificates, label="检查人员（签名）："),
            Signer("被检查单位现场负责人（签名）：", dated=True),
        ]
        rows = SignatureRows(signers, pitch=FOOT_PITCH, size=FOOT_SIZE).strips(room)
        height = FOOT_ROOM + FOOT_PITCH * (len(signers) - 3)

        def draw(place: Place) -> None:
            place.sheet.rule(place.x, place.y + 3, place.x + room.width, place.y + 3, width=0.5, dots=True)
            y = place.y + height - FOOT_BOTTOM - FOOT_PITCH * len(rows) + SIGN_FOOT
            for row in rows:
                row.draw(Place(place.sheet, place.x, y))
                y += row.height

        return [Strip(height, draw)]
