"""企业台账: enter, edit, search and show the parties that are inspected."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of_class
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.types import thaw
from app.rules.frequency import VisitFact, cap_of, count_year
from app.services.desk import Desk
from app.services.enterprise_rows import load_rows
from app.services.ledger_fronts import LedgerFronts
from app.services.own_authority import own_authority
from app.services.timelines import open_party_file
from app.storage import ledger_lines
from app.storage.joined import family, kept_party, stand_ins
from app.storage.ledger_front import FirstLines, LedgerFront
from app.storage.search_index import SearchTable
from app.storage.unit_of_work import UnitOfWork
from app.values.days import civil_day
from app.values.enums import InspectionCategory
from app.values.errors import UserError
from app.values.fields_enterprise import EnterpriseFields, EnterpriseFilter, Licence
from app.values.rows_enterprise import EnterpriseDetail, EnterpriseRow, EnterpriseTwin, Frequency, LedgerFigures
from app.values.uscc import check_uscc, normalise_uscc

ALL = EnterpriseFilter()
# What the order and the filters of the ledger are made of.
ORDERED_BY = (Enterprise.kind, Inspection.kind, Hazard.kind)
_KEYS = tuple(one.name for one in fields_of_class(EnterpriseFields))


class CodeTakenError(UserError):
    """Another party bears the code."""


class EnterpriseService:
    """Keep the ledger of parties; a 统一社会信用代码 belongs to one of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._fronts = LedgerFronts(desk, kinds=ORDERED_BY, make=_make_front)

    def register(self, fields: EnterpriseFields) -> UUID:
        """Enter a party, or find the one of that code (without a code: of that name and address)."""
        with self._desk.write() as uow:
            fields = _checked(fields)
            known = _known(uow, fields)
            if known is not None and (kept := kept_party(uow, known.id)) != known.id:
                return kept
            if known is None:
                known = Enterprise(**_values(fields))
                uow.add(known)
            else:
                _fill_gaps(known, fields)
            uow.commit()
            return known.id

    def add(self, fields: EnterpriseFields) -> UUID:
        """Enter a party that must be new."""
        with self._desk.write() as uow:
            fields = _checked(fields)
            _refuse_twin(uow, fields)
            added = Enterprise(**_values(fields))
            uow.add(added)
            uow.drafts.drop(draft_key(None))
            uow.commit()
            return added.id

    def edit(self, enterprise_id: UUID, fields: EnterpriseFields) -> None:
        """Change what is known of a party."""
        with self._desk.write() as uow:
            found = load_enterprise(uow, enterprise_id)
            fields = _checked(fields, code_before=found.uscc or "")
            _refuse_twin(uow, fields, but=enterprise_id)
            for key, value in _values(fields).items():
                setattr(found, key, value)
            uow.drafts.drop(draft_key(enterprise_id))
            uow.commit()

    def keep_draft(self, enterprise_id: UUID | None, texts: Mapping[str, Any]) -> None:
        """Keep what stands in the open form of a party, or of a new one."""
        with self._desk.write() as uow:
            uow.drafts.save(draft_key(enterprise_id), dict(texts), entity_id=enterprise_id)
            uow.commit()

    def draft(self, enterprise_id: UUID | None) -> Mapping[str, Any] | None:
        """Give what stood in the form when it was never saved."""
        with self._desk.read() as uow:
            draft = uow.drafts.load(draft_key(enterprise_id))
            return None if draft is None else dict(thaw(draft.body))

    def drop_draft(self, enterprise_id: UUID | None) -> None:
        """Forget what stood in the form."""
        with self._desk.write() as uow:
            uow.drafts.drop(draft_key(enterprise_id))
            uow.commit()

    def twins(self, *, name: str, uscc: str, but: UUID | None = None) -> tuple[EnterpriseTwin, ...]:
        """List other parties with the same code or the same name, so that nobody is entered twice."""
        with self._desk.read() as uow:
            return _twins(uow, name=name.strip(), uscc=normalise_uscc(uscc), but=but)

    def search(self, text: str = "", filters: EnterpriseFilter = ALL) -> Sequence[int]:
        """List the lines of the parties that fit, by any name, code, address or telephone scrap."""
        with self._desk.read() as uow:
            return self._front(uow, filters).all(uow.connection, text)

    def search_first(self, text: str = "", filters: EnterpriseFilter = ALL) -> FirstLines:
        """List the first of these lines, as many as a screen shows, quicker than a person types."""
        with self._desk.read() as uow:
            return self._front(uow, filters).first(uow.connection, text)

    def _front(self, uow: UnitOfWork, filters: EnterpriseFilter) -> LedgerFront:
        return self._fronts.of(uow, (filters, self._desk.today()))

    def rows(self, lines: Sequence[int]) -> list[EnterpriseRow]:
        """Give the rows of some lines in their order."""
        with self._desk.read() as uow:
            return load_rows(uow, lines, today=self._desk.today())

    def line_of(self, enterprise_id: UUID) -> int | None:
        """Tell which line of the table a party is."""
        with self._desk.read() as uow:
            return _line_of(uow, kept_party(uow, enterprise_id))

    def row(self, enterprise_id: UUID) -> EnterpriseRow:
        """Give the row of one party."""
        with self._desk.read() as uow:
            return _row(uow, kept_party(uow, enterprise_id), self._desk)

    def fields(self, enterprise_id: UUID) -> EnterpriseFields:
        """Give what can be edited of a party."""
        with self._desk.read() as uow:
            return enterprise_fields(load_enterprise(uow, enterprise_id))

    def figures(self) -> LedgerFigures:
        """Count what stands over the ledger."""
        with self._desk.read() as uow:
            hidden = stand_ins(uow)
            figures = ledger_lines.enterprise_figures(uow.connection, today=self._desk.today(), hidden=hidden)
            return LedgerFigures(*figures)

    def towns(self) -> tuple[str, ...]:
        """List the 镇街 of the ledger."""
        with self._desk.read() as uow:
            return ledger_lines.towns(uow.connection)

    def sectors(self) -> tuple[str, ...]:
        """List the sectors of the ledger."""
        with self._desk.read() as uow:
            return ledger_lines.sectors(uow.connection)

    def detail(self, enterprise_id: UUID) -> EnterpriseDetail:
        """Give everything that the drawer shows of a party."""
        today = self._desk.today()
        with self._desk.read() as uow:
            enterprise_id = kept_party(uow, enterprise_id)
            found = load_enterprise(uow, enterprise_id)
            file = open_party_file(uow, found, today=today)
            return EnterpriseDetail(
                row=_row(uow, enterprise_id, self._desk),
                fields=enterprise_fields(found),
                licences=file.licences,
                visits=file.visits,
                hazards=file.hazards,
                timeline=file.timeline,
                frequency=frequency_of(uow, enterprise_id, year=today.year),
            )


