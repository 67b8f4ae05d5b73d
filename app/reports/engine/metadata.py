"""What a paper says about itself to a machine: title, number and content hash, and no clock of this computer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.reports.engine.inline import clean
from app.reports.engine.objects import Name, PdfFile, Ref, Value

PRODUCER = "ancha"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ancha="urn:ancha:paper">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:identifier>{number}</dc:identifier>
<ancha:content_sha256>{content_hash}</ancha:content_sha256>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Description:
    """Title, number, content hash and day of a paper."""

    title: str
    number: str
    content_hash: str
    issued: date | None

    def write_information(self, file: PdfFile) -> Ref:
        """Write the file's information."""
        stamp = f"D:{self.issued or date(2000, 1, 1):%Y%m%d}000000+08'00'"
        return file.add(
            {
                "Title": clean(self.title),
                "Subject": clean(self.number),
                "Keywords": self.content_hash,
                "Creator": PRODUCER,
                "Producer": PRODUCER,
                "CreationDate": stamp,
                "ModDate": stamp,
            }
        )

    def catalogue_entries(self, file: PdfFile) -> Mapping[str, Value]:
        """Write the XMP packet, and give what the file's catalogue says of the paper."""
        packet = _XMP.format(
            title=_escaped(clean(self.title)),
            number=_escaped(clean(self.number)),
            content_hash=_escaped(self.content_hash),
        )
        kind = {"Type": Name("Metadata"), "Subtype": Name("XML")}
        return {"Lang": "zh-CN", "Metadata": file.add_stream(packet.encode("utf-8"), kind, is_packed=False)}


def _escaped(text: str) -> str:
    """Write text inside XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
