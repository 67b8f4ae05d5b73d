"""An inspection under way with the services that walk it."""

from dataclasses import dataclass
from typing import Any

from app.services.desk import Desk
from app.services.hazards import HazardService
from app.services.library import LibraryService
from app.services.photos import PhotoService
from app.services.walk import WalkService
from app.storage.store import Store
from app.values.enums import InspectionState
from app.values.rows_photo import PhotoFile
from tests.photos import make_photo
from tests.services.records import Scene, desk_of, make_scene


@dataclass(frozen=True)
class Walked:
    """An inspection that is under way, and who works on it."""

    scene: Scene
    desk: Desk
    walk: WalkService
    hazards: HazardService
    photos: PhotoService


def make_walk(store: Store, **changes: Any) -> Walked:
    """Put an inspection under way into an empty store, its library compiled."""
    values: dict[str, Any] = {"state": InspectionState.DRAFT, "ended_at": None, "party_signature": None}
    scene = make_scene(store, **(values | changes))
    desk = desk_of(store, scene)
    library = LibraryService(desk)
    library.make_ready()
    hazards = HazardService(desk, library=library)
    return Walked(scene, desk, WalkService(desk, library=library, hazards=hazards), hazards, PhotoService(desk))


def photo(number: int = 1) -> PhotoFile:
    """Make a small photograph, another one for each number."""
    return PhotoFile(f"IMG_{number:04d}.jpg", make_photo(size=(480, 360), seed=number))