def _make_front(uow: UnitOfWork, narrowed: tuple[EnterpriseFilter, date]) -> LedgerFront:
    filters, today = narrowed
    others = stand_ins(uow)
    order = ledger_lines.enterprise_lines(uow.connection, wanted=filters, today=today, hidden=others)
    return LedgerFront(uow.connection, index=SearchTable.ENTERPRISE, order=order, stand_ins=others)


def draft_key(enterprise_id: UUID | None) -> str:
    """Name the draft of the form of a party."""
    return f"enterprise:{enterprise_id or 'new'}:form"


def load_enterprise(uow: UnitOfWork, enterprise_id: UUID) -> Enterprise:
    """Load a party, or say in words that there is none."""
    found = uow.session.get(Enterprise, enterprise_id)
    if found is None or found.deleted:
        raise UserError("台账里没有这家单位。", hint="它可能已被删除，请重新查找。")
    return found


def enterprise_fields(row: Enterprise) -> EnterpriseFields:
    """Give what can be edited of a party."""
    values: dict[str, Any] = {key: _plain(getattr(row, key)) for key in _KEYS}
    values["licences"] = tuple(_licence(one) for one in row.licences or ())
    return EnterpriseFields(**{key: value for key, value in values.items() if value is not None})


def frequency_of(uow: UnitOfWork, enterprise_id: UUID, *, year: int, but: UUID | None = None) -> Frequency:
    """Count the visits of a year; the caps are the authority's own setting."""
    query = select(Inspection.id, Inspection.started_at, Inspection.category, Inspection.state).where(
        Inspection.enterprise_id.in_(family(uow, [enterprise_id])), Inspection.deleted.is_(False)
    )
    visits = [
        VisitFact(None if started is None else civil_day(started), category, state)
        for found, started, category, state in uow.session.execute(query)
        if found != but
    ]
    counted = count_year(visits, year=year)
    authority = own_authority(uow)
    settings = None if authority is None else authority.settings
    return Frequency(
        year,
        counted.routine,
        counted.special,
        cap_of(settings, InspectionCategory.ROUTINE),
        cap_of(settings, InspectionCategory.SPECIAL),
    )


