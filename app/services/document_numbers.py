"""Numbers of documents: from the device's range at issue, or typed where another system or a book gave them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.models.document import Document
from app.rules.numbering import NumberTakenError
from app.services.document_drafts import BRANCH, NUMBER, SPLIT_OF, DocumentRefusedError
from app.services.paper_building.ground import PaperGround
from app.storage.unit_of_work import UnitOfWork
from app.values.docnumber import KEYS, DocumentNumber, parse
from app.values.enums import NumberSource

LONGEST = 60


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """The number that a paper gets; one from elsewhere need not have our parts."""

    text: str
    source: NumberSource
    parts: DocumentNumber | None


def give_number(uow: UnitOfWork, ground: PaperGround) -> GivenNumber | None:
    """Give the paper its number; a paper without a word of its own has none."""
    if not ground.definition.key:
        return None
    source = ground.document.number_source or NumberSource.DEVICE_RANGE
    if source is NumberSource.DEVICE_RANGE:
        return _from_range(uow, ground)
    return _typed(uow, ground, source)


def preview_number(uow: UnitOfWork, ground: PaperGround) -> str:
    """Say which number the paper would get if it were issued now; nothing is given."""
    source = ground.document.number_source or NumberSource.DEVICE_RANGE
    if not ground.definition.key or source is not NumberSource.DEVICE_RANGE:
        return str((ground.document.fields or {}).get(NUMBER) or "")
    use = uow.numbers.use(ground.definition.key, year=ground.day.year)
    if use is None or not use.left:
        return ""
    shared = _shared_serial(uow, ground)
    return _number(ground, serial=shared or use.first + use.used).text


def is_taken(uow: UnitOfWork, number: str, *, besides: UUID) -> bool:
    """Tell whether another document bears the number, void ones included: a number is never used twice."""
    query = select(Document.id).where(Document.number == number, Document.id != besides, Document.deleted.is_(False))
    return uow.session.scalars(query.limit(1)).first() is not None


def _from_range(uow: UnitOfWork, ground: PaperGround) -> GivenNumber:
    serial = _shared_serial(uow, ground)
    if serial is not None:
        parts = _number(ground, serial=serial)
        _refuse_taken(uow, parts.text, ground)
        return GivenNumber(parts.text, NumberSource.DEVICE_RANGE, parts)
    while True:  # a number that a book gave already is passed over; the range ends the search
        serial = uow.numbers.next_serial(ground.definition.key, year=ground.day.year)
        parts = _number(ground, serial=serial)
        if not is_taken(uow, parts.text, besides=ground.document.id):
            return GivenNumber(parts.text, NumberSource.DEVICE_RANGE, parts)


def _number(ground: PaperGround, *, serial: int) -> DocumentNumber:
    own = ground.authority
    branch = (ground.document.fields or {}).get(BRANCH)
    return DocumentNumber(own.prefix, own.word, ground.definition.key, ground.day.year, serial, branch)


def _shared_serial(uow: UnitOfWork, ground: PaperGround) -> int | None:
    """Give the serial that another part of a split paper has in the same year."""
    group = (ground.document.fields or {}).get(SPLIT_OF)
    if not group:
        return None
    query = select(Document.fields, Document.number_serial).where(
        Document.inspection_id == ground.document.inspection_id,
        Document.form == ground.document.form,
        Document.number_serial.is_not(None),
        Document.number_source == NumberSource.DEVICE_RANGE,
        Document.number_year == ground.day.year,
        Document.deleted.is_(False),
    )
    rows = uow.session.execute(query)
    return next((serial for fields, serial in rows if (fields or {}).get(SPLIT_OF) == group), None)


def _typed(uow: UnitOfWork, ground: PaperGround, source: NumberSource) -> GivenNumber:
    typed = str((ground.document.fields or {}).get(NUMBER) or "").strip()
    if not typed or len(typed) > LONGEST:
        raise DocumentRefusedError(f"没有填写文号（{source.value}）。", hint="请填写文号，或改用本机号段。")
    parts = None
    if source is NumberSource.BY_HAND:
        parts = parse(typed, keys=KEYS | {ground.definition.key})
        typed = parts.text
    _refuse_taken(uow, typed, ground)
    return GivenNumber(typed, source, parts)


def _refuse_taken(uow: UnitOfWork, number: str, ground: PaperGround) -> None:
    if is_taken(uow, number, besides=ground.document.id):
        raise NumberTakenError(f"文号{number}已由另一份文书使用。", hint="请核对文号。")
