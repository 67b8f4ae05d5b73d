"""Search over everything: parties, inspections, hazards, papers, cases and what came in."""

from uuid import UUID

from app.models.types import instant
from app.services.desk import Desk
from app.storage.found import Finder
from app.values.days import civil_day
from app.values.enums import CaseState, DocumentState, HazardState, InspectionState
from app.values.rows_found import FoundKind, FoundRow
from app.values.state_labels import CASE_STATES, DOCUMENT_STATES, HAZARD_STATES, INSPECTION_STATES

MOST = 6


class FindService:
    """Find a record by any words of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, text: str, *, most: int = MOST) -> tuple[FoundRow, ...]:
        """Give the few latest records of each kind that fit, the parties first."""
        with self._desk.read() as uow:
            finder = Finder(uow.connection, text, most=most)
            if not finder.asks_something:
                return ()
            return (
                *_enterprises(finder),
                *_inspections(finder),
                *_documents(finder),
                *_hazards(finder),
                *_cases(finder),
                *_papers(finder),
            )


def _enterprises(finder: Finder) -> list[FoundRow]:
    return [
        FoundRow(kind=FoundKind.ENTERPRISE, id=UUID(bytes=key), title=name, second=_said(town, code))
        for key, name, town, code in finder.enterprises()
    ]


def _inspections(finder: Finder) -> list[FoundRow]:
    found = []
    for key, party, category, started, state in finder.inspections():
        day = "" if started is None else civil_day(instant(started)).isoformat()
        words = INSPECTION_STATES[InspectionState(state)] if day or state != InspectionState.DRAFT else "待开始"
        found.append(
            FoundRow(
                kind=FoundKind.INSPECTION,
                id=UUID(bytes=key),
                title=party or "",
                second=_said(day, f"{category}检查" if category else "", words),
                is_planned=state == InspectionState.DRAFT and started is None,
            )
        )
    return found


def _hazards(finder: Finder) -> list[FoundRow]:
    return [
        FoundRow(
            kind=FoundKind.HAZARD,
            id=UUID(bytes=key),
            title=fact or "",
            second=_said(party, f"第{number}项" if number else "", HAZARD_STATES[HazardState(state)]),
            inspection_id=UUID(bytes=inspection),
        )
        for key, fact, party, inspection, number, state in finder.hazards()
    ]


def _documents(finder: Finder) -> list[FoundRow]:
    return [
        FoundRow(
            kind=FoundKind.DOCUMENT,
            id=UUID(bytes=key),
            title=_said(title, number),
            second=_said(party, DOCUMENT_STATES[DocumentState(state)]),
        )
        for key, title, number, party, state in finder.documents()
    ]


def _cases(finder: Finder) -> list[FoundRow]:
    return [
        FoundRow(
            kind=FoundKind.CASE,
            id=UUID(bytes=key),
            title=title,
            second=_said(number, party, CASE_STATES[CaseState(state)]),
        )
        for key, title, number, party, state in finder.cases()
    ]


def _papers(finder: Finder) -> list[FoundRow]:
    return [
        FoundRow(
            kind=FoundKind.RECEIVED_PAPER, id=UUID(bytes=key), title=_said(kind, party), second=_said(received, summary)
        )
        for key, kind, party, summary, received in finder.papers()
    ]


def _said(*parts: str | None) -> str:
    return "　".join(part for part in parts if part)
