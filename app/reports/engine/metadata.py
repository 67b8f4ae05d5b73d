"""What a paper says about itself to a machine: title, number and content hash, and no clock of this computer."""

from datetime import date
from typing import Any

from reportlab.pdfbase import pdfdoc

from app.reports.engine.inline import clean
from app.reports.engine.streams import plain

PRODUCER = "ancha"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ancha="urn:ancha:paper">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:identifier>{number}</dc:identifier>
<ancha:content_sha256>{content_hash}</ancha:content_sha256>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def describe(document: Any, *, title: str, number: str, content_hash: str, issued: date | None) -> None:
    """Write title, number and content hash into the document's information and its XMP packet."""
    title, number = clean(title), clean(number)
    document.info.title = title
    document.info.subject = number
    document.info.keywords = content_hash
    document.info.author = ""
    document.info.creator = document.info.producer = PRODUCER
    day = issued or date(2000, 1, 1)
    stamp = f"D:{day:%Y%m%d}000000+08'00'"
    document.info._dateFormatter = lambda *_: stamp
    document.Catalog.Lang = pdfdoc.PDFString("zh-CN")
    packet = _XMP.format(title=_escaped(title), number=_escaped(number), content_hash=_escaped(content_hash))
    document.Catalog.Metadata = plain(packet.encode("utf-8"), Type="/Metadata", Subtype="/XML")


def _escaped(text: str) -> str:
    """Write text inside XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
