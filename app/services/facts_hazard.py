"""Facts of hazards with their photographs counted, and of the extensions of their deadlines."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import func, select

from app.models.hazard import Extension, Hazard
from app.models.photo import Photo
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.enums import HazardLevel, PhotoRole, PhotoSource
from app.values.facts_inspection import ExtensionFact, HazardFact

Levels = Mapping[str, HazardLevel]
PhotoCounts = Mapping[tuple[UUID, PhotoRole], int]
NO_LEVELS: Levels = {}


def hazard_facts(uow: UnitOfWork, inspection_id: UUID, levels: Levels = NO_LEVELS) -> tuple[HazardFact, ...]:
    """Load the hazards of one inspection in the order of their numbers.

    `levels` gives the level that the library has for an item, by the item's id.
    """
    return hazards_by_inspection(uow, [inspection_id], levels).get(inspection_id, ())


def hazards_by_inspection(
    uow: UnitOfWork, inspection_ids: Iterable[UUID], levels: Levels = NO_LEVELS
) -> dict[UUID, tuple[HazardFact, ...]]:
    """Load the hazards of these inspections by two queries a chunk."""
    found: dict[UUID, list[HazardFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        photos = count_photos(uow, chunk)
        query = (
            select(Hazard)
            .where(Hazard.inspection_id.in_(chunk), Hazard.deleted.is_(False))
            .order_by(Hazard.inspection_id, Hazard.order_no, Hazard.id)
        )
        for row in uow.session.scalars(query):
            found[row.inspection_id].append(hazard_fact(row, photos=photos, levels=levels))
    return {key: tuple(rows) for key, rows in found.items()}


def count_photos(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> PhotoCounts:
    """Count the officers' photographs of each hazard by role; an enterprise's own are not counted."""
    counts: Counter[tuple[UUID, PhotoRole]] = Counter()
    for chunk in chunks(inspection_ids):
        query = (
            select(Photo.hazard_id, Photo.role, func.count())
            .where(
                Photo.inspection_id.in_(chunk),
                Photo.hazard_id.is_not(None),
                Photo.source == PhotoSource.OFFICER,
                Photo.deleted.is_(False),
            )
            .group_by(Photo.hazard_id, Photo.role)
        )
        for hazard_id, role, count in uow.session.execute(query):
            if hazard_id is not None:
                counts[hazard_id, role] += count
    return counts


def hazard_fact(row: Hazard, *, photos: PhotoCounts, levels: Levels = NO_LEVELS) -> HazardFact:
    """Tell of a hazard what rules ask."""
    return HazardFact(
        id=row.id,
        order_no=row.order_no,
        fact=row.fact,
        demand=row.demand,
        violations=tuple(row.violations or ()),
        level=row.level,
        default_level=levels.get(row.item_no or ""),
        level_reason=row.level_reason or "",
        criterion=row.criterion or "",
        judged_by=row.judged_by or "",
        safety_reason=row.safety_reason or "",
        handling=row.handling,
        is_at_once=row.is_at_once,
        deadline=row.deadline,
        state=row.state,
        transfer_to=row.transfer_to or "",
        before_photos=photos.get((row.id, PhotoRole.BEFORE), 0),
        after_photos=photos.get((row.id, PhotoRole.AFTER), 0),
    )


def extension_facts(uow: UnitOfWork, inspection_id: UUID) -> tuple[ExtensionFact, ...]:
    """Load the extensions of one inspection."""
    return extensions_by_inspection(uow, [inspection_id]).get(inspection_id, ())


def extensions_by_inspection(uow: UnitOfWork, inspection_ids: Iterable[UUID]) -> dict[UUID, tuple[ExtensionFact, ...]]:
    """Load the extensions of these inspections, the earliest first."""
    found: dict[UUID, list[ExtensionFact]] = defaultdict(list)
    for chunk in chunks(dict.fromkeys(inspection_ids)):
        query = (
            select(Extension)
            .where(Extension.inspection_id.in_(chunk), Extension.deleted.is_(False))
            .order_by(Extension.applied_on, Extension.id)
        )
        for row in uow.session.scalars(query):
            found[row.inspection_id].append(extension_fact(row))
    return {key: tuple(rows) for key, rows in found.items()}


def extension_fact(row: Extension) -> ExtensionFact:
    """Tell of an extension what rules ask."""
    return ExtensionFact(
        id=row.id,
        hazard_ids=tuple(row.hazard_ids),
        state=row.state,
        applied_on=row.applied_on,
        old_deadline=row.old_deadline,
        new_deadline=row.new_deadline,
        grounds=row.grounds or "",
        approved_by=row.approved_by or "",
        answered_on=row.answered_on,
    )
