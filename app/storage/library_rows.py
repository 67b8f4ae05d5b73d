"""Write a library's rows: the edition with its snapshot, then places, items, phrases and the rest."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.models.library import LibraryEdition, LibraryItem, LibraryPart, LibraryPhrase, LibraryProvision
from app.rules.library import provisions
from app.storage.blobs import Blobs
from app.storage.library_snapshot import from_json, snapshot_bytes, to_json
from app.values.canonical import canonical_bytes, sha256_hex
from app.values.library import Checklist, Criterion, Item, Library, Provision

PROVISION, CRITERION = "provision", "criterion"
_OF_CURRENT = (LibraryPhrase, LibraryItem, LibraryProvision, LibraryPart)


def make_current(session: Session, blobs: Blobs, library: Library, *, source: str | None, at: datetime) -> str:
    """Compile the library in place of the current one; without a source it is an office's own file."""
    data = snapshot_bytes(library)
    sha256 = sha256_hex(data)
    blobs.put(data)
    for table in _OF_CURRENT:
        session.execute(delete(table))
    session.execute(update(LibraryEdition).values(is_current=False))
    session.merge(
        LibraryEdition(
            sha256=sha256,
            source_sha256=source or sha256,
            edition=library.edition,
            title=library.title,
            compiled_at=at,
            is_current=True,
        )
    )
    session.flush()
    for table, rows in (
        (LibraryProvision, _place_rows(library)),
        (LibraryItem, _item_rows(library)),
        (LibraryPhrase, _phrase_rows(library)),
        (LibraryPart, _part_rows(library)),
    ):
        filled = [{**row, "edition_sha256": sha256} for row in rows]
        if filled:
            session.execute(insert(table), filled)
    return sha256


def checklist_key(sector: str, since: str) -> str:
    """Name the part that holds one version of a sector's list."""
    return f"checklist/{sector}/{since}"


def decode(body: str, form: Any) -> Any:
    """Read a value of the library, of the given form, back from its row."""
    return from_json(form, json.loads(body))


def _text(value: Any) -> str:
    return canonical_bytes(to_json(value)).decode()


def _place_rows(library: Library) -> Iterator[dict[str, Any]]:
    for provision in provisions(library):
        yield _place_row(PROVISION, provision, title=provision.law_title)
    for criterion in library.criteria:
        yield _place_row(CRITERION, criterion, title=f"{criterion.standard} {criterion.document_number}")


def _place_row(kind: str, place: Provision | Criterion, *, title: str) -> dict[str, Any]:
    ref = place.ref
    return {
        "kind": kind,
        "ref": ref.undated.text,
        "short": ref.short,
        "year": ref.year or place.valid_from.year,
        "article": ref.article,
        "inserted": ref.inserted,
        "paragraph": ref.paragraph,
        "item": ref.item,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "searched": f"{title} {ref.undated} {place.citation} {place.text}",
        "body": _text(place),
    }


def _newest(library: Library) -> Iterator[Checklist]:
    """Items are found in the newest version of each list; older versions are read whole."""
    newest: dict[str, Checklist] = {}
    for checklist in library.checklists:
        known = newest.get(checklist.sector)
        if known is None or known.valid_from < checklist.valid_from:
            newest[checklist.sector] = checklist
    yield from newest.values()


def _item_rows(library: Library) -> Iterator[dict[str, Any]]:
    for checklist in _newest(library):
        sections = [(section.title, item) for section in checklist.sections for item in section.items]
        for position, (section, item) in enumerate(sections):
            yield {
                "item_id": item.id,
                "sector": checklist.sector,
                "section": section,
                "position": position,
                "question": item.question,
                "searched": f"{item.id} {item.text} {item.fact} {' '.join(item.standards)}",
                "body": _text(item),
            }


def _phrase_rows(library: Library) -> Iterator[dict[str, Any]]:
    for checklist in _newest(library):
        for item in checklist.items:
            yield from (_phrase_row(checklist, item, at) for at in range(len(item.phrases)))


def _phrase_row(checklist: Checklist, item: Item, at: int) -> dict[str, Any]:
    phrase = item.phrases[at]
    return {
        "item_id": item.id,
        "sector": checklist.sector,
        "initials": phrase.initials,
        "text": phrase.text,
        "demand": phrase.demand,
    }


def _part_rows(library: Library) -> Iterator[dict[str, Any]]:
    heads = tuple(
        (one.sector, one.valid_from.isoformat(), one.valid_to.isoformat() if one.valid_to else None)
        for one in library.checklists
    )
    yield {"kind": "lists", "body": _text(heads)}
    for checklist in library.checklists:
        yield {"kind": checklist_key(checklist.sector, checklist.valid_from.isoformat()), "body": _text(checklist)}
    yield {"kind": "parameters", "body": _text(library.parameters)}
    yield {"kind": "periods", "body": _text(library.periods)}
    yield {"kind": "tiers", "body": _text(library.tiers)}
    yield {"kind": "holidays", "body": _text(library.holidays)}
