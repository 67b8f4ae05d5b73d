"""Facts that the rules judge by, common to inspections, papers and cases. Days are civil days, instants are aware."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.values.enums import ApprovalMode, Confidence, SignerRole, SignState


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """执法人员 as they stood on the day."""

    id: UUID
    name: str
    authority_id: UUID
    certificate: str
    valid_from: date | None = None
    valid_to: date | None = None
    is_active: bool = True
    scope: str = ""
    area: str = ""

    def has_valid_certificate(self, on: date) -> bool:
        """Tell whether the certificate counts on that day; both ends included."""
        begun = self.valid_from is None or self.valid_from <= on
        return bool(self.certificate) and begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person of the other side."""

    name: str = ""
    role: SignerRole | None = None
    position: str = ""
    phone: str = ""


NOBODY = PersonFact()


@dataclass(frozen=True, slots=True)
class WitnessFact:
    """见证人: who saw that a signature was refused or could not be had."""

    name: str
    unit: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class HelperFact:
    """协助人员: experts, grid workers and others who never act as officers."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SigningFact:
    """How the other side answered the request to sign; no answer yet is None."""

    state: SignState | None = None
    signer: PersonFact = NOBODY
    reason: str = ""
    witness: WitnessFact | None = None

    @property
    def is_without_signature(self) -> bool:
        """Tell whether the request was answered by no signature."""
        return self.state in {SignState.REFUSED, SignState.ABSENT, SignState.UNABLE}

    @property
    def is_settled(self) -> bool:
        """Tell whether the paper is signed, or says with reason and witness why it is not."""
        if self.is_without_signature:
            return bool(self.reason) and self.witness is not None
        return self.state is SignState.SIGNED


NOT_ASKED = SigningFact()


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """审批: by whom, when and how; an approval by phone has its paper due."""

    by: str
    at: datetime | None
    mode: ApprovalMode
    paper_due: date | None = None
    paper_done: date | None = None


@dataclass(frozen=True, slots=True)
class ProvisionFact:
    """A provision as the library knows it on the day of the act."""

    ref: str
    citation: str
    in_force: bool
    confidence: Confidence
    confirmed: bool = False

    @property
    def is_printable(self) -> bool:
        """An unverified provision prints only after an officer confirmed it."""
        return self.confirmed or self.confidence is not Confidence.UNVERIFIED
