"""Which lines of the hazard ledger are asked for, as rowids in order: eight bytes a line, however long it is."""

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from app.rules.search_words import match_expression
from app.storage.ledger_lines import OPEN_HAZARD
from app.values.enums import HazardState
from app.values.rows_hazard_ledger import SOON_DAYS, DeadlineScope, HazardFilter, StateScope

_STATES = {
    StateScope.OPEN: OPEN_HAZARD,
    StateScope.FAILED: f"hazard.state = '{HazardState.FAILED.value}'",
    StateScope.CLOSED: f"hazard.state IN ('{HazardState.PASSED.value}', '{HazardState.TRANSFERRED.value}')",
}
_WORDS = (
    "(hazard.rowid IN (SELECT rowid FROM hazard_search WHERE hazard_search MATCH :words)"
    " OR hazard.enterprise_id IN (SELECT id FROM enterprise WHERE rowid IN"
    " (SELECT rowid FROM enterprise_search WHERE enterprise_search MATCH :words)))"
)


def hazard_lines(connection: Connection, *, text: str, wanted: HazardFilter, today: date) -> Sequence[int]:
    """List the hazards that fit, those with the earliest deadline first, then the latest found."""
    parts, values = ["hazard.deleted = 0", f"hazard.state != '{HazardState.VOID.value}'"], dict[str, Any]()
    if expression := match_expression(text):
        parts.append(_WORDS)
        values["words"] = expression
    if wanted.level is not None:
        parts.append("hazard.level = :level")
        values["level"] = wanted.level.value
    if wanted.state is not None:
        parts.append(_STATES[wanted.state])
    if wanted.deadline is not None:
        parts.append(_deadline(wanted.deadline, today=today, values=values))
    parts += _party(wanted, values)
    order = f"NOT ({OPEN_HAZARD}), coalesce(hazard.deadline, '9999'), hazard.rowid DESC"
    query = f"SELECT hazard.rowid FROM hazard WHERE {' AND '.join(parts)} ORDER BY {order}"
    return array("q", (row[0] for row in connection.exec_driver_sql(query, values)))


def _deadline(scope: DeadlineScope, *, today: date, values: dict[str, Any]) -> str:
    """Ask for open hazards by their day; what is closed has no deadline any more."""
    if scope is DeadlineScope.NONE:
        return f"{OPEN_HAZARD} AND hazard.deadline IS NULL"
    values["today"] = today.isoformat()
    if scope is DeadlineScope.LATE:
        return f"{OPEN_HAZARD} AND hazard.deadline < :today"
    values["soon"] = (today + timedelta(days=SOON_DAYS)).isoformat()
    return f"{OPEN_HAZARD} AND hazard.deadline BETWEEN :today AND :soon"


def _party(wanted: HazardFilter, values: dict[str, Any]) -> list[str]:
    parts = []
    if wanted.town:
        parts.append("hazard.enterprise_id IN (SELECT id FROM enterprise WHERE town = :town)")
        values["town"] = wanted.town
    if wanted.sector:
        parts.append(
            "hazard.enterprise_id IN (SELECT enterprise.id FROM enterprise, json_each(enterprise.sectors)"
            " WHERE json_each.value = :sector)"
        )
        values["sector"] = wanted.sector
    return parts
