"""Rows of the office: laptops and the numbers they were given, the folder of packages, parts of a hand-over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.values.rows_handover import HandoverRow
from app.values.rows_import import ImportRow


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """Numbers of one kind that belong to a device, both ends included, the same every year."""

    key: str
    first: int
    last: int
    device: UUID
    used: int = 0

    @property
    def text(self) -> str:
        """Say which numbers: 责改 1—50."""
        return f"{self.key} {self.first}—{self.last}"

    @property
    def is_nearly_used_up(self) -> bool:
        """Say whether it is time to hand out more."""
        return self.used * 5 >= (self.last - self.first + 1) * 4


class LaptopState(StrEnum):
    """How a device stands with the office."""

    HERE = "本机"
    RETIRED = "已停用"
    UNKNOWN = "未登记"
    INCOMPLETE = "缺修订"
    SILENT = "久未移交"
    FINE = "正常"


@dataclass(frozen=True, slots=True)
class LaptopRow:
    """One device: who has it, what it handed over and when, what of its chain is missing, its numbers."""

    device: UUID
    label: str
    holder: str
    officers: tuple[str, ...]
    since_at: datetime | None
    state: LaptopState
    packages: int
    last_package_at: datetime | None
    last_day: date | None
    silent_days: int | None
    missing: int
    spans: tuple[NumberSpan, ...]

    @property
    def is_registered(self) -> bool:
        """Say whether the office has entered the device."""
        return self.since_at is not None

    @property
    def words(self) -> str:
        """Say what is to be done about the device, in one sentence; empty where nothing is."""
        if self.missing:
            return f"缺 {self.missing} 条修订，等第 {self.packages + 1} 次移交"
        if self.state is LaptopState.UNKNOWN:
            return "交来过数据包，请核对后登记"
        if self.state is LaptopState.SILENT:
            return "登记以后没有移交过" if not self.packages else f"已 {self.silent_days} 天没有移交"
        nearly = [span.text for span in self.spans if span.is_nearly_used_up]
        return f"号段快用完：{'、'.join(nearly)}" if nearly else ""


class InboxState(StrEnum):
    """How a file of the inbox folder stands."""

    UNREAD = "未核对"
    NEW = "可导入"
    LOCKED = "要口令"
    IMPORTED = "已导入"
    UNDONE = "已撤销"
    REFUSED = "不能导入"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One package in the inbox folder: who made it and when, how large it is, how it stands."""

    file: Path
    size: int
    changed_at: datetime
    state: InboxState
    why: str = ""
    maker: str = ""
    officer: str = ""
    authority: str = ""
    made_at: datetime | None = None
    what: str = ""
    import_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class InboxResult:
    """What became of one file when all were imported; `why` says why it was refused or could not be moved."""

    file: Path
    imported: ImportRow | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One part of a hand-over that was split by size."""

    made: HandoverRow
    inspections: int
    is_too_large: bool


@dataclass(frozen=True, slots=True)
class OfficeOffer:
    """What the office sent along in a package: numbers for this machine or another one, and a library."""

    import_id: UUID
    file: str
    at: datetime
    sender: str
    spans: tuple[NumberSpan, ...]
    others: int
    library: str
    is_settled: bool

    @property
    def words(self) -> Sequence[str]:
        """Say what is offered, a line for each thing."""
        lines = [f"号段：{'、'.join(span.text for span in self.spans)}"] if self.spans else []
        if self.others:
            lines.append(f"另有 {self.others} 段是给其他设备的，本机不用。")
        if self.library:
            lines.append(f"标准库：{self.library}")
        return tuple(lines)
