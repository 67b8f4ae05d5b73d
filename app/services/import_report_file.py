"""The report of an import as a file: PDF to print, XLSX to work with, JSON for programs."""

import json
from datetime import datetime
from pathlib import Path

from app.services.import_record import write_report
from app.storage.whole_file import require_writable, written_whole
from app.values.days import CIVIL_ZONE
from app.values.errors import UsageError
from app.values.rows_import import ImportReport

ENDINGS = (".pdf", ".xlsx", ".json")


def write_report_file(report: ImportReport, file: Path, *, applied_at: datetime | None, made_at: datetime) -> None:
    """Write the report in the form that the ending of the file asks for."""
    check_ending(file)
    data = _render(report, file.suffix.lower(), applied_at=applied_at, made_at=made_at)
    with written_whole(file) as part:
        part.write_bytes(data)


def check_target(file: Path) -> None:
    """Refuse a report that could not be written, before anything is imported."""
    check_ending(file)
    require_writable(file)


def check_ending(file: Path) -> None:
    """Refuse a file whose ending says nothing of its form."""
    if file.suffix.lower() not in ENDINGS:
        raise UsageError(f"报告不能写成 {file.name}，", hint=f"文件名请以 {'、'.join(ENDINGS)} 结尾。")


def _render(report: ImportReport, ending: str, *, applied_at: datetime | None, made_at: datetime) -> bytes:
    if ending == ".pdf":
        from app.reports import import_report

        return import_report.render(report, applied_at=applied_at, made_at=made_at)
    if ending == ".xlsx":
        from app.reports import import_sheets

        return import_sheets.render(report, applied_at=applied_at, made_at=made_at)
    when = None if applied_at is None else applied_at.astimezone(CIVIL_ZONE).isoformat()
    whole = {"applied": when, **write_report(report)}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
