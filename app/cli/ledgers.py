"""`ancha list`, `ancha show`: ledgers and single records."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answer import JsonFlag, in_words, plain, say_json, say_table, verdict_words
from app.cli.context import context_of
from app.values.errors import UsageError
from app.values.record_words import field_word
from app.values.state_labels import state_word

if TYPE_CHECKING:
    from app.values.rows_ledger import HistoryLine, LedgerRow, RecordView


class Ledger(StrEnum):
    """What can be listed."""

    ENTERPRISES = "enterprises"
    INSPECTIONS = "inspections"
    HAZARDS = "hazards"
    DOCUMENTS = "documents"
    CASES = "cases"
    REINSPECTIONS = "reinspections"
    DEADLINES = "deadlines"


# Key of the row → head of the column.
COLUMNS: dict[Ledger, dict[str, str]] = {
    Ledger.ENTERPRISES: {
        "name": "名称", "party_kind": "类型", "uscc": "统一社会信用代码", "town": "镇街", "sectors": "行业",
    },
    Ledger.INSPECTIONS: {
        "enterprise": "单位", "category": "类别", "started": "开始", "stage": "阶段", "hazards": "隐患",
        "open": "未销号", "id": "编号",
    },
    Ledger.HAZARDS: {
        "enterprise": "单位", "order_no": "序号", "level": "等级", "state": "状态", "deadline": "期限", "fact": "事实",
        "id": "编号",
    },
    Ledger.DOCUMENTS: {
        "number": "文号", "title": "文书", "enterprise": "单位", "issued": "日期", "state": "状态", "id": "编号",
    },
    Ledger.CASES: {
        "number": "文号", "title": "案件", "party": "当事人", "state": "状态", "fine_yuan": "罚款（元）", "id": "编号",
    },
    Ledger.REINSPECTIONS: {
        "enterprise": "单位", "round": "次", "started": "时间", "done": "已整改", "not_done": "未整改", "id": "编号",
    },
    Ledger.DEADLINES: {
        "due": "期限", "days_left": "剩余天数", "kind": "事项", "enterprise": "单位", "detail": "内容",
    },
}  # fmt: skip


def register(commands: typer.Typer) -> None:
    """Add the commands."""
    commands.command("list", help="台账：企业、检查、隐患、文书、案件、复查、期限。")(list_)
    commands.command("show", help="一条记录的全部内容；--history 看谁在何时改了什么。")(show)
    commands.command("edit", help="修改一条记录，写明理由；窗口里不能改的也不能改。")(edit)


def list_(
    command: typer.Context,
    ledger: Annotated[Ledger, typer.Argument(help="台账的名称。", show_default=False)],
    *,
    as_json: JsonFlag = False,
) -> None:
    """List a ledger."""
    with context_of(command).reading() as services:
        rows: Sequence[LedgerRow]
        if ledger is Ledger.DEADLINES:
            rows = services.records.deadlines()
        else:
            rows = services.records.list(ledger.value.removesuffix("s"))
    if as_json:
        say_json(rows)
        return
    columns = COLUMNS[ledger]
    lines = [[_cell(ledger.value.removesuffix("s"), key, getattr(row, key)) for key in columns] for row in rows]
    say_table(list(columns.values()), lines, empty="没有记录。")


def show(
    command: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="NUMBER|ID", help="文号或者编号。", show_default=False)],
    *,
    history: Annotated[bool, typer.Option("--history", help="一并给出全部修改。")] = False,
    private: Annotated[bool, typer.Option("--private", help="写出本机所存的保密内容。")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Show one record."""
    with context_of(command).reading() as services:
        record, line = services.records.show(reference, tells_private=private)
        changes = services.records.history(reference, tells_private=private) if history else None
    if as_json:
        say_json(_whole(record, line, changes))
    else:
        _say_record(record, changes)


def edit(
    command: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="ID", help="编号或者文号。", show_default=False)],
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE …", help="项=值。", show_default=False)],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="修改的理由。", show_default=False)],
) -> None:
    """Change a record."""
    typed = dict(_pair(change) for change in changes)
    with context_of(command).writing() as services:
        is_changed = services.records.edit(reference, typed, reason=reason)
    typer.echo(f"已修改 {'、'.join(typed)}。" if is_changed else "没有变化，没有写入修改记录。")


def _cell(kind: str, key: str, value: Any) -> Any:
    return state_word(kind, value) if key == "state" else value


def _pair(change: str) -> tuple[str, str]:
    name, equals, value = change.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"“{change}”看不懂。", hint="请写成 项=值，例如 phone=000-0000000。")
    return name.strip(), value


def _whole(record: "RecordView", line: "LedgerRow | None", changes: "Sequence[HistoryLine] | None") -> dict[str, Any]:
    whole = {**plain(record), **({} if line is None else plain(line))}
    return whole if changes is None else {**whole, "history": plain(changes)}


def _state(record: "RecordView") -> str | None:
    return None if record.state is None else state_word(record.kind, record.state)


def _say_record(record: "RecordView", changes: "Sequence[HistoryLine] | None") -> None:
    own = {"编号": record.id, "文号": record.number, "状态": _state(record), "更新": record.updated}
    legality = record.fields.get("legality") or ()
    shown = {key: value for key, value in record.fields.items() if key not in ("legality", "state")}
    fields = {f"{field_word(record.kind, key)} {key}": in_words(value) for key, value in shown.items()}
    given = {key: value for key, value in fields.items() if value not in (None, "", [], ())}
    say_table(["项", "内容"], [*own.items(), *given.items()], empty="")
    for one in legality:
        typer.echo(verdict_words(one))
    if record.conflict_fields:
        typer.echo(f"有冲突待确认：{'、'.join(record.conflict_fields)}")
    if changes is not None:
        typer.echo("")
        rows = [[one.at, one.actor, one.reason, list(one.changed)] for one in changes]
        say_table(["时间", "人员", "原因", "改动"], rows, empty="没有修改记录。")
