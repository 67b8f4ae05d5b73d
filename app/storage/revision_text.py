"""The exact bytes of a revision out of its row, without reading its JSON, which is many times faster."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from app.models.types import split_hashes, uuid_text
from app.storage.revisions import read_row_anew

_text = json.JSONEncoder(ensure_ascii=False).encode


def bytes_of_row(row: Sequence[Any]) -> bytes:
    """Return the bytes of a row in the order of COLUMNS; the row keeps `changed` and `body` as canonical text."""
    rev_id, kind, entity_id, schema, needs, parents, hlc, device, seq, prev, actor, reason, deleted, changed, body = row
    data = (
        f'{{"actor":{_id(actor)},"body":{body},"changed":{changed},"deleted":{"true" if deleted else "false"},'
        f'"device":{_id(device)},"entity_id":{_id(entity_id)},"hlc":"{hlc}","kind":"{kind}","needs":{needs},'
        f'"parents":[{",".join(map(_quoted, split_hashes(parents)))}],'
        f'"prev":{"null" if prev is None else _quoted(prev.hex())},'
        f'"reason":{_text(reason)},"schema":{schema},"seq":{seq}}}'
    ).encode()
    if sha256(data).digest() == rev_id:
        return data
    return read_row_anew(row).to_bytes()


def _id(value: bytes | None) -> str:
    return "null" if value is None else _quoted(uuid_text(value))


def _quoted(text: str) -> str:
    return f'"{text}"'
