"""首次启动: the authority, at least two officers, and the numbers that the office gave this machine."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Authority
from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.models.types import thaw
from app.services.desk import Desk
from app.services.officers import enter_officer, officer_rows
from app.services.own_authority import OWN, authority_named, own_authority, require_own_authority
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError
from app.values.fields_people import AuthorityFields, OfficerFields
from app.values.rows_people import SetupState

_TEXTS = tuple(key for key in AuthorityFields.__dataclass_fields__ if key != "settings")
LEAST_OFFICERS = 2


class SetupService:
    """Make an empty store ready for the first inspection."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def state(self) -> SetupState:
        """Tell what is known already and whether the first start is done."""
        with self._desk.read() as uow:
            authority = own_authority(uow)
            return SetupState(
                authority_id=None if authority is None else authority.id,
                authority=None if authority is None else authority_fields(authority),
                officers=officer_rows(uow),
                number_range=_number_range(uow),
                is_empty=_is_empty(uow),
            )

    def set_up(
        self, authority: AuthorityFields, officers: Sequence[OfficerFields], first: int, last: int
    ) -> tuple[UUID, tuple[UUID, ...]]:
        """Enter the authority as this machine's own, its officers and the range of numbers, or nothing of it."""
        if len({"".join(one.certificate.split()) for one in officers}) < LEAST_OFFICERS:
            raise UserError("执法人员不足两人。", hint="检查须由两名以上执法人员进行，请至少登记两名，证号不能相同。")
        with self._desk.write(reason="首次设置") as uow:
            authority_id = enter_authority(uow, authority)
            uow.settings.set(OWN, str(authority_id))
            officer_ids = tuple(enter_officer(uow, one) for one in officers)
            for key in _number_keys():
                uow.numbers.set_range(key, first=first, last=last)
            uow.commit()
            return authority_id, officer_ids

    def register_authority(self, fields: AuthorityFields) -> UUID:
        """Enter an authority by its name, or bring the one of that name up to date; the first is this machine's own."""
        with self._desk.write() as uow:
            had_own = own_authority(uow) is not None
            authority_id = enter_authority(uow, fields)
            if not had_own:
                uow.settings.set(OWN, str(authority_id))
            uow.commit()
            return authority_id

    def edit_authority(self, fields: AuthorityFields) -> None:
        """Change what the papers say of this machine's own authority."""
        with self._desk.write() as uow:
            _fill(require_own_authority(uow), _checked(fields), may_clear=True)
            uow.commit()

    def set_range(self, first: int, last: int) -> None:
        """Note a new range of numbers for every kind of paper."""
        with self._desk.write() as uow:
            for key in _number_keys():
                uow.numbers.set_range(key, first=first, last=last)
            uow.session.commit()


def enter_authority(uow: UnitOfWork, fields: AuthorityFields) -> UUID:
    """Enter an authority within a use case; one of that name is brought up to date."""
    fields = _checked(fields)
    known = authority_named(uow, fields.name)
    if known is None:
        known = Authority(name=fields.name, prefix=fields.prefix, word=fields.word)
        uow.add(known)
    _fill(known, fields, may_clear=False)
    uow.session.flush()
    return known.id


def authority_fields(authority: Authority) -> AuthorityFields:
    """Give what can be edited of an authority."""
    texts: dict[str, Any] = {key: getattr(authority, key) or "" for key in _TEXTS}
    return AuthorityFields(**texts, settings=thaw(authority.settings or {}))


def _checked(fields: AuthorityFields) -> AuthorityFields:
    texts: dict[str, Any] = {key: getattr(fields, key).strip() for key in _TEXTS}
    for key, name in (("name", "执法机关名称"), ("prefix", "文号中的区域简称"), ("word", "文号中的机关代字")):
        if not texts[key]:
            raise UserError(f"没有填写{name}。", hint="它印在每一份文书上，请填写后再继续。")
    for key in ("prefix", "word"):
        if any(sign in texts[key] for sign in "()（）〔〕[]-0123456789"):
            raise UserError(f"“{texts[key]}”不能用于文号。", hint="区域简称和机关代字只填汉字，例如“渝铜”和“应急”。")
    return AuthorityFields(**texts, settings=fields.settings)


def _fill(authority: Authority, fields: AuthorityFields, *, may_clear: bool) -> None:
    for key in _TEXTS:
        if getattr(fields, key) or may_clear:
            setattr(authority, key, getattr(fields, key) or None)
    if fields.settings or may_clear:
        settings: Mapping[str, Any] = fields.settings
        authority.settings = dict(settings) or None


def _number_keys() -> tuple[str, ...]:
    """Name the kinds of number that papers have; every start asks how far the set-up is, and none needs the forms."""
    from app.storage.form_files import document_profile

    return document_profile().number_keys()


def _number_range(uow: UnitOfWork) -> tuple[int, int] | None:
    """Give the range of the first kind of paper; the office gives one range for all."""
    keys = uow.numbers.keys()
    use = uow.numbers.use(keys[0], year=uow.now().year) if keys else None
    return None if use is None else (use.first, use.last)


def _is_empty(uow: UnitOfWork) -> bool:
    """Tell whether nothing was entered, so that the demo may be loaded."""
    kinds = (Authority, Enterprise, Inspection)
    return all(uow.session.scalars(select(kind.id).limit(1)).first() is None for kind in kinds)
