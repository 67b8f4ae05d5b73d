"""The ground of one paper: its records, its form on the day, the facts it was checked by, and the law it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from app.models.authority import Authority
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.services.party_name import operator_of, party_name
from app.values.facts_document import DocumentFact, PaperFacts
from app.values.facts_loop import LoopFacts
from app.values.forms import DocumentProfile, FormDefinition
from app.values.library import Criterion, Provision
from app.values.papers import PaperHeader, PaperOfficer, PaperParty, PaperPerson
from app.values.photo_page import EvidencePhoto

NO_NUMBER = "　　"


@dataclass(frozen=True)
class PhotoNumbers:
    """The numbers that photographs of an inspection have on its papers, by hazard: before and after."""

    before: Mapping[UUID, tuple[int, ...]] = field(default_factory=dict)
    after: Mapping[UUID, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """The photographs of a page, and their pictures for print by the hash of the originals."""

    photos: Sequence[EvidencePhoto] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperGround:
    """What a paper is built from; `number` is empty while it is a draft."""

    document: Document
    inspection: Inspection
    enterprise: Enterprise
    authority: Authority
    joining: tuple[str, ...]
    definition: FormDefinition
    profile: DocumentProfile
    loop: LoopFacts
    facts: PaperFacts
    provisions: Mapping[str, Provision | Criterion]
    photos: PhotoNumbers
    number: str = ""
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def day(self) -> date:
        """Give the date of the paper."""
        return self.facts.day

    def typed(self, name: str) -> str:
        """Give what the officer typed for a part of the paper, or nothing."""
        return str((self.document.fields or {}).get(name) or "").strip()

    def worded(self, name: str) -> str:
        """Give what the officer typed, else the dated sentence of the form where it may be printed."""
        typed = self.typed(name)
        declared = next((one for one in self.definition.fields if one.id == name), None)
        if typed or declared is None or not declared.wording:
            return typed
        wording = self.profile.wording(declared.wording, self.day)
        return wording.text if wording.is_printable else ""

    def header(self, *, number: str | None = None) -> PaperHeader:
        """Write what stands around every paper."""
        return PaperHeader(
            authority=self.authority.name,
            title=self.definition.title,
            number=self.shown_number if number is None else number,
            copies=self.definition.copies_text,
            issued=self.day,
            heading=self.definition.heading,
            draft=not self.number,
        )

    @property
    def shown_number(self) -> str:
        """Give the number, or its words with room where the serial will stand."""
        if self.number or not self.definition.key:
            return self.number
        own = self.authority
        return f"（{own.prefix}）{own.word}{self.definition.key}〔{self.day.year}〕{NO_NUMBER}号"

    @property
    def addressee(self) -> str:
        """Name to whom the paper goes."""
        return party_name(self.enterprise)

    @property
    def officers(self) -> tuple[PaperOfficer, ...]:
        """Give the officers with their certificates."""
        return tuple(PaperOfficer(one.name, one.certificate) for one in self.facts.officers)

    @property
    def helpers(self) -> tuple[str, ...]:
        """Name who takes part for another authority, then who helps, each with the unit."""
        helpers = (f"{one.name}（{one.unit}）" if one.unit else one.name for one in self.facts.helpers)
        return (*self.joining, *helpers)

    def issued(self, document_id: UUID) -> DocumentFact | None:
        """Give an issued paper of the same loop."""
        return next((one for one in self.loop.documents if one.id == document_id and one.is_issued), None)

    @property
    def parents(self) -> Sequence[DocumentFact]:
        """Give the papers that this one follows."""
        return self.facts.parents


def party_of(enterprise: Enterprise, inspection: Inspection) -> PaperParty:
    """Write who is inspected and who was met on site."""
    on_site: Mapping[str, Any] = inspection.party or {}
    operator = operator_of(enterprise)
    return PaperParty(
        name=party_name(enterprise),
        code=enterprise.uscc or enterprise.other_code or "",
        address=enterprise.address or enterprise.registered_address or "",
        principal=PaperPerson(
            name=operator or enterprise.legal_representative or enterprise.principal or enterprise.operator or "",
            post=enterprise.legal_position or ("经营者" if operator else ""),
            phone=enterprise.principal_phone or enterprise.phone or "",
        ),
        on_site=PaperPerson(
            name=on_site.get("name") or "",
            post=on_site.get("position") or on_site.get("role") or "",
            phone=on_site.get("phone") or "",
        ),
    )
