"""Load the ground of a paper, with its law as it stood on the day of the act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from app.models.authority import Authority
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.inspection import Inspection
from app.rules.joint_check import joining
from app.rules.library import NotInForceError, UnknownRefError
from app.services.facts_inspection import load_inspection
from app.services.facts_loop import loop_facts
from app.services.facts_paper import Library, item_levels, paper_facts
from app.services.paper_building.ground import PaperGround
from app.services.paper_building.photo_numbers import number_photos
from app.services.paper_building.photo_page import load_evidence
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import DocumentForm
from app.values.errors import UserError
from app.values.facts_document import PaperFacts
from app.values.facts_loop import LoopFacts
from app.values.forms import DocumentProfile
from app.values.library import Criterion, Provision
from app.values.reference import Ref, UnreadableRefError


class CurrentLaw(Protocol):
    """The current edition as papers cite it."""

    def find(self, ref: Ref | str, on: date) -> Provision | Criterion:
        """Find what the reference means on the day."""


class PaperLibrary(Library, Protocol):
    """The library service as papers use it."""

    def current(self, uow: UnitOfWork) -> Any:
        """Open the current edition."""


@dataclass(frozen=True)
class Sources:
    """What every paper is made from beside its own records."""

    library: PaperLibrary
    profile: DocumentProfile
    today: date


def load_loop(uow: UnitOfWork, inspection: Inspection, *, library: Library) -> LoopFacts:
    """Load the loop of an inspection with the levels that its own library has."""
    return loop_facts(uow, inspection.id, item_levels(uow, inspection, library))


def load_ground(
    uow: UnitOfWork,
    document: Document,
    loop: LoopFacts,
    *,
    sources: Sources,
    on: date | None = None,
    reasons: Mapping[str, str] | None = None,
) -> PaperGround:
    """Load everything that the paper is checked by and built from."""
    inspection = load_inspection(uow, loop.inspection.id)
    day = on or sources.today
    definition = sources.profile.form(document.form, day)
    facts = paper_facts(
        uow,
        document,
        loop,
        library=sources.library,
        today=sources.today,
        on=day,
        cites=definition.cites,
        reasons=reasons,
    )
    ground = PaperGround(
        document=document,
        inspection=inspection,
        enterprise=_enterprise(uow, inspection),
        authority=_authority(uow, inspection),
        joining=_joining(uow, loop),
        definition=definition,
        profile=sources.profile,
        loop=loop,
        facts=facts,
        provisions=_provisions(uow, facts, library=sources.library),
        photos=number_photos(uow, inspection.id, facts.hazards),
    )
    if document.form is not DocumentForm.PHOTO_PAGE:
        return ground
    return replace(ground, evidence=load_evidence(uow, ground))


def _joining(uow: UnitOfWork, loop: LoopFacts) -> tuple[str, ...]:
    """Name the officers of other authorities who take part in a joint check; they sign the papers of their own."""
    own = loop.inspection
    named = []
    for one in joining(own.officers, authority_id=own.authority_id, manners=own.manners):
        authority = uow.session.get(Authority, one.authority_id)
        named.append(f"{one.name}（{authority.name if authority else '其他机关'}，联合检查）")
    return tuple(named)


def _enterprise(uow: UnitOfWork, inspection: Inspection) -> Enterprise:
    found = uow.session.get(Enterprise, inspection.enterprise_id)
    if found is None:
        raise UserError("本机没有被检查单位的资料。", hint="请导入含有该单位的数据包。")
    return found


def _authority(uow: UnitOfWork, inspection: Inspection) -> Authority:
    found = uow.session.get(Authority, inspection.authority_id)
    if found is None:
        raise UserError("本机没有执法机关的资料。", hint="请在设置中填写执法机关。")
    return found


def _provisions(uow: UnitOfWork, facts: PaperFacts, *, library: PaperLibrary) -> Mapping[str, Provision | Criterion]:
    """Find what each reference means on the day of the act; what is not found stays as it was typed."""
    view: CurrentLaw = library.current(uow)
    inspection = facts.inspection
    day = (inspection.started_on if inspection is not None else None) or facts.day
    found: dict[str, Provision | Criterion] = {}
    for ref in _refs(facts):
        try:
            found[ref] = view.find(ref, day)
        except (UnknownRefError, NotInForceError, UnreadableRefError):
            continue
    return found


def _refs(facts: PaperFacts) -> Iterable[str]:
    refs = [ref for one in facts.hazards for ref in (*one.violations, one.criterion) if ref]
    return dict.fromkeys([*refs, *facts.basis])
