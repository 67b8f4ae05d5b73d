"""Every business kind, by its name in the revision log."""

from collections.abc import Mapping

from app.models import (
    authority,
    case,
    document,
    enterprise,
    handover,
    hazard,
    inspection,
    library,
    log,
    photo,
    reinspection,
)
from app.models.base import Base, Record

# The modules are named so that none of their tables is forgotten, whichever of them a program uses.
MODULES = (authority, case, document, enterprise, handover, hazard, inspection, library, log, photo, reinspection)


def business_kinds() -> Mapping[str, type[Record]]:
    """Return the business kinds by name."""
    mapped = (mapper.class_ for mapper in Base.registry.mappers)
    return {cls.kind: cls for cls in mapped if issubclass(cls, Record) and cls.metadata is Base.metadata}
