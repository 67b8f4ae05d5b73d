"""Which lines of a ledger are asked for, as rowids in order: eight bytes a line, however long the ledger is."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.rules.licences import soon_until
from app.rules.search_words import match_expression
from app.values.enums import Handling, InspectionState
from app.values.facts_inspection import OPEN_STATES
from app.values.fields_enterprise import EnterpriseFilter

_OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN_STATES))
OPEN_HAZARD = f"hazard.deleted = 0 AND hazard.state IN ({_OPEN}) AND hazard.handling IS NOT '{Handling.ADVICE.value}'"

# Asked for each party that fits: quicker than grouping all visits, since people mostly look for a few.
_LAST_VISIT = (
    "(SELECT max(started_at) FROM inspection WHERE inspection.enterprise_id = enterprise.id"
    f" AND inspection.deleted = 0 AND inspection.state != '{InspectionState.VOID.value}')"
)
_LICENCE_DUE = (
    "(EXISTS (SELECT 1 FROM json_each(enterprise.licences) WHERE json_extract(value, '$.valid_to') <= :soon)"
    " OR enterprise.standardisation_to <= :soon OR enterprise.insurance_to <= :soon)"
)


def enterprise_lines(
    connection: Connection, *, wanted: EnterpriseFilter, today: date, hidden: Iterable[int] = ()
) -> Sequence[int]:
    """List the parties that the filters leave: those visited last come first, or all by name.

    `hidden` are lines for which another stands, since their party was joined into it.
    """
    where, values = _enterprise_conditions(wanted, today)
    where += _without(hidden)
    order = "enterprise.name, enterprise.rowid"
    if not wanted.by_name:
        order = f"{_LAST_VISIT} DESC, {order}"
    return _lines(connection, f"SELECT enterprise.rowid FROM enterprise WHERE {where} ORDER BY {order}", values)


def _enterprise_conditions(wanted: EnterpriseFilter, today: date) -> tuple[str, dict[str, Any]]:
    parts: list[str] = ["enterprise.deleted = 0"]
    values: dict[str, Any] = {}
    if wanted.town:
        parts.append("enterprise.town = :town")
        values["town"] = wanted.town
    if wanted.sector:
        parts.append("EXISTS (SELECT 1 FROM json_each(enterprise.sectors) WHERE value = :sector)")
        values["sector"] = wanted.sector
    if wanted.risks:
        names = {f"risk{at}": risk.value for at, risk in enumerate(sorted(wanted.risks))}
        parts.append(f"enterprise.risk IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    if wanted.has_open_hazards:
        parts.append(f"enterprise.id IN (SELECT enterprise_id FROM hazard WHERE {OPEN_HAZARD})")
    if wanted.has_licence_due:
        parts.append(_LICENCE_DUE)
        values["soon"] = soon_until(today).isoformat()
    return " AND ".join(parts), values


def enterprise_figures(connection: Connection, *, today: date, hidden: Iterable[int] = ()) -> tuple[int, int, int]:
    """Count the parties, their open hazards, and the parties with a paper that runs out soon."""
    counted = f"SELECT count(*) FROM enterprise WHERE deleted = 0{_without(hidden)}"
    soon = {"soon": soon_until(today).isoformat()}
    return (
        _figure(connection, counted, {}),
        _figure(connection, f"SELECT count(*) FROM hazard WHERE {OPEN_HAZARD}", {}),
        _figure(connection, f"{counted} AND {_LICENCE_DUE}", soon),
    )


def towns(connection: Connection) -> tuple[str, ...]:
    """List the 镇街 that the ledger names."""
    query = "SELECT DISTINCT town FROM enterprise WHERE town IS NOT NULL AND town != '' AND deleted = 0 ORDER BY town"
    return tuple(row[0] for row in connection.exec_driver_sql(query))


def sectors(connection: Connection) -> tuple[str, ...]:
    """List the sectors that the ledger names."""
    query = "SELECT DISTINCT value FROM enterprise, json_each(enterprise.sectors) WHERE deleted = 0 ORDER BY value"
    return tuple(row[0] for row in connection.exec_driver_sql(query))


def inspection_lines(
    connection: Connection, *, text: str = "", states: Iterable[InspectionState] = ()
) -> Sequence[int]:
    """List the inspections: unfinished ones first, then the latest first."""
    parts, values = ["inspection.deleted = 0"], {}
    if expression := match_expression(text):
        parts.append(
            "inspection.enterprise_id IN (SELECT id FROM enterprise WHERE rowid IN"
            " (SELECT rowid FROM enterprise_search WHERE enterprise_search MATCH :words))"
        )
        values["words"] = expression
    if names := [state.value for state in states]:
        parts.append("inspection.state IN (" + ", ".join(f"'{name}'" for name in sorted(names)) + ")")
    order = f"inspection.state != '{InspectionState.DRAFT.value}', coalesce(started_at, updated_at) DESC, rowid DESC"
    query = f"SELECT inspection.rowid FROM inspection WHERE {' AND '.join(parts)} ORDER BY {order}"
    return _lines(connection, query, values)


def _without(lines: Iterable[int]) -> str:
    named = ", ".join(str(int(line)) for line in lines)
    return f" AND enterprise.rowid NOT IN ({named})" if named else ""


def _lines(connection: Connection, query: str, values: dict[str, Any]) -> Sequence[int]:
    return array("q", (row[0] for row in _run(connection, query, values)))


def _figure(connection: Connection, query: str, values: dict[str, Any]) -> int:
    return int(next(iter(_run(connection, query, values)))[0])


def _run(connection: Connection, query: str, values: dict[str, Any]) -> Iterable[Any]:
    return connection.exec_driver_sql(query, values)
