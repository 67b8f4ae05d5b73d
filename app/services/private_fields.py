"""Private texts of a record: typed as words, stored as seals, shown only where somebody asked for them."""

from collections.abc import Callable, Mapping
from typing import Any

from app.models.base import Record
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import UnprintableTextError
from app.values.errors import UserError
from app.values.private_text import AWAY, SEALED, sealed_key
from app.values.written_text import cleaned

# Kind of record → its private texts, by the names under which they are typed.
PRIVATE: Mapping[str, tuple[str, ...]] = {
    "inspection": ("reporter_name", "reporter_phone"),
    "case": ("party_identity",),
}


def seal_texts(uow: UnitOfWork, record: Record, changes: Mapping[str, Any]) -> None:
    """Put the seals of the private texts among the changes into the record; an unchanged text keeps its seal."""
    for key in PRIVATE[record.kind]:
        if key in changes:
            before = getattr(record, sealed_key(key))
            setattr(record, sealed_key(key), _seal(uow, str(changes[key] or ""), before=before))


def private_texts(uow: UnitOfWork, record: Record) -> dict[str, str]:
    """Give the private texts of the record as far as they lie on this machine."""
    seals = {key: getattr(record, sealed_key(key)) for key in PRIVATE[record.kind]}
    return {key: (seal and uow.private.reveal(seal)) or "" for key, seal in seals.items()}


def away_texts(uow: UnitOfWork, record: Record) -> frozenset[str]:
    """Name the private texts of the record that stayed on another machine."""
    seals = {key: getattr(record, sealed_key(key)) for key in PRIVATE[record.kind]}
    return frozenset(key for key, seal in seals.items() if seal is not None and uow.private.reveal(seal) is None)


def told(uow: UnitOfWork, seal: str | None) -> str:
    """Say the private text, or where it is; nothing where there is none."""
    if seal is None:
        return ""
    text = uow.private.reveal(seal)
    return AWAY if text is None else text


def seals_in_words(value: Any, say: Callable[[str], str]) -> Any:
    """Put words in the place of every seal within a value, at any depth."""
    if isinstance(value, Mapping):
        return {key: _said(key, item, say) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [seals_in_words(item, say) for item in value]
    return value


def _said(key: str, value: Any, say: Callable[[str], str]) -> Any:
    if key.endswith(SEALED):
        return say(value) if isinstance(value, str) else value
    return seals_in_words(value, say)


def _seal(uow: UnitOfWork, text: str, *, before: str | None) -> str | None:
    """An empty line takes a text away that stood there; one that lies on another machine nobody has seen here."""
    try:
        text = cleaned(text).strip()
    except UnprintableTextError as error:
        raise UserError(f"{error}，没有保存。", hint="请把这些看不见的字符删去后再保存。") from error
    if text:
        return uow.private.seal(text, before=before)
    return before if before is not None and uow.private.reveal(before) is None else None
