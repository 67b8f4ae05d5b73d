"""Facts of papers: one document, the form's profile, and everything that a paper is checked against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.values.enums import DocumentForm, DocumentState, SealState
from app.values.facts import NOT_ASKED, HelperFact, OfficerFact, ProvisionFact, SigningFact
from app.values.facts_case import CaseFact
from app.values.facts_inspection import ExtensionFact, HazardFact, InspectionFact, ReinspectionFact

ISSUED_STATES = frozenset({DocumentState.ISSUED, DocumentState.SIGNED, DocumentState.SERVED, DocumentState.ARCHIVED})


class Proof(StrEnum):
    """What shows that the other side has a paper, as the authority's profile asks."""

    NONE = "none"
    SIGNED = "signed"
    SERVED = "served"


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """送达 of a document: complete when somebody received it or it was left with a witness."""

    served_at: datetime | None = None
    receiver: str = ""
    signing: SigningFact = NOT_ASKED
    has_proof: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """文书 as far as rules look at it."""

    id: UUID
    form: DocumentForm
    state: DocumentState = DocumentState.DRAFT
    title: str = ""
    number: str = ""
    issued_on: date | None = None
    served_on: date | None = None
    hazard_ids: tuple[UUID, ...] = ()
    parent_ids: tuple[UUID, ...] = ()
    seal: SealState | None = None
    sealed_on: date | None = None
    signing: SigningFact = NOT_ASKED
    new_order_reason: str = ""
    suspends: bool = True
    measures: tuple[str, ...] = ()
    approval: str = ""
    lifted_on: date | None = None
    recording: str = ""
    reinspection_id: UUID | None = None

    @property
    def is_issued(self) -> bool:
        """Tell whether the paper stands: issued and neither revoked nor void."""
        return self.state in ISSUED_STATES

    @property
    def name(self) -> str:
        """Name the paper by title and number."""
        return f"{self.title or '文书'}{self.number}"


@dataclass(frozen=True, slots=True)
class FormFact:
    """What the authority's profile says of a form; data of resources/documents."""

    form: DocumentForm
    title: str
    key: str = ""
    parents: tuple[DocumentForm, ...] = ()
    copies: int = 1
    print_order: int = 0
    is_on_site: bool = True
    proof: Proof = Proof.NONE
    has_seal: bool = False


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Numbers of the authority that the check reads; dated data, never of the code."""

    far_deadline_days: int = 30
    summary_ceiling_citizen_cents: int | None = None
    summary_ceiling_organisation_cents: int | None = None


@dataclass(frozen=True, slots=True)
class FrequencyFact:
    """频次: inspections of the party counted in the year, this one included, and the cap if there is one."""

    counted: int
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper about to be issued and all that it is checked against; `provisions` is keyed by reference.

    `basis` names the provisions that the form itself cites, whatever its lines say; `issued_forms` are those of the
    standing papers of the same inspection. `where` names the place of the check: addresses of the party, its
    town, the authority and its region. `written_at` is what the clock of the machine shows while the paper is made.
    """

    document: DocumentFact
    today: date
    authority_id: UUID
    officers: tuple[OfficerFact, ...] = ()
    helpers: tuple[HelperFact, ...] = ()
    inspection: InspectionFact | None = None
    hazards: tuple[HazardFact, ...] = ()
    provisions: Mapping[str, ProvisionFact] = field(default_factory=dict)
    basis: tuple[str, ...] = ()
    parents: tuple[DocumentFact, ...] = ()
    issued_forms: frozenset[DocumentForm] = frozenset()
    reinspection: ReinspectionFact | None = None
    extensions: tuple[ExtensionFact, ...] = ()
    case: CaseFact | None = None
    frequency: FrequencyFact | None = None
    settings: CheckSettings = CheckSettings()
    written_at: datetime | None = None
    where: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> DocumentForm:
        """Name the form of the paper."""
        return self.document.form

    @property
    def day(self) -> date:
        """Give the date of the paper: its own, or today."""
        return self.document.issued_on or self.today

    @property
    def lines(self) -> tuple[HazardFact, ...]:
        """Give the hazards in the order of their numbers, advice left out."""
        return tuple(hazard for hazard in self.hazards if not hazard.is_advice)


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What a change of a document's state is judged by."""

    on: date
    document: DocumentFact
    reason: str = ""
    red_rules: tuple[str, ...] = ()
    service: ServiceFact | None = None
    proof_needed: Proof = Proof.NONE
    revoking_number: str = ""
