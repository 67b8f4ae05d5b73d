"""What a person types about a document: its draft, how it was signed, and how it was served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.values.enums import NumberSource, SealState, ServiceMethod, SignerRole, SignState


@dataclass(frozen=True, slots=True)
class PersonFields:
    """A person of the other side, or a witness."""

    name: str = ""
    role: SignerRole | None = None
    position: str = ""
    phone: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SigningFields:
    """How the other side answered the request to sign; without a signature reason and witness are wanted."""

    state: SignState
    signer: PersonFields = PersonFields()
    reason: str = ""
    witness: PersonFields | None = None


@dataclass(frozen=True, slots=True)
class ServiceFields:
    """One act of service (送达)."""

    method: ServiceMethod
    served_at: datetime
    receiver: str = ""
    receiver_role: str = ""
    place: str = ""
    officer_ids: tuple[UUID, ...] = ()
    signature: SignState | None = None
    refusal: str = ""
    witness: PersonFields | None = None
    proofs: tuple[bytes, ...] = field(default=(), repr=False)
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What a person may word or choose in a draft; None leaves a part as it is, an empty text gives back the usual."""

    on: date | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    hazard_ids: Sequence[UUID] | None = None
    number: str | None = None
    number_source: NumberSource | None = None
    seal: SealState | None = None
    copies: int | None = None
    signing: SigningFields | None = None
    is_certificate_seen: bool | None = None
    suspends: bool | None = None
