"""Changes of a record with a reason, through the same services as in the window: refused where it refuses."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.models.authority import Authority, Officer
from app.services.desk import Desk
from app.services.typed_values import read_changes
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import NumberSource, PhotoRole, PhotoView, Procedure, SealState
from app.values.errors import UserError
from app.values.fields_enterprise import EnterpriseFields
from app.values.fields_hazard import HazardFields
from app.values.fields_inspection import InspectionFields
from app.values.fields_people import AuthorityFields, OfficerFields

if TYPE_CHECKING:
    from app.services.catalogue import Services


class ReasonedDesk(Desk):
    """A desk at which every change bears the same reason."""

    def __init__(self, store: Store, *, officer_id: UUID | None, reason: str) -> None:
        super().__init__(store, officer_id=officer_id)
        self._reason = reason

    def write(self, *, reason: str | None = None) -> AbstractContextManager[UnitOfWork]:
        """Begin a unit of work that may commit; what the service says of it stands before the reason."""
        own = self._reason if reason is None or reason == self._reason else f"{reason}：{self._reason}"
        return super().write(reason=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """What may be chosen for a draft on one line; its texts are typed by the name of their part."""

    on: date | None = None
    number: str | None = None
    number_source: NumberSource | None = None
    seal: SealState | None = None
    copies: int | None = None
    is_certificate_seen: bool | None = None
    suspends: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What may be changed of a case that is not closed."""

    title: str = ""
    party_name: str = ""
    cause: str = ""
    number: str = ""
    is_person: bool = False
    party_identity: str = ""
    procedure: Procedure = Procedure.ORDINARY
    violations: tuple[str, ...] = ()
    penalty_basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMark:
    """What may be said of a photograph."""

    view: PhotoView | None = None
    role: PhotoRole | None = None


Typed = Mapping[str, str]


def edit_record(desk: Desk, *, kind: str, record_id: UUID, typed: Typed, reason: str) -> None:
    """Change the record and note why."""
    from app.services.catalogue import Services

    if not reason.strip():
        raise UserError("没有写明修改的理由。", hint="请用 --reason 写明理由。")
    editor = EDITORS.get(kind)
    if editor is None:
        raise UserError("这类记录不能直接修改。", hint="请在窗口中办理相应的手续。")
    services = Services(ReasonedDesk(desk.store, officer_id=desk.officer_id, reason=reason.strip()))
    editor(services, record_id, typed)


def _edit_enterprise(services: "Services", record_id: UUID, typed: Typed) -> None:
    changes = read_changes(EnterpriseFields, typed)
    services.enterprises.edit(record_id, replace(services.enterprises.fields(record_id), **changes))


def _edit_officer(services: "Services", record_id: UUID, typed: Typed) -> None:
    with services.desk.read() as uow:
        row = uow.session.get_one(Officer, record_id)
        authority = uow.session.get_one(Authority, row.authority_id).name
        texts = {name: getattr(row, name) or "" for name in ("scope", "area", "position", "phone")}
        known = OfficerFields(
            name=row.name,
            certificate=row.certificate,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            authority=authority,
            **texts,
        )
    services.officers.edit(record_id, replace(known, **read_changes(OfficerFields, typed)))


def _edit_authority(services: "Services", record_id: UUID, typed: Typed) -> None:
    state = services.setup.state()
    if state.authority is None or state.authority_id != record_id:
        raise UserError("这不是本机关。", hint="其他机关的信息由该机关自己维护。")
    services.setup.edit_authority(replace(state.authority, **read_changes(AuthorityFields, typed)))


def _edit_inspection(services: "Services", record_id: UUID, typed: Typed) -> None:
    services.inspections.update(record_id, **read_changes(InspectionFields, typed))


def _edit_hazard(services: "Services", record_id: UUID, typed: Typed) -> None:
    changes = read_changes(HazardFields, typed)
    services.hazards.edit(record_id, replace(services.hazards.get(record_id).fields, **changes))


def _edit_document(services: "Services", record_id: UUID, typed: Typed) -> None:
    texts = {one.field.id for one in services.documents.card(record_id).texts}
    head = {name: text for name, text in typed.items() if name not in texts}
    changes = read_changes(DocumentHead, head)
    worded = {name: text for name, text in typed.items() if name in texts}
    services.documents.update(record_id, **changes, **({"texts": worded} if worded else {}))


def _edit_case(services: "Services", record_id: UUID, typed: Typed) -> None:
    services.cases.edit(record_id, **read_changes(CaseHead, typed))


def _edit_photo(services: "Services", record_id: UUID, typed: Typed) -> None:
    services.photos.mark(record_id, **read_changes(PhotoMark, typed))


EDITORS: Mapping[str, Callable[["Services", UUID, Typed], Any]] = {
    "authority": _edit_authority,
    "officer": _edit_officer,
    "enterprise": _edit_enterprise,
    "inspection": _edit_inspection,
    "hazard": _edit_hazard,
    "document": _edit_document,
    "case": _edit_case,
    "photo": _edit_photo,
}
