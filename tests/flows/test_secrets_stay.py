"""Planted secrets turn up nowhere: not in the data folder, the log, a crash report, a package or a copy."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from app.__main__ import run
from app.bootstrap import open_services
from app.log import log_to
from app.paths import AppPaths
from app.services.access import WrongPinError
from app.services.catalogue import Services
from app.ui.excepthook import details
from app.values.enums import InspectionSource
from app.values.errors import WrongPassphraseError
from app.values.fields_case import CaseFields
from app.values.rows_encryption import Unlock
from tests.services.first_day import FirstDay, set_up
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses
from tests.stores import copy_template

pytestmark = pytest.mark.usefixtures("cheap_keys")
WORDS, WRONG, OTHER = "correct horse 7", "wrong donkey 8", "another zebra 9"
PIN, WRONG_PIN = "90214477", "71093528"
PRIVATE = "举报人赵某电话一三九零零零零"
REPORTER, PHONE, IDENTITY = "钱某举报", "13977778888", "50022819810101987X"


class Planted:
    """A store with secrets of every kind, and all that was made of it."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services, self.folder = services, folder
        self.secrets = [WORDS, WRONG, OTHER, PIN, WRONG_PIN, PRIVATE, REPORTER, PHONE, IDENTITY]
        self.report = ""

    def found_in(self, place: Path) -> list[str]:
        """Name the files that say one of the secrets, as text or as the bytes of the key."""
        needles = [secret.encode() for secret in self.secrets]
        needles += [secret.encode("utf-16-le") for secret in self.secrets]
        key = self.services.desk.store.means.key
        assert key is not None
        needles += [key, key.hex().encode()]
        files = [file for file in place.rglob("*") if file.is_file()]
        return [f"{file.name}: {needle!r}" for file in files for needle in needles if needle in file.read_bytes()]


@pytest.fixture
def planted(compiled: Path, tmp_path: Path) -> Iterator[Planted]:
    paths = AppPaths(copy_template(compiled, tmp_path / "laptop"))
    with log_to(paths.logs):
        services = open_services(paths)
        made = Planted(services, tmp_path)
        try:
            day = set_up(services)
            services.access.set_pin(day.officer_ids[0], PIN)
            with services.desk.write() as uow:
                uow.private.seal(PRIVATE)
                uow.commit()
            plant_private_fields(services, day)
            made.secrets.append(services.encryption.encrypt(WORDS))
            fail(services, day.officer_ids[0], made)
            services.encryption.change_passphrase(Unlock(WORDS), OTHER)
            yield made
        finally:
            services.desk.store.close()


def plant_private_fields(services: Services, day: FirstDay) -> None:
    """Type who reported and an identity number as the window does: a draft first, then the record."""
    inspection_id = day.plan(source=InspectionSource.REPORT, reporter_name=REPORTER)
    services.inspections.keep_draft(inspection_id, {"reporter_phone": PHONE})
    services.inspections.settle(inspection_id, {"reporter_phone": PHONE})
    fields = CaseFields(enterprise_id=day.enterprise_id, is_person=True, party_identity=IDENTITY)
    services.cases.open(fields)


def fail(services: Services, officer_id: object, made: Planted) -> None:
    """Do everything wrong that can be done wrong with a secret, and log it as the program does."""
    with pytest.raises(WrongPassphraseError):
        services.encryption.prove(Unlock(WRONG))
    with pytest.raises(WrongPinError):
        services.access.prove(officer_id, WRONG_PIN)  # type: ignore[arg-type]  # an id of the first day
    try:
        with services.desk.write() as uow:
            uow.connection.exec_driver_sql("INSERT INTO private VALUES (?, ?, ?, ?)", (PRIVATE, PIN, WORDS, WRONG))
    except DBAPIError as error:
        logging.getLogger("app.test").exception("Unexpected")
        made.report = details(error, version="测试")
    logging.getLogger("app.test").error("could not open %s", Unlock(WORDS, WRONG))


def test_the_data_folder_and_the_log_say_none_of_them(planted: Planted) -> None:
    data = planted.folder / "laptop"
    assert (data / "logs" / "ancha.log").is_file()
    assert planted.found_in(data) == []


def test_the_crash_report_says_none_of_them(planted: Planted) -> None:
    assert "private" in planted.report
    assert [secret for secret in planted.secrets if secret in planted.report] == []


def test_a_package_without_a_passphrase_says_none_of_them(planted: Planted) -> None:
    out = planted.folder / "out"
    out.mkdir()
    planted.services.handover.export(out / "all.ancha")
    assert (out / "all.ancha").stat().st_size > 0
    assert planted.found_in(out) == []
    assert planted.found_in(planted.folder / "laptop") == []


def test_a_copy_says_none_of_them(planted: Planted) -> None:
    copy = planted.folder / "usb" / "copy.db"
    planted.services.backups.back_up(copy)
    assert planted.found_in(planted.folder / "usb") == []


def test_a_refused_command_says_none_of_them(planted: Planted, capsys: pytest.CaptureFixture[str]) -> None:
    file = planted.folder / "words.txt"
    file.write_text(WRONG, encoding="utf-8")
    code = run(["--passphrase-file", str(file), "digest"], {"ANCHA_DATA": str(planted.folder / "laptop")})
    said = capsys.readouterr()
    assert code == 3
    assert [secret for secret in planted.secrets if secret in said.out + said.err] == []
    assert planted.found_in(planted.folder / "laptop") == []
