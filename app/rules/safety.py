"""How the records are kept: the one sentence of 数据安全, from where the copies lie and what they lack."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.values.rows_safekeeping import SafetyLevel

OLD = timedelta(days=7)
LOW_DISK = 1024 * 1024 * 1024
FULL_DISK = 200 * 1024 * 1024
DAMAGED, REPAIR = 3, 1  # levels of a check


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """What the sentence is judged by; counts are changes written on this machine that no copy elsewhere holds."""

    now: datetime
    has_records: bool
    only_here: int
    only_here_today: int
    last_copy_at: datetime | None
    has_place_at_hand: bool
    has_failed: bool
    disk_free: int
    check_level: int = 0


@dataclass(frozen=True, slots=True)
class SafetyVerdict:
    """How things stand, in a sentence, and what to do next."""

    level: SafetyLevel
    sentence: str
    advice: str = ""


def judge(facts: SafetyFacts) -> SafetyVerdict:
    """Say the worst thing first."""
    return _bad(facts) or _warning(facts) or _fine(facts)


def _bad(facts: SafetyFacts) -> SafetyVerdict | None:
    if facts.check_level >= DAMAGED:
        return SafetyVerdict(
            SafetyLevel.BAD, "上次检查发现资料有损坏。", "请用最近的备份恢复；没有备份的，先抢救还能读出的资料。"
        )
    if facts.only_here_today:
        return SafetyVerdict(
            SafetyLevel.BAD,
            f"今天的 {facts.only_here_today} 处改动只在这块硬盘上，硬盘坏了就没有了。",
            _to_second_disk(facts),
        )
    if facts.disk_free < FULL_DISK:
        return SafetyVerdict(
            SafetyLevel.BAD, f"磁盘只剩 {_megabytes(facts.disk_free)} MB，照片存不下了。", "请腾出空间。"
        )
    return None


def _warning(facts: SafetyFacts) -> SafetyVerdict | None:
    warn = SafetyLevel.WARN
    if facts.only_here:
        return SafetyVerdict(warn, f"有 {facts.only_here} 处以前的改动只在这块硬盘上。", _to_second_disk(facts))
    if facts.has_failed:
        return SafetyVerdict(warn, "上次自动备份有一处没有写成。", "请看下面的说明，检查那块盘。")
    if facts.has_records and facts.last_copy_at is None:
        return SafetyVerdict(warn, "还没有备份。", "请按“立即备份”。")
    if facts.last_copy_at is not None and facts.now - facts.last_copy_at >= OLD:
        days = (facts.now - facts.last_copy_at).days
        return SafetyVerdict(warn, f"最近的备份已是 {days} 天前的。", "请按“立即备份”。")
    if facts.check_level >= REPAIR:
        return SafetyVerdict(warn, "上次检查发现有要修复的地方。", "请按检查结果逐项处理。")
    if facts.disk_free < LOW_DISK:
        return SafetyVerdict(
            warn, f"磁盘只剩 {_megabytes(facts.disk_free)} MB。", "请尽早腾出空间，或者把已结束的年份归档。"
        )
    return None


def _fine(facts: SafetyFacts) -> SafetyVerdict:
    if not facts.has_records:
        return SafetyVerdict(SafetyLevel.OK, "还没有需要备份的资料。")
    return SafetyVerdict(SafetyLevel.OK, "全部改动在另一块盘上都有核对过的备份。")


def _to_second_disk(facts: SafetyFacts) -> str:
    if facts.has_place_at_hand:
        return "请按“立即备份”，写到已选的盘上。"
    return "请插上U盘或移动硬盘，选作备份位置，再按“立即备份”。"


def _megabytes(size: int) -> int:
    return size // (1024 * 1024)
