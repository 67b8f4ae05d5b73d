"""Look for words in every kind of record; each kind gives its few latest that fit, by its index where there is one."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from app.rules.search_words import match_expression, scraps

Line = tuple[Any, ...]

_ENTERPRISES = """SELECT enterprise.id, enterprise.name, enterprise.town, enterprise.uscc
 FROM enterprise_search JOIN enterprise ON enterprise.rowid = enterprise_search.rowid
 WHERE enterprise_search MATCH :words AND enterprise.deleted = 0 ORDER BY enterprise_search.rowid DESC LIMIT :most"""
_HAZARDS = """SELECT hazard.id, hazard.fact, enterprise.name, hazard.inspection_id, hazard.order_no, hazard.state
 FROM hazard_search JOIN hazard ON hazard.rowid = hazard_search.rowid
 LEFT JOIN enterprise ON enterprise.id = hazard.enterprise_id
 WHERE hazard_search MATCH :words AND hazard.deleted = 0 ORDER BY hazard_search.rowid DESC LIMIT :most"""
_DOCUMENTS = """SELECT document.id, document.title, document.number, enterprise.name, document.state
 FROM document_search JOIN document ON document.rowid = document_search.rowid
 LEFT JOIN enterprise ON enterprise.id = document.enterprise_id
 WHERE document_search MATCH :words AND document.deleted = 0 ORDER BY document_search.rowid DESC LIMIT :most"""
_INSPECTIONS = """SELECT inspection.id, enterprise.name, inspection.category, inspection.started_at, inspection.state
 FROM inspection LEFT JOIN enterprise ON enterprise.id = inspection.enterprise_id
 WHERE inspection.deleted = 0 AND (inspection.enterprise_id IN (SELECT id FROM enterprise WHERE rowid IN
 (SELECT rowid FROM enterprise_search WHERE enterprise_search MATCH :words))
 OR (inspection.task_no IS NOT NULL AND {task}) OR (inspection.law_code IS NOT NULL AND {law}))
 ORDER BY coalesce(inspection.started_at, inspection.updated_at) DESC LIMIT :most"""
_CASES = """SELECT id, title, number, party_name, state FROM penalty_case
 WHERE deleted = 0 AND {case} ORDER BY id DESC LIMIT :most"""
_PAPERS = """SELECT received_paper.id, received_paper.paper_kind, enterprise.name, received_paper.summary,
 received_paper.received_on FROM received_paper LEFT JOIN enterprise ON enterprise.id = received_paper.enterprise_id
 WHERE received_paper.deleted = 0 AND {paper} ORDER BY received_paper.received_on DESC LIMIT :most"""


class Finder:
    """Ask each kind for what fits the words."""

    def __init__(self, connection: Connection, text: str, *, most: int) -> None:
        self._connection = connection
        self._parts = scraps(text)
        self._values = {"words": match_expression(text) or '""', "most": most}
        self._values |= {f"part{at}": f"%{part}%" for at, part in enumerate(self._parts)}

    @property
    def asks_something(self) -> bool:
        """Tell whether anything was typed that can be looked for."""
        return bool(self._parts)

    def enterprises(self) -> Iterable[Line]:
        """Give id, name, town, code."""
        return self._run(_ENTERPRISES)

    def inspections(self) -> Iterable[Line]:
        """Give id, party, category, start, state; found by the party or a number of the task."""
        task, law = self._holds("inspection.task_no"), self._holds("inspection.law_code")
        return self._run(_INSPECTIONS.format(task=task, law=law))

    def hazards(self) -> Iterable[Line]:
        """Give id, fact, party, inspection, number, state."""
        return self._run(_HAZARDS)

    def documents(self) -> Iterable[Line]:
        """Give id, title, number, party, state; found by title and number."""
        return self._run(_DOCUMENTS)

    def cases(self) -> Iterable[Line]:
        """Give id, title, number, party, state."""
        together = "coalesce(title, '') || ' ' || coalesce(number, '') || ' ' || coalesce(party_name, '')"
        return self._run(_CASES.format(case=self._holds(together)))

    def papers(self) -> Iterable[Line]:
        """Give id, kind, party, summary, day."""
        together = "paper_kind || ' ' || coalesce(enterprise.name, '') || ' ' || coalesce(summary, '')"
        return self._run(_PAPERS.format(paper=self._holds(together)))

    def _holds(self, column: str) -> str:
        return " AND ".join(f"lower({column}) LIKE :part{at}" for at in range(len(self._parts)))

    def _run(self, query: str) -> Iterable[Line]:
        return [tuple(row) for row in self._connection.exec_driver_sql(query, self._values)]
