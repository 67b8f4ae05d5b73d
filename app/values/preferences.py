"""What can be decided for this machine: each thing is declared here once, and the page is built from it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing to decide: its key, what is offered, what holds until someone decides, and its words."""

    key: str
    label: str
    default: Any
    choices: tuple[tuple[Any, str], ...]
    words: str = ""

    def read(self, kept: Any) -> Any:
        """Give what was decided, or the default where that is no longer offered."""
        return kept if any(kept == value and type(kept) is type(value) for value, _ in self.choices) else self.default


IDLE_MINUTES = Preference(
    "access.idle_minutes",
    "闲置多久自动锁定",
    10,
    ((0, "不自动锁定"), (3, "3 分钟"), (5, "5 分钟"), (10, "10 分钟"), (20, "20 分钟"), (30, "30 分钟")),
    "锁定后要输 PIN 或口令才能继续，正在填写的内容保留。随时可按 Ctrl+Shift+L 锁定。",
)

FIELD, OFFICE = "field", "office"
DESK_MODE = Preference(
    "office.mode",
    "本机用途",
    FIELD,
    ((FIELD, "外勤：下户检查"), (OFFICE, "内勤：汇总各台电脑的资料")),
    "内勤在左边多出收件箱、设备与号段、文号登记簿；资料不变，随时可以换。",
)
SILENT_DAYS = Preference(
    "office.silent_days",
    "设备多久没有移交要提醒",
    14,
    ((7, "7 天"), (14, "14 天"), (30, "30 天"), (60, "60 天")),
    "从最后一次导入该设备的数据包算起。",
)

PREFERENCES = (IDLE_MINUTES,)
OFFICE_PREFERENCES = (DESK_MODE, SILENT_DAYS)
