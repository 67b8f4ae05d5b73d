"""What a verified file would bring, record by record, worked out beside the store and without writing to it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.models.authority import Authority
from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.forms import BodyError
from app.rules.counting import forks, named_blobs
from app.rules.import_report import (
    NumberedPaper,
    change_of,
    changed_keys,
    clashes,
    conflict_keys,
    is_served,
    way_out,
)
from app.rules.likely_same import PartyName, likely_same
from app.rules.merge import MergedRecord
from app.rules.sides import part
from app.services.conflict_sides import Surroundings, lay_out
from app.services.record_names import RecordNames
from app.storage.foreseeing import Foreseen, foresee, forks_with, refuse_contradictions, unfit
from app.storage.log import chunks
from app.storage.origins import device_labels
from app.storage.reading import Reading
from app.storage.unit_of_work import UnitOfWork
from app.values.days import to_ms
from app.values.enums import DocumentState
from app.values.hlc import hlc_ms
from app.values.record_words import field_word
from app.values.revision import Revision
from app.values.rows_import import (
    Change,
    ClashPaper,
    ConflictSides,
    ImportReport,
    LikelySame,
    NumberClash,
    Origin,
    RecordLine,
)
from app.values.state_labels import DOCUMENT_STATES

# The records that an office knows by name; what belongs to them is counted.
_LISTED = frozenset(
    {"enterprise", "inspection", "hazard", "document", "reinspection", "received_paper", "case", "officer"}
)
# A report is kept for ever; of the first package of a year thousands are new, and the ledgers list them anyway.
MOST_NEW = 500
_MINUTE_MS = 60_000
_LATE_MINUTES = 5


@dataclass(frozen=True, slots=True)
class _Fate:
    """What happens to one record, with its rows before and after."""

    change: Change
    before: MergedRecord | None
    after: MergedRecord
    revisions: list[Revision]


class Foreseeing:
    """Compare the store as it is with the store as it would be."""

    def __init__(self, uow: UnitOfWork, reading: Reading) -> None:
        self._uow = uow
        self._reading = reading
        kinds = {UUID(one.entity_id): one.kind for one in reading.revisions.values()}
        refuse_contradictions(uow, reading.revisions, kinds)
        self._foreseen: Foreseen = foresee(uow, reading.revisions)
        self._records = {str(entity_id) for entity_id in kinds}
        self._fates = {entity_id: self._fate(entity_id) for entity_id in self._foreseen.news}
        self._coming = {entity_id: fate.after for entity_id, fate in self._fates.items()}
        self._names = RecordNames(uow, self._coming)
        self._labels = device_labels(uow)
        if reading.meta.device_label:
            self._labels.setdefault(reading.meta.device, reading.meta.device_label)

    def report(self, *, file: str) -> ImportReport:
        """Write everything down that a person is to see before anything is applied."""
        reading = self._reading
        new_blobs = self.new_blobs()
        return ImportReport(
            file=file,
            file_sha256=reading.file_sha256,
            size=reading.size,
            meta=reading.meta,
            counts=self._counts(),
            kinds=dict(Counter(fate.after.kind for fate in self._fates.values() if fate.change is Change.NEW)),
            lines=self._lines(),
            conflicts=self._conflicts(),
            clashes=self._clashes(),
            likely_same=self._likely_same(),
            unknown_authorities=self._unknown_authorities(),
            missing=tuple(sorted({item for items in self._foreseen.waiting.values() for item in items})),
            forks=self._forks(),
            damaged=reading.damaged,
            ahead_minutes=self._ahead_minutes(),
            new_blobs=len(new_blobs),
            new_blob_bytes=sum(reading.blob_sizes[sha256] for sha256 in new_blobs),
        )

    def new_blobs(self) -> list[str]:
        """List the originals that the file brings, its records name, and this store lacks."""
        named = {blob for one in self._reading.revisions.values() for blob in named_blobs(one.body)}
        wanted = sorted(named & self._reading.blob_sizes.keys())
        held = self._uow.blobs.held_among(wanted)
        return [sha256 for sha256 in wanted if sha256 not in held]

    def _fate(self, entity_id: str) -> _Fate:
        held = self._foreseen.before.get(UUID(entity_id), [])
        news = self._foreseen.news[entity_id]
        before = self._uow.rows.merged(held)[0] if held else None
        after = self._uow.rows.merged([*held, *news])[0]
        try:
            self._uow.rows.check(after)
        except BodyError as error:
            raise unfit(error) from error
        return _Fate(change_of(before, after, has_news=True), before, after, [*held, *news])

    def _counts(self) -> Mapping[Change, int]:
        found = Counter(fate.change for fate in self._fates.values())
        found[Change.SAME] = len(self._records - self._foreseen.news.keys())
        return {change: found[change] for change in Change}

    def _lines(self) -> tuple[RecordLine, ...]:
        fates = self._fates.values()
        new = [fate for fate in fates if fate.change is Change.NEW and fate.after.kind in _LISTED]
        new.sort(key=lambda fate: (fate.after.kind == "hazard", fate.after.kind, fate.after.entity_id))
        shown = [fate for fate in fates if fate.change is not Change.NEW] + new[:MOST_NEW]
        lines = [self._line(fate) for fate in shown]
        return tuple(sorted(lines, key=lambda line: (line.kind, line.party, line.title, str(line.entity_id))))

    def _line(self, fate: _Fate) -> RecordLine:
        record, names = fate.after, self._names
        keys: tuple[str, ...] = ()
        if fate.change in (Change.CONFLICT, Change.DELETED_CHANGED):
            keys = conflict_keys(record)
        elif fate.change is Change.CHANGED and fate.before is not None:
            keys = changed_keys(fate.before.fields, record.fields)
        return RecordLine(
            change=fate.change,
            kind=record.kind,
            entity_id=UUID(record.entity_id),
            title=names.title(record.kind, record.fields),
            party=names.party(record.kind, record.fields),
            number=names.number(record.kind, record.fields),
            fields=tuple(field_word(record.kind, key) for key in keys),
        )

    def _conflicts(self) -> tuple[ConflictSides, ...]:
        around = Surroundings(self._names, self._origin, self._labels)
        wanted = [fate for fate in self._fates.values() if fate.change in (Change.CONFLICT, Change.DELETED_CHANGED)]
        laid = [lay_out(part(self._uow.rows.read(fate.revisions)), around) for fate in wanted]
        return tuple(sorted(laid, key=lambda one: (one.kind, one.party, one.title, str(one.entity_id))))

    def _origin(self, revision: Revision) -> Origin:
        held = self._foreseen.before.get(UUID(revision.entity_id), [])
        return Origin.HERE if any(one.rev_id == revision.rev_id for one in held) else Origin.PACKAGE

    def _clashes(self) -> tuple[NumberClash, ...]:
        papers = {entity_id: one for entity_id, one in self._coming.items() if _is_numbered(one)}
        here = self._papers_here({str(one.fields["number"]) for one in papers.values()})
        facts = [_paper(entity_id, one.fields) for entity_id, one in papers.items()]
        facts += [_paper(str(row.id), _facts_of(row)) for row in here if str(row.id) not in self._coming]
        rows = {str(row.id): row for row in here}
        found = clashes(facts)
        return tuple(
            NumberClash(number, tuple(self._clash_paper(one, rows, is_first=one is group[0]) for one in group))
            for number, group in found.items()
        )

    def _clash_paper(self, paper: NumberedPaper, rows: Mapping[str, Document], *, is_first: bool) -> ClashPaper:
        coming = self._coming.get(paper.entity_id)
        row = rows.get(paper.entity_id)
        fields = coming.fields if coming is not None else _facts_of(row)
        return ClashPaper(
            entity_id=UUID(paper.entity_id),
            title=str(fields.get("title") or ""),
            party=self._names.party("document", fields),
            issued_on=paper.issued_on,
            state=DOCUMENT_STATES[paper.state],
            is_served=is_served(coming) if coming is not None else paper.state in ("served", "archived"),
            origin=Origin.PACKAGE if row is None else Origin.HERE,
            content_sha256=str(fields["content_blob"]) if fields.get("content_blob") else None,
            way_out=way_out(paper, is_first=is_first),
        )

    def _papers_here(self, numbers: set[str]) -> list[Document]:
        found: list[Document] = []
        for chunk in chunks(sorted(numbers)):
            query = select(Document).where(Document.number.in_(chunk), Document.deleted.is_(False))
            found += self._uow.session.scalars(query)
        return found

    def _likely_same(self) -> tuple[LikelySame, ...]:
        coming = {UUID(key): one for key, one in self._coming.items() if one.kind == "enterprise" and not one.deleted}
        new = {key for key in coming if UUID(str(key)) not in self._foreseen.before}
        if not new:
            return ()
        parties = {row.id: row for row in party_names(self._uow) if row.id not in coming}
        parties |= {key: _party_name(key, one.fields) for key, one in coming.items()}
        return tuple(
            LikelySame(
                pair.first, parties[pair.first].name, parties[pair.first].uscc,
                pair.second, parties[pair.second].name, parties[pair.second].uscc, pair.ground,
            )
            for pair in likely_same(parties.values(), only=new, by_sound=False)
        )  # fmt: skip

    def _unknown_authorities(self) -> tuple[str, ...]:
        known = set(self._uow.session.scalars(select(Authority.id).where(Authority.deleted.is_(False))))
        if not known:
            return ()
        strange = [one for key, one in self._coming.items() if one.kind == "authority" and UUID(key) not in known]
        return tuple(sorted(str(one.fields.get("name") or "") for one in strange))

    def _forks(self) -> tuple[str, ...]:
        own = {(UUID(device), seq) for device, seq in forks(self._reading.revisions.values())}
        found = sorted(own | set(forks_with(self._uow, self._reading.revisions)))
        return tuple(
            f"{self._labels.get(device) or f'设备 {device}'}的第 {seq} 号修订有两种内容" for device, seq in found
        )

    def _ahead_minutes(self) -> int:
        latest = max((hlc_ms(one.hlc) for one in self._reading.revisions.values()), default=0)
        minutes = (latest - to_ms(self._uow.now())) // _MINUTE_MS
        return minutes if minutes >= _LATE_MINUTES else 0


def party_names(uow: UnitOfWork) -> list[PartyName]:
    """List the parties of this store that are not joined into another."""
    query = select(Enterprise.id, Enterprise.name, Enterprise.aliases, Enterprise.uscc, Enterprise.town).where(
        Enterprise.deleted.is_(False), Enterprise.joined_into_id.is_(None)
    )
    return [
        PartyName(key, name, tuple(aliases or ()), uscc or "", town or "")
        for key, name, aliases, uscc, town in uow.session.execute(query)
    ]


def _party_name(key: UUID, fields: Mapping[str, Any]) -> PartyName:
    texts = {name: str(fields.get(name) or "") for name in ("name", "uscc", "town")}
    return PartyName(key, aliases=tuple(fields.get("aliases") or ()), **texts)


def _is_numbered(record: MergedRecord) -> bool:
    return record.kind == "document" and not record.deleted and bool(record.fields.get("number"))


def _facts_of(row: Document | None) -> Mapping[str, Any]:
    if row is None:
        return {}
    return {
        "number": row.number,
        "state": row.state,
        "issued_on": None if row.issued_on is None else row.issued_on.isoformat(),
        "title": row.title,
        "enterprise_id": str(row.enterprise_id),
        "content_blob": row.content_blob,
    }


def _paper(entity_id: str, fields: Mapping[str, Any]) -> NumberedPaper:
    day = fields.get("issued_on")
    state = DocumentState(fields.get("state") or DocumentState.DRAFT)
    return NumberedPaper(entity_id, str(fields["number"]), state, date.fromisoformat(day) if day else None)
