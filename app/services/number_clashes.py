"""Numbers that stand on several papers: shown to a person with each paper's lawful way out."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.models.document import Document
from app.models.enterprise import Enterprise
from app.rules.import_report import NumberedPaper, in_order, way_out
from app.storage.origins import begun_here
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentState
from app.values.rows_import import ClashPaper, NumberClash, Origin
from app.values.state_labels import DOCUMENT_STATES

_WITHDRAWN = (DocumentState.VOID, DocumentState.REVOKED)


def number_clashes(uow: UnitOfWork) -> tuple[NumberClash, ...]:
    """Find the numbers that stand on several papers of this store."""
    numbers = double_numbers(uow)
    query = (
        select(Document, Enterprise.name)
        .outerjoin(Enterprise, Enterprise.id == Document.enterprise_id)
        .where(Document.number.in_(numbers), *_stands())
    )
    papers = {row.id: (row, name or "") for row, name in uow.session.execute(query)}
    here = begun_here(uow.connection, papers.keys())
    facts = [NumberedPaper(str(row.id), row.number or "", row.state, row.issued_on) for row, _ in papers.values()]
    return tuple(_clash(number, facts, papers, here) for number in numbers)


def _clash(
    number: str, facts: Iterable[NumberedPaper], papers: Mapping[UUID, tuple[Document, str]], here: set[UUID]
) -> NumberClash:
    ordered = in_order(fact for fact in facts if fact.number == number)
    shown = []
    for fact in ordered:
        row, party = papers[UUID(fact.entity_id)]
        origin = Origin.HERE if row.id in here else Origin.PACKAGE
        shown.append(_clash_paper(row, party, origin, way_out(fact, is_first=fact is ordered[0])))
    return NumberClash(number, tuple(shown))


def _clash_paper(row: Document, party: str, origin: Origin, advice: str) -> ClashPaper:
    return ClashPaper(
        entity_id=row.id,
        title=row.title,
        party=party,
        issued_on=row.issued_on,
        state=DOCUMENT_STATES[row.state],
        is_served=row.state in (DocumentState.SERVED, DocumentState.ARCHIVED),
        origin=origin,
        content_sha256=row.content_blob,
        way_out=advice,
    )


def _stands() -> tuple[ColumnElement[bool], ...]:
    return (Document.deleted.is_(False), Document.state.not_in(_WITHDRAWN))


def double_numbers(uow: UnitOfWork) -> list[str]:
    query = (
        select(Document.number)
        .where(Document.number.is_not(None), *_stands())
        .group_by(Document.number)
        .having(func.count() > 1)
        .order_by(Document.number)
    )
    return [number for number in uow.session.scalars(query) if number]