def _checked(fields: EnterpriseFields, *, code_before: str = "") -> EnterpriseFields:
    """Bring what was typed to its form; a code that cannot be right is refused unless it stood there already."""
    values: dict[str, Any] = {key: _tidy(getattr(fields, key)) for key in _KEYS}
    values["uscc"] = normalise_uscc(fields.uscc)
    if not values["name"]:
        raise UserError("没有填写单位名称。", hint="请对照营业执照填写；没有名称的填写经营者姓名或者地点。")
    if values["uscc"] and values["uscc"] != code_before:
        verdict = check_uscc(values["uscc"])
        if not verdict.valid:
            raise UserError(f"统一社会信用代码不对：{verdict.reason}", hint="确实没有代码的，请留空。")
    return EnterpriseFields(**values)


def _tidy(value: Any) -> Any:
    if type(value) is str:
        return value.strip()
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return tuple(dict.fromkeys(one.strip() for one in value if one.strip()))
    return value


def _known(uow: UnitOfWork, fields: EnterpriseFields) -> Enterprise | None:
    if fields.uscc:
        found = _first(uow, Enterprise.uscc == fields.uscc)
        if found is not None and fields.name not in (found.name, *(found.aliases or ())):
            raise _code_taken(fields, found.name)
        return found
    return _first(
        uow,
        Enterprise.name == fields.name,
        Enterprise.uscc.is_(None),
        Enterprise.party_kind == fields.party_kind,
        Enterprise.address == fields.address if fields.address else Enterprise.address.is_(None),
    )


def _refuse_twin(uow: UnitOfWork, fields: EnterpriseFields, *, but: UUID | None = None) -> None:
    for twin in _twins(uow, name=fields.name, uscc=fields.uscc, but=but):
        if twin.is_same_code:
            raise _code_taken(fields, twin.name)


def _code_taken(fields: EnterpriseFields, name: str) -> CodeTakenError:
    return CodeTakenError(
        f"统一社会信用代码 {fields.uscc} 已登记为“{name}”，与“{fields.name}”不符。",
        hint="请核对代码；如单位已更名，请在企业台账中修改名称。",
    )


def _twins(uow: UnitOfWork, *, name: str, uscc: str, but: UUID | None) -> tuple[EnterpriseTwin, ...]:
    found: dict[UUID, EnterpriseTwin] = {}
    for text, column, is_code in ((uscc, Enterprise.uscc, True), (name, Enterprise.name, False)):
        if text:
            query = select(Enterprise).where(column == text, Enterprise.deleted.is_(False)).limit(5)
            for row in uow.session.scalars(query):
                found.setdefault(row.id, EnterpriseTwin(row.id, row.name, row.uscc or "", is_code))
    own = family(uow, [] if but is None else [kept_party(uow, but)])
    return tuple(twin for twin in found.values() if twin.id not in own and twin.id != but)


def _first(uow: UnitOfWork, *conditions: Any) -> Enterprise | None:
    query = select(Enterprise).where(*conditions, Enterprise.deleted.is_(False)).order_by(Enterprise.id).limit(1)
    return uow.session.scalars(query).first()


def _values(fields: EnterpriseFields) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in _KEYS:
        value = getattr(fields, key)
        values[key] = None if value == "" else value
    values["licences"] = tuple(
        {
            "name": one.name,
            "number": one.number or None,
            "valid_to": None if one.valid_to is None else one.valid_to.isoformat(),
        }
        for one in fields.licences
    )
    return values


def _fill_gaps(known: Enterprise, fields: EnterpriseFields) -> None:
    """Take over what is not known yet; what a person entered before stays."""
    for key, value in _values(fields).items():
        if value and not getattr(known, key):
            setattr(known, key, value)


def _licence(value: Mapping[str, Any]) -> Licence:
    last = value.get("valid_to")
    return Licence(value.get("name") or "", value.get("number") or "", date.fromisoformat(last) if last else None)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return thaw(value)
    return value


def _line_of(uow: UnitOfWork, enterprise_id: UUID) -> int | None:
    query = "SELECT rowid FROM enterprise WHERE id = ?"
    row = uow.connection.exec_driver_sql(query, (enterprise_id.bytes,)).first()
    return None if row is None else int(row[0])


def _row(uow: UnitOfWork, enterprise_id: UUID, desk: Desk) -> EnterpriseRow:
    line = _line_of(uow, enterprise_id)
    rows = load_rows(uow, [] if line is None else [line], today=desk.today())
    if not rows:
        raise UserError("台账里没有这家单位。", hint="它可能已被删除，请重新查找。")
    return rows[0]
