"""Whether the store is sound: pages, hashes, chains, rows, room and clock."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from app.models.types import milliseconds
from app.storage.compare import row_faults
from app.storage.copies import chains_now, known_copies
from app.storage.rebuild import blobs_in_use, blobs_named
from app.storage.space import RESERVE
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork
from app.storage.verify import broken_links, false_blobs, false_revisions, page_faults
from app.values.hlc import hlc_ms

# Small pictures are JPEG; what does not begin as one was not made by us, or was changed.
BAD_RENDITION = "w < 1 OR h < 1 OR substr(data, 1, 2) IS NOT x'FFD8'"
OLD_BACKUP_DAYS = 7
DAY_MS = 24 * 60 * 60 * 1000


class Level(IntEnum):
    """How bad a finding is; the number is the exit code of `ancha check`."""

    SOUND = 0
    REPAIR = 1
    DAMAGED = 3


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing that is not as it should be: which check, what, and what to do."""

    check: str
    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was found, empty when the store is sound; notes are no faults, but worth knowing."""

    findings: tuple[HealthFinding, ...]
    notes: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """Return the worst of the findings."""
        return max((finding.level for finding in self.findings), default=Level.SOUND)


def check(store: Store) -> Health:
    """Look through the whole store; nothing is changed."""
    with store.read() as uow:
        driver = uow.connection.connection.driver_connection
        findings = _check_pages(driver)
        notes: list[str] = []
        if not findings:
            findings = [*_check_log(uow, driver), *_check_rows(uow, store)]
            findings += [*_check_blobs(uow.connection, driver), *_check_clock(uow), *_check_waiting(uow)]
            notes = [*_note_backups(uow), *_note_missing_blobs(uow.connection)]
    return Health((*findings, *_check_room(store)), tuple(notes))


def clock_warning(uow: UnitOfWork) -> str | None:
    """Return what is wrong with this machine's clock, judged by what was written before."""
    now_ms = milliseconds(uow.now())
    device = uow.devices.current().id
    latest = uow.connection.exec_driver_sql("SELECT max(hlc) FROM revision").scalar()
    # A counter of zero says that the moment was read off this machine's clock, not off a record that it followed.
    query = "SELECT max(hlc) FROM revision WHERE device = ? AND hlc LIKE '%0000'"
    ours = uow.connection.exec_driver_sql(query, (device.bytes,)).scalar()
    if latest is not None and hlc_ms(latest) > now_ms + DAY_MS:
        return "数据中有比本机时钟晚一天以上的记录，请核对本机的日期和时间。"
    if ours is not None and hlc_ms(ours) > now_ms:
        return "本机时钟比上一次写入还早，可能被调回，请核对日期和时间。"
    return None


def _check_pages(driver: Any) -> list[HealthFinding]:
    try:
        faults = page_faults(driver, is_thorough=True)
    except dbapi2.DatabaseError as error:
        faults = [str(error)]
    return (
        [
            _damaged(
                "database",
                f"数据文件已损坏：{faults[0]}。请用备份恢复；没有备份的，运行 ancha salvage 取回完好的部分。",
            )
        ]
        if faults
        else []
    )


def _check_log(uow: UnitOfWork, driver: Any) -> list[HealthFinding]:
    findings: list[HealthFinding] = []
    if faults := false_revisions(driver):
        findings.append(_damaged("revisions", f"{len(faults)} 条修订与指纹不符（{faults[0]}）。请用备份恢复。"))
    if faults := broken_links(driver):
        findings.append(_damaged("chain", f"本机修订链断开（{faults[0]}）。请用备份恢复。"))
    if forks := uow.log.forks():
        device, seq = forks[0]
        findings.append(_repair("forks", f"设备 {device} 在第 {seq} 条处分叉，可能有两份数据同时在写。请核对来源。"))
    return findings


def _check_rows(uow: UnitOfWork, store: Store) -> list[HealthFinding]:
    faults = row_faults(uow.connection, kinds=store.means.kinds, upcasters=store.means.upcasters)
    if not faults:
        return []
    return [_repair("rows", f"{len(faults)} 条现状与修订记录不一致（{faults[0]}）。请运行 ancha rebuild 重建。")]


def _check_blobs(connection: Connection, driver: Any) -> list[HealthFinding]:
    findings: list[HealthFinding] = []
    if faults := false_blobs(driver):
        findings.append(_damaged("blobs", f"{len(faults)} 个照片或文书与指纹不符（{faults[0]}）。请用备份恢复。"))
    query = (
        "SELECT hex(sha256) FROM rendition WHERE NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = rendition.sha256)"
    )
    alone = [row[0].lower() for row in connection.exec_driver_sql(query)]
    archived = _archived(connection) if alone else set()
    if stray := sum(sha256 not in archived for sha256 in alone):
        findings.append(_repair("renditions", f"{stray} 张小图没有原图。请重新取得原图。"))
    if bad := connection.exec_driver_sql(f"SELECT count(*) FROM rendition WHERE {BAD_RENDITION}").scalar():
        findings.append(_repair("renditions", f"{bad} 张小图不是图片。请运行 ancha rebuild，用到时会从原图重做。"))
    return findings


def _check_clock(uow: UnitOfWork) -> list[HealthFinding]:
    warning = clock_warning(uow)
    return [] if warning is None else [_repair("clock", warning)]


def _check_waiting(uow: UnitOfWork) -> list[HealthFinding]:
    waiting = uow.log.waiting()
    if not waiting:
        return []
    return [_repair("waiting", f"{len(waiting)} 条修订缺少前文或所引记录，暂不计入。请导入完整的文件。")]


def _check_room(store: Store) -> list[HealthFinding]:
    free = store.means.free(store.paths.database.parent)
    if free >= RESERVE:
        return []
    return [_repair("space", f"磁盘只剩 {free // (1024 * 1024)} MB。请腾出空间。")]


def _note_backups(uow: UnitOfWork) -> list[str]:
    known = known_copies(uow.session)
    if not known:
        return ["还没有备份。"] if chains_now(uow) else []
    days = (uow.now() - known[0].at).days
    notes = [f"最近的备份已是 {days} 天前的。"] if days >= OLD_BACKUP_DAYS else []
    if not any(copy.is_elsewhere for copy in known):
        notes.append("备份都在资料所在的这块盘上。")
    return notes


def _note_missing_blobs(connection: Connection) -> list[str]:
    missing = blobs_named(connection) - blobs_in_use(connection)
    archived = _archived(connection) & missing
    notes = [f"{len(archived)} 张照片的原图在归档包里。"] if archived else []
    if left := len(missing - archived):
        notes.append(f"{left} 个照片或文书的文件不在本机，只有记录。")
    return notes


def _archived(connection: Connection) -> set[str]:
    query = "SELECT value FROM archive, json_each(archive.counts, '$.held')"
    return {row[0] for row in connection.exec_driver_sql(query)}


def _damaged(name: str, message: str) -> HealthFinding:
    return HealthFinding(name, Level.DAMAGED, message)


def _repair(name: str, message: str) -> HealthFinding:
    return HealthFinding(name, Level.REPAIR, message)
