"""行政检查通知书 (paper 09-2)."""

from app.reports.engine.blocks import Block, Paragraph, Space, Together, paragraph
from app.reports.engine.fields import Field, FieldRow
from app.reports.engine.inline import Text
from app.reports.engine.paper import compose
from app.reports.engine.signatures import SignatureRows, Signer
from app.reports.shared import addressee, frame_of, helpers_text, named_officers, seal_of, underlined
from app.values.papers_plan import InspectionNotice

PHONE_END = 0.485


def render(paper: InspectionNotice) -> bytes:
    """Draw the notice."""
    people = f"{named_officers(paper.officers)}；协助人员：{helpers_text(paper.helpers)}。"
    blocks: list[Block] = [
        addressee(paper.addressee),
        _opening(paper),
        _point("一、检查事项：", _sentence(paper.matters)),
        _point("二、检查人员：", people),
        _point("三、检查方式：", _sentence(paper.manner)),
        _point("四、执法码：", _sentence(paper.law_code)),
        _point("五、你单位的权利：", paper.rights),
        Together(
            [
                _point("六、配合事项：", paper.duties),
                FieldRow(
                    [Field("监督电话：", paper.supervision_phone, PHONE_END), Field("联系人及电话：", paper.contact)]
                ),
                Space(3),
                SignatureRows([Signer("被检查单位签收（签名）：", dated=True)], tied_to_next=True),
                seal_of(paper.header),
            ]
        ),
    ]
    return compose(frame_of(paper.header), blocks, issued=paper.header.issued)


def _sentence(words: str) -> str:
    return f"{words.rstrip('。')}。"


def _opening(paper: InspectionNotice) -> Paragraph:
    return paragraph(
        "根据",
        underlined(paper.basis),
        "和",
        underlined(paper.source),
        "，经批准，本机关定于",
        underlined(paper.begins),
        "起对你单位进行",
        underlined(paper.category),
        "检查。现将有关事项通知如下：",
    )


def _point(lead: str, text: str) -> Paragraph:
    return paragraph(Text(lead, bold=True), text)
