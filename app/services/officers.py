"""执法人员: register and edit them, and note who works at this desk."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Authority, Officer
from app.services.desk import Desk
from app.services.own_authority import authority_named, own_authority, require_own_authority
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError
from app.values.fields_people import OfficerFields
from app.values.rows_people import OfficerRow

LAST_AT_DESK = "last_officer"
_EDITED = ("name", "certificate", "valid_from", "valid_to", "scope", "area", "position", "phone")


class CertificateTakenError(UserError):
    """Another officer bears the certificate's number."""


class OfficerService:
    """Keep the officers; a certificate belongs to one person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, fields: OfficerFields) -> UUID:
        """Enter an officer, or find the one who bears the certificate and bring the entry up to date."""
        with self._desk.write() as uow:
            officer_id = enter_officer(uow, fields)
            uow.commit()
            return officer_id

    def edit(self, officer_id: UUID, fields: OfficerFields) -> None:
        """Change what is known of an officer."""
        with self._desk.write() as uow:
            officer = load_officer(uow, officer_id)
            fields = _tidied(fields)
            _refuse_taken(uow, fields, but=officer_id)
            officer.authority_id = _authority_id(uow, fields.authority)
            _fill(officer, fields)
            uow.commit()

    def set_active(self, officer_id: UUID, *, is_active: bool) -> None:
        """Let an officer act, or note that he no longer does."""
        with self._desk.write() as uow:
            load_officer(uow, officer_id).is_active = is_active
            uow.commit()

    def list(self, *, with_inactive: bool = False, include_other_authorities: bool = True) -> tuple[OfficerRow, ...]:
        """List the officers, this authority's own first."""
        with self._desk.read() as uow:
            rows = officer_rows(uow, with_inactive=with_inactive)
        return rows if include_other_authorities else tuple(row for row in rows if row.is_own)

    def sit_down(self, officer_id: UUID) -> OfficerRow:
        """Note who works at this desk from now on; every change bears this name."""
        with self._desk.write() as uow:
            rows = {row.id: row for row in officer_rows(uow)}
            if officer_id not in rows or not rows[officer_id].is_own:
                raise UserError("这名人员不是本机关在用的执法人员。", hint="请另选一名，或先在设置中启用。")
            uow.settings.set(LAST_AT_DESK, str(officer_id))
            uow.session.commit()
        self._desk.sit_down(officer_id)
        return rows[officer_id]

    def last_at_desk(self) -> UUID | None:
        """Tell who sat here last time."""
        with self._desk.read() as uow:
            last = uow.settings.get(LAST_AT_DESK)
            return UUID(last) if last else None

    def at_desk(self) -> OfficerRow | None:
        """Tell who sits here now."""
        officer_id = self._desk.officer_id
        return next((row for row in self.list(with_inactive=True) if row.id == officer_id), None)


def officer_rows(uow: UnitOfWork, *, with_inactive: bool = False) -> tuple[OfficerRow, ...]:
    """Load the officers, this authority's own first."""
    own = own_authority(uow)
    query = (
        select(Officer, Authority.name)
        .outerjoin(Authority, Authority.id == Officer.authority_id)
        .where(Officer.deleted.is_(False))
        .order_by(Officer.order_no.is_(None), Officer.order_no, Officer.id)
    )
    if not with_inactive:
        query = query.where(Officer.is_active)
    own_id = None if own is None else own.id
    rows = [officer_row(row, authority_name=name or "", own_id=own_id) for row, name in uow.session.execute(query)]
    return tuple(sorted(rows, key=lambda row: not row.is_own))


def officer_row(officer: Officer, *, authority_name: str, own_id: UUID | None) -> OfficerRow:
    """Tell of an officer what lists show."""
    return OfficerRow(
        id=officer.id,
        name=officer.name,
        certificate=officer.certificate,
        authority_id=officer.authority_id,
        authority_name=authority_name,
        is_own=officer.authority_id == own_id,
        valid_from=officer.valid_from,
        valid_to=officer.valid_to,
        is_active=officer.is_active,
        position=officer.position or "",
        phone=officer.phone or "",
        scope=officer.scope or "",
        area=officer.area or "",
    )


def enter_officer(uow: UnitOfWork, fields: OfficerFields) -> UUID:
    """Enter an officer within a use case; one who bears the certificate already is brought up to date."""
    fields = _tidied(fields)
    known = _bearer(uow, fields.certificate)
    if known is None:
        known = Officer(
            name=fields.name, certificate=fields.certificate, authority_id=_authority_id(uow, fields.authority)
        )
        uow.add(known)
    elif known.name != fields.name:
        raise _taken(fields, known)
    _fill_known(known, fields)
    uow.session.flush()
    return known.id


def load_officer(uow: UnitOfWork, officer_id: UUID) -> Officer:
    """Load an officer, or say in words that there is none."""
    found = uow.session.get(Officer, officer_id)
    if found is None or found.deleted:
        raise UserError("本机没有这名执法人员。", hint="请先在设置中登记。")
    return found


def refuse_unusable(uow: UnitOfWork, officer_ids: Iterable[UUID]) -> None:
    """Refuse officers who are not in the store."""
    for officer_id in officer_ids:
        load_officer(uow, officer_id)


def _tidied(fields: OfficerFields) -> OfficerFields:
    name, certificate = fields.name.strip(), "".join(fields.certificate.split())
    if not name:
        raise UserError("没有填写执法人员的姓名。", hint="请填写姓名。")
    if not certificate:
        raise UserError(f"没有填写{name}的执法证号。", hint="请对照执法证填写。")
    if fields.valid_from and fields.valid_to and fields.valid_to < fields.valid_from:
        raise UserError(f"{name}的执法证有效期止于起始日之前。", hint="请核对执法证的有效期。")
    values = {key: getattr(fields, key) for key in OfficerFields.__dataclass_fields__}
    return OfficerFields(**(values | {"name": name, "certificate": certificate, "authority": fields.authority.strip()}))


def _bearer(uow: UnitOfWork, certificate: str) -> Officer | None:
    query = select(Officer).where(Officer.certificate == certificate, Officer.deleted.is_(False)).order_by(Officer.id)
    return uow.session.scalars(query.limit(1)).first()


def _refuse_taken(uow: UnitOfWork, fields: OfficerFields, *, but: UUID) -> None:
    known = _bearer(uow, fields.certificate)
    if known is not None and known.id != but:
        raise _taken(fields, known)


def _taken(fields: OfficerFields, known: Officer) -> CertificateTakenError:
    return CertificateTakenError(
        f"执法证号“{fields.certificate}”已登记在“{known.name}”名下。", hint="请核对证号和姓名。"
    )


def _authority_id(uow: UnitOfWork, name: str) -> UUID:
    """Find the authority of an officer; one that nobody entered yet is known by its name alone."""
    if not name:
        return require_own_authority(uow).id
    known = authority_named(uow, name)
    if known is None:
        known = Authority(name=name, prefix="", word="")
        uow.add(known)
        uow.session.flush()
    return known.id


def _fill(officer: Officer, fields: OfficerFields) -> None:
    for key in _EDITED:
        setattr(officer, key, getattr(fields, key) or None)


def _fill_known(officer: Officer, fields: OfficerFields) -> None:
    """Set what was given; what was left out stays as it is known."""
    for key in _EDITED:
        if getattr(fields, key):
            setattr(officer, key, getattr(fields, key))
    officer.is_active = True
