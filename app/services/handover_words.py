"""What a package holds, in words."""

from app.values.days import iso_day
from app.values.package import PackageMeta, Selection, SelectionKind


def what(meta: PackageMeta) -> str:
    """Say in words which records a package was asked to hold."""
    selection = meta.selection
    words = [_asked(selection)]
    if not selection.with_photos:
        words.append("不含照片")
    if selection.with_private:
        words.append("含保密内容")
    if meta.is_redacted:
        words.append("已隐去个人信息，仅供阅读")
    return "，".join(words)


def _asked(selection: Selection) -> str:
    if selection.kind is SelectionKind.INSPECTIONS:
        return f"{len(selection.inspection_ids)}次检查"
    if selection.kind is SelectionKind.DAYS:
        first = "" if selection.first_day is None else iso_day(selection.first_day)
        last = "今" if selection.last_day is None else iso_day(selection.last_day)
        return f"{first}至{last}有改动的记录"
    return f"{selection.kind.value}的记录"
