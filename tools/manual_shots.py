"""Take the pictures of the manual from the real window on the demo: python -m tools.manual_shots FOLDER [name …]."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.services.catalogue import Services
from app.services.demo.service import DemoService
from app.services.desk import Desk
from app.storage.opening import open_store
from app.storage.store import Means, StorePaths
from app.ui.ask import Ask
from app.ui.client import OFFICER_CHOICE, Client, make_application
from app.ui.fonts import hold_still
from app.ui.messages import Messages
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.office_inbox import InboxPage
from app.ui.pages.reinspection import ReinspectionPage
from app.ui.pages.safety import SafetyPage
from app.ui.theme import Look, ThemeName, wear
from app.values.clock import FixedClock
from app.values.enums import DocumentForm, InspectionState
from app.values.idsource import SeededIds
from app.values.preferences import DESK_MODE, FIELD, OFFICE
from app.values.rows_office import LaptopState
from tools.manual_colleague import make_package

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 41, tzinfo=UTC)  # 09:41 in China
WIDE, NARROW = (1366, 768), (760, 768)
SCALED = (1093, 614)  # what 1366 × 768 leaves at 125 %
COLOURS = 200
PATIENCE = 30.0
CALM = 0.3
CHILD = "ANCHA_SHOTS_STORE"
FIELD_FOLDER, FIELD_DISK = Path("/home/demo/.local/share/ancha/backups"), 512 << 30


@dataclass
class Camera:
    """The open window, and the way from a page to a picture."""

    app: QApplication
    client: Client
    folder: Path

    @property
    def services(self) -> Services:
        """What the window shows."""
        return self.client.context.services

    def go(self, key: str, payload: object = None) -> QWidget:
        """Open a page and wait until it stands still."""
        self.client.window.go(key, payload)
        self.settle()
        page = self.client.window.current_page
        assert page is not None
        return page

    def settle(self) -> None:
        """Wait until nothing has been read or written for a moment."""
        end, calm = time.monotonic() + PATIENCE, time.monotonic()
        while time.monotonic() - calm < CALM and time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)
            if self.client.tasks.running:
                calm = time.monotonic()

    def press(self, key: Qt.Key) -> None:
        """Press one key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.client.window, key)
        self.settle()

    def take(self, name: str, *, size: tuple[int, int] = WIDE, theme: ThemeName = ThemeName.LIGHT) -> None:
        """Keep a small picture of the window, with a dialog where it lies."""
        wear(self.app, Look(theme))
        self.client.window.resize(*size)
        self.client.window.toast.hide()
        self.settle()
        picture = self.client.window.grab()
        top = QApplication.activeModalWidget()
        if top is not None:
            top.render(picture, QPoint((picture.width() - top.width()) // 2, (picture.height() - top.height()) // 2))
        store = QBuffer()
        store.open(QBuffer.OpenModeFlag.WriteOnly)
        picture.save(store, "PNG")
        write_small(bytes(store.data().data()), self.folder / f"{name}.png")
        wear(self.app, Look())


def write_small(png: bytes, file: Path) -> None:
    """Write the picture with as many colours as the eye needs."""
    with Image.open(BytesIO(png)) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(file, optimize=True)


def means() -> Means:
    """Give a clock that stands and ids that come again, so that the pictures change only with the program."""
    clock = FixedClock(NOW)
    ids = SeededIds(clock, seed="manual")
    return Means(clock=clock, ids=ids, chance=lambda count: ids.new().bytes[:count], machine=lambda: "manual")


def make_demo(folder: Path) -> None:
    """Fill a store with the demo."""
    with closing(open_store(StorePaths.under(folder), means=means())) as store:
        desk = Desk(store)
        Services(desk).library.make_ready()
        DemoService(desk).fill(seed=1, on=DAY)


def open_camera(store_folder: Path, folder: Path) -> Camera:
    """Open the real client on a store, with the first officer at the keyboard."""
    app = make_application()
    hold_still(app)

    def open_services() -> Services:
        store = open_store(StorePaths.under(store_folder), means=means())
        services = Services(Desk(store))
        services.library.make_ready()
        return services

    client = Client(open_services, messages=Messages(), ask=Ask(native_dialogs=False))
    client.window.resize(*WIDE)
    client.show()
    camera = Camera(app, client, folder)
    while not client.window.current:
        camera.settle()
    camera.settle()
    return camera


def sit_down(camera: Camera) -> None:
    """Take the picture of the choice, and choose the first officer with one key."""
    if CHILD not in os.environ:
        camera.take("officer-choice")
    camera.press(Qt.Key.Key_1)


def today(camera: Camera) -> None:
    camera.go("today")
    camera.take("today")


def enterprises(camera: Camera) -> None:
    services = camera.services.enterprises
    camera.go("enterprises", services.rows(services.search()[:1])[0].id)
    camera.take("enterprises")


def inspections(camera: Camera) -> None:
    camera.go("inspections")
    camera.take("inspections")


def new_inspection(camera: Camera) -> None:
    services = camera.services.inspections
    drafts = services.rows(services.search(states=(InspectionState.DRAFT,)))
    camera.go("new_inspection", drafts[0].id)
    camera.take("new-inspection")


def walkthrough(camera: Camera) -> None:
    """Show the walk at its first hazard in every theme, at every size."""
    inspection_id = camera.services.inspections.latest_unfinished()
    assert inspection_id is not None
    hazards = camera.services.hazards.of_inspection(inspection_id)
    camera.go("walkthrough", (inspection_id, hazards[0].id) if hazards else inspection_id)
    camera.take("walkthrough")
    camera.take("walkthrough-dark", theme=ThemeName.DARK)
    camera.take("walkthrough-sunlight", theme=ThemeName.SUNLIGHT)
    camera.take("walkthrough-narrow", size=NARROW)


def documents(camera: Camera) -> None:
    """Show a draft that still lacks something, and an issued paper."""
    inspections = camera.services.inspections
    ended = inspections.rows(inspections.search(states=(InspectionState.ENDED,)))[0].id
    hazard = camera.services.hazards.of_inspection(ended)[0]
    camera.services.hazards.edit(hazard.id, replace(hazard.fields, demand=""))
    camera.go("documents", camera.services.documents.draft(ended, DocumentForm.RECTIFICATION_ORDER))
    camera.take("documents")
    ordered = inspections.rows(inspections.search(states=(InspectionState.ORDERED,)))[0].id
    camera.go("documents", ordered)
    camera.take("documents-issued")


def reinspections(camera: Camera) -> None:
    camera.go("reinspections")
    camera.take("reinspections")


def reinspection(camera: Camera) -> None:
    due = camera.services.reinspections.due()
    row = next((one for one in due if one.open_id is not None), due[0])
    page = camera.go("reinspection", row.open_id or row.inspection_id)
    assert isinstance(page, ReinspectionPage)
    if page.view is not None:
        page.choose(page.view.items[0].hazard_id)
    camera.take("reinspection")
    page.closing.click()
    camera.settle()
    camera.take("loop")


def cases(camera: Camera) -> None:
    camera.go("cases")
    camera.take("cases")


def case(camera: Camera) -> None:
    rows = camera.services.cases.list()
    camera.go("case", max(rows, key=lambda row: (row.decided is None, row.filed or DAY.min)).id)
    camera.take("case")


def received_papers(camera: Camera) -> None:
    camera.go("received_papers")
    camera.take("received-papers")


def settings(camera: Camera) -> None:
    """Show who has a PIN, and when the lock falls."""
    officer = camera.services.officers.at_desk()
    assert officer is not None
    camera.services.access.set_pin(officer.id, "2580")
    camera.go("settings", "access")
    camera.take("settings-access")
    camera.services.access.remove_pin(officer.id, current="2580")


def hazards(camera: Camera) -> None:
    camera.go("hazards")
    camera.take("hazards")


def exchange(camera: Camera) -> None:
    """Show what is to hand over, a preview with a conflict, what waits after it, and the list of imports."""
    with tempfile.TemporaryDirectory() as folder:
        package = make_package(camera.services, Path(folder), now=NOW)
        camera.go("exchange", "export")
        camera.take("exchange-export")
        page = camera.go("exchange", [package])
        assert isinstance(page, ExchangePage)
        camera.take("exchange")
        page.parts["import"].confirm.click()
        camera.settle()
        camera.go("exchange", "conflicts")
        camera.take("exchange-conflicts")
        camera.go("exchange", "records")
        camera.take("exchange-records")
        office(camera, Path(folder))


def office(camera: Camera, folder: Path) -> None:
    """Show what an office does with the packages of its laptops, and the laptops with their numbers."""
    services = camera.services
    services.preferences.set(DESK_MODE, OFFICE)
    camera.client.context.bell.office_chosen.emit()
    (device,) = (row.device for row in services.fleet.devices() if row.state is not LaptopState.HERE)
    services.fleet.register(device, label="执法一科 2号机", holder="示例乙")
    services.fleet.hand_out(device, *services.fleet.propose())
    (folder / "移交-没有复制完.ancha").write_bytes(b"")
    services.inbox.choose_folder(folder)
    page = camera.go("office_inbox")
    assert isinstance(page, InboxPage)
    page.tabs.buttons["all"].click()
    page.where.setText(str(FIELD_FOLDER.with_name("收件箱")))
    camera.take("office-inbox")
    camera.go("office_fleet")
    camera.take("office-fleet")
    camera.go("number_register")
    camera.take("number-register")
    services.preferences.set(DESK_MODE, FIELD)
    camera.client.context.bell.office_chosen.emit()


def safety(camera: Camera) -> None:
    """Show how the records are kept, after a backup; folder and disk are those of a machine in the field."""
    camera.services.backups.back_up()
    page = camera.go("safety")
    assert isinstance(page, SafetyPage)
    keep, made = camera.services.safekeeping, camera.services.backups.copies()
    copies = [replace(one, file=FIELD_FOLDER / one.file.name) for one in made]
    standing = replace(keep.standing(), last_copy=copies[0], disk_free=FIELD_DISK // 2, disk_total=FIELD_DISK)
    page.facts.show_standing(standing)
    page.copies.show_copies(tuple(copies))
    camera.take("safety")


def walkthrough_scaled(camera: Camera) -> None:
    """Show the walk as it stands at 125 %, with the hazard slid over it."""
    inspection_id = camera.services.inspections.latest_unfinished()
    assert inspection_id is not None
    camera.client.window.resize(*SCALED)
    camera.settle()
    camera.go("walkthrough", (inspection_id, camera.services.hazards.of_inspection(inspection_id)[0].id))
    camera.press(Qt.Key.Key_Return)
    camera.take("walkthrough-125", size=SCALED)


PAGES: tuple[Callable[[Camera], None], ...] = (
    today,
    enterprises,
    inspections,
    new_inspection,
    walkthrough,
    documents,
    reinspections,
    reinspection,
    cases,
    case,
    received_papers,
    settings,
    hazards,
    exchange,
    safety,
)


def shoot(store_folder: Path, folder: Path, pages: Iterable[Callable[[Camera], None]]) -> None:
    """Take the pictures of these pages."""
    camera = open_camera(store_folder, folder)
    if camera.client.window.current == OFFICER_CHOICE:
        sit_down(camera)
    for page in pages:
        page(camera)
        print(page.__name__, flush=True)
    camera.client.window.close()
    camera.client.close()
    camera.client.window.deleteLater()
    camera.app.processEvents()


def shoot_first_start(folder: Path) -> None:
    """Take the picture of the first start, on an empty store."""
    with tempfile.TemporaryDirectory() as empty:
        shoot(Path(empty), folder, (lambda camera: camera.take("set-up"),))


def shoot_scaled(store_folder: Path, folder: Path) -> None:
    """Take the walk at 125 % in a process of its own: the factor is fixed when a program starts."""
    environment = {**os.environ, "QT_SCALE_FACTOR": "1.25", CHILD: str(store_folder)}
    subprocess.run([sys.executable, "-m", "tools.manual_shots", str(folder)], env=environment, check=True)


def main(folder: Path, names: list[str]) -> None:
    """Make the demo once and take all pictures, or those that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    if CHILD in os.environ:
        shoot(Path(os.environ[CHILD]), folder, (walkthrough_scaled,))
        return
    wanted = [page for page in PAGES if not names or page.__name__ in names]
    kept = os.environ.get("ANCHA_SHOTS_KEEP")
    with tempfile.TemporaryDirectory() as made:
        store_folder = Path(kept or made)
        if not (store_folder / "ancha.db").exists():
            make_demo(store_folder)
        store_folder = Path(shutil.copytree(store_folder, Path(made) / "copy")) if kept else store_folder
        shoot(store_folder, folder, wanted)
        if not names:
            shoot_scaled(store_folder, folder)
            shoot_first_start(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
