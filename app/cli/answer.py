"""How a command answers: JSON for scripts, aligned lines for people."""

import dataclasses
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any
from uuid import UUID

import typer

from app.values.days import CIVIL_ZONE

JsonFlag = Annotated[bool, typer.Option("--json", help="用 JSON 回答，供程序读取。")]


def plain(value: Any) -> Any:
    """Turn rows, ids, days and instants into what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(CIVIL_ZONE).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


def say_json(value: Any) -> None:
    """Print one JSON document."""
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def say_table(head: Sequence[str], rows: Sequence[Sequence[Any]], *, empty: str) -> None:
    """Print rows under a head, in columns that line up with Chinese characters too."""
    if not rows:
        typer.echo(empty)
        return
    lines = [list(head), *[[_text(cell) for cell in row] for row in rows]]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(head))]
    for line in lines:
        padded = [cell + " " * (wide - _width(cell)) for cell, wide in zip(line, widths, strict=True)]
        typer.echo("  ".join(padded).rstrip())


def in_words(value: Any) -> Any:
    """Write what has parts as a person reads it: the parts by name, the empty ones left out."""
    if isinstance(value, Mapping):
        return "，".join(f"{key} {in_words(part)}" for key, part in value.items() if part not in (None, "", [], (), {}))
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(one, Mapping) for one in value):
        return "；".join(str(in_words(one)) for one in value)
    return value


def verdict_words(verdict: Mapping[str, Any]) -> str:
    """Write one finding of the legality check as it stood when the paper was issued, with its answer."""
    colour = "红" if verdict.get("colour") == "red" else "黄"
    reason = verdict.get("reason") or "未写明"
    answer = "" if colour == "红" else f"理由：{reason}"
    return f"合法性检查　{colour}　{verdict.get('rule')}　{verdict.get('message')}（{verdict.get('article')}）{answer}"


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(CIVIL_ZONE):%Y-%m-%d %H:%M}"
    found = plain(value)
    if found is None:
        return "—"
    text = "、".join(map(str, found)) if isinstance(found, list) else str(found)
    return " ".join(text.split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
