"""What a package holds, in words."""

from app.values.days import iso_day
from app.values.package import PackageMeta, Selection, SelectionKind


def what(meta: PackageMeta) -> str:
    """Say in words which records a package was asked to hold."""
    return asked_for(meta.selection, is_redacted=meta.is_redacted)


def asked_for(selection: Selection, *, is_redacted: bool = False) -> str:
    """Say a selection in words."""
    words = [_records(selection)]
    if not selection.with_photos and not is_redacted:
        words.append("不含照片")
    if selection.with_private:
        words.append("含保密内容")
    if is_redacted:
        words.append("已隐去个人信息，仅供阅读")
    return "，".join(words)


def _records(selection: Selection) -> str:
    if selection.kind is SelectionKind.INSPECTIONS:
        count = len(selection.inspection_ids)
        return f"{count}次检查" if count else "不属于检查的记录"
    if selection.kind is SelectionKind.DAYS:
        return f"{_days(selection)}有改动的记录"
    return f"{selection.kind.value}的记录"


def _days(selection: Selection) -> str:
    last = "今" if selection.last_day is None else iso_day(selection.last_day)
    if selection.first_day is None:
        return f"截至{last}"
    return f"{iso_day(selection.first_day)}至{last}"
