"""并户: two records of one party made to count as one, proposed by the program, decided by a person, undoable."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.models.base import Record
from app.models.case import Case
from app.models.document import Document
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.models.reinspection import ReceivedPaper
from app.rules.joined import members_of, root_of
from app.rules.likely_same import SamePair, likely_same
from app.services.desk import Desk
from app.services.enterprises import load_enterprise
from app.services.import_preview import party_names
from app.storage.joined import joins
from app.storage.log import chunks
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import UserError
from app.values.rows_import import Belongings, JoinedParty, LikelySame

WAVED_OFF = "joining.waved_off"
_COUNTED: tuple[type[Record], ...] = (Inspection, Hazard, Document, Case, ReceivedPaper)


class JoiningService:
    """Find parties that were entered twice, join them, and part them again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def proposals(self) -> tuple[LikelySame, ...]:
        """List pairs that are likely one party, with why and all that hangs on each."""
        with self._desk.read() as uow:
            waved_off = set(uow.settings.get(WAVED_OFF, ()))
            parties = {party.id: party for party in party_names(uow)}
            pairs = [pair for pair in likely_same(parties.values()) if _key(pair.first, pair.second) not in waved_off]
            held = _belongings(uow, {party for pair in pairs for party in (pair.first, pair.second)})
            return tuple(_proposal(pair, parties, held) for pair in pairs)

    def joined(self) -> tuple[JoinedParty, ...]:
        """List the parties that were joined, each with the one that stands for it."""
        with self._desk.read() as uow:
            links = joins(uow)
            names = {party: load_enterprise(uow, party).name for party in {*links, *links.values()}}
            pairs = [(party, root_of(party, links)) for party in sorted(links)]
            return tuple(JoinedParty(party, names[party], root, names[root]) for party, root in pairs if party != root)

    def join(self, keep_id: UUID, other_id: UUID, reason: str) -> None:
        """Let the other party, and all that count as it, count as the one that is kept."""
        _require(reason)
        with self._desk.write(reason=reason.strip()) as uow:
            links = joins(uow)
            keep, other = root_of(keep_id, links), root_of(other_id, links)
            if keep == other:
                raise UserError("这两条记录已经是同一家单位。", hint="请刷新后再看。")
            load_enterprise(uow, keep)
            for party in members_of(other, links):
                load_enterprise(uow, party).joined_into_id = keep
            uow.commit()

    def separate(self, other_id: UUID, reason: str) -> None:
        """Let a party that was joined count as itself again."""
        _require(reason)
        with self._desk.write(reason=reason.strip()) as uow:
            party = load_enterprise(uow, other_id)
            if party.joined_into_id is None:
                raise UserError(f"{party.name}没有并入其他单位。", hint="请刷新后再看。")
            party.joined_into_id = None
            uow.commit()

    def wave_off(self, first_id: UUID, second_id: UUID) -> None:
        """Remember that two parties are not one, so that they are not proposed again on this machine."""
        with self._desk.write() as uow:
            known = set(uow.settings.get(WAVED_OFF, ()))
            uow.settings.set(WAVED_OFF, sorted(known | {_key(first_id, second_id)}))
            uow.commit()

    def belongings(self, enterprise_id: UUID) -> Belongings:
        """Count all that hangs on a party."""
        with self._desk.read() as uow:
            return _belongings(uow, {enterprise_id})[enterprise_id]


def _require(reason: str) -> None:
    if not reason.strip():
        raise UserError("没有写明理由。", hint="请写明依据，例如：营业执照相同，招牌名不同。")


def _key(first: UUID, second: UUID) -> str:
    return " ".join(sorted((str(first), str(second))))


def _proposal(pair: SamePair, parties: Any, held: dict[UUID, Belongings]) -> LikelySame:
    """Propose to keep the record on which more hangs; of equal ones that with a code, then the earlier."""
    ranked = sorted((pair.first, pair.second), key=lambda key: (-_weight(held[key]), not parties[key].uscc, key))
    keep, other = parties[ranked[0]], parties[ranked[1]]
    return LikelySame(
        keep.id, keep.name, keep.uscc, other.id, other.name, other.uscc, pair.ground, held[keep.id], held[other.id]
    )


def _weight(held: Belongings) -> int:
    return held.inspections + held.hazards + held.documents + held.cases + held.papers


def _belongings(uow: UnitOfWork, parties: Collection[UUID]) -> dict[UUID, Belongings]:
    counts = [_counts(uow, kind, sorted(parties)) for kind in _COUNTED]
    return {party: Belongings(*(count[party] for count in counts)) for party in parties}


def _counts(uow: UnitOfWork, kind: Any, parties: Sequence[UUID]) -> Counter[UUID]:
    found: Counter[UUID] = Counter()
    for chunk in chunks(parties):
        query = (
            select(kind.enterprise_id, func.count())
            .where(kind.enterprise_id.in_(chunk), kind.deleted.is_(False))
            .group_by(kind.enterprise_id)
        )
        for party, count in uow.session.execute(query):
            found[party] += count
    return found
