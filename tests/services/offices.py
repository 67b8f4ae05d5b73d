"""Several machines that hand packages to each other: laptops that work apart, and an office that takes them in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from app.models.base import Record
from app.models.hazard import Hazard
from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.rebuild import digest_of
from app.storage.store import Store
from app.values.clock import FixedClock
from app.values.enums import HazardLevel
from app.values.package import Selection
from app.values.rows_import import ImportReport, ImportRow
from tests.services.records import (
    Scene,
    make_authority,
    make_enterprise,
    make_hazard,
    make_inspection,
    make_officer,
    put,
)
from tests.stores import copy_template, make_means, open_copy

ALL = Selection()


@dataclass
class Place:
    """One machine: its store, its services, and a folder for the packages it writes."""

    name: str
    store: Store
    folder: Path
    written: int = 0

    @property
    def services(self) -> Services:
        """All services of this machine, in nobody's name."""
        return Services(Desk(self.store))

    def at(self, officer_id: UUID) -> Services:
        """All services of this machine in the name of an officer."""
        return Services(Desk(self.store, officer_id=officer_id))

    @property
    def clock(self) -> FixedClock:
        """The clock of this machine."""
        found = self.store.means.clock
        assert isinstance(found, FixedClock)
        return found

    def export(self, selection: Selection = ALL) -> Path:
        """Write a package of what this machine holds."""
        self.written += 1
        file = self.folder / f"{self.name}-{self.written}.ancha"
        self.services.handover.export(file, selection, recipient="示例区应急管理局")
        return file

    def take_in(self, *files: Path) -> list[tuple[ImportRow, ImportReport]]:
        """Import the packages."""
        return list(self.services.imports.take_in(files))

    def digest(self) -> str:
        """Tell which records this machine holds."""
        with self.store.read() as uow:
            return digest_of(uow.connection)[0]

    def change(
        self, kind: type[Record], record_id: UUID, *, reason: str = "", officer: UUID | None = None, **values: object
    ) -> None:
        """Change fields of a record, later than everything before."""
        self.clock.move(timedelta(minutes=1))
        with self.store.write(actor=officer, reason=reason or None) as uow:
            found = uow.session.get_one(kind, record_id)
            for name, value in values.items():
                setattr(found, name, value)
            uow.commit()

    def delete(self, kind: type[Record], record_id: UUID, *, reason: str = "误录") -> None:
        """Delete a record."""
        self.clock.move(timedelta(minutes=1))
        with self.store.write(reason=reason) as uow:
            uow.delete(uow.session.get_one(kind, record_id))
            uow.commit()


@dataclass
class District:
    """Machines that begin with the same records."""

    template: Path
    folder: Path
    stack: ExitStack
    places: list[Place] = field(default_factory=list)

    def place(self, name: str) -> Place:
        """Set up another machine, empty."""
        root = copy_template(self.template, self.folder / name)
        store = self.stack.enter_context(open_copy(root, means=make_means(seed=name)))
        self.places.append(Place(name, store, self.folder))
        return self.places[-1]


@contextmanager
def open_district(template: Path, folder: Path) -> Iterator[District]:
    """Open a district whose machines are closed at the end."""
    with ExitStack() as stack:
        yield District(template, folder, stack)


@dataclass(frozen=True)
class Shared:
    """Two laptops and an office that all know one inspection with one hazard."""

    first: Place
    second: Place
    office: Place
    scene: Scene
    hazard_id: UUID
    new_place: Callable[[str], Place]


def make_shared(district: District) -> Shared:
    """Let one laptop begin, and hand what it wrote to the other machines."""
    first, second, office = (district.place(name) for name in ("甲", "乙", "局"))
    (authority,) = put(first.store, make_authority())
    one, other = put(
        first.store, make_officer(authority, 1, position="执法人员"), make_officer(authority, 2, position="内勤")
    )
    (enterprise,) = put(first.store, make_enterprise())
    (inspection,) = put(first.store, make_inspection(authority, enterprise, (one, other)))
    scene = Scene(authority, (one, other), enterprise, inspection)
    (hazard,) = put(first.store, make_hazard(scene, level=HazardLevel.ORDINARY))
    file = first.export()
    second.take_in(file)
    office.take_in(file)
    return Shared(first, second, office, scene, hazard, district.place)


def hazard_of(place: Place, hazard_id: UUID) -> Hazard:
    """Read the hazard as this machine shows it."""
    with place.store.read() as uow:
        found = uow.session.get_one(Hazard, hazard_id)
        uow.session.expunge(found)
        return found
