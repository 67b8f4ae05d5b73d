"""立案文号: one case, one number; a second case never bears it."""

from uuid import UUID

from sqlalchemy import select

from app.models.case import Case
from app.models.document import Document
from app.rules.numbering import NumberTakenError
from app.storage.unit_of_work import UnitOfWork


def refuse_taken_number(uow: UnitOfWork, number: str, *, besides: UUID | None) -> None:
    """Refuse a number that another case or any document bears."""
    typed = number.strip()
    if not typed:
        return
    cases = select(Case.title).where(Case.number == typed, Case.deleted.is_(False))
    if besides is not None:
        cases = cases.where(Case.id != besides)
    papers = select(Document.title).where(Document.number == typed, Document.deleted.is_(False))
    taken = uow.session.scalars(cases).first() or uow.session.scalars(papers).first()
    if taken is not None:
        raise NumberTakenError(f"文号{typed}已由“{taken}”使用。", hint="请核对文号；一案一号，不能重复。")
